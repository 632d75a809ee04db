"""Reads when a client wants to be called: "после 18", "from 10 to 4pm", "тільки у вихідні"."""

import re
from dataclasses import dataclass, field, replace

from crm.errors import TextTooLong, UnreadableWish
from crm.wish_words import (
    AFTER,
    AM,
    ANY_TIME,
    BEFORE,
    DAYS,
    EVERY_DAY,
    FILLING,
    HOURS,
    NAMED_AT,
    NOT,
    ON,
    PARTS,
    PM,
    SINCE,
    TIME,
    TO_DAY,
    TO_HOUR,
    WEEKDAY,
    weekday_of,
)
from crm.wishes import A_DAY, WISH_LIMIT, Wish

LATEST_BARE = 7
"""A bare hour from one to this is meant in the afternoon."""


def read_calling(text: str) -> Wish:
    """The wish that is typed, all of it understood. Raises UnreadableWish, TextTooLong."""
    words = " ".join(text.split())
    if len(words) > WISH_LIMIT:
        raise TextTooLong(WISH_LIMIT)
    reader = _Reader(_plain(words))
    reader.read()
    return replace(reader.wish, words=words)


def _plain(words: str) -> str:
    folded = re.sub("[–—−]", "-", words.lower().replace("ё", "е"))
    folded = re.sub("[’ʼ`]", "'", folded)
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
    if found := reader.take(rf"{SINCE}({WEEKDAY}){TO_DAY}({WEEKDAY})"):
        first, last = weekday_of(found[1]), weekday_of(found[2])
        return reader.days(sum(1 << day for day in range(7) if (day - first) % 7 <= (last - first) % 7))
    if found := reader.take(rf"{ON}({WEEKDAY})"):
        return reader.days(1 << weekday_of(found[1]))
    return any(reader.take(words) and reader.days(days) for words, days in DAYS)


def _range(reader: _Reader) -> bool:
    found = reader.take(rf"{SINCE}{TIME}{TO_HOUR}{TIME}")
    if found is None:
        return False
    closes = _minute(*found.group(5, 6, 7, 8))
    opens = _minute(found[1], found[2], found[3] or found[7], found[4])
    if opens >= closes:  # "10 to 4pm"
        opens = _minute(*found.group(1, 2, 3, 4))
    bare_end = not found[7] and closes <= A_DAY // 2
    if opens >= closes and bare_end:
        closes += A_DAY // 2
    if opens >= closes and not found[3] and found[1] and _hour(found[1]) <= LATEST_BARE:
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


def _hour(said: str) -> int:
    return HOURS[said] if said in HOURS else int(said)


def _minute(hour: str | None, minutes: str | None, half: str | None, named: str | None) -> int:
    """Minutes after midnight. Raises UnreadableWish for no time of a day."""
    if named:
        return NAMED_AT[named]
    at = _hour(hour or "0")
    morning = half is not None and re.fullmatch(AM, half)
    if half is not None and re.fullmatch(PM, half) and at < 12:
        at += 12
    elif morning and at == 12:
        at = 0
    elif not morning and 1 <= at <= LATEST_BARE:
        at += 12
    if at > 24 or int(minutes or 0) > 59:
        raise UnreadableWish
    return at * 60 + int(minutes or 0)
