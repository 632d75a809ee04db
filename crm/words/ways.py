"""The two ways to take words that name two moments: "в среду или в четверг", "в пятницу, 28 ноября"."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from crm.words.facts import DAYS, SAYING, Fact, Scene
from crm.words.told import told_facts

Ways = list[list[Fact]]
NAMED = ("date", "weekday", "ordinal")


def ways(found: Sequence[Fact], sifted: Sequence[Fact] | None, scene: Scene) -> list[Ways]:
    """Pairs of facts to settle, the likelier pair first. `sifted` is what counts of the facts found."""
    if any(fact.kind == "veto" for fact in found):
        return []
    for place, fact in enumerate(found):
        if fact.other is not None:
            rest = [*found[:place], *found[place + 1 :]]
            return [[[replace(fact, date=date, other=None), *rest] for date in (fact.date, fact.other)]]
    either = [place for place, fact in enumerate(found) if fact.kind == "or"]
    if len(either) == 1:
        return _either(found, either[0])
    unlike = _week_on(sifted or ()) or _unlike(sifted or (), scene)
    return [unlike] if unlike else []


def _either(found: Sequence[Fact], place: int) -> list[Ways]:
    """One of the two beside "or", with all the rest; else what is said before it, and what after."""
    before, after = list(found[:place]), list(found[place + 1 :])
    return [[[*before, *after[1:]], [*before[:-1], *after]], [before, after]]


def _week_on(sifted: Sequence[Fact]) -> Ways | None:
    """ "In a week on Monday", said on a Wednesday: the Monday before the week is over, or that after."""
    weekday = next((fact for fact in sifted if fact.kind == "weekday"), None)
    week = next((fact for fact in sifted if fact.name == "span" and fact.role == "week"), None)
    if weekday is None or week is None or week.date is None:
        return None
    before = week.date - dt.timedelta(days=(week.date.weekday() - int(weekday.number)) % 7)
    rest = [fact for fact in sifted if fact not in (weekday, week)]
    days = [before, before + dt.timedelta(days=7)]
    return [[replace(weekday, kind="date", date=day, number=0, name="day"), *rest] for day in days]


def _unlike(sifted: Sequence[Fact], scene: Scene) -> Ways | None:
    """Two days, or two hours, of which none is told of something that was."""
    told = told_facts(list(sifted), scene)
    facts = [fact for fact in sifted if fact not in told and fact.kind in SAYING]
    days = [fact for fact in facts if fact.kind == "weekday"]
    if len(days) == 2 and _through(days, scene) and abs(days[0].number - days[1].number) > 1:
        return None  # "пн-пт": all the days between
    for kinds in (NAMED, ("clock",)):
        those = [fact for fact in facts if fact.kind in kinds and fact.name != "today" and not fact.role]
        if len(those) == 2 and (those[0].kind, those[0].number, those[0].date) != (
            those[1].kind, those[1].number, those[1].date,
        ):  # fmt: skip
            return [[fact for fact in facts if fact is not other] for other in reversed(those)]
    return None


def _through(days: Sequence[Fact], scene: Scene) -> bool:
    between = scene.pieces[days[0].last + 1 : days[1].first]
    return all(piece.code in "-^B" for piece in between)


def only_past(found: Sequence[Fact]) -> bool:
    """Whether no day is named but one that is over: "вчера в 15"."""
    return any(fact.kind == "past" for fact in found) and not any(fact.kind in DAYS for fact in found)
