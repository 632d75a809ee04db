"""Reads when a person means: "завтра в 15", "in 2 hours", "fri 11:30", "чт после обеда".

Day words, weekdays, parts of the day, durations and plain dates are read here; what is left goes
to dateparser, which alone reads "завтра в 15" as 18:00.
"""

import datetime as dt
import re
from dataclasses import dataclass

from crm.hours import Window
from crm.localtime import to_local, to_utc

LONGEST = 256
UNNAMED_HOUR = 10
"""The hour meant where only a day was named."""


@dataclass(frozen=True)
class Moment:
    """`at` is aware UTC; `grain` is minute, hour or day; `said` is the text that was read."""

    at: dt.datetime
    grain: str
    said: str


DAYS = {
    "позавчера": -2, "вчера": -1, "yesterday": -1, "сегодня": 0, "today": 0,
    "завтра": 1, "tomorrow": 1, "tmrw": 1, "послезавтра": 2,
}  # fmt: skip
WEEKDAYS = (
    ("пн", "понедельник", "mon", "monday"),
    ("вт", "вторник", "tue", "tuesday"),
    ("ср", "сред", "wed", "wednesday"),
    ("чт", "четверг", "thu", "thursday"),
    ("пт", "пятниц", "fri", "friday"),
    ("сб", "суббот", "sat", "saturday"),
    ("вс", "воскресень", "sun", "sunday"),
)
# The hour that a part of the day stands for; longer words first, "после обеда" before "обед".
PARTS = (
    (r"после\s+обеда|afternoon", 15),
    (r"до\s+обеда|утром|с\s+утра|morning", 10),
    (r"в\s+обед|днём|днем|noon|midday", 13),
    (r"вечером|evening", 18),
)
UNITS = (
    (r"мин\w*|m|min\w*", dt.timedelta(minutes=1)),
    (r"ч|час\w*|h|hours?", dt.timedelta(hours=1)),
    (r"дн\w*|день|d|days?", dt.timedelta(days=1)),
    (r"нед\w*|w|weeks?", dt.timedelta(weeks=1)),
)
ONE = {"полчаса": dt.timedelta(minutes=30), "half an hour": dt.timedelta(minutes=30)}
CLOCK = re.compile(
    r"(?:\b(?:в|к|at|@|by)\s*)?(?<![\d.])([0-9]{1,2})(?:[:.]([0-5][0-9]))?(?![\d.])\s*"
    r"(?:(утра|ночи|am|a\.m\.)|(дня|вечера|pm|p\.m\.)|(?:часов|часа|час|ч|o'clock)\b)?"
)
DATE = re.compile(r"(?<!\d)([0-9]{1,2})\.([0-9]{1,2})(?:\.([0-9]{4}|[0-9]{2}))?(?!\d)")
ISO = re.compile(r"(?<!\d)([0-9]{4})-([0-9]{2})-([0-9]{2})(?!\d)")


def parse_when(
    text: str, *, now: dt.datetime, zone: str, language: str, hours: Window | None = None
) -> Moment | None:
    """The future moment that `text` names on the wall clock of `zone` (IANA), or None.

    `now` is aware UTC; `language` is "ru" or "en". A bare hour such as "в 3" is read inside
    `hours`. A past moment is returned as it is: the use case refuses it by name. At most 256
    characters are read. Not for the event loop: dateparser may take long.
    """
    said = " ".join(text[:LONGEST].lower().replace("ё", "е").split())
    today = to_local(now, zone).replace(tzinfo=None)
    length = _length(said)
    if length is not None:
        return Moment(now + length, "minute" if length < dt.timedelta(days=1) else "day", said)
    date, rest = _date(said, today)
    part, rest = _part(rest)
    clock = _clock(rest, part, hours)
    if date is None and clock is None and part is None:
        return _other(said, today, zone, language)
    if clock is None and part is None and re.search(r"\d", rest):
        return None  # a number went unread: better to ask than to guess
    hour, minute = clock or (UNNAMED_HOUR if part is None else part, 0)
    if date is None:
        wall = today.replace(hour=hour, minute=minute, second=0, microsecond=0)
        wall += dt.timedelta(days=1) if wall <= today else dt.timedelta()
    else:
        wall = dt.datetime.combine(date, dt.time(hour, minute))
    return Moment(to_utc(wall, zone), "minute" if clock else "hour" if part else "day", said)


def _length(said: str) -> dt.timedelta | None:
    """ "через 2 часа", "in half an hour"."""
    match = re.fullmatch(r"(?:через|in)\s+(?:([0-9]{1,3})\s*)?(.+)", said)
    if match is None:
        return None
    if match[2] in ONE:
        return ONE[match[2]]
    for pattern, unit in UNITS:
        if re.fullmatch(rf"(?:an?\s+)?(?:{pattern})", match[2]):
            return unit * int(match[1] or 1)
    return None


def _date(said: str, today: dt.datetime) -> tuple[dt.date | None, str]:
    """The day that is named, and the words without it."""
    for word, days in DAYS.items():
        if match := re.search(rf"\b{word}\b", said):
            return today.date() + dt.timedelta(days=days), _without(said, match)
    for number, names in enumerate(WEEKDAYS):
        short, stem, *english = names
        words = rf"(?:в\s+|во\s+|on\s+|next\s+)?\b(?:{short}|{stem}\w*|{'|'.join(english)})\b"
        if match := re.search(words, said):
            ahead = (number - today.weekday() - 1) % 7 + 1
            return today.date() + dt.timedelta(days=ahead), _without(said, match)
    if match := ISO.search(said):
        return _calendar(int(match[1]), int(match[2]), int(match[3])), _without(said, match)
    if (match := DATE.search(said)) and int(match[2]) <= 12 and int(match[1]) <= 31:
        year = int(match[3]) if match[3] else today.year
        date = _calendar(year + 2000 if year < 100 else year, int(match[2]), int(match[1]))
        if date and not match[3] and date < today.date():
            date = _calendar(today.year + 1, int(match[2]), int(match[1]))
        return date, _without(said, match)
    return None, said


def _part(said: str) -> tuple[int | None, str]:
    for pattern, hour in PARTS:
        if match := re.search(rf"\b(?:{pattern})\b", said):
            return hour, _without(said, match)
    return None, said


def _clock(said: str, part: int | None, hours: Window | None) -> tuple[int, int] | None:
    """Hour and minute, if all that is left of the words is a time of day."""
    match = CLOCK.fullmatch(said.strip(" ,"))
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if (match[4] or (part or 0) > 12) and hour < 12:
        hour += 12
    elif match[3] and hour == 12:
        hour = 0
    elif not (match[2] or match[3]) and hours and _meant_after_noon(hour, hours):
        hour += 12
    return (hour, minute) if hour < 24 else None


def _meant_after_noon(hour: int, hours: Window) -> bool:
    """ "в 3" to a client who is called from nine to eight."""
    return 0 < hour * 60 < hours.opens <= (hour + 12) * 60 < hours.closes


def _other(said: str, today: dt.datetime, zone: str, language: str) -> Moment | None:
    """What dateparser makes of it: "26 ноября", "December 3 at 10:30"."""
    import dateparser  # half a second to import: only for those who type

    if not re.search(r"\d", said):
        return None
    settings = {"RELATIVE_BASE": today, "PREFER_DATES_FROM": "future", "RETURN_AS_TIMEZONE_AWARE": False}
    wall = dateparser.parse(said, languages=[language], settings=settings)
    if wall is None:
        return None
    named = wall.time() not in (dt.time(), today.time())
    if not named and len(re.findall(r"\b\d{1,2}\b", said)) > 1:
        return None
    if not named:
        wall = wall.replace(hour=UNNAMED_HOUR, minute=0, second=0, microsecond=0)
    return Moment(to_utc(wall.replace(tzinfo=None), zone), "minute" if named else "day", said)


def _calendar(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _without(said: str, match: re.Match[str]) -> str:
    return " ".join((said[: match.start()] + " " + said[match.end() :]).replace(",", " ").split())
