"""Which facts count: what is not negated, not past, not said of somebody's yesterday."""

from dataclasses import replace

from crm.words.facts import Fact, Scene

DAYS = ("date", "weekday", "ordinal", "week", "month")
TIMES = ("clock", "part")
REACH = 4
"""Words between a verb that tells and what it tells of."""
SAYING = (*DAYS, *TIMES, "span", "same")


def sifted(facts: list[Fact], scene: Scene) -> list[Fact] | None:
    """The facts to settle; None where the text names two moments or one that cannot be."""
    either = _either(facts)
    facts = _beside_days(facts, scene)
    parts = {fact.role for fact in facts if fact.kind == "part"}
    if (
        any(fact.kind == "veto" for fact in facts)
        or _period(facts, scene)
        or either
        or parts >= {"from", "until"}
    ):
        return None
    kept = _not_denied(facts)
    kept = [fact for fact in kept if fact.kind in (*SAYING, "zone")]
    told = told_facts(kept, scene)
    for group in (DAYS, ("clock",)):
        kept = _without_told(kept, group, told)
    if any(fact.kind == "clock" and fact not in told for fact in kept):
        # "called this morning, asked for after 4"
        kept = [fact for fact in kept if fact.kind != "part" or fact not in told]
    return kept


def _period(facts: list[Fact], scene: Scene) -> bool:
    """ "с понедельника по пятницу"."""
    days = [fact for fact in facts if fact.kind == "weekday"]
    return len(days) == 2 and days[0].role == "from" and scene.pieces[days[1].first].code == "^"


def _beside_days(facts: list[Fact], scene: Scene) -> list[Fact]:
    """A bare number counts beside a day or a part of one, or where it is all that was said."""
    strong = [fact for fact in facts if not fact.weak]
    alone = len(facts) == 1 and all(piece.code in ",0wH-nbFNuCpd" for piece in scene.pieces)
    return [
        fact
        for fact in facts
        if not fact.weak
        or alone
        or any(other.kind in (*DAYS, "part", "veto") and _touch(fact, other, scene) for other in strong)
    ]


def _touch(one: Fact, other: Fact, scene: Scene) -> bool:
    first, second = sorted((one, other), key=lambda fact: fact.first)
    return all(piece.code in ",-" for piece in scene.pieces[first.last + 1 : second.first])


def _either(facts: list[Fact]) -> bool:
    """ "в среду или в четверг": to choose would be to guess."""
    for place, fact in enumerate(facts):
        if fact.kind != "or" or not 0 < place < len(facts) - 1:
            continue
        before, after = facts[place - 1], facts[place + 1]
        if before.last + 1 == fact.first and fact.last + 1 == after.first:
            return before.kind in SAYING and after.kind in SAYING
    return False


def _not_denied(facts: list[Fact]) -> list[Fact]:
    kept = list(facts)
    for place, fact in enumerate(facts):
        if fact.kind != "not":
            continue
        before = facts[place - 1] if place else None
        after = facts[place + 1] if place + 1 < len(facts) else None
        if after is not None and after.first == fact.last + 1 and after.kind in SAYING:
            if after.role == "until":
                kept[place + 1] = replace(after, role="from")
                continue
            kept[place + 1] = Fact("none")
        elif before is not None and before.last + 1 == fact.first and fact.number and before.role != "until":
            kept[place - 1] = Fact("none")
    return kept


def _without_told(facts: list[Fact], group: tuple[str, ...], told: list[Fact]) -> list[Fact]:
    """Of two days or hours, the one in "звонил в 10" is told, not planned."""
    those = [fact for fact in facts if fact.kind in group]
    planned = [fact for fact in those if fact not in told]
    if len(those) < 2 or not planned:
        return facts
    return [fact for fact in facts if fact.kind not in group or fact in planned]


def told_facts(facts: list[Fact], scene: Scene) -> list[Fact]:
    found: list[Fact] = []
    for fact in facts:
        follows = found and all(piece.code == "&" for piece in scene.pieces[found[-1].last + 1 : fact.first])
        if follows or _told(fact, scene):
            found.append(fact)
    return found


def _told(fact: Fact, scene: Scene) -> bool:
    around = [scene.pieces[place] for place in range(max(0, fact.first - REACH), fact.first)]
    while stops := [place for place, piece in enumerate(around) if piece.code not in "kanbA&m^t"]:
        around = around[stops[-1] + 1 :]
    around += scene.pieces[fact.last + 1 : fact.last + 2]
    return any(scene.language.tells.fullmatch(piece.raw.lower()) for piece in around)
