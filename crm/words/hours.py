"""Rules for hours by themselves, written and spoken."""

import re

from crm.words.facts import PREP, Fact, Pieces, Scene, one, role_of
from crm.words.joined import Piece
from crm.words.nth import past_any_hour
from crm.words.ratios import nearly, of_many

NOON, DAY = 12 * 60, 24 * 60
OF_THE_CLOCK = ("o'clock", "oclock", "o clock", "o’clock")
LENGTHS_BELOW = 9
"""So many hours by themselves are a length rather than an hour."""


def clock(hour: int, minute: int, pieces: Pieces, scene: Scene, weak: bool = False) -> Fact | None:
    """An hour as it was said; a veto where there is no such hour."""
    mark = one(pieces, "pd")
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return Fact("veto", weak=weak)
    at, sure = hour * 60 + minute, hour == 0 or hour > 12
    if mark is not None and hour <= 12:
        at, sure = _half(mark, hour, at), True
    return Fact("clock", at, role=role_of(pieces), sure=sure, weak=weak)


def _half(mark: Piece, hour: int, at: int) -> int:
    """Minutes after midnight of an hour up to twelve with "am", "вечера", "ночи"."""
    match mark.value:
        case "am":
            return at - NOON if hour == 12 else at
        case "night":
            return at + NOON if hour > 8 else at
        case "day" if hour > 9:
            return at
    if hour == 12:
        return at if mark.value == "day" or mark.raw[0] in "pP" else DAY
    return at + NOON


def spoken(pieces: Pieces, scene: Scene) -> Fact | None:
    """An hour by itself: "в 3", "at three pm", "к 10 утра", "о третій"."""
    number, unit, mark = one(pieces, "0wO"), one(pieces, "uC"), one(pieces, "pd")
    if unit is not None and unit.value == "minute":
        return None
    if number is None or number.number % 1:
        return None
    if (
        unit
        and unit.value == "hour"
        and not one(pieces, "aABnb")
        and not mark
        and unit.raw[0].lower() in "hr"
        and not of_the_day(number, unit)
    ):
        return None
    place = scene.place_of(pieces[0])
    before = scene.pieces[place - 1].code if place else ""
    if not mark and (before == "N" or of_many(place, scene)):
        return None  # "100 at 5", "12 for 10"
    bound = one(pieces, "aAB") is not None
    strong = (
        bound or (mark is not None and mark.code == "p") or (unit is not None and (bound or mark is not None))
    )
    strong = strong or (number.code == "O" and unit is not None)
    if unit is not None and unit.raw.lower() in OF_THE_CLOCK:
        strong = True
    following = scene.after(scene.place_of(pieces[-1]) + 1)
    if following is not None and scene.language.lives.onwards.fullmatch(following.raw.lower()):
        strong = True
    if nearly(pieces, number) and (following is None or following.code != "k"):
        strong = True
    if pieces[-1] is number and not _ends_well(number, scene, strong, before in list("DWIFMPo")):
        return None
    morning = following is not None and following.code == "P" and following.raw.lower().startswith("in ")
    if past_any_hour(pieces, scene):
        return Fact("ordinal", number.number, role=role_of(pieces))
    late = number.code == "0" and number.number > 20 and unit is None and mark is None
    if late and role_of(pieces) == "until" and not any(piece.code in "DWP" for piece in scene.pieces):
        return Fact("veto")  # "до 23": an hour as well as a day
    begins = place == 0 and LENGTHS_BELOW <= number.number <= 12 and _on_a_day(scene, len(pieces))
    if number.code == "w" and not strong and not one(pieces, "n") and not morning and not begins:
        return None if unit is None else clock(int(number.number), 0, pieces, scene, weak=True)
    if unit is not None and not strong and number.number < LENGTHS_BELOW:
        following = scene.after(scene.place_of(pieces[-1]) + 1)
        if len(scene.pieces) == len(pieces) or (following is not None and following.code == "k"):
            return None
    return clock(int(number.number), 0, pieces, scene, weak=not strong)


def _on_a_day(scene: Scene, place: int) -> bool:
    """ "eleven on Friday"."""
    return bool(re.fullmatch("[an]?[WD]", "".join(piece.code for piece in scene.pieces[place : place + 2])))


def of_the_day(number: Piece, unit: Piece) -> bool:
    """ "16h" is an hour of the afternoon, "2h" and "24h" are lengths."""
    return unit.raw.lower() == "h" and NOON < number.number * 60 < DAY


def _ends_well(number: Piece, scene: Scene, strong: bool, beside_day: bool) -> bool:
    """Whether what follows the number leaves it an hour: not "в 15 подъезд"."""
    place = scene.place_of(number) + 1
    following, beyond = scene.after(place), scene.after(place + 1)
    if following is None:
        return True
    beyonds = "" if beyond is None else beyond.code + beyond.raw[:1]
    if re.match("-[k0]|[m&]k[0-9]", following.code + beyonds):
        return False  # "from 10 to 12 units"
    if following.code in "vS" or (following.code == "u" and following.value == "minute"):
        return False
    if following.code != "k":
        return True
    if number.number > 24:
        return False  # "at 25 Main Street"
    if scene.language.count.fullmatch(following.raw.lower()):
        return False
    if beyond is not None and re.fullmatch(scene.language.streets, beyond.raw.lower()):
        return False  # "at 10 Downing Street"
    fits = scene.language.verb.fullmatch(following.raw) or not following.raw[0].isalnum()
    if not fits and strong and number.code == "0":
        # "Thursday at 3 instead", not "at 3 Mount Road"
        return scene.language.code != "en" or (beside_day and following.raw.islower())
    return bool(fits)


def literal(pieces: Pieces, scene: Scene) -> Fact | None:
    piece = one(pieces, "H")
    assert piece is not None  # noqa: S101 - the rule has one
    hour, minute = map(int, piece.value.split(":"))
    if piece.raw[1].isalpha() and len(scene.pieces) == 1:
        return Fact("veto")  # "1h30" is a length as well
    found = clock(hour, minute, pieces, scene)
    if found and found.kind == "clock" and piece.raw[0] == "0":
        return Fact("clock", found.number, role=found.role)
    return found


def named(pieces: Pieces, scene: Scene) -> Fact | None:
    piece = one(pieces, "JT")
    assert piece is not None  # noqa: S101 - the rule has one
    at = int(piece.value)
    if piece.code == "J":
        return Fact("clock", at, role=role_of(pieces))
    return clock(at // 60, at % 60, pieces, scene)


def one_o_clock(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "в час", "к часу дня"."""
    if scene.language.code != "ru" or not one(pieces, "aABp" if one(pieces, "p") else "aABd"):
        return None
    number = scene.after(scene.place_of(pieces[-1]) + 1)
    return None if number and number.code in "0w" else clock(1, 0, pieces, scene)


RULES = (
    (rf"{PREP}H[uC]?b?[pd]?", literal),
    (rf"{PREP}[JT][pd]?", named),
    (r"[uC]b*[an]b*[0wO]b*[pd]?", spoken),
    (rf"{PREP}[0wO][uC]?b*[pd]?", spoken),
    (rf"{PREP}C[pd]?", one_o_clock),
)
