"""Moments on offer for a next contact: presets, and a day's hours with the manager's load."""

import calendar
import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from crm.hours import Window
from crm.localtime import at_minute, to_local
from crm.questions import Question
from crm.rules import REPEAT_AFTER_MONTHS, STEP_AT_MOST_AHEAD
from crm.together import open_moments

FORTNIGHT = 14  # days after today
FEWEST_DAYS = 5
FARTHEST = 60  # days ahead that are looked at where the fortnight has not so many
SOON = dt.timedelta(hours=1)
APART = dt.timedelta(minutes=15)  # presets nearer to each other than this are one
HOUR, QUARTER = 60, 15
MOST_MOMENTS = 72
"""Of one day, by quarters: a keyboard has a hundred buttons. A longer day is shown by halves."""


@dataclass(frozen=True)
class Slot:
    """A moment on offer (aware UTC)."""

    at: dt.datetime
    load: int
    """How many other steps the manager has in it: in the hour, or in the quarter."""
    full: bool
    """The whole hour has as many steps as the company calls full."""


@dataclass(frozen=True)
class Board:
    """All that can be offered for a question, worked out once for each day that is looked at.

    `clock` is an IANA name, the client's zone or the reader's own: days and full hours are those of that
    clock. Hours outside the client's calling hours are absent; so are those outside the manager's, unless
    the two never meet on that day. Days off of either are absent.
    """

    question: Question
    now: dt.datetime
    clock: str
    _found: dict[tuple[dt.date, int], list[dt.datetime]] = field(default_factory=dict, repr=False)

    @cached_property
    def today(self) -> dt.date:
        return to_local(self.now, self.clock).date()

    @cached_property
    def last_day(self) -> dt.date:
        """The last on which a next contact may be planned."""
        return to_local(self.now + STEP_AT_MOST_AHEAD, self.clock).date()

    @cached_property
    def days(self) -> tuple[dt.date, ...]:
        """Those of the next fortnight that have an hour to offer; the next few where most of it is off."""
        found: list[dt.date] = []
        for ahead in range(FARTHEST + 1):
            if ahead > FORTNIGHT and len(found) >= FEWEST_DAYS:
                break
            day = self.today + dt.timedelta(days=ahead)
            if self.offers(day):
                found.append(day)
        return tuple(found)

    def offers(self, day: dt.date) -> bool:
        """Whether that day has an hour to offer."""
        return bool(self._moments(day))

    def days_of_month(self, month: dt.date) -> list[dt.date]:
        """The days of the month of that date that have an hour to offer."""
        first = max(month.replace(day=1), self.today)
        last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
        dates = (first + dt.timedelta(days=number) for number in range((last - first).days + 1))
        return [day for day in dates if self.offers(day)]

    def hours(self, day: dt.date) -> list[Slot]:
        """The full hours of a day that can be offered."""
        return [self._slot(at, HOUR) for at in self._moments(day)]

    def quarters(self, day: dt.date) -> list[list[Slot]]:
        """The quarters of a day that can be offered, hour by hour."""
        step = QUARTER if len(self._moments(day, QUARTER)) <= MOST_MOMENTS else 2 * QUARTER
        by_hour: dict[tuple[int, dt.timedelta | None], list[Slot]] = {}
        for at in self._moments(day, step):
            wall = to_local(at, self.clock)
            by_hour.setdefault((wall.hour, wall.utcoffset()), []).append(self._slot(at, step))
        return list(by_hour.values())

    def presets(self) -> list[tuple[str, dt.datetime]]:
        """Moments for one tap, as (`preset-*` key, aware UTC): open ones, in hours that are not full.

        Each names a day and an hour, ten or five o'clock; where that hour is closed or full, the nearest
        that is not.
        """
        offered: list[tuple[str, dt.datetime]] = []
        soon = (self.now + SOON).replace(second=0, microsecond=0)
        both_open = self.question.calling.holds(soon) and self.question.working.holds(soon)
        if both_open and not self.is_full(soon):
            offered.append(("preset-soon", soon))
        for key, day, hour in self._usual():
            at = self._nearest(day, hour)
            if at is not None and all(abs(at - moment) >= APART for _, moment in offered):
                offered.append((key, at))
        return offered

    def _usual(self) -> Iterable[tuple[str, dt.date, int]]:
        today = self.today
        tomorrow, in_a_week = today + dt.timedelta(days=1), today + dt.timedelta(days=7)
        # On a Monday the next one is "in a week" already.
        monday = today + dt.timedelta(days=7 - today.weekday()) if today.weekday() else None
        following = next((day for day in self.days if day > today), None)
        yield "preset-today", today, 17
        yield "preset-tomorrow", tomorrow, 10
        if following is not None and following not in (tomorrow, monday, in_a_week):
            yield "preset-next", following, 10
        if monday is not None:
            yield "preset-monday", monday, 10
        yield "preset-week", in_a_week, 10

    def _nearest(self, day: dt.date, hour: int) -> dt.datetime | None:
        """The hour on offer nearest to `hour` o'clock; None on a day off."""
        wanted = at_minute(day, hour * HOUR, self.clock)
        free = (slot.at for slot in self.hours(day) if not slot.full)
        return min(free, key=lambda at: abs(at - wanted), default=None)

    def _moments(self, day: dt.date, step: int = HOUR) -> list[dt.datetime]:
        """The open moments of a day that are still ahead, `step` minutes apart, earliest first."""
        found = self._found.get((day, step))
        if found is None:
            calling, working = self.question.calling, self.question.working
            open_then = open_moments(calling, working, day, self.clock, step)
            found = [at for at in open_then if self.now < at <= self.now + STEP_AT_MOST_AHEAD]
            self._found[day, step] = found
        return found

    def _slot(self, at: dt.datetime, length: int) -> Slot:
        return Slot(at, self._load(at, length), self.is_full(at))

    def is_full(self, at: dt.datetime) -> bool:
        """Whether the full hour of the clock in which `at` lies has no room left."""
        return self.load_of_hour(at) >= self.question.full_hour

    def load_of_hour(self, at: dt.datetime) -> int:
        """How many other steps the manager has in the full hour of the clock in which `at` lies."""
        if not self.question.booked:
            return 0
        return self._load(at - dt.timedelta(minutes=to_local(at, self.clock).minute), HOUR)

    def _load(self, at: dt.datetime, minutes: int) -> int:
        booked = self.question.booked
        return bisect_left(booked, at + dt.timedelta(minutes=minutes)) - bisect_left(booked, at)


def repeat_offers(calling: Window, now: dt.datetime) -> list[tuple[int, dt.datetime]]:
    """Months from now, and ten in the morning of the client's first day there that is not off (aware UTC)."""
    today = to_local(now, calling.zone).date()
    offers = []
    for months in REPEAT_AFTER_MONTHS:
        day = today + dt.timedelta(days=30 * months)
        ahead = (day + dt.timedelta(days=number) for number in range(FARTHEST))
        working = next((one for one in ahead if not calling.closed(one)), day)
        offers.append((months, calling.next_open(at_minute(working, 10 * HOUR, calling.zone))))
    return offers
