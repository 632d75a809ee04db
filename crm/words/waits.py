"""Rules for lengths that are let pass before a call: "подождать неделю", "leave him two weeks then ring"."""

from crm.words.facts import Fact, Pieces, Scene
from crm.words.lengths import SPAN, length


def _let_pass(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "подождать неделю", "пауза на 3 дня", "дать ему день"; no other moment is named."""
    before = list(scene.pieces[: scene.place_of(pieces[0])])
    while before and scene.language.who.fullmatch(before[-1].word):
        before.pop()
    waits = before and scene.language.telling.waits.fullmatch(before[-1].word)
    named = any(piece.code in "DWMIFoHPGJT" for piece in scene.pieces)
    fact = length(pieces, scene) if waits and not named else None
    return fact if fact is not None and fact.kind == "date" else None


def waited(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "leave him two weeks then ring"."""
    if scene.language.code != "en":
        return _let_pass(pieces, scene)
    lives, place = scene.language.lives, scene.place_of(pieces[-1]) + 1
    words = [piece.raw.lower() for piece in scene.pieces[place : place + 4] if piece.code != ","]
    if words[:1] != ["then"] or pieces[0].code in "uCvd":
        return None
    called = any(scene.language.call.match(word) or lives.ours.fullmatch(word) for word in words[1:])
    return length(pieces, scene) if called else None


RULES = ((rf"n?b?(?:{SPAN}|[0w]R[vd])", waited),)
