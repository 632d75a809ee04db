"""Rules for hours in four figures: "at 1530", "tomorrow 0900"."""

from crm.words.facts import Fact, Pieces, Scene, one
from crm.words.hours import clock
from crm.words.joined import Piece


def figures(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "at 1530"."""
    piece = one(pieces, "N")
    assert piece is not None  # noqa: S101 - the rule has one
    number = int(piece.value)
    english = scene.language.code == "en"
    short = english and len(piece.raw) == 3 and (number > 600 or one(pieces, "p") is not None)
    if any(other.value == "minute" for other in pieces):
        return None  # "пакет 1500 минут"
    if number > 2400 or number % 100 > 59 or not (len(piece.raw) == 4 or short):
        return None
    if 2020 <= number <= 2059 or not (one(pieces, "aup") or (english and one(pieces, "AB"))):
        return None
    if any(other.code == "k" and other.raw[0].isdigit() for other in scene.pieces):
        return None  # "15 pcs at 1200"
    return clock(number // 100, number % 100, pieces, scene)


def beside_day(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "tomorrow 0900", "1530 today": four figures, where nothing but a day is said with them."""
    piece = pieces[0]
    alone = all(other.code in "NDWF,nb" for other in scene.pieces) and len(scene.pieces) > 1
    hour, minute = divmod(int(piece.value), 100)
    alone = alone or _leads(piece, scene)
    if len(piece.raw) != 4 or minute % 5 or hour > 23 or not (alone or piece.raw[0] == "0"):
        return None
    beside = [scene.after(place) for place in _around(piece, scene)]
    if not any(other is not None and other.code in "DWF" for other in beside):
        return None
    return Fact("clock", hour * 60 + minute) if minute < 60 else None


def _leads(piece: Piece, scene: Scene) -> bool:
    """ "1130 tomorrow works"; "ring 1130 Friday"."""
    place = scene.place_of(piece)
    following, before = scene.after(place + 1), scene.pieces[place - 1].word if place else ","
    called = before == "," or scene.language.call.fullmatch(before)
    return bool(called) and following is not None and following.code in "DW"


def _around(piece: Piece, scene: Scene) -> list[int]:
    place = scene.place_of(piece)
    return [other for other in (place - 1, place + 1) if other >= 0]


RULES = (
    (r"[aAB]b*N[uC]?[pd]?|N(?:[uCp])", figures),
    (r"N", beside_day),
)
