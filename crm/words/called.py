"""The day of the call among others: "back on the 5th, call on the 6th"."""

from crm.words.facts import DAYS, Fact, Scene
from crm.words.lives import NEVER

NEAR = 3
"""Words between "call" and the day of the call."""


def to_call(facts: list[Fact], group: tuple[str, ...], scene: Scene) -> list[Fact]:
    """Of "back on the 5th, call on the 6th" the later."""
    those = [fact for fact in facts if fact.kind in group]
    if len(those) < 2:
        return facts
    numbered = [fact.kind for fact in those[-2:]] in (["weekday", "ordinal"], ["weekday", "date"])
    paired = numbered and those[-2].last + 1 == those[-1].first  # "call Mon 23rd"
    meant = those[-2:] if paired else those[-1:]
    others = [fact for fact in those if fact not in meant]
    if not others or not _called(meant[0], scene) or any(_called(fact, scene) for fact in others):
        return facts
    return [fact for fact in facts if fact in meant or fact.kind not in group]


def without_today(facts: list[Fact], scene: Scene) -> list[Fact]:
    """ "mail him tonight and phone on Monday" is the Monday."""
    days = [fact for fact in facts if fact.kind in DAYS and fact.name != "today"]
    tonight = [fact for fact in facts if fact.kind == "part" and fact.date]
    if not days or not tonight or days[-1].first < tonight[-1].last:
        return facts
    apart = any(piece.code == "," for piece in scene.pieces[tonight[-1].last + 1 : days[-1].first])
    if not _called(days[-1], scene) and not (apart and scene.language.lives.cues is not NEVER):
        return facts
    return [fact for fact in facts if fact not in tonight]


def without_week(facts: list[Fact]) -> list[Fact]:
    """ "nights this week, after 6 this evening" is the evening."""
    if not any(fact.kind == "part" and fact.date for fact in facts):
        return facts
    return [fact for fact in facts if fact.kind != "week" or fact.name]


def _called(fact: Fact, scene: Scene) -> bool:
    for piece in reversed(scene.pieces[max(0, fact.first - NEAR) : fact.first]):
        if piece.code not in ("kgnabWD" if fact.kind == "clock" else "kgnab"):
            return False
        if scene.language.call.fullmatch(piece.word):
            return True
    return False
