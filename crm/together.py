"""Moments of a day at which the hours of a client and of a manager are open together."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from crm.hours import Window
from crm.localtime import MINUTES_A_DAY, at_minute, to_local

Stretch = tuple[dt.datetime, dt.datetime]
"""Aware UTC, the end not included."""


def open_moments(client: Window, manager: Window, day: dt.date, clock: str, step: int) -> list[dt.datetime]:
    """Those of that day of `clock` (an IANA name), `step` minutes apart, that suit both, earliest first.

    Where the two never meet on that day, those that suit the client; never on a day off of either.
    """
    since, until = at_minute(day, 0, clock), at_minute(day, MINUTES_A_DAY, clock)
    there = _within(_open(client, since, until), _whole_day(day, clock, step))
    return _together(there, manager, since, until)


def _together(
    there: list[dt.datetime], manager: Window, since: dt.datetime, until: dt.datetime
) -> list[dt.datetime]:
    """Those of the client's moments that suit the manager; all of his working day where none ever would."""
    if not there:
        return []
    if both := _within(_open(manager, since, until), there):
        return both
    if _within(_open(manager, since, until, any_day=True), there):
        return []
    return [at for at in there if not manager.closed(to_local(at, manager.zone).date())]


@lru_cache(maxsize=200)
def _whole_day(day: dt.date, clock: str, step: int) -> tuple[dt.datetime, ...]:
    """Every moment of a day, `step` minutes apart on its wall clock, earliest first."""
    minutes = range(0, MINUTES_A_DAY, step)
    begin, end = at_minute(day, 0, clock), at_minute(day, MINUTES_A_DAY, clock)
    if end - begin == dt.timedelta(days=1):
        return tuple(begin + dt.timedelta(minutes=minute) for minute in minutes)
    # The clock changes: a wall time that is skipped is the same moment as a later one.
    return tuple(sorted({at_minute(day, minute, clock) for minute in minutes}))


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
