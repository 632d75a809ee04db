"""The picker of a moment: presets, hours of a day with the manager's load, and other days.

Everything is offered in the client's time. Hours outside his calling hours are absent; so are
those outside the manager's, unless the two never meet on that day.
"""

import datetime as dt
from dataclasses import dataclass

from crm.hours import WEEKEND, Window
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
    """Moments for one tap, as (`preset-*` key, aware UTC): only those that lie in open hours."""
    zone = question.calling.zone
    today = to_local(now, zone).date()
    monday = today + dt.timedelta(days=7 - today.weekday())
    soon = (now + SOON).replace(second=0, microsecond=0)
    offered = [
        ("preset-soon", soon),
        ("preset-today", at_minute(today, 17 * 60, zone)),
        ("preset-tomorrow", at_minute(today + dt.timedelta(days=1), 10 * 60, zone)),
        ("preset-monday", at_minute(monday, 10 * 60, zone)),
        ("preset-week", at_minute(today + dt.timedelta(days=7), 10 * 60, zone)),
    ]
    seen: set[dt.datetime] = set()
    kept = []
    for key, at in offered:
        if at > now and at not in seen and _open(question, at):
            kept.append((key, at))
            seen.add(at)
    return kept


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
    ahead = [at for hour in range(first, last + 1) if (at := at_minute(day, hour * 60, calling.zone)) > now]
    both = [at for at in ahead if question.working.holds_hour(at)]
    return [Slot(at, _load(question, at)) for at in both or ahead]


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


def _open(question: Question, at: dt.datetime) -> bool:
    calling: Window = question.calling
    if not calling.holds(at):
        return False
    day = to_local(at, calling.zone).date()
    meets = any(
        question.working.holds_hour(slot.at) for slot in slots(question, day, at - dt.timedelta(days=1))
    )
    return question.working.holds_hour(at) or not meets


def _load(question: Question, at: dt.datetime) -> int:
    return sum(at <= booked < at + dt.timedelta(hours=1) for booked in question.booked)
