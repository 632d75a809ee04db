"""Buttons about deals. `mode` says where a card stands: c on its own, f in the feed, r in a reminder.

A moment travels as whole minutes since 1970, a day as days since then; both are UTC facts of the
client's calendar made by `crm.slots`.
"""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.callbacks import BadTap, Tap

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
LAST_MINUTE = 130 * 366 * 24 * 60  # about the year 2100; what is far for a person, rules say
PLAIN, FEED, REMINDER = "c", "f", "r"
MODES = (PLAIN, FEED, REMINDER)
MEND = "x"
"""A picker opened by [Fix] under what was just written down; the card after it stands on its own."""
OWN_WORDS = 0
"""Stands for a sub-reason in one's own words, kept in the ask row."""
NO_OUTCOME = 0
"""A moment picked without an outcome: the step is moved, or a won deal repeated."""
HOURS, QUARTERS, MONTH = "h", "q", "m"
"""What a picker shows of its day: full hours, quarters of an hour, or the month around it."""
OWN_CLOCK = "o"
"""After one of these: the picker goes by the reader's clock, not by the client's."""


@dataclass(frozen=True)
class CardTap(Tap):
    """Open the card as it is now."""

    prefix: ClassVar[str] = "c"
    deal_id: int
    mode: str = PLAIN


@dataclass(frozen=True)
class ReportTap(Tap):
    """An outcome, with as much of its answers as was chosen so far."""

    prefix: ClassVar[str] = "r"
    length: ClassVar[bool] = False
    sure: ClassVar[bool] = False
    """Said with open eyes, at night there or not: nothing more is asked."""
    deal_id: int
    outcome_id: int
    seen: int
    mode: str
    reason_id: int | None = None
    sum_minor: int | None = None
    kind: int | None = None
    """Which of the outcome's step kinds, from 0."""
    minute: int | None = None

    def __post_init__(self) -> None:
        if self.minute is not None and self.minute > LAST_MINUTE:
            raise BadTap(str(self.minute))

    @property
    def moment(self) -> dt.datetime | None:
        """Aware UTC."""
        return None if self.minute is None else EPOCH + dt.timedelta(minutes=self.minute)


@dataclass(frozen=True)
class LengthTap(ReportTap):
    """The same with a moment that was said as a length of time ("in 1 h"), not as a time of the day."""

    prefix: ClassVar[str] = "rl"
    length: ClassVar[bool] = True


@dataclass(frozen=True)
class SureTap(ReportTap):
    """The same after a question about the moment."""

    prefix: ClassVar[str] = "ry"
    sure: ClassVar[bool] = True


@dataclass(frozen=True)
class SureLengthTap(LengthTap):
    """A length of time after such a question."""

    prefix: ClassVar[str] = "rly"
    sure: ClassVar[bool] = True


@dataclass(frozen=True)
class PickTap(Tap):
    """Another day or step kind in the picker of the same report."""

    prefix: ClassVar[str] = "p"
    deal_id: int
    outcome_id: int
    seen: int
    mode: str
    reason_id: int | None = None
    sum_minor: int | None = None
    kind: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.day > LAST_MINUTE // (24 * 60):
            raise BadTap(str(self.day))

    @property
    def date(self) -> dt.date | None:
        return None if self.day is None else EPOCH.date() + dt.timedelta(days=self.day)

    @property
    def page(self) -> str:
        """HOURS, QUARTERS or MONTH."""
        return HOURS

    @property
    def own_clock(self) -> bool:
        return False


@dataclass(frozen=True)
class ViewTap(PickTap):
    """The same picker seen otherwise: its page, and OWN_CLOCK after it."""

    prefix: ClassVar[str] = "pv"
    view: str = HOURS

    @property
    def page(self) -> str:
        return self.view[:1] if self.view[:1] in (QUARTERS, MONTH) else HOURS

    @property
    def own_clock(self) -> bool:
        return self.view.endswith(OWN_CLOCK)


@dataclass(frozen=True)
class GiveUpTap(Tap):
    """A wrong number, and no other is known."""

    prefix: ClassVar[str] = "x"
    deal_id: int
    outcome_id: int
    seen: int
    mode: str


@dataclass(frozen=True)
class UndoTap(Tap):
    prefix: ClassVar[str] = "u"
    activity_id: int
    mode: str


@dataclass(frozen=True)
class MoreTap(Tap):
    """The outcomes and deeds that did not fit on the card."""

    prefix: ClassVar[str] = "m"
    deal_id: int
    mode: str


@dataclass(frozen=True)
class BringBackTap(Tap):
    prefix: ClassVar[str] = "b"
    deal_id: int
    seen: int


@dataclass(frozen=True)
class HeirsTap(Tap):
    """Choose another manager for a deal."""

    prefix: ClassVar[str] = "d"
    deal_id: int


@dataclass(frozen=True)
class GiveTap(Tap):
    """Give a deal to this manager."""

    prefix: ClassVar[str] = "g"
    deal_id: int
    manager_id: int


@dataclass(frozen=True)
class NoteTap(Tap):
    prefix: ClassVar[str] = "n"
    deal_id: int


@dataclass(frozen=True)
class HistoryTap(Tap):
    prefix: ClassVar[str] = "h"
    deal_id: int
    page: int


@dataclass(frozen=True)
class FileTap(Tap):
    """Send the voice or file of a history line again."""

    prefix: ClassVar[str] = "w"
    activity_id: int


@dataclass(frozen=True)
class FeedTap(Tap):
    """The next card; `ahead` 1 takes it from what is planned for later."""

    prefix: ClassVar[str] = "f"
    ahead: int = 0


@dataclass(frozen=True)
class TodayTap(Tap):
    prefix: ClassVar[str] = "t"
    page: int = 0


def lasting(tap: ReportTap) -> LengthTap:
    """The same report, its moment said as a length of time."""
    return LengthTap(*_said(tap))


def surely(tap: ReportTap) -> ReportTap:
    """The same report, its moment asked about."""
    return (SureLengthTap if tap.length else SureTap)(*_said(tap))


def _said(tap: ReportTap) -> list[Any]:
    return [getattr(tap, field.name) for field in dataclasses.fields(tap)]


def minute_of(at: dt.datetime) -> int:
    return int((at - EPOCH).total_seconds()) // 60


def day_of(date: dt.date) -> int:
    return (date - EPOCH.date()).days
