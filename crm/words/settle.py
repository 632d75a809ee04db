"""Facts into one wall time of the client."""

import datetime as dt
from dataclasses import dataclass

from crm.words.agreed import Day, day_of
from crm.words.facts import DAYS, Fact, Scene
from crm.words.halves import chosen, upcoming

UNNAMED_HOUR = 10
"""The hour meant where only a day was named."""
PARTS = {
    "early": (8, 10), "morning": (10, 12), "forenoon": (10, 12), "noon": (13, 14), "afternoon": (15, 18),
    "eod": (17, 18), "evening": (18, 22), "tonight": (19, 23), "night": (20, 23),
}  # fmt: skip
"""The hour that a part of the day stands for, and the one it ends with."""
NOON, DAY = 12 * 60, 24 * 60
MORNINGS = ("early", "morning", "forenoon")
LASTING = ("forenoon", "evening", "tonight", "night")
"""Said while they last, these are the rest of today; "утром" is of tomorrow then."""


@dataclass(frozen=True)
class Wall:
    """A naive wall time of the client, and how exactly it was said."""

    at: dt.datetime
    grain: str


def settled(facts: list[Fact], scene: Scene, opens: int, closes: int) -> Wall | None:
    """None where the facts do not agree. A past time is returned as it was said."""
    if any(fact.kind == "past" for fact in facts):
        return None
    said = [fact for fact in facts if fact.kind in DAYS]
    day = day_of(said, scene) if said else None
    if said and day is None:
        return None
    part = next((fact for fact in facts if fact.kind == "part"), None)
    if day is None and part is not None and part.date is not None:
        day = Day(part.date, today=True)
    clock = _clock_of([fact for fact in facts if fact.kind == "clock"], part)
    if isinstance(clock, str):
        return None
    if clock is None and any(fact.kind == "same" for fact in facts):
        clock = Fact("clock", scene.today.hour * 60 + scene.today.minute) if day else None
        if day is not None and day.grain == "week":  # "same time next week"
            day = Day(day.date + dt.timedelta(days=scene.today.weekday() - day.date.weekday()))
    if clock is not None:
        return _at_clock(clock, part, day, scene, opens, closes)
    if part is not None:
        return _in_part(part.name, day, scene)
    return _on_day(day, scene) if day else None


def _clock_of(clocks: list[Fact], part: Fact | None) -> Fact | str | None:
    """The hour meant; words where there are two."""
    for roles in (("",), ("from", "after"), ("until",)):
        those = [fact for fact in clocks if fact.role in roles]
        if roles == ("until",) and part is not None:
            return None
        if those:
            return those[0] if len({fact.number for fact in those}) == 1 else "two hours"
    return None


def _at_clock(
    clock: Fact, part: Fact | None, day: Day | None, scene: Scene, opens: int, closes: int
) -> Wall | None:
    at, sure = int(clock.number), clock.sure
    if part is not None:
        late = part.name not in (*MORNINGS, "noon") or (part.name == "noon" and at < 6 * 60)
        if not sure:
            at = (
                at + NOON
                if late and at < NOON
                else DAY
                if late and part.name != "afternoon" and at == NOON
                else at
            )
        elif not clock.role and (at < NOON if late else part.name in MORNINGS and at >= NOON + 60):
            return None
        sure = True
    grain = day.grain if day and day.grain in ("week", "month") else "minute"
    date = day.date if day else None
    if sure or at >= NOON:
        return Wall(upcoming(at, date, scene.today), grain)
    return Wall(chosen(at, date, scene.today, opens, closes), grain)


def _in_part(name: str, day: Day | None, scene: Scene) -> Wall:
    hour, end = PARTS[name]
    today = scene.today
    wall = dt.datetime.combine(day.date if day else today.date(), dt.time(hour))
    if wall <= today and wall.date() == today.date() and (day is not None or name in LASTING):
        later = _next_hour(today)
        wall = later if later.hour < end and later.date() == today.date() else wall
    if wall <= today and day is None:
        wall += dt.timedelta(days=1)
    return Wall(wall, day.grain if day and day.grain in ("week", "month") else "hour")


def _on_day(day: Day, scene: Scene) -> Wall:
    today = scene.today
    if day.span is not None:
        wall = dt.datetime.combine(day.date, today.time().replace(second=0, microsecond=0))
        return Wall(wall + dt.timedelta(minutes=day.span.number), "day")
    wall = dt.datetime.combine(day.date, dt.time(UNNAMED_HOUR))
    if wall <= today and day.date == today.date():
        later = _next_hour(today)
        wall = later if later.date() == today.date() else wall
    return Wall(wall, day.grain)


def _next_hour(at: dt.datetime) -> dt.datetime:
    return at.replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)
