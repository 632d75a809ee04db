"""Moments on offer for a next contact: presets, and a day's hours with the manager's load.

Everything is worked out on one clock, the client's or the reader's own: `clock` is its IANA name, and
days and full hours are those of that clock. Hours outside the client's calling hours are absent; so are
those outside the manager's, unless the two never meet on that day. Days off of either are absent.
"""

import calendar
import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from crm.hours import Window
from crm.localtime import at_minute, to_local
from crm.questions import Question
from crm.rules import REPEAT_AFTER_MONTHS, STEP_AT_MOST_AHEAD

FORTNIGHT = 14  # days after today
FEWEST_DAYS = 5
FARTHEST = 60  # days ahead that are looked at where the fortnight has not so many
SOON = dt.timedelta(hours=1)
APART = dt.timedelta(minutes=15)  # presets nearer to each other than this are one
HOUR, QUARTER = 60, 15
MINUTES_A_DAY = 24 * HOUR
MOST_MOMENTS = 72
"""Of one day, by quarters: a keyboard has a hundred buttons. A longer day is shown by halves."""

Stretch = tuple[dt.datetime, dt.datetime]
"""Aware UTC, the end not included."""


@dataclass(frozen=True)
class Slot:
    """A moment on offer (aware UTC)."""

    at: dt.datetime
    load: int
    """How many other steps the manager has in it: in the hour, or in the quarter."""
    full: bool
    """The whole hour has as many steps as the company calls full."""


def presets(question: Question, now: dt.datetime, clock: str) -> list[tuple[str, dt.datetime]]:
    """Moments for one tap, as (`preset-*` key, aware UTC): open ones, in hours that are not full.

    Each names a day and an hour, ten or five o'clock; where that hour is closed or full, the nearest
    that is not.
    """
    today = to_local(now, clock).date()
    offered: list[tuple[str, dt.datetime]] = []
    soon = (now + SOON).replace(second=0, microsecond=0)
    if question.calling.holds(soon) and question.working.holds(soon) and not _full(question, soon, clock):
        offered.append(("preset-soon", soon))
    for key, day, hour in _usual(question, today, now, clock):
        at = _nearest(question, day, hour, now, clock)
        if at is not None and all(abs(at - moment) >= APART for _, moment in offered):
            offered.append((key, at))
    return offered


def days(question: Question, now: dt.datetime, clock: str) -> list[dt.date]:
    """The days of the next fortnight that have an hour to offer; the next few where most of it is off."""
    today = to_local(now, clock).date()
    found: list[dt.date] = []
    for ahead in range(FARTHEST + 1):
        if ahead > FORTNIGHT and len(found) >= FEWEST_DAYS:
            break
        day = today + dt.timedelta(days=ahead)
        if _moments(question, day, now, clock):
            found.append(day)
    return found


def month_days(question: Question, month: dt.date, now: dt.datetime, clock: str) -> list[dt.date]:
    """The days of the month of that date that have an hour to offer."""
    first = max(month.replace(day=1), to_local(now, clock).date())
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    ahead = (last - first).days
    found = (first + dt.timedelta(days=number) for number in range(ahead + 1))
    return [day for day in found if _moments(question, day, now, clock)]


def last_day(now: dt.datetime, clock: str) -> dt.date:
    """The last day on which a next contact may be planned."""
    return to_local(now + STEP_AT_MOST_AHEAD, clock).date()


def hours(question: Question, day: dt.date, now: dt.datetime, clock: str) -> list[Slot]:
    """The full hours of a day that can be offered."""
    moments = _moments(question, day, now, clock)
    return [_slot(question, at, HOUR, clock) for at in moments]


def quarters(question: Question, day: dt.date, now: dt.datetime, clock: str) -> list[list[Slot]]:
    """The quarters of a day that can be offered, hour by hour."""
    step = QUARTER
    moments = _moments(question, day, now, clock, step)
    if len(moments) > MOST_MOMENTS:
        step = 2 * QUARTER
        moments = _moments(question, day, now, clock, step)
    together: dict[tuple[int, dt.timedelta | None], list[Slot]] = {}
    for at in moments:
        wall = to_local(at, clock)
        together.setdefault((wall.hour, wall.utcoffset()), []).append(_slot(question, at, step, clock))
    return list(together.values())


def repeat_offers(zone: str, now: dt.datetime) -> list[tuple[int, dt.datetime]]:
    """Months from now, and ten in the morning of the first working day there (aware UTC)."""
    offers = []
    for months in REPEAT_AFTER_MONTHS:
        day = to_local(now, zone).date() + dt.timedelta(days=30 * months)
        while day.weekday() >= calendar.SATURDAY:
            day += dt.timedelta(days=1)
        offers.append((months, at_minute(day, 10 * HOUR, zone)))
    return offers


def _usual(
    question: Question, today: dt.date, now: dt.datetime, clock: str
) -> Iterable[tuple[str, dt.date, int]]:
    tomorrow, in_a_week = today + dt.timedelta(days=1), today + dt.timedelta(days=7)
    # On a Monday the next one is "in a week" already.
    monday = today + dt.timedelta(days=7 - today.weekday()) if today.weekday() else None
    following = _next_day(question, today, now, clock)
    yield "preset-today", today, 17
    yield "preset-tomorrow", tomorrow, 10
    if following is not None and following not in (tomorrow, monday, in_a_week):
        yield "preset-next", following, 10
    if monday is not None:
        yield "preset-monday", monday, 10
    yield "preset-week", in_a_week, 10


def _next_day(question: Question, today: dt.date, now: dt.datetime, clock: str) -> dt.date | None:
    """The first day after today that has an hour to offer."""
    ahead = (today + dt.timedelta(days=number) for number in range(1, FARTHEST + 1))
    return next((day for day in ahead if _moments(question, day, now, clock)), None)


def _nearest(question: Question, day: dt.date, hour: int, now: dt.datetime, clock: str) -> dt.datetime | None:
    """The hour on offer nearest to `hour` o'clock; None on a day off."""
    wanted = at_minute(day, hour * HOUR, clock)
    free = [slot.at for slot in hours(question, day, now, clock) if not slot.full]
    return min(free, key=lambda at: abs(at - wanted), default=None)


def _moments(
    question: Question, day: dt.date, now: dt.datetime, clock: str, step: int = HOUR
) -> list[dt.datetime]:
    """The open moments of a day that are still ahead, `step` minutes apart, earliest first."""
    since, until = at_minute(day, 0, clock), at_minute(day, MINUTES_A_DAY, clock)
    if until <= now or since > now + STEP_AT_MOST_AHEAD:
        return []
    there = _within(_open(question.calling, since, until), _whole_day(day, clock, step))
    together = _together(there, question.working, since, until)
    return [at for at in together if now < at <= now + STEP_AT_MOST_AHEAD]


def _together(
    there: list[dt.datetime], manager: Window, since: dt.datetime, until: dt.datetime
) -> list[dt.datetime]:
    """Those of the client's moments that suit the manager; all of his working day where none ever would."""
    if both := _within(_open(manager, since, until), there):
        return both
    if _within(_open(manager, since, until, any_day=True), there):
        return []
    return [at for at in there if not manager.closed(to_local(at, manager.zone).date())]


@lru_cache(maxsize=200)
def _whole_day(day: dt.date, clock: str, step: int) -> tuple[dt.datetime, ...]:
    """Every moment of a day, `step` minutes apart, earliest first."""
    # A wall time that a clock change skips is the same moment as a later one.
    return tuple(sorted({at_minute(day, minute, clock) for minute in range(0, MINUTES_A_DAY, step)}))


def _within(stretches: list[Stretch], moments: Sequence[dt.datetime]) -> list[dt.datetime]:
    """Those of the moments (earliest first) that lie in one of the stretches (earliest first, apart)."""
    return [
        at
        for opens, closes in stretches
        for at in moments[bisect_left(moments, opens) : bisect_left(moments, closes)]
    ]


def _open(window: Window, since: dt.datetime, until: dt.datetime, *, any_day: bool = False) -> list[Stretch]:
    """The open stretches that touch the time from `since` to `until`; with `any_day` of days off too."""
    first, last = to_local(since, window.zone).date(), to_local(until, window.zone).date()
    dates = (first + dt.timedelta(days=number) for number in range((last - first).days + 1))
    return [
        (at_minute(day, opens, window.zone), at_minute(day, closes, window.zone))
        for day in dates
        for opens, closes in (window.day_spans if any_day else window.spans(day))
    ]


def _slot(question: Question, at: dt.datetime, length: int, clock: str) -> Slot:
    return Slot(at, _load(question, at, length), _full(question, at, clock))


def _full(question: Question, at: dt.datetime, clock: str) -> bool:
    """Whether the full hour of that clock in which `at` lies has no room left."""
    hour = at - dt.timedelta(minutes=to_local(at, clock).minute)
    return _load(question, hour, HOUR) >= question.full_hour


def _load(question: Question, at: dt.datetime, minutes: int) -> int:
    return sum(at <= booked < at + dt.timedelta(minutes=minutes) for booked in question.booked)
