"""A word with one wrong letter: the shorter it is, the fewer letters may be wrong. And words written short.

Of six letters and more: any one letter but the first. Of five: two swapped, one doubled, one lost inside,
a vowel for a vowel. Of four: one doubled.
"""

from functools import lru_cache

from crm.words.language import Language

SHORTEST, LONG = 4, 6
VOWELS = frozenset("аеиоуыэюяіїєaeiouy")
REMEMBERED = 4096
SHORT = 5
"""Letters of an abbreviation that ends with a full stop."""
WHOLE = ("day", "week", "month", "year", "today")
"""Short words that are none."""


def shortened(word: str, language: Language) -> bool:
    """Whether a full stop behind the word ends no sentence: "tues.", "hrs."."""
    return len(word) <= SHORT and word not in WHOLE and (word,) in language.phrases


def spelled(word: str, language: Language) -> str | None:
    """The word of the table that `word` was to be, or None."""
    if len(word) < SHORTEST or word in language.known_words:
        return None
    return _nearest(word, language.spellable)


def like_a_day(word: str, language: Language) -> bool:
    """Whether a word that cannot be read looks like the name of a day, two wrong letters in a long one."""
    return len(word) >= SHORTEST and word not in language.known_words and _like(word, language.days)


@lru_cache(maxsize=REMEMBERED)
def _like(word: str, days: tuple[str, ...]) -> bool:
    return any(_apart(word, day) <= (1 if len(day) <= LONG else 2) for day in days if len(day) > SHORTEST)


def _apart(one: str, other: str) -> int:
    """How many letters have to be added, taken or replaced."""
    if abs(len(one) - len(other)) > 2:
        return len(one)
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        above, row = row, [place]
        for beside, wanted in enumerate(other, 1):
            row.append(min(above[beside] + 1, row[-1] + 1, above[beside - 1] + (letter != wanted)))
    return row[-1]


@lru_cache(maxsize=REMEMBERED)
def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    near = {right for right in known if abs(len(right) - len(word)) < 2 and _meant(word, right)}
    return min(near) if near else None


def _meant(word: str, right: str) -> bool:
    start = 0
    while start < min(len(word), len(right)) and word[start] == right[start]:
        start += 1
    if len(word) == len(right):
        return len(right) > SHORTEST and _replaced(word, right, start)
    if not start:
        return False
    if len(word) > len(right):
        doubled = word[start] == word[start - 1]
        return word[start + 1 :] == right[start:] and (doubled or len(right) >= LONG)
    lost = len(right) >= LONG or (len(right) > SHORTEST and word[-1] == right[-1])
    return word[start:] == right[start + 1 :] and lost


def _replaced(word: str, right: str, start: int) -> bool:
    rest, rest_right = word[start:], right[start:]
    if len(rest) > 1 and rest[:2] == rest_right[1::-1] and rest[2:] == rest_right[2:]:
        return True
    vowels = {word[start], right[start]} <= VOWELS
    return start > 0 and rest[1:] == rest_right[1:] and (vowels or len(right) >= LONG)
