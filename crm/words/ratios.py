"""Numbers beside others, some of which are no hours: "12 for 10", "3 к 1", "9 поверх з 16", "6 foot by 4"."""

from crm.words.facts import Pieces, Scene, one
from crm.words.joined import Piece

QUARTERS = ("00", "15", "30", "45")
OUT_OF = ("for", "з", "із")
"""Between two numbers: a price, or some of many."""
TO = "к"
MEASURES = ("foot", "feet", "ft", "inch", "inches", "metres", "meters", "m", "cm", "mm")
UNSURE = ("maybe", "perhaps", "probably", "prob", "like", "say")


def of_many(place: int, scene: Scene) -> bool:
    """Whether what begins at this piece belongs to the number before it."""
    between, before = scene.pieces[place].word, scene.pieces[max(0, place - 2) : place]
    if not before:
        return False
    if before[-1].word in OUT_OF and before[0].code == "0" and len(before) > 1:
        return True  # the 1 of "2 for 1"
    if before[-1].code == "k" and before[-1].word in MEASURES and between == "by":
        return True
    if before[-1].code == "0":
        ratio = between == TO and not any(piece.code in "DWMIFo" for piece in scene.pieces)
        return ratio or between in OUT_OF
    return before[-1].code == "k" and before[0].raw.isdigit() and between in OUT_OF


def nearly(pieces: Pieces, number: Piece) -> bool:
    """ "around 3", "3 ish", and not the "1 maybe" of "3 yes and 1 maybe"."""
    about = one(pieces, "b")
    return about is not None and (about.start < number.start or about.word not in UNSURE)


def beside_day(numbers: Pieces, scene: Scene) -> bool:
    """ "завтра 10 15", and nothing that is counted."""
    place = scene.place_of(numbers[0])
    following = scene.after(scene.place_of(numbers[1]) + 1)
    before = scene.pieces[place - 1].code if place else ""
    day = before in list("DWo") or (
        before == "," and any(piece.code in "DWoMF" for piece in scene.pieces[:place])
    )
    if following is not None and following.code in "DW" and before in ("", ","):
        return numbers[1].raw in QUARTERS  # "3 30 Monday"
    if before == "," and following is not None and following.code != ",":
        return False
    return day and numbers[1].raw in QUARTERS and (following is None or following.code in ",nk")


def either_hour(pieces: Pieces) -> bool:
    """ "in an hour, hour and a half": one of two."""
    stop = next((place for place, piece in enumerate(pieces) if piece.code == ","), 0)
    if not stop or pieces[stop - 1].value != "hour":
        return False
    after = one(pieces[stop:], "SuC")
    return after is not None and (after.value == "hour" or after.code == "S")
