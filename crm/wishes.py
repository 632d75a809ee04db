"""Reads when a client wants to be called: "после 18", "from 10 to 4pm", "только по выходным"."""

import re
from dataclasses import dataclass, field, replace

from crm.errors import TextTooLong, UnreadableWish
from crm.hours import Span
from crm.wish_words import (
    AFTER,
    ANY_TIME,
    BEFORE,
    DAYS,
    EVERY_DAY,
    FILLING,
    NAMED_AT,
    NOON,
    NOT,
    PARTS,
    TIME,
    TO,
    WEEKDAY,
    WEEKDAYS,
)

WISH_LIMIT = 120
A_DAY = 24 * 60
SHORTEST = 120
"""Minutes that are left to call where a wish begins at the usual end, or ends at the usual beginning."""
LATEST_BARE = 7
"""A bare hour from one to this is meant in the afternoon."""


@dataclass(frozen=True)
class Wish:
    """When a client asked to be called, by his clock; None: as usual. Days as bits, Monday the lowest."""

    opens: int | None = None
    closes: int | None = None
    days: int | None = None
    words: str = ""
    """His own, where they were typed."""


def wished_hours(wish: Wish, usual: Span) -> Span:
    """From when to when, in minutes after midnight, where the usual hours are these."""
    opens = usual[0] if wish.opens is None else wish.opens
    closes = usual[1] if wish.closes is None else wish.closes
    if opens < closes:
        return opens, closes
    if wish.closes is None:
        return opens, min(opens + SHORTEST, A_DAY)
    return (max(closes - SHORTEST, 0) if wish.opens is None else opens), closes


def read_calling(text: str) -> Wish:
    """The wish that is typed, all of it understood. Raises UnreadableWish, TextTooLong."""
    words = " ".join(text.split())
    if len(words) > WISH_LIMIT:
        raise TextTooLong(WISH_LIMIT)
    reader = _Reader(_plain(words))
    reader.read()
    return replace(reader.wish, words=words)


def _plain(words: str) -> str:
    folded = re.sub("[–—−]", "-", words.lower().replace("ё", "е").replace("’", "'"))
    return re.sub(r"[,;!()]|\.(?!\d|m\b|m\.)", " ", folded).strip()


@dataclass
class _Reader:
    rest: str
    wish: Wish = field(default_factory=Wish)
    negated: bool = False
    """After "don't call", "except": of hours until one is named, of days as long as days are named."""
    excepted: bool = False
    found: bool = False

    def read(self) -> None:
        while self.rest:
            if not any(rule(self) for rule in RULES):
                raise UnreadableWish
        if not self.found or (self.negated and not self.excepted):
            raise UnreadableWish

    def take(self, pattern: str) -> re.Match[str] | None:
        match = re.match(rf"(?:{pattern})(?!\w)\s*", self.rest)
        if match:
            self.rest = self.rest[match.end() :]
        return match

    def hours(self, opens: int | None, closes: int | None) -> bool:
        """Each end may be said once."""
        wish = self.wish
        self.negated = self.negated and not self.excepted
        twice = (opens is not None and wish.opens is not None) or (
            closes is not None and wish.closes is not None
        )
        if twice or (self.negated and opens is not None and closes is not None):
            raise UnreadableWish
        if self.negated:
            opens, closes = closes, opens
        self.wish = replace(
            wish,
            opens=wish.opens if opens is None else opens,
            closes=wish.closes if closes is None else closes,
        )
        self.negated, self.found = False, True
        return True

    def days(self, days: int) -> bool:
        if self.negated:
            days = (EVERY_DAY if self.wish.days is None else self.wish.days) & ~days
        elif self.wish.days is not None:
            days |= self.wish.days
        if not days:
            raise UnreadableWish
        self.wish = replace(self.wish, days=days)
        self.excepted, self.found = self.negated, True
        return True


def _not(reader: _Reader) -> bool:
    if reader.take(NOT) is None:
        return False
    reader.negated, reader.excepted = True, False
    return True


def _part(reader: _Reader) -> bool:
    return any(reader.take(words) and reader.hours(opens, closes) for words, opens, closes in PARTS)


def _weekdays(reader: _Reader) -> bool:
    if found := reader.take(rf"(?:(?:со?|from)\s+)?({WEEKDAY})\s*(?:-|по|до|to|till)\s*({WEEKDAY})"):
        first, last = _number(found[1]), _number(found[2])
        return reader.days(sum(1 << day for day in range(7) if (day - first) % 7 <= (last - first) % 7))
    if found := reader.take(rf"(?:(?:по|в|во|on)\s+)?({WEEKDAY})"):
        return reader.days(1 << _number(found[1]))
    return any(reader.take(words) and reader.days(days) for words, days in DAYS)


def _range(reader: _Reader) -> bool:
    found = reader.take(rf"(?:(?:со?|от|from|between)\s+)?{TIME}{TO}{TIME}")
    if found is None:
        return False
    closes = _minute(*found.group(5, 6, 7, 8))
    opens = _minute(found[1], found[2], found[3] or found[7], found[4])
    if opens >= closes:  # "10 to 4pm"
        opens = _minute(*found.group(1, 2, 3, 4))
    bare_end = not found[7] and closes <= A_DAY // 2
    if opens >= closes and bare_end:
        closes += A_DAY // 2
    if opens >= closes and not found[3] and int(found[1] or 8) <= LATEST_BARE:
        opens -= A_DAY // 2  # meant in the morning after all
    if not opens < closes <= A_DAY:
        raise UnreadableWish
    return reader.hours(opens, closes)


def _after(reader: _Reader) -> bool:
    found = reader.take(AFTER + TIME)
    return found is not None and reader.hours(_minute(*found.groups()), None)


def _before(reader: _Reader) -> bool:
    found = reader.take(BEFORE + TIME)
    if found is None:
        return False
    closes = _minute(*found.groups())
    early = not found[3] and not found[4] and closes <= 9 * 60 and not reader.negated
    return reader.hours(None, closes + A_DAY // 2 if early else closes)


def _any_time(reader: _Reader) -> bool:
    if reader.take(ANY_TIME) is None:
        return False
    reader.found = True
    return True


def _filling(reader: _Reader) -> bool:
    return reader.take(FILLING) is not None


RULES = (_not, _any_time, _weekdays, _range, _part, _after, _before, _filling)


def _number(weekday: str) -> int:
    return next(day for day, names in enumerate(WEEKDAYS) if re.fullmatch(names, weekday))


def _minute(hour: str | None, minutes: str | None, half: str | None, named: str | None) -> int:
    """Minutes after midnight. Raises UnreadableWish for no time of a day."""
    if named:
        return NAMED_AT.get(named, NOON)
    at = int(hour or 0)
    half = (half or "").replace(".", "")
    if half in ("pm", "дня", "вечера") and at < 12:
        at += 12
    elif half in ("am", "утра") and at == 12:
        at = 0
    elif half not in ("am", "утра") and 1 <= at <= LATEST_BARE:
        at += 12
    if at > 24 or int(minutes or 0) > 59:
        raise UnreadableWish
    return at * 60 + int(minutes or 0)
