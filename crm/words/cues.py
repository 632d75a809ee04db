"""Whether anything in a text speaks of us: "they run a half marathon on Sunday" does not."""

from collections.abc import Sequence

from crm.words.facts import DAYS, Fact, Scene, one
from crm.words.joined import Piece
from crm.words.lives import NEVER
from crm.words.verbs import clause

MANY, TIMED, BOUNDED = 3, 2, 2
"""Words nobody knows, in the clause of a day, from which on it is a tale; more beside an hour or "until"."""


def of_a_tale(fact: Fact, facts: Sequence[Fact], scene: Scene) -> bool:
    """A day or an hour, among words none of which is of calling, meeting, asking or waiting."""
    language = scene.language
    cues = language.lives.cues
    if cues is NEVER or fact.kind not in (*DAYS, "clock") or fact.name in ("span", "today"):
        return False
    counted = one(scene.pieces[fact.first : fact.last + 1], "v")
    if (counted is not None and fact.name == "day") or any(other.kind == "not" for other in facts):
        return False
    timed = fact.kind != "clock" and any(other.kind in ("clock", "part") for other in facts)
    many = MANY + TIMED * timed + BOUNDED * bool(fact.role)
    words: Sequence[Piece] = [piece for piece in clause(fact, scene) if piece.code == "k"]
    words = [piece for piece in words if piece.word.isalpha()]
    if timed or fact.kind == "clock":
        words = _of_a_sentence(words, fact, scene)
    if len(words) < many:
        return False
    said = [piece.word for piece in scene.pieces]
    return not any(
        pattern.fullmatch(word)
        for word in said
        for pattern in (cues, language.plan, language.call, language.lives.ours)
    )


def _of_a_sentence(words: Sequence[Piece], fact: Fact, scene: Scene) -> Sequence[Piece]:
    """The words without names, and none behind an hour that begins a note: "2pm Nina, Grand Hotel"."""
    first, following = scene.pieces[fact.first].start, scene.after(fact.last + 1)
    words = [piece for piece in words if piece.raw.islower() or not piece.start]
    before = [piece for piece in words if piece.start < first]
    goes_on = len(before) > 1 or (following is not None and following.code == "&")
    return words if goes_on else before
