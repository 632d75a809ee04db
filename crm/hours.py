"""When a client may be called and a manager works: hours of the day, lunch, weekdays, days off."""

import datetime as dt
import enum
from dataclasses import dataclass

from crm.days_off import NO_DAYS, DaysOff
from crm.localtime import at_minute, minute_of, to_local
from crm.models import WORKING_WEEK

LONGEST_REST = 400  # days; who is away for longer is called at his hours on any day

Span = tuple[int, int]
"""Minutes after midnight, the end not included."""


class Why(enum.StrEnum):
    HOURS = "hours"  # before the opening or after the closing
    LUNCH = "lunch"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    DAY_OFF = "day_off"  # somebody said so


@dataclass(frozen=True)
class Closed:
    """Why there are no open hours at a moment or on a day."""

    why: Why
    day: dt.date
    name: str | None = None
    """What a day off is called, in the words of who entered it."""
    country: str | None = None
    """Whose public holiday it is (ISO 3166); see `crm.days_off.holiday_name`."""


@dataclass(frozen=True)
class Window:
    """Open hours: minutes after midnight in `zone` (IANA), the end not included."""

    zone: str
    opens: int
    closes: int
    lunch: Span | None = None
    weekdays: int = WORKING_WEEK
    """As bits, Monday the lowest."""
    days_off: DaysOff = NO_DAYS

    @property
    def day_spans(self) -> tuple[Span, ...]:
        """The open hours of a day that is not off."""
        whole = (self.opens, self.closes)
        if self.lunch is None or self.lunch[0] >= self.lunch[1]:
            return (whole,)
        before, after = (
            (self.opens, min(self.lunch[0], self.closes)),
            (max(self.lunch[1], self.opens), self.closes),
        )
        return tuple(span for span in (before, after) if span[0] < span[1]) or (whole,)

    def spans(self, day: dt.date) -> tuple[Span, ...]:
        """The open hours of that day of the calendar of `zone`; none on a day off."""
        return () if self.closed(day) else self.day_spans

    def closed(self, day: dt.date) -> Closed | None:
        """Why that day is off; None for a working day."""
        said = self.days_off.said(day)
        if said is not None:
            return Closed(Why.DAY_OFF, day, name=said.name) if said.off else None
        holiday = self.days_off.holiday(day)
        if holiday is not None:
            return Closed(Why.HOLIDAY, day, country=self.days_off.country) if holiday else None
        return None if self.weekdays >> day.weekday() & 1 else Closed(Why.WEEKEND, day)

    def holds(self, at: dt.datetime) -> bool:
        """Whether `at` (aware UTC) lies in open hours of a working day."""
        return self.why_closed(at) is None

    def holds_hour(self, at: dt.datetime) -> bool:
        """Whether `at` lies in open hours, whatever the day."""
        minute = minute_of(at, self.zone)
        return any(opens <= minute < closes for opens, closes in self.day_spans)

    def why_closed(self, at: dt.datetime) -> Closed | None:
        """Why there are no open hours at `at` (aware UTC); None where there are."""
        wall = to_local(at, self.zone)
        day, minute = wall.date(), wall.hour * 60 + wall.minute
        if closed := self.closed(day):
            return closed
        if any(opens <= minute < closes for opens, closes in self.day_spans):
            return None
        return Closed(Why.LUNCH if self.opens <= minute < self.closes else Why.HOURS, day)

    def next_open(self, at: dt.datetime) -> dt.datetime:
        """The first open moment at or after `at`."""
        first = to_local(at, self.zone).date()
        for ahead in range(LONGEST_REST):
            day = first + dt.timedelta(days=ahead)
            if (moment := self._open_on(day, self.spans(day), at)) is not None:
                return moment
        moment = self._open_on(first, self.day_spans, at)
        return moment or at_minute(first + dt.timedelta(days=1), self.opens, self.zone)

    def _open_on(self, day: dt.date, spans: tuple[Span, ...], at: dt.datetime) -> dt.datetime | None:
        for opens, closes in spans:
            if at < at_minute(day, closes, self.zone):
                return max(at, at_minute(day, opens, self.zone))
        return None
