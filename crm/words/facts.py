"""What the rules find in the pieces, and what they know while they look."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from crm.words.joined import Piece
from crm.words.language import Language

Pieces = Sequence[Piece]
DAYS = ("date", "weekday", "ordinal", "week", "month")
SAYING = (*DAYS, "clock", "part", "span", "same")
"""Kinds of facts that say when."""
PREP = "[aAnBb^]{0,3}"
"""Codes that may stand before a day or an hour."""
LOOKS_BACK = 4
"""Words between "moved" and "from"."""


@dataclass(frozen=True)
class Fact:
    """Something that was said about the moment.

    `kind`: date, weekday (`number`), ordinal (`number`), week and month (`date` is their first day,
    `name` an edge), clock (`number` minutes after midnight, `sure` of its half of the day), part
    (`name`), span (`number` minutes), and the marks past, veto, or, not, same, zone.
    `role` is from, after or until; `weak` facts count beside a day only. `first` and `last` are
    places of pieces.
    """

    kind: str
    number: float = 0
    date: dt.date | None = None
    name: str = ""
    role: str = ""
    sure: bool = True
    weak: bool = False
    other: dt.date | None = None
    """The date that the same figures are to those who put the day first."""
    first: int = field(default=0, compare=False)
    last: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Scene:
    """`today` is the wall time of the client, naive."""

    language: Language
    pieces: Sequence[Piece]
    today: dt.datetime

    @cached_property
    def places(self) -> dict[int, int]:
        return {piece.start: place for place, piece in enumerate(self.pieces)}

    def place_of(self, piece: Piece) -> int:
        return self.places[piece.start]

    def after(self, place: int) -> Piece | None:
        return self.pieces[place] if place < len(self.pieces) else None


def role_of(pieces: Sequence[Piece]) -> str:
    """What the prepositions among the pieces make of what follows."""
    for piece in pieces:
        if piece.code == "A":
            return piece.value
        if piece.code == "B":
            return "until"
    return ""


def codes(pieces: Sequence[Piece]) -> str:
    return "".join(piece.code for piece in pieces)


def one(pieces: Sequence[Piece], wanted: str) -> Piece | None:
    """The first piece whose code is among the wanted."""
    return next((piece for piece in pieces if piece.code in wanted), None)


def month_after(day: dt.date, months: int) -> dt.date:
    """The first of the month that comes so many months later."""
    count = day.year * 12 + day.month - 1 + months
    return dt.date(count // 12, count % 12 + 1, 1)


def same_day(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last one of that month."""
    first = month_after(day, months)
    last = month_after(first, 1) - dt.timedelta(days=1)
    return last if day.day > last.day else first.replace(day=day.day)


def moved(place: int, scene: Scene) -> bool:
    """Whether what begins at this piece is where something was moved from."""
    before = scene.pieces[max(0, place - LOOKS_BACK) : place]
    return any(scene.language.move.fullmatch(piece.raw.lower()) for piece in before)
