"""When a client likes to be called, in his own words of the day, and which moment that is."""

import datetime as dt
import enum

from crm.hours import WEEKEND
from crm.localtime import at_minute, minute_of, to_local


class Convenient(enum.StrEnum):
    """The words on the buttons of a request."""

    NOW = "now"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    ANY = "any"


# Minutes after midnight in the client's zone: when that part of the day may be called.
PARTS = {
    Convenient.MORNING: (9 * 60, 12 * 60),
    Convenient.AFTERNOON: (12 * 60, 17 * 60),
    Convenient.EVENING: (17 * 60, 20 * 60),
}


def next_convenient(convenient: Convenient, zone: str, now: dt.datetime) -> dt.datetime | None:
    """When that part of a working day begins next in `zone`; None if now is as good (aware UTC)."""
    part = PARTS.get(convenient)
    if part is None:
        return None
    opens, closes = part
    day = to_local(now, zone).date()
    if day.weekday() < WEEKEND and opens <= minute_of(now, zone) < closes:
        return None
    while day.weekday() >= WEEKEND or at_minute(day, opens, zone) <= now:
        day += dt.timedelta(days=1)
    return at_minute(day, opens, zone)
