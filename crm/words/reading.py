"""A text into facts: at each piece the first rule that fits."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from crm.words import afterwards, dates, four, hours, lengths, minutes, nth, parts, periods, waits
from crm.words.concluded import concluded, counted_on
from crm.words.either import leaning
from crm.words.facts import Fact, Scene
from crm.words.figures import short
from crm.words.joined import Piece
from crm.words.language import Language
from crm.words.pieces import pieces_of
from crm.words.verbs import PLAIN_NOT

RULES = tuple(
    (re.compile(pattern), rule)
    for subject in (nth, afterwards, lengths, waits, dates, periods, minutes, four, hours, parts)
    for pattern, rule in subject.RULES
)
NOTHING = "k,"
"""Codes with which no rule begins."""
MARKS = {"X": "veto", "V": "veto", "r": "or", "e": "not", "Y": "same", "L": "zone"}
ALONE = re.compile(rf"b?(?:{lengths.SPAN})(?:&?{lengths.SPAN})*b?|b?[0w]R[vd]b?")
DOCUMENT = re.compile("K(?:[FI]|[0o]MN?|[0o]y|W(?!B))(?:a?H)?")
"""The date of a contract or an invoice."""
COUNTED = re.compile("v[AB](?:kK|k?,|k?$)|Wc")
"""A day counted from that of a thing: "renews 2 April, ring 10 days before"."""
PREPOSITIONS = re.compile("[aAnBb^]{0,3}(?=F)")


def read(text: str, language: Language, today: dt.datetime) -> tuple[Scene, list[Fact]]:
    """The facts in the order of the text. `today` is the client's wall time, naive."""
    scene = Scene(language, pieces_of(text, language), today)
    codes = "".join(piece.code for piece in scene.pieces)
    agreed = _agreed(scene)
    alone = _alone(scene, codes[agreed:], agreed)
    if alone is not None:
        return scene, [_placed(alone, agreed, len(codes) - agreed)]
    found: list[Fact] = []
    place = 0
    while place < len(codes):
        fact, length = _first(scene, codes, place)
        if fact is not None:
            found.append(_placed(fact, place, length))
        place += length
    return scene, concluded(counted_on(leaning(found, scene), scene), scene)


def _agreed(scene: Scene) -> int:
    """How many pieces say no more than "ok"."""
    yes = scene.language.lives.yes
    count = next(
        (place for place, piece in enumerate(scene.pieces) if not yes.fullmatch(piece.raw.lower())), 0
    )
    stop = next((place for place, piece in enumerate(scene.pieces) if piece.code == ","), 0)
    unknown = stop and all(piece.code in "kanije" for piece in scene.pieces[:stop])
    if unknown and any(scene.language.lives.engaged.fullmatch(piece.word) for piece in scene.pieces):
        return stop + 1  # "driving, half an hour"
    return count if count < len(scene.pieces) else 0


def _alone(scene: Scene, codes: str, first: int) -> Fact | None:
    """ "30 мин", "2 weeks": a length and nothing else. "2 часа" is an hour as well as a length."""
    pieces = scene.pieces[first:]
    if re.fullmatch("b?u[0w]", codes):
        return lengths.inverted(pieces, scene) if pieces[-2].value == "minute" else None
    if not ALONE.fullmatch(codes) or not _counted(pieces):
        return None
    if re.fullmatch("b?[0w][uC]", codes) and pieces[-1].value == "hour":
        number, unit = pieces[-2:]
        spoken = unit.raw.lower() in hours.OF_THE_CLOCK
        if scene.language.code != "en" or spoken or hours.of_the_day(number, unit):
            return None
    return lengths.length(pieces, scene)


def _counted(pieces: Sequence[Piece]) -> bool:
    """Whether a length says how long it is: "3 days", "a week", "fortnight"."""
    first = next((piece for piece in pieces if piece.code != "b"), pieces[0])
    return first.code in "0wSfFj" or first.value == "fortnight"


def _first(scene: Scene, codes: str, place: int) -> tuple[Fact | None, int]:
    """What begins at this piece, and how many pieces it takes."""
    if codes[place] in NOTHING:
        return None, 1
    for pattern, rule in RULES:
        match = pattern.match(codes, place)
        if match and match.end() > place:
            fact = rule(scene.pieces[place : match.end()], scene)
            if fact is not None:
                return fact, match.end() - place
    match = (
        None if COUNTED.search(codes, place) and scene.pieces[place].value else DOCUMENT.match(codes, place)
    )
    if match and not (codes[place + 1] == "W" and scene.pieces[place].value):
        return None, match.end() - place
    match = PREPOSITIONS.match(codes, place)
    if match:
        return short(scene, place, match.end()), match.end() + 1 - place
    kind = MARKS.get(codes[place])
    return (_mark(kind, scene.pieces[place]) if kind else None), 1


def _mark(kind: str, piece: Piece) -> Fact:
    """`number` is 1 where "not" may speak of what was said before: "завтра не может"."""
    return Fact(kind, name=piece.value, number=piece.raw.lower() not in PLAIN_NOT)


def _placed(fact: Fact, place: int, length: int) -> Fact:
    return replace(fact, first=place, last=place + length - 1)
