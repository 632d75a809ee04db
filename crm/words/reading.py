"""A text into facts: at each piece the first rule that fits."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from crm.words import dates, hours, lengths, minutes, nth, parts, periods
from crm.words.concluded import concluded, counted_on
from crm.words.either import leaning
from crm.words.facts import Fact, Scene
from crm.words.joined import Piece
from crm.words.language import Language
from crm.words.pieces import pieces_of
from crm.words.verbs import PLAIN_NOT

RULES = tuple(
    (re.compile(pattern), rule)
    for subject in (nth, lengths, dates, periods, minutes, hours, parts)
    for pattern, rule in subject.RULES
)
MARKS = {"X": "veto", "V": "veto", "r": "or", "e": "not", "Y": "same", "L": "zone"}
SHORT_CLOCK = re.compile(r"(\d{1,2})\.(\d{2})")
ALONE = re.compile(rf"b?(?:{lengths.SPAN})(?:&?{lengths.SPAN})*|b?[0w]R[vd]")
DOCUMENT = re.compile("K(?:[FI]|[0o]MN?)")
"""The date of a contract or an invoice."""
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
    for pattern, rule in RULES:
        match = pattern.match(codes, place)
        if match and match.end() > place:
            fact = rule(scene.pieces[place : match.end()], scene)
            if fact is not None:
                return fact, match.end() - place
    match = DOCUMENT.match(codes, place)
    if match:
        return None, match.end() - place
    match = PREPOSITIONS.match(codes, place)
    if match:
        return _short(scene, place, match.end()), match.end() + 1 - place
    kind = MARKS.get(codes[place])
    return (_mark(kind, scene.pieces[place]) if kind else None), 1


def _mark(kind: str, piece: Piece) -> Fact:
    """`number` is 1 where "not" may speak of what was said before: "завтра не может"."""
    return Fact(kind, name=piece.value, number=piece.raw.lower() not in PLAIN_NOT)


def _short(scene: Scene, first: int, place: int) -> Fact | None:
    """ "25.11" is a day; "15.30", and "10.10" after "at", an hour."""
    piece, before = scene.pieces[place], scene.pieces[first:place]
    number, other = map(int, re.split(r"[./]", piece.value))
    clock = SHORT_CLOCK.fullmatch(piece.value)
    following = scene.after(place + 1)
    if (
        following is not None
        and following.code != "p"
        and following.start == piece.end
        and following.raw.isalpha()
    ):
        return None  # "2.4m"
    timed = following is not None and following.code in "pd"
    mark = [following] if following is not None and timed else []
    day = _day(scene, before, number, other, _weekday_before(scene, first), "/" in piece.value)
    if clock and day and other % 5 == 0 and _of_other_day(day, scene, first, place):
        day = None  # "mon, 9.30", "завтра 9.05"
    if clock and (day is None or timed or (_at(before) and _day_said(scene, place)) or _dated(scene, place)):
        fact = hours.clock(
            number, other, [*before, *mark], scene, weak=not (before or timed or _hence(scene, place))
        )
        return fact if fact and fact.kind == "clock" else Fact("veto", weak=not before)
    beside = [scene.pieces[place - 1] if place else None, following]
    decimal = "/" not in piece.value and len(piece.value.split(".")[1]) == 1 and not before
    beyond = scene.language.month_first and place > 0  # "upgrade to 14.2"
    if decimal and (beyond or any(other is not None and other.code == "k" for other in beside)):
        return None  # "толщина 2.5", "2.5 kW"
    return day or Fact("veto", weak=not before)


def _hence(scene: Scene, place: int) -> bool:
    """ "on Tuesday, 9.15 if possible": no sum, beside a day or another hour."""
    before, following = scene.pieces[:place], scene.after(place + 1)
    said = any(piece.code in "DWoMIPH0w" for piece in before)
    quarter = scene.pieces[place].value.split(".")[-1] in minutes.QUARTERS
    ends = following is None or following.code == ","
    return said and quarter and ends and bool(scene.language.lives.hence.fullmatch(before[-1].raw.lower()))


def _weekday_before(scene: Scene, place: int) -> int | None:
    pieces = [piece for piece in scene.pieces[:place] if piece.code != ","][-1:]
    return int(pieces[0].number) if pieces and pieces[0].code == "W" else None


def _day(
    scene: Scene, before: Sequence[Piece], number: int, other: int, weekday: int | None, slash: bool
) -> Fact | None:
    pairs = [(number, other)]
    if scene.language.month_first and slash and not _day_first(scene):
        pairs = [(other, number), (number, other)]
    facts = [dates.dated(day, month, None, scene, before) for day, month in pairs if 1 <= month <= 12]
    found = [fact for fact in facts if fact is not None and fact.kind == "date"]
    if len(found) > 1 and weekday is not None:  # "wed 2/9"
        found = [fact for fact in found if fact.date and fact.date.weekday() == weekday] or found
    if len(found) > 1 and found[0].date != found[1].date and dates.far(found[0], scene):
        return replace(found[0], other=found[1].date)
    return found[0] if found else None


def _at(before: Sequence[Piece]) -> bool:
    return any(piece.code in "aAB" for piece in before)


def _day_said(scene: Scene, place: int) -> bool:
    others = [*scene.pieces[:place], *scene.pieces[place + 1 :]]
    return any(piece.code in "DWMIo" for piece in others)


def _of_other_day(day: Fact, scene: Scene, first: int, last: int) -> bool:
    """Whether another day than that date is named beside it."""
    before = [piece for piece in scene.pieces[:first] if piece.code != ","][-1:]
    beside = [*before, *scene.pieces[last + 1 : last + 2]]
    named = [piece for piece in beside if piece.code in "DW"]
    return any(
        day.date != dates.named_day(piece, scene)
        if piece.code == "D"
        else day.date is not None and day.date.weekday() != piece.number
        for piece in named
    )


def _day_first(scene: Scene) -> bool:
    """Whether some date in figures of the text can only have the day first."""
    firsts = [int(re.split("[./]", piece.value)[0]) for piece in scene.pieces if piece.code == "F"]
    return any(12 < first <= 31 for first in firsts)


def _dated(scene: Scene, place: int) -> bool:
    """ "14 Sept 10.30", "11.11 в 11.11": a date is said already."""
    before = scene.pieces[:place]
    month = any(piece.code in "MI" for piece in before) or (before and before[-1].code == "F")
    return bool(month) or (
        place > 1 and before[-1].code == "a" and any(piece.code == "F" for piece in before)
    )


def _placed(fact: Fact, place: int, length: int) -> Fact:
    return replace(fact, first=place, last=place + length - 1)
