"""What was said first and then taken back: "в среду, а лучше в четверг", "завтра, нет, в пятницу"."""

from crm.words.facts import DAYS, Fact, Scene
from crm.words.verbs import PLAIN_NOT

NEAR = 3
"""Pieces between "rather" and what is meant instead."""


def corrected(facts: list[Fact], scene: Scene) -> list[Fact]:
    """The facts without those for which another was named after a word that corrects."""
    facts = _not_else(facts, scene)
    for place, piece in enumerate(scene.pieces):
        if piece.value == "because":
            facts = _without_reason(facts, place, scene)
        elif piece.value == "undone":
            facts = _undone(facts, place, scene)
        elif piece.value == "rather" or _moved_to(place, scene):
            facts = _instead(facts, 0, place)
            if any(other.value == "vague" for other in scene.pieces[place + 1 : place + NEAR]):
                facts = [fact for fact in facts if fact.first > place or not _order(fact)]
        elif scene.language.telling.thens.fullmatch(piece.word):
            facts = _then(facts, place, scene)
    return facts


def _not_else(facts: list[Fact], scene: Scene) -> list[Fact]:
    """ "в четверг, а если сбросит, то в пятницу" is the Thursday; the day of a condition is not meant."""
    ifs = [at for at, piece in enumerate(scene.pieces) if scene.language.telling.ifs.fullmatch(piece.word)]
    if len(ifs) != 1:
        return facts
    said = {_order(fact) for fact in facts if fact.first < ifs[0]} - {""}
    if said:
        again = bool(said & {_order(fact) for fact in facts if fact.first > ifs[0]})
        first = next((fact.first for fact in facts if fact.first > ifs[0]), ifs[0])
        missed = [piece.word for piece in scene.pieces[ifs[0] : first]]
        again = again or any(map(scene.language.telling.unreached.fullmatch, missed))
        return [fact for fact in facts if fact.first < ifs[0] or not _order(fact)] if again else facts
    tried = _tried(ifs[0], facts, scene)
    if tried is not None:
        return tried
    end = min(_end(ifs[0], scene), _to_call(ifs[0], facts, scene))
    beyond = [fact for fact in facts if fact.first > end and _order(fact) == "day"]
    return [fact for fact in facts if fact.first > end or _order(fact) != "day"] if beyond else facts


def _tried(place: int, facts: list[Fact], scene: Scene) -> list[Fact] | None:
    """ "если во вторник не возьмет, то в среду" is the Tuesday: he is called then."""
    those = [fact for fact in facts if fact.first > place and _order(fact) == "day"]
    if len(those) < 2:
        those = [fact for fact in facts if fact.first > place and fact.kind == "clock"]
    if len(those) < 2:
        return None
    first, other = those[:2]
    between = [piece.word for piece in scene.pieces[place + 1 : other.first]]
    if not any(map(scene.language.telling.unreached.fullmatch, between)):
        return None
    again = [fact.first for fact in those[2:] if (fact.number, fact.date) == (first.number, first.date)]
    end = again[0] if again else len(scene.pieces)
    return [fact for fact in facts if not other.first <= fact.first < end or not _order(fact)]


def _to_call(place: int, facts: list[Fact], scene: Scene) -> int:
    """The place of the next word that tells to call, after a fact."""
    first = next((fact.last for fact in facts if fact.first > place), len(scene.pieces))
    calls = [
        at
        for at, piece in enumerate(scene.pieces)
        if at > first and scene.language.call.fullmatch(piece.word)
    ]
    return calls[0] if calls else len(scene.pieces)


def _end(place: int, scene: Scene) -> int:
    """The place of the next comma."""
    stops = [end for end, piece in enumerate(scene.pieces) if end > place and piece.code == ","]
    return stops[0] if stops else len(scene.pieces)


def _undone(facts: list[Fact], place: int, scene: Scene) -> list[Fact]:
    """ "хотела в четверг, но передумала": what was before is not meant, nor an hour of it."""
    if place and scene.pieces[place - 1].word in PLAIN_NOT:
        return facts  # "во вторник, если не передумал"
    return [fact for fact in facts if fact.first > place or not _order(fact)]


def _then(facts: list[Fact], place: int, scene: Scene) -> list[Fact]:
    """ "если завтра не ответит, то в понедельник"."""
    words = [piece.word for piece in scene.pieces[:place]]
    ifs = [first for first, word in enumerate(words) if scene.language.telling.ifs.fullmatch(word)]
    return _instead(facts, ifs[-1], place) if ifs else facts


def _without_reason(facts: list[Fact], place: int, scene: Scene) -> list[Fact]:
    """ "в воскресенье, потому что в субботу на даче"."""
    end = _end(place, scene)
    rest = [fact for fact in facts if not place < fact.first < end]
    return rest if any(_order(fact) for fact in rest) else facts


def _moved_to(place: int, scene: Scene) -> bool:
    following = scene.after(place + 1)
    moves = scene.language.move.fullmatch(scene.pieces[place].word)
    return bool(moves) and following is not None and following.code == "n"


def _instead(facts: list[Fact], since: int, place: int) -> list[Fact]:
    """What was named since that piece gives way to what is named after that place."""
    after = [fact for fact in facts if fact.first > place and _order(fact)]
    if not after or after[0].first > place + NEAR:
        return facts
    named = {_order(fact) for fact in after}
    hours = {fact.kind for fact in after if _order(fact) == "hour"}
    return [
        fact
        for fact in facts
        if not since <= fact.first <= place
        or _order(fact) not in named
        or (_order(fact) == "hour" and fact.kind == "part" and "part" not in hours)
    ]


def _order(fact: Fact) -> str:
    if fact.kind in DAYS or fact.kind == "span":
        return "day"
    return "hour" if fact.kind in ("clock", "part") else ""
