"""The picker of a moment: presets, hours of a day with the manager's load, and other days.

Everything is offered in the client's time. Hours outside his calling hours are absent; so are
those outside the manager's, unless the two never meet on that day.
"""

import datetime as dt
from dataclasses import dataclass

from crm.hours import WEEKEND
from crm.localtime import at_minute, to_local
from crm.questions import Question
from crm.rules import REPEAT_AFTER_MONTHS

DAYS_SHOWN = 7
SOON = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Slot:
    """A full hour on offer: its moment (aware UTC), and how many other steps the manager has in it."""

    at: dt.datetime
    load: int


def presets(question: Question, now: dt.datetime) -> list[tuple[str, dt.datetime]]:
    """Moments for one tap, as (`preset-*` key, aware UTC): only those that lie in open hours.

    Each names a day and an hour, ten or five o'clock; where the two cannot meet at that hour, the
    nearest at which they can.
    """
    today = to_local(now, question.calling.zone).date()
    soon = (now + SOON).replace(second=0, microsecond=0)
    offered = [("preset-soon", soon)] if _both_open(question, soon) else []
    for key, days_ahead, hour in (
        ("preset-today", 0, 17),
        ("preset-tomorrow", 1, 10),
        # On a Monday the next one is "in a week" already.
        *([("preset-monday", 7 - today.weekday(), 10)] if today.weekday() else []),
        ("preset-week", 7, 10),
    ):
        at = _nearest(question, today + dt.timedelta(days=days_ahead), hour, now)
        if at is not None and at not in (moment for _, moment in offered):
            offered.append((key, at))
    return offered


def days(question: Question, now: dt.datetime) -> list[dt.date]:
    """The next seven days of the client's calendar that have an hour to offer."""
    day = to_local(now, question.calling.zone).date()
    found: list[dt.date] = []
    while len(found) < DAYS_SHOWN:
        if day.weekday() < WEEKEND and slots(question, day, now):
            found.append(day)
        day += dt.timedelta(days=1)
    return found


def slots(question: Question, day: dt.date, now: dt.datetime) -> list[Slot]:
    """The full hours of a day that can be offered."""
    calling = question.calling
    first, last = -(-calling.opens // 60), (calling.closes - 1) // 60
    hours = [at_minute(day, hour * 60, calling.zone) for hour in range(first, last + 1)]
    both = [at for at in hours if question.working.holds_hour(at)]
    ahead = [at for at in both or hours if at > now]
    return [Slot(at, _load(question, at)) for at in ahead]


def repeat_offers(zone: str, now: dt.datetime) -> list[tuple[int, dt.datetime]]:
    """Months from now, and ten in the morning of the first working day there (aware UTC)."""
    offers = []
    for months in REPEAT_AFTER_MONTHS:
        day = to_local(now, zone).date() + dt.timedelta(days=30 * months)
        while day.weekday() >= WEEKEND:
            day += dt.timedelta(days=1)
        offers.append((months, at_minute(day, 10 * 60, zone)))
    return offers


def in_open_hours(question: Question, at: dt.datetime) -> bool:
    """Whether the client may be called at that moment: a working day and his hours."""
    return question.calling.holds(at)


def _both_open(question: Question, at: dt.datetime) -> bool:
    return question.calling.holds(at) and question.working.holds_hour(at)


def _nearest(question: Question, day: dt.date, hour: int, now: dt.datetime) -> dt.datetime | None:
    """The hour on offer that is nearest to `hour` o'clock; None on a day off."""
    if day.weekday() >= WEEKEND:
        return None
    wanted = at_minute(day, hour * 60, question.calling.zone)
    hours = [slot.at for slot in slots(question, day, now)]
    return min(hours, key=lambda at: abs(at - wanted), default=None)


def _load(question: Question, at: dt.datetime) -> int:
    return sum(at <= booked < at + dt.timedelta(hours=1) for booked in question.booked)
