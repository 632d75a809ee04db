"""The day on which all that was said of it agrees."""

import calendar
import datetime as dt
from dataclasses import dataclass

from crm.words.facts import Fact, Scene, month_after

NAMED = ("date", "weekday", "ordinal")
BOUNDS = ("from", "after", "until")
"""Roles of a day that gives way to one named without them."""
FAR_BEFORE = 5
"""So many days before the end of a week a weekday is not what "in a week" means."""
EDGES = {"begin": 0, "first": 0, "working": 0, "middle": 2, "end": 4, "last": 4, "close": 4}
ENDS = ("end", "last", "close")
"""The last of them is the last working day of a month, of which there is another."""
WEEKS = {"second": 7, "third": 14, "fourth": 21}
"""Weeks of a month, and the days of it before the one in which they begin."""


@dataclass(frozen=True)
class Day:
    date: dt.date
    grain: str = "day"
    today: bool = False
    span: Fact | None = None


def day_of(facts: list[Fact], scene: Scene) -> Day | None:
    """The day that all of them name, or None."""
    today = scene.today.date()
    others = [fact for fact in facts if fact.name != "today"]
    if not others:
        return Day(today, today=True)
    others = _without_bounds(others)
    weekdays = {(fact.number, fact.name) for fact in others if fact.kind == "weekday"}
    if len({number for number, _ in weekdays}) > 1:
        return None
    rest = [fact for fact in others if fact.kind != "weekday"]
    weekday = next((fact for fact in others if fact.kind == "weekday"), None)
    if weekday is not None:
        return _weekday(weekday, rest, scene)
    months = [fact for fact in rest if fact.kind == "month"]
    ordinals = [fact for fact in rest if fact.kind == "ordinal"]
    if ordinals:
        return _ordinal(ordinals, rest, months, scene)
    named = {(fact.kind, fact.date) for fact in rest}
    if len(named) > 1 and len({fact.date for fact in rest if fact.kind == "date"}) != 1:
        return None
    exact = sorted(rest, key=lambda fact: (fact.kind != "date", not fact.name))
    fact = exact[0]
    if fact.date is None:
        return None
    if fact.kind == "week":
        return _week(fact.date, fact, today)
    if fact.kind == "month":
        return _month(fact.date, fact, today)
    return Day(_later(fact.date, fact), span=fact if fact.name == "span" else None)


def _without_bounds(facts: list[Fact]) -> list[Fact]:
    """ "не раньше понедельника, лучше во вторник" is the Tuesday."""
    for kinds in (NAMED, ("month",)):
        if any(fact.role not in BOUNDS and fact.kind in kinds for fact in facts):
            facts = [fact for fact in facts if fact.role not in BOUNDS or fact.kind not in kinds]
    return facts


def _later(date: dt.date, fact: Fact) -> dt.date:
    """The day after it where "after" was said."""
    return date + dt.timedelta(days=1) if fact.role == "after" else date


def _weekday(weekday: Fact, rest: list[Fact], scene: Scene) -> Day | None:
    today, number = scene.today.date(), int(weekday.number)
    monday = today - dt.timedelta(days=today.weekday())
    if rest:
        frame = next((fact for fact in rest if fact.kind == "week"), rest[0])
        if len(rest) > 1 and frame.kind == "week" and any(fact.kind == "date" for fact in rest):
            return None  # "завтра никак, в среду на следующей неделе"
        if any(piece.framed for piece in scene.pieces[frame.first : frame.last + 1]):
            return _in_week_of(frame, number, rest, scene)
        if frame.date is None:  # an ordinal: "в пятницу, 27-го"
            day = _ordinal([frame], rest, [], scene) if frame.kind == "ordinal" else None
            return day if day and day.date.weekday() == number else None
        if frame.kind == "week" or (frame.name == "span" and frame.role == "week"):
            start = frame.date - dt.timedelta(days=frame.date.weekday())
            found = start + dt.timedelta(days=number)
            if frame.kind != "week" and (frame.date - found).days >= FAR_BEFORE:
                found += dt.timedelta(days=7)  # said on a Sunday, not tomorrow
            # "in a week on Monday" said on a Wednesday: five days ahead are no week.
            sooner = frame.date if frame.kind != "week" else today
            if frame.kind == "week" and frame.name and frame.number and found < today:
                found += dt.timedelta(days=7)  # "at the end of the week, on Friday", said on a Sunday
            return Day(found) if found >= sooner else None
        if frame.kind == "month" and len(rest) == 1:
            return _of_month(frame, number, today)
        return Day(frame.date) if frame.kind == "date" and frame.date.weekday() == number else None
    ahead = today + dt.timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    if weekday.name == "next":
        ahead = monday + dt.timedelta(days=7 + number)
    elif weekday.name == "this" and number == today.weekday():
        ahead = today
    return Day(_later(ahead, weekday))


def _in_week_of(frame: Fact, number: int, rest: list[Fact], scene: Scene) -> Day | None:
    """ "week of the 23rd, preferably the Thursday"."""
    day = Day(frame.date) if frame.date else _ordinal([frame], [], [], scene)
    if day is None or len(rest) > 1:
        return None
    found = day.date + dt.timedelta(days=number - day.date.weekday())
    return Day(found) if found >= scene.today.date() else None


def _of_month(frame: Fact, number: int, today: dt.date) -> Day | None:
    """ "in the first week of December, on Wednesday"."""
    if frame.date is None or (frame.name not in WEEKS and frame.name not in ("begin", "end")):
        return None
    date = _edge(frame.date, frame.name)
    ahead = (number - date.weekday()) % 7
    date += dt.timedelta(days=ahead - 7 if frame.name == "end" and ahead else ahead)
    return Day(date) if date > today else None


def _ordinal(ordinals: list[Fact], rest: list[Fact], months: list[Fact], scene: Scene) -> Day | None:
    number, today = int(ordinals[0].number), scene.today.date()
    dates = [fact.date for fact in rest if fact.kind == "date" and fact.date]
    if len(ordinals) == len(dates) == 1 and dates[0].day == number:
        return Day(dates[0])  # "через неделю, 18-го"
    if len({fact.number for fact in ordinals}) > 1 or any(fact.kind in ("week", "date") for fact in rest):
        return None
    start = months[0].date if months and months[0].date else today
    for ahead in range(1 if months else 3):
        first = month_after(start, ahead)
        if number <= calendar.monthrange(first.year, first.month)[1]:
            date = first.replace(day=number)
            if date >= today:
                return Day(_later(date, ordinals[0]))
    return None


def _week(monday: dt.date, fact: Fact, today: dt.date) -> Day | None:
    if not fact.name:
        if monday > today:
            return Day(monday, "week")
        if today.weekday() > 4:
            return None
        return Day(today + dt.timedelta(days=int(today.weekday() < 4)), "week")
    date = monday + dt.timedelta(days=EDGES[fact.name])
    if fact.number and (date < today or (date == today and fact.name not in ENDS)):
        date += dt.timedelta(days=7)
    return Day(date) if date >= today else None


def _month(first: dt.date, fact: Fact, today: dt.date) -> Day | None:
    date = _edge(first, fact.name)
    if fact.number and fact.name in ENDS[:2] and date <= today < month_after(first, 1) - dt.timedelta(days=1):
        return None  # its last working day is over, and its last day is not
    if fact.number and date <= today:
        date = _edge(month_after(first, 1), fact.name)
    if date <= today and not fact.name:
        if not fact.sure:
            return None  # "ноябрь" in November
        date = today + dt.timedelta(days=1)
        return Day(date, "month") if date.month == first.month else None
    grain = "day" if fact.name in ("first", "working", "last", "close") else "week" if fact.name else "month"
    return Day(date, grain) if date > today else None


def _edge(first: dt.date, name: str) -> dt.date:
    """The working day that begins a month, or is its middle or end; the Monday of a week of it."""
    if name in WEEKS:
        date = first + dt.timedelta(days=WEEKS[name])
        return date + dt.timedelta(days=-date.weekday() % 7)
    if name == "first":
        return first
    if name in ENDS:
        date = month_after(first, 1) - dt.timedelta(days=1)
        return date if name == "last" else date - dt.timedelta(days=max(0, date.weekday() - 4))
    if name == "working" and first.month == 1:
        first += dt.timedelta(days=1)  # everybody's holiday
    date = first.replace(day=15) if name == "middle" else first
    return date + dt.timedelta(days=7 - date.weekday()) if date.weekday() > 4 else date
