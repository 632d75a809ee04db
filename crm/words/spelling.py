"""A word with one wrong letter. A word of five letters may only have two of them swapped or one doubled."""

from functools import lru_cache

from crm.words.language import Language

SWAPS_ONLY = 5
REMEMBERED = 4096


def spelled(word: str, language: Language) -> str | None:
    """The word of the table that `word` was to be, or None where it is none or more than one."""
    if len(word) < SWAPS_ONLY or word in language.known_words:
        return None
    return _nearest(word, language.code, language.spellable)


@lru_cache(maxsize=REMEMBERED)
def _nearest(word: str, code: str, known: tuple[str, ...]) -> str | None:
    near = {right for right in known if abs(len(right) - len(word)) < 2 and _meant(word, right)}
    return min(near) if near else None


def _meant(word: str, right: str) -> bool:
    start = 0
    while start < min(len(word), len(right)) and word[start] == right[start]:
        start += 1
    rest, rest_right = word[start:], right[start:]
    if len(word) == len(right):
        swapped = rest[:2] == rest_right[1::-1] and rest[2:] == rest_right[2:] and len(rest) > 1
        other = rest[1:] == rest_right[1:] and len(right) > SWAPS_ONLY
        return swapped or (other and start > 0)
    if len(word) > len(right):
        doubled = start > 0 and word[start] == word[start - 1]
        return rest[1:] == rest_right and (doubled or len(right) > SWAPS_ONLY) and start > 0
    return rest == rest_right[1:] and len(right) > SWAPS_ONLY and start > 0
