"""Facts that lean on each other: "25 или 26 ноября", "tomorrow at 3 or 5", "moved from 2 to 4"."""

from dataclasses import replace

from crm.words.dates import dated
from crm.words.facts import DAYS, SAYING, Fact, Scene, moved


def leaning(found: list[Fact], scene: Scene) -> list[Fact]:
    """The facts, a bare number beside "or" among them as what stands on the other side of it."""
    facts = list(found)
    for place, fact in enumerate(facts):
        if fact.kind != "or" or not 0 < place < len(facts) - 1:
            continue
        before, after = facts[place - 1], facts[place + 1]
        if before.last + 1 == fact.first and fact.last + 1 == after.first:
            facts[place - 1] = _like(before, after, scene)
            facts[place + 1] = _like(after, before, scene)
    return _lasting(facts, scene)


def _like(fact: Fact, other: Fact, scene: Scene) -> Fact:
    piece = scene.pieces[fact.last]
    if not fact.weak or fact.kind not in ("clock", "veto"):
        return fact
    if other.kind == "date" and other.date and other.name == "date" and piece.code in "0wo":
        like = dated(int(piece.number), other.date.month, other.date.year, scene, [])
        return replace(like, name="date", first=fact.first, last=fact.last) if like else fact
    return replace(fact, weak=False) if other.kind == "clock" and fact.kind == "clock" else fact


def _lasting(facts: list[Fact], scene: Scene) -> list[Fact]:
    """ "from 31 Dec to 10 Jan": what ends there, and after "moved" what holds now."""
    for place in range(len(facts) - 1):
        one, other = facts[place : place + 2]
        between = "".join(piece.code for piece in scene.pieces[one.last + 1 : other.first])
        if one.role != "from" or other.role not in ("", "until") or one.kind not in DAYS:
            continue
        if other.kind not in DAYS or between not in ("", "m", "n", "^", "-", "s"):
            continue
        through = (between == "s" and one.kind == "date") or scene.pieces[other.first].code == "^"
        if not (between or other.role or through):
            continue
        if moved(one.first, scene):
            return [*facts[:place], replace(other, role=""), *facts[place + 2 :]]
        if between == "m" or through:
            return [*facts[: place + 1], replace(other, role="until"), *facts[place + 2 :]]
    return facts


def choice(facts: list[Fact]) -> bool:
    """Whether "or" stands between two of them: to choose would be to guess."""
    for place, fact in enumerate(facts):
        if fact.kind != "or" or not 0 < place < len(facts) - 1:
            continue
        before, after = facts[place - 1], facts[place + 1]
        if before.last + 1 == fact.first and fact.last + 1 == after.first:
            return before.kind in SAYING and after.kind in SAYING
    return False
