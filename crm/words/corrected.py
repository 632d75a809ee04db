"""What was said first and then taken back: "в среду, а лучше в четверг", "завтра, нет, в пятницу"."""

from crm.words.facts import DAYS, Fact, Scene

NEAR = 3
"""Pieces between "rather" and what is meant instead."""


def corrected(facts: list[Fact], scene: Scene) -> list[Fact]:
    """The facts without those for which another was named after a word that corrects."""
    for place, piece in enumerate(scene.pieces):
        if piece.value == "rather" or _moved_to(place, scene):
            facts = _instead(facts, place)
    return facts


def _moved_to(place: int, scene: Scene) -> bool:
    following = scene.after(place + 1)
    moves = scene.language.move.fullmatch(scene.pieces[place].raw.lower())
    return bool(moves) and following is not None and following.code == "n"


def _instead(facts: list[Fact], place: int) -> list[Fact]:
    after = [fact for fact in facts if fact.first > place and _order(fact)]
    if not after or after[0].first > place + NEAR:
        return facts
    named = {_order(fact) for fact in after}
    hours = {fact.kind for fact in after if _order(fact) == "hour"}
    return [
        fact
        for fact in facts
        if fact.first > place
        or _order(fact) not in named
        or (_order(fact) == "hour" and fact.kind == "part" and "part" not in hours)
    ]


def _order(fact: Fact) -> str:
    if fact.kind in DAYS or fact.kind == "span":
        return "day"
    return "hour" if fact.kind in ("clock", "part") else ""
