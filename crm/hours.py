"""When a client may be called and a manager works. Day off means the weekend, for now."""

import datetime as dt
from dataclasses import dataclass

from crm.localtime import at_minute, minute_of, to_local

WEEKEND = 5  # the first weekday off, Monday being 0
SEARCH_DAYS = 10


@dataclass(frozen=True)
class Window:
    """Open hours of a working day: minutes after midnight in `zone`, the end not included."""

    zone: str
    opens: int
    closes: int

    def holds(self, at: dt.datetime) -> bool:
        """Whether `at` (aware UTC) lies in open hours of a working day."""
        return to_local(at, self.zone).weekday() < WEEKEND and self.holds_hour(at)

    def holds_hour(self, at: dt.datetime) -> bool:
        """Whether `at` lies in open hours, whatever the day."""
        return self.opens <= minute_of(at, self.zone) < self.closes

    def next_open(self, at: dt.datetime) -> dt.datetime:
        """The first open moment at or after `at`."""
        day = to_local(at, self.zone).date()
        while True:
            opens, closes = at_minute(day, self.opens, self.zone), at_minute(day, self.closes, self.zone)
            if day.weekday() < WEEKEND and at < closes:
                return max(at, opens)
            day += dt.timedelta(days=1)


@dataclass(frozen=True)
class Opening:
    """Where an automatic time came to lie, and why it moved."""

    at: dt.datetime
    moved: bool
    outside_work: bool = False
    """The client's and the manager's hours never meet: the client's won."""


def next_opening(at: dt.datetime, client: Window, manager: Window) -> Opening:
    """The first moment at or after `at` inside the client's and the manager's hours both.

    All moments are aware UTC. Where the two never meet within ten days, the client's hours win.
    """
    moment = at
    limit = at + dt.timedelta(days=SEARCH_DAYS)
    while moment < limit:
        both = manager.next_open(client.next_open(moment))
        if client.holds(both) and manager.holds(both):
            return Opening(both, moved=both != at)
        moment = both
    alone = client.next_open(at)
    return Opening(alone, moved=alone != at, outside_work=True)
