"""Days off as people type them in any of the languages, with what they are called: "28.12–08.01 отпуск"."""

import datetime as dt
import re
from dataclasses import dataclass

from crm.errors import UnreadableDays
from crm.localtime import to_local
from crm.wish_words import SINCE, TO_DAY, WEEKDAY, weekday_of

LONGEST = 200
MONTHS = (
    r"янв\w*|jan(?:uary)?|січ\w*",
    r"фев\w*|feb(?:ruary)?|лют\w*",
    r"март\w*|мар|mar(?:ch)?|берез\w*",
    r"апр\w*|apr(?:il)?|квіт\w*",
    r"ма[йяею]|may|трав\w*",
    r"июн\w*|june?|черв\w*",
    r"июл\w*|july?|лип(?:ень|н\w*)",
    r"авг\w*|aug(?:ust)?|серп\w*",
    r"сен\w*|sep(?:t|tember)?|верес\w*",
    r"окт\w*|oct(?:ober)?|жовт\w*",
    r"ноя\w*|nov(?:ember)?|листоп\w*",
    r"дек\w*|dec(?:ember)?|груд\w*",
)
MONTH = "|".join(MONTHS)
NEAR = {
    "сегодня": 0, "сьогодні": 0, "today": 0,
    "завтра": 1, "tomorrow": 1,
    "послезавтра": 2, "післязавтра": 2,
}  # fmt: skip
YEAR = r"(?:20)?[0-9][0-9](?![0-9])"
DAY = (
    rf"(?P<near>{'|'.join(NEAR)})|"
    r"(?P<iso>20[0-9][0-9]-[0-9][0-9]?-[0-9][0-9]?)|"
    rf"(?P<day>[0-9][0-9]?)\.(?P<month>[0-9][0-9]?)(?:\.(?P<year>{YEAR}))?|"
    rf"(?P<d>[0-9][0-9]?)(?:st|nd|rd|th|-?го|-?е)?\s+(?P<m>{MONTH})\.?(?:\s+(?P<y>20[0-9][0-9]))?|"
    rf"(?P<m2>{MONTH})\.?\s+(?P<d2>[0-9][0-9]?)(?:st|nd|rd|th)?(?:,?\s+(?P<y2>20[0-9][0-9]))?|"
    r"(?P<bare>[0-9][0-9]?)(?:st|nd|rd|th|-?го|-?е)?"
)
BEGIN, END = rf"(?<![\w.-])(?:{DAY})", rf"(?:{DAY.replace('(?P<', '(?P<to_')})(?!\w)"
TO = r"\s*(?:-|по|до|to|till|until|through)\s*"
RANGE = re.compile(rf"(?:(?<!\w)(?:со?|зі?|із|від|from)\s+)?{BEGIN}{TO}{END}", re.IGNORECASE)
ONE = re.compile(rf"{BEGIN}(?!\w)", re.IGNORECASE)
WEEK = re.compile(
    rf"(?<!\w)(?!що)(?:{SINCE}(?P<first>{WEEKDAY}){TO_DAY}(?P<last>{WEEKDAY})|"
    rf"(?:(?:во?|у|on)\s+)?(?P<one>{WEEKDAY}))(?!\w)(?<!days)(?<![ая][мх])",  # "on Fridays" are many
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")  # another day, or an hour
UNSURE = re.compile(
    rf"\d|(?<!\w)(?:{WEEKDAY}|до|после|со?|по|и|не|через|кажд\w*|след\w*|эт\w*|прошл\w*|недел\w*|"
    r"until|till|from|since|after|before|and|not|every|each|next|this|last|week\w*|"
    r"після|зі?|від|та|й|і|кож\w+|наступн\w*|ц(?:ю|я|ей|ього|ьому)|минул\w*|тижн\w*)(?!\w)",
    re.IGNORECASE,
)
"""Beside a weekday it says that another is meant, or more than one."""
ONE_SIGN = str.maketrans("–—−’ʼ", "---''")


@dataclass(frozen=True)
class Said:
    """A day as it was written; what is None was left out."""

    day: int
    month: int | None
    year: int | None


def read_rest(text: str, *, now: dt.datetime, zone: str) -> tuple[dt.date, dt.date, str | None]:
    """The first and the last day, and the name if there is one. A day without its year is the next such.

    `now` is aware UTC. Raises UnreadableDays.
    """
    text = " ".join(text[:LONGEST].split()).translate(ONE_SIGN)
    today = to_local(now, zone).date()
    if found := RANGE.search(text):
        first, last = _said(found, False, today), _said(found, True, today)
    elif found := ONE.search(text):
        first = last = _said(found, False, today)
    elif found := WEEK.search(text):
        return *_coming(found, today), _name(text, found, UNSURE)
    else:
        raise UnreadableDays
    return *_between(first, last, today), _name(text, found, DIGIT)


def _name(text: str, found: re.Match[str], unread: re.Pattern[str]) -> str | None:
    """What stands around the days. Raises UnreadableDays where it holds what is `unread`."""
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    name = " ".join(rest.split()).strip(" :,;.-()")
    if unread.search(name):
        raise UnreadableDays
    return name or None


def _coming(found: re.Match[str], today: dt.date) -> tuple[dt.date, dt.date]:
    """The next such weekdays after today."""
    first = found["one"] or found["first"]
    begins = _next(weekday_of(first), today + dt.timedelta(days=1))
    return begins, _next(weekday_of(found["last"] or first), begins)


def _next(weekday: int, since: dt.date) -> dt.date:
    return since + dt.timedelta(days=(weekday - since.weekday()) % 7)


def _said(found: re.Match[str], end: bool, today: dt.date) -> Said:
    """One end of what was found."""
    said = {
        name.removeprefix("to_"): value
        for name, value in found.groupdict().items()
        if value and name.startswith("to_") == end
    }
    if near := said.get("near"):
        date = today + dt.timedelta(days=NEAR[near.lower()])
        return Said(date.day, date.month, date.year)
    if iso := said.get("iso"):
        return Said(*map(int, reversed(iso.split("-"))))
    if bare := said.get("bare"):
        return Said(int(bare), None, None)
    named = said.get("m") or said.get("m2")
    month = _month(named) if named else int(said["month"])
    year_said = said.get("year") or said.get("y") or said.get("y2")
    year = None if year_said is None else 2000 + int(year_said) % 100
    return Said(int(said.get("day") or said.get("d") or said["d2"]), month, year)


def _month(named: str) -> int:
    return next(n for n, names in enumerate(MONTHS, 1) if re.fullmatch(names, named, re.IGNORECASE))


def _between(first: Said, last: Said, today: dt.date) -> tuple[dt.date, dt.date]:
    """The days meant: what one end leaves out, the other says. Raises UnreadableDays."""
    month = first.month or last.month
    if month is None:
        raise UnreadableDays
    year = first.year or (last.year if last.month == month else None)
    begins = _date(first.day, month, year, today)
    ends = _date(last.day, last.month or month, last.year, begins)
    if ends < begins:
        raise UnreadableDays
    return begins, ends


def _date(day: int, month: int, year: int | None, since: dt.date) -> dt.date:
    """The day; without a year the first such from `since` on."""
    for at in (year,) if year else (since.year, since.year + 1):
        try:
            date = dt.date(at, month, day)
        except ValueError as error:
            raise UnreadableDays from error
        if year or date >= since:
            return date
    raise UnreadableDays
