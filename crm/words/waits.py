"""Rules for lengths that are let pass before a call: "подождать неделю", "leave him two weeks then ring"."""

from crm.words.facts import Fact, Pieces, Scene
from crm.words.lengths import SPAN, length

NAMED = "DWMIFoHPGJT"
"""Codes of a moment."""


def _let_pass(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "подождать неделю", "пауза на 3 дня", "дать ему день"; no other moment is named."""
    before = list(scene.pieces[: scene.place_of(pieces[0])])
    while before and scene.language.who.fullmatch(before[-1].word):
        before.pop()
    waits = before and scene.language.telling.waits.fullmatch(before[-1].word)
    named = any(piece.code in NAMED for piece in scene.pieces)
    fact = length(pieces, scene) if waits and not named else None
    return fact if fact is not None and fact.kind == "date" else None


def _held_up(scene: Scene, place: int) -> bool:
    """ "20 mins, he's driving": after a length of minutes or hours and nothing else."""
    rest = [piece.word for piece in scene.pieces[place:]]
    minutes = scene.pieces[place - 1].code in "uS" and rest[:1] == [","]
    engaged = any(map(scene.language.lives.engaged.fullmatch, rest))
    told = any(piece.code in "DWMIFoHPGJT0w" for piece in scene.pieces[place:])
    return minutes and engaged and not told and not any(map(scene.language.tells.fullmatch, rest))


def _decides(scene: Scene, place: int) -> bool:
    """ "2 working days to decide, chase then", "needs a week to think, ring him then"."""
    words, lives = [piece.word for piece in scene.pieces[place:] if piece.code != ","], scene.language.lives
    if words[:1] != ["to"] or "then" not in words or any(piece.code in NAMED for piece in scene.pieces):
        return False
    return any(scene.language.call.fullmatch(word) or lives.ours.fullmatch(word) for word in words)


def waited(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "leave him two weeks then ring"."""
    if scene.language.code != "en":
        return _let_pass(pieces, scene)
    lives, place = scene.language.lives, scene.place_of(pieces[-1]) + 1
    words = [piece.raw.lower() for piece in scene.pieces[place : place + 4] if piece.code != ","]
    if place == len(pieces) and _held_up(scene, place):
        return length(pieces, scene)
    if _decides(scene, place):
        return length(pieces, scene)
    if words[:1] != ["then"] or pieces[0].code in "uCvd":
        return None
    called = any(scene.language.call.match(word) or lives.ours.fullmatch(word) for word in words[1:])
    return length(pieces, scene) if called else None


RULES = ((rf"n?b?(?:{SPAN}|[0w]R[vd])|j[vd](?=m)", waited),)
