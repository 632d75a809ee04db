"""Buttons of hours and days off. All prefixes begin with y.

Each carries what is to be, never "the opposite": pressed twice it says the same twice. Hours are
minutes after midnight, weekdays bits (Monday the lowest), a month is counted from the year 0.
"""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from bot.callbacks import BadTap, Tap
from bot.taps.deals import EPOCH, LAST_MINUTE, day_of

OWN, COMPANY = "own", "company"
OFF, WORKED, CLEAR = "off", "worked", "clear"
EVERY_DAY = 0b1111111
A_DAY = 24 * 60


@dataclass(frozen=True)
class OwnWeekTap(Tap):
    """One's own hours, or a part of them: days or lunch."""

    prefix: ClassVar[str] = "yo"
    part: str = ""


@dataclass(frozen=True)
class CompanyTap(Tap):
    """The company's hours, or a part of them: days, hours, lunch, calling, full."""

    prefix: ClassVar[str] = "yc"
    part: str = ""


@dataclass(frozen=True)
class WeekdaysTap(Tap):
    """Which days of the week are worked; None: as the company does."""

    prefix: ClassVar[str] = "yb"
    whose: str
    days: int | None

    def __post_init__(self) -> None:
        if self.whose not in (OWN, COMPANY) or (self.days or 0) > EVERY_DAY:
            raise BadTap(f"{self.whose}:{self.days}")
        if self.whose == COMPANY and self.days is None:
            raise BadTap(self.whose)


@dataclass(frozen=True)
class LunchTap(Tap):
    """When lunch is; without hours: none for the company, the company's for a person."""

    prefix: ClassVar[str] = "yl"
    whose: str
    opens: int | None = None
    closes: int | None = None

    def __post_init__(self) -> None:
        if self.whose not in (OWN, COMPANY) or (self.opens is None) != (self.closes is None):
            raise BadTap(self.whose)

    @property
    def span(self) -> tuple[int, int] | None:
        return None if self.opens is None or self.closes is None else (self.opens, self.closes)


@dataclass(frozen=True)
class WorkHoursTap(Tap):
    """The hours that a new colleague begins with."""

    prefix: ClassVar[str] = "yh"
    opens: int
    closes: int


@dataclass(frozen=True)
class CallingTap(Tap):
    """When clients are called who said nothing else."""

    prefix: ClassVar[str] = "yk"
    opens: int
    closes: int


@dataclass(frozen=True)
class HolidaysTap(Tap):
    """Whether public holidays are days off."""

    prefix: ClassVar[str] = "yf"
    keeps: int


@dataclass(frozen=True)
class FullHourTap(Tap):
    """How many steps make an hour full."""

    prefix: ClassVar[str] = "yn"
    steps: int


# Days off; `user_id` None: the company's


@dataclass(frozen=True)
class MonthTap(Tap):
    """A month of days; 0: this one."""

    prefix: ClassVar[str] = "ym"
    user_id: int | None
    month: int = 0

    def __post_init__(self) -> None:
        if self.month > 12 * 2100:
            raise BadTap(str(self.month))

    @property
    def first(self) -> dt.date | None:
        return dt.date(self.month // 12, self.month % 12 + 1, 1) if self.month >= 12 else None


@dataclass(frozen=True)
class DayTap(Tap):
    """Make a day one off, one that is worked, or as the week says."""

    prefix: ClassVar[str] = "yd"
    user_id: int | None
    day: int
    make: str

    def __post_init__(self) -> None:
        if self.day > LAST_MINUTE // A_DAY or self.make not in (OFF, WORKED, CLEAR):
            raise BadTap(f"{self.day}:{self.make}")

    @classmethod
    def of(cls, user_id: int | None, day: dt.date, make: str) -> "DayTap":
        return cls(user_id, day_of(day), make)

    @property
    def date(self) -> dt.date:
        return EPOCH.date() + dt.timedelta(days=self.day)


# A client's hours


@dataclass(frozen=True)
class ClientHoursTap(Tap):
    """When the client of this deal may be called."""

    prefix: ClassVar[str] = "yq"
    deal_id: int


@dataclass(frozen=True)
class WishTap(Tap):
    """Call the client of this deal so from now on; nothing of it: as usual."""

    prefix: ClassVar[str] = "yp"
    deal_id: int
    opens: int | None = None
    closes: int | None = None
    days: int | None = None

    def __post_init__(self) -> None:
        if max(self.opens or 0, self.closes or 0) > A_DAY or (self.days or 0) > EVERY_DAY:
            raise BadTap(f"{self.opens}:{self.closes}:{self.days}")


def month_number(day: dt.date) -> int:
    return day.year * 12 + day.month - 1
