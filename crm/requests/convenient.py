"""When a client likes to be called, in his own words of the day, and which moment that is."""

import datetime as dt
import enum
from dataclasses import replace

from crm.hours import Span, Window
from crm.openings import Opening, Reason, Whose, next_opening


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


def next_convenient(
    convenient: Convenient, calling: Window, working: Window, now: dt.datetime
) -> dt.datetime | None:
    """When that part of the client's day is open next while the manager works; None if now is as good.

    `now` and the answer are aware UTC.
    """
    part = PARTS.get(convenient)
    if part is None:
        return None
    opening = next_opening(now, _suiting(calling, part), working)
    return opening.at if opening.moved else None


def answer_at(convenient: Convenient, calling: Window, working: Window, now: dt.datetime) -> Opening:
    """When a request left now is due to be answered by a call: at once, or when the day begins.

    Who asks to be called now is awake, whatever his usual hours: only the manager's count.
    """
    if convenient is Convenient.NOW:
        closed, at = working.why_closed(now), working.next_open(now)
        return Opening(at, moved=at != now, reason=Reason(Whose.MANAGER, closed) if closed else None)
    return next_opening(now, calling, working)


def _suiting(calling: Window, part: Span) -> Window:
    """That part of his hours; where they have none of it, the part itself: he asked for it."""
    opens, closes = max(part[0], calling.opens), min(part[1], calling.closes)
    if opens >= closes:
        opens, closes = part
    return replace(calling, opens=opens, closes=closes)
