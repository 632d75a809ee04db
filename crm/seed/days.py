"""The company's days around now: where a moment of a plot lies on the calendar."""

import datetime as dt
import math
from collections.abc import Mapping

from crm.hours import Window
from crm.localtime import at_minute, minute_of, to_local
from crm.seed.plot import Ago, Ahead, Closing, Next, Past, Plot, Soon, Undone

MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
BEGINS, ENDS = 9 * 60 + 10, 17 * 60 + 50
"""The managers' first and last calls of a day, minutes after their midnight."""
TODAY_COUNTS_FROM = 10 * 60
"""Before this minute today has no history yet: the last day of work is yesterday."""
SHORTEST = dt.timedelta(minutes=20)
LATEST = dt.timedelta(minutes=3)
"""How long before now the last event may lie."""
RINGS_IN = (2, 4, 5)
"""Minutes until the promised calls that fall due next."""


class Days:
    """Finds the moments (aware UTC) of plots. `working` are the managers' hours.

    The last two days of history are the last two of the calendar, a weekend too: somebody was on
    duty, and the owner's digests have something to tell. Before these only working days count.
    """

    def __init__(self, now: dt.datetime, working: Window, promised: Mapping[str, Plot]) -> None:
        self.now = now
        self._working = working
        self._zone = working.zone
        self._today = to_local(now, self._zone).date()
        self._last = self._today if minute_of(now, self._zone) >= TODAY_COUNTS_FROM else self._today - DAY
        self._rings = dict(zip(_awake_first(promised, now), RINGS_IN, strict=False))

    def past(self, when: Past | Closing | Ago, calling: Window) -> dt.datetime:
        """When something happened to a client who is called in these hours; never after now."""
        match when:
            case Ago():
                return self.now - when.minutes * MINUTE
            case Closing():
                return min(self._at(self._last, ENDS), self.now - LATEST) - when.minutes * MINUTE
        return self._on(self._back(when.day), when.share, calling)

    def planned(self, next_: Next, key: str, calling: Window, said_at: dt.datetime) -> dt.datetime:
        """A moment that a manager chose at `said_at`: quarters of an hour."""
        match next_:
            case Soon():
                if key in self._rings:
                    return self.now.replace(second=0, microsecond=0) + self._rings[key] * MINUTE
                at = self._ahead(next_.otherwise, calling)
            case Ahead():
                at = self._ahead(next_, calling)
            case Past():
                at = self.past(next_, calling)
            case Undone():
                day = self._back(next_.day)
                worked = self._further(day, 1, -DAY) if self._working.closed(day) else day
                at = self._on(worked, next_.share, calling)
        # In the first hour of a day the moments of a plot lie close together.
        return _quarter(max(at, said_at + MINUTE))

    def _on(self, day: dt.date, share: float, calling: Window) -> dt.datetime:
        opens, closes = self._fit(day, calling, self.now - LATEST)
        return opens + (closes - opens) * share

    def _ahead(self, when: Ahead, calling: Window) -> dt.datetime:
        day = self._today if when.days == 0 else self._further(self._today, when.days, DAY)
        while True:
            opens, closes = self._fit(day, calling)
            opens = max(opens, self.now + SHORTEST)
            if not self._working.closed(day) and closes - opens > SHORTEST:
                return opens + (closes - opens) * when.share
            day += DAY

    def _back(self, number: int) -> dt.date:
        if number == 0:
            return self._last
        return self._further(self._last - DAY, number - 1, -DAY)

    def _further(self, day: dt.date, number: int, step: dt.timedelta) -> dt.date:
        """So many working days further on or back."""
        while number:
            day += step
            number -= not self._working.closed(day)
        return day

    def _fit(
        self, day: dt.date, calling: Window, until: dt.datetime | None = None
    ) -> tuple[dt.datetime, dt.datetime]:
        """The hours of this day in which the managers work and the client may be called."""
        begins, ends = self._at(day, BEGINS), self._at(day, ENDS)
        ends = min(ends, until) if until else ends
        there = to_local(begins, calling.zone).date()
        opens = max(begins, at_minute(there, calling.opens, calling.zone))
        closes = min(ends, at_minute(there, calling.closes, calling.zone))
        return (opens, closes) if closes - opens >= SHORTEST else (begins, ends)

    def _at(self, day: dt.date, minute: int) -> dt.datetime:
        return at_minute(day, minute, self._zone)


def _awake_first(plots: Mapping[str, Plot], now: dt.datetime) -> list[str]:
    """The clients whose local hour suits a call best at this moment come first."""

    def unfit(key: str) -> int:
        minute = minute_of(now, plots[key].zone or "UTC")
        return max(9 * 60 - minute, minute - 20 * 60, 0)

    return sorted(plots, key=unfit)


def _quarter(at: dt.datetime) -> dt.datetime:
    seconds = math.ceil(at.timestamp() / 900) * 900
    return dt.datetime.fromtimestamp(seconds, dt.UTC)
