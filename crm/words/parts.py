"""Rules for parts of the day."""

import re

from crm.words.facts import PREP, Fact, Pieces, Scene, one, role_of


def half_day(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "Wednesday pm", "in the AM"."""
    mark = pieces[-1]
    if scene.language.code != "en" or len(mark.raw) < 2 or mark.value not in ("am", "pm"):
        return None
    name = "morning" if mark.value == "am" else "afternoon"
    return Fact("part", name=name, weak=len(pieces) == 1)


def part(pieces: Pieces, scene: Scene) -> Fact | None:
    piece = one(pieces, "P")
    if piece is None:
        return None
    place = scene.place_of(pieces[0])
    if piece.value == "early" and place and scene.pieces[place - 1].code in "uCv":
        return None  # "ten minutes early"
    if _of_something(pieces, scene) or _of_what(pieces, scene):
        return None
    today = scene.today.date() if pieces[0].code == "t" or piece.value == "tonight" else None
    return Fact("part", name=piece.value, date=today, role=role_of(pieces))


def _of_what(pieces: Pieces, scene: Scene) -> bool:
    """ "first thing he said"."""
    who, verb = (scene.after(scene.place_of(pieces[-1]) + place) for place in (1, 2))
    if pieces[-1].value not in ("early", "eod"):
        return False
    said = who is not None and verb is not None and scene.language.lives.they.fullmatch(who.word)
    return bool(said) and verb is not None and bool(scene.language.lives.wishes.fullmatch(verb.word))


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
    if match is None or "V" in after:
        return None
    if not re.search("(?:[k,].*|A)[DWIM]", after) and not _preferred(place, scene):
        return None
    return Fact("part", name=match[1] or "evening")


def _preferred(place: int, scene: Scene) -> bool:
    """ "week of the 23rd, afternoons best"."""
    before, following = "".join(piece.code for piece in scene.pieces[:place]), scene.after(place + 1)
    if following is not None and scene.language.who.fullmatch(following.word):
        following = scene.after(place + 2)  # "mornings are better"
    named = re.search("[DWIMovF][,-]$", before)
    return bool(named) and (following is None or bool(scene.language.lives.cues.fullmatch(following.word)))


RULES = (
    (r"V", of_any_day),
    (rf"t?{PREP}P", part),
    (r"i?p", half_day),
)
