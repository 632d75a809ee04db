"""What a language's table may say, and the look-up made of it.

Every meaning has one letter, its code: the grammar is written over these letters. A table maps a
meaning, with its value after a blank, to the phrases that have it, commas between them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from crm.words.codes import CODES
from crm.words.lives import NOBODY, Lives
from crm.words.subjects import NO_SUBJECTS, Subjects
from crm.words.telling import SILENT, Telling


@dataclass(frozen=True)
class Tag:
    code: str
    value: str


@dataclass(frozen=True)
class Language:
    """The table of a language, and what patterns say of the words around figures.

    `owners` own the number after them, `sums` one that is no date, `counted` the one before.
    `verbs` is a pattern of words that may follow an hour; `told` one of verbs that tell what was,
    `being` one of those that tell it only beside another day, `plans` one of words that speak of what
    will be, `calls` one of those that tell the reader to call.
    """

    code: str
    meanings: Mapping[str, str]
    owners: str
    sums: str
    counted: str
    verbs: str
    told: str
    being: str
    plans: str
    calls: str
    moves: str
    """A pattern of verbs after which "from" tells what no longer holds."""
    real: str
    """Words that a typo must not be seen in."""
    month_first: bool = False
    titles: str = ""
    """A pattern of the word before a name: "Mr Friday", "кафе Пятница"."""
    names: str = "(?!)"
    """A pattern of words that are names where they have a capital after another word: "with Tom"."""
    homonyms: str = ""
    """A pattern of names of days and months that are other words as well, "sun" and "march"."""
    habits: str = ""
    """A pattern of the word after a day that makes it the day of a thing: "Friday deliveries"."""
    versioned: str = "(?!)"
    """A pattern of verbs before the number of a version: "upgrade to 14.2"."""
    persons: str = "(?!)"
    """A pattern of the words that may stand between a day and "is busy"."""
    changes: str = "(?!)"
    """A pattern of words for what begins on a day and is no call: "prices go up"."""
    past: str = "(?!)"
    """A pattern of verbs that tell what was on a day named with "in" or "on"."""
    reach: int = 5
    """How many words a verb may be away from what it speaks of."""
    telling: Telling = SILENT
    """Of what is told and of what is to be done."""
    lives: Lives = NOBODY
    """Of the days of others."""
    subjects: Subjects = NO_SUBJECTS
    """Of what others do."""
    streets: str = ""
    """A pattern of the word after the name of a street: "at 10 Downing Street"."""
    silent: str = ""
    """A word that says nothing wherever it stands."""
    half_is_before: bool = False
    """Half and the third hour is 2:30."""

    @cached_property
    def phrases(self) -> dict[tuple[str, ...], Tag]:
        found: dict[tuple[str, ...], Tag] = {}
        for meaning, words in self.meanings.items():
            kind, _, value = meaning.partition(" ")
            for phrase in words.split(","):
                key = tuple(word for word in phrase.split() if word != self.silent)
                if found.setdefault(key, Tag(CODES[kind], value)) != Tag(CODES[kind], value):
                    raise ValueError(f"{self.code}: {phrase.strip()} has two meanings")
        return found

    @cached_property
    def longest(self) -> int:
        return max(map(len, self.phrases))

    @cached_property
    def spellable(self) -> tuple[str, ...]:
        """The words in which a typo of one letter is seen."""
        return tuple(
            key[0]
            for key, tag in self.phrases.items()
            if len(key) == 1
            and ((len(key[0]) > 3 and tag.code in "DWMPuvid") or (len(key[0]) > 5 and tag.code in "w"))
        )

    @cached_property
    def days(self) -> tuple[str, ...]:
        """The names of weekdays and the words for tomorrow, in one word each."""
        return tuple(word for word in self.spellable if self.phrases[(word,)].code in "DW")

    @cached_property
    def known_words(self) -> frozenset[str]:
        return frozenset(word for key in self.phrases for word in key) | set(self.real.split())

    @cached_property
    def owner(self) -> re.Pattern[str]:
        return _stems(self.owners)

    @cached_property
    def sum(self) -> re.Pattern[str]:
        return _stems(self.sums)

    @cached_property
    def count(self) -> re.Pattern[str]:
        return re.compile(self.counted)

    @cached_property
    def verb(self) -> re.Pattern[str]:
        return re.compile(self.verbs)

    @cached_property
    def tells(self) -> re.Pattern[str]:
        return re.compile(f"{self.told}|{self.being}")

    @cached_property
    def tells_alone(self) -> re.Pattern[str]:
        return re.compile(self.told)

    @cached_property
    def call(self) -> re.Pattern[str]:
        return re.compile(self.calls)

    @cached_property
    def versions(self) -> re.Pattern[str]:
        return re.compile(self.versioned)

    @cached_property
    def was(self) -> re.Pattern[str]:
        return re.compile(self.past)

    @cached_property
    def who(self) -> re.Pattern[str]:
        return re.compile(self.persons)

    @cached_property
    def change(self) -> re.Pattern[str]:
        return re.compile(self.changes)

    @cached_property
    def name(self) -> re.Pattern[str]:
        return re.compile(self.names)

    @cached_property
    def deed(self) -> re.Pattern[str]:
        return re.compile(f"{self.telling.deeds.pattern}|{self.calls}")

    @cached_property
    def move(self) -> re.Pattern[str]:
        return re.compile(self.moves)

    @cached_property
    def homonym(self) -> re.Pattern[str]:
        return re.compile(self.homonyms or "(?!)", re.IGNORECASE)

    @cached_property
    def plan(self) -> re.Pattern[str]:
        return re.compile(self.plans)


def _stems(words: str) -> re.Pattern[str]:
    """Words of up to three letters as they are, longer ones with any ending."""
    return re.compile("|".join(word + (r"\w*" if len(word) > 3 else "") for word in words.split("|")))
