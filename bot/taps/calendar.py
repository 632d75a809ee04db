"""Buttons of the week, of calendar files and of the feed's link. All prefixes begin with v."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from bot.callbacks import BadTap, Tap
from bot.taps.deals import EPOCH, LAST_MINUTE, day_of

MOST_WEEKS = 5 * 53
"""As far as a step may lie ahead."""


@dataclass(frozen=True)
class WeekTap(Tap):
    """Seven days, so many weeks from today."""

    prefix: ClassVar[str] = "vw"
    weeks: int = 0

    def __post_init__(self) -> None:
        if self.weeks > MOST_WEEKS:
            raise BadTap(str(self.weeks))


@dataclass(frozen=True)
class DayTap(Tap):
    """The list of one day, counted from 1970."""

    prefix: ClassVar[str] = "vd"
    day: int
    page: int = 0

    def __post_init__(self) -> None:
        if self.day > LAST_MINUTE // (24 * 60):
            raise BadTap(str(self.day))

    @property
    def date(self) -> dt.date:
        return EPOCH.date() + dt.timedelta(days=self.day)

    @classmethod
    def of(cls, day: dt.date, page: int = 0) -> "DayTap":
        return cls(day_of(day), page)


@dataclass(frozen=True)
class IcsTap(Tap):
    """The next step of a deal as a file for a calendar."""

    prefix: ClassVar[str] = "vi"
    deal_id: int


@dataclass(frozen=True)
class CalendarTap(Tap):
    """The link of one's own feed."""

    prefix: ClassVar[str] = "vf"


@dataclass(frozen=True)
class NewLinkTap(Tap):
    """A new link; the one before stops to work."""

    prefix: ClassVar[str] = "vn"


@dataclass(frozen=True)
class NoLinkTap(Tap):
    """No link at all any more."""

    prefix: ClassVar[str] = "vo"


@dataclass(frozen=True)
class PlaceTap(Tap):
    """Ask where the meeting is, from the card; `mode` is the card's."""

    prefix: ClassVar[str] = "vp"
    deal_id: int
    mode: str


@dataclass(frozen=True)
class NoPlaceTap(Tap):
    """Take the address away again."""

    prefix: ClassVar[str] = "vx"
    deal_id: int
    mode: str


@dataclass(frozen=True)
class SkipPlaceTap(Tap):
    """No address for the meeting that this outcome agreed on."""

    prefix: ClassVar[str] = "vs"
    activity_id: int
    mode: str
