"""Rules for parts of the day."""

import re

from crm.words.facts import PREP, Fact, Pieces, Scene, one, role_of


def half_day(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "Wednesday pm"."""
    if scene.language.code != "en" or len(pieces[0].raw) < 2:
        return None
    return Fact("part", name="morning" if pieces[0].value == "am" else "afternoon", weak=True)


def part(pieces: Pieces, scene: Scene) -> Fact | None:
    piece = one(pieces, "P")
    if piece is None:
        return None
    place = scene.place_of(pieces[0])
    if piece.value == "early" and place and scene.pieces[place - 1].code in "uCv":
        return None  # "ten minutes early"
    if _of_something(pieces, scene):
        return None
    today = scene.today.date() if pieces[0].code == "t" or piece.value == "tonight" else None
    return Fact("part", name=piece.value, date=today, role=role_of(pieces))


def _of_something(pieces: Pieces, scene: Scene) -> bool:
    """ "the night porter", "lost the evening trade"."""
    following = scene.after(scene.place_of(pieces[-1]) + 1)
    sorts = scene.language.subjects.sorts
    return len(pieces) == 1 and following is not None and bool(sorts.fullmatch(following.word))


def of_any_day(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "any evening from Wednesday", "mornings only, try Tuesday"; "Tuesday mornings" are a habit."""
    match = scene.language.lives.any_part.fullmatch(pieces[0].raw.lower())
    place = scene.place_of(pieces[0])
    after = "".join(piece.code for piece in scene.pieces[place + 1 :])
    if match is None or not re.search("(?:[k,].*|A)[DWIM]", after) or "V" in after:
        return None
    return Fact("part", name=match[1] or "evening")


RULES = (
    (r"V", of_any_day),
    (rf"t?{PREP}P", part),
    (r"p", half_day),
)
