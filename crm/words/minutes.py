"""Rules for hours with minutes, and for the beginning of "from ten to twelve"."""

from crm.words.facts import PREP, Fact, Pieces, Scene, codes, moved, one
from crm.words.hours import clock
from crm.words.joined import Piece
from crm.words.ratios import QUARTERS, beside_day

HOUR = "(?:[0wHON]|C)"
LATER = "(?:[0wHONF]|C)"


def with_minutes(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "в 3 часа 15 минут", "three thirty", "в десять ноль ноль", "15-30"."""
    numbers = [piece for piece in pieces if piece.code in "0wO"]
    units = [piece.value for piece in pieces if piece.code in "uC"]
    if len(numbers) < 2:  # "в час тридцать"
        minute = int(numbers[0].number)
        return clock(1, minute, pieces, scene) if 10 <= minute < 60 and scene.language.code == "ru" else None
    hour, minute = int(numbers[0].number), int(numbers[1].number)
    if units and units[0] == "minute":
        return None
    if minute > 59 or hour > 24:
        return None if one(pieces, "-") else Fact("veto")
    if numbers[1].code == "0" and len(numbers[1].raw) < 2 and not units:
        return None
    if not units and minute % 5 and numbers[1].code == "w":
        return None
    about = numbers[0].code == "w" and one(pieces, "b")
    bare = not one(pieces, "aABpO") and not units and not about
    dashed = one(pieces, "-") is not None
    if dashed and minute <= 24 and minute > hour and minute != 0 and minute % 15:
        return clock(hour, 0, pieces, scene, weak=bare)
    if not dashed and bare and numbers[0].code == "0" and not beside_day(numbers, scene):
        return None
    return clock(hour, minute, pieces, scene, weak=bare and (dashed or not beside_day(numbers, scene)))


def between(pieces: Pieces, scene: Scene) -> Fact | None:
    """The beginning of "с 10 до 12", "between 2 and 3 pm"."""
    hours = [piece for piece in pieces if piece.code in "0wHONFC"]
    if len(hours) < 2 or any(piece.code == "K" and piece.value for piece in pieces):
        return None  # "exhibition 12-15 May"
    numbers = [_minutes(piece) for piece in hours[:2]]
    if pieces[0].code == "a" and codes(pieces).endswith("0-0") and hours[1].raw == "15":
        return None  # "в 9-15" is a quarter past nine
    if None in numbers:
        return None
    was = pieces[0].code == "A" and moved(scene.place_of(pieces[0]), scene)
    if one(pieces[1:], "n") and not was:
        return None
    if was:
        hours, numbers = hours[1:], numbers[1:] * 2
    first = numbers[0] or 0
    start = [piece for piece in pieces if piece.code in "pd"]
    marks = start[:1] if len(start) > 1 or first < (numbers[1] or 0) else []
    fact = clock(
        first // 60, first % 60, marks, scene, weak=not one(pieces[: pieces.index(hours[0])], "aABK")
    )
    if fact is None or fact.kind == "veto":
        return fact
    return Fact(
        "clock",
        fact.number,
        sure=fact.sure,
        weak=fact.weak and "H" not in codes(pieces) and not marks,
        role="",
    )


def dotted(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "11.30-12" where the day comes first."""
    first = one(pieces, "F")
    if not scene.language.month_first or first is None or "." not in first.value:
        return None
    return between(pieces, scene)


def _minutes(piece: Piece) -> int | None:
    if piece.code == "H":
        hour, minute = piece.value.split(":")
        return int(hour) * 60 + int(minute)
    if piece.code == "C":
        return 60
    if piece.code == "F":
        hour, _, minute = piece.value.partition(".")
        return int(hour) * 60 + int(minute) if minute in QUARTERS else None
    number = int(piece.number)
    if piece.code == "N":
        return number // 100 * 60 + number % 100 if number < 2500 and number % 100 < 60 else None
    return number * 60 if number < 25 else None


def before_hour(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "без десяти пять", "quarter to five", "за чверть п'ята"."""
    minute, hour = [piece for piece in pieces if piece.code in "0wqOCo"][:2]
    minutes = 15 if minute.code == "q" else int(minute.number)
    whole = 1 if hour.code == "C" else int(hour.number)
    if not 0 < minutes < 60 or not 1 <= whole <= 24 or (minutes % 5 and not one(pieces, "u")):
        return None
    whole = 12 if whole == 1 else whole - 1
    return clock(whole, 60 - minutes, pieces, scene)


def past_hour(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "half past two", "ten past five", "чверть по п'ятій"."""
    minute, hour = [piece for piece in pieces if piece.code in "0wqhO"][:2]
    minutes = {"q": 15, "h": 30}.get(minute.code) or int(minute.number)
    if scene.language.code == "uk" and one(pieces, "n"):  # a quarter on the way to the fifth hour
        return clock(int(hour.number) - 1 or 12, minutes, pieces, scene)
    after = one(pieces, "A")
    if after is not None and after.value != "after":
        return None
    rest = [piece for piece in pieces if piece.code not in "A"]
    return clock(int(hour.number), minutes, rest, scene)


def half(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "half two" is 2:30, "пів на третю" is 2:30 as well."""
    hour = one(pieces, "0wO")
    if hour is None:
        return None
    whole = int(hour.number)
    return clock((whole - 1 or 12) if scene.language.half_is_before else whole, 30, pieces, scene)


def of_that_hour(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "today at 4, make it quarter past"; by itself it is the next half past or quarter past."""
    minute, place = 15 if one(pieces, "q") else 30, scene.place_of(pieces[0])
    if scene.language.code != "en" or pieces[-1].value != "after":
        return None
    hours = [piece for piece in scene.pieces[:place] if piece.code in "0w" and 1 <= piece.number <= 12]
    if hours:
        return clock(int(hours[-1].number), minute, [], scene)
    if any(piece.code in "DWMIoHPTJF" for piece in scene.pieces) or not one(pieces, "a"):
        return None
    hour = scene.today.hour + (scene.today.minute >= minute)
    return Fact("clock", hour % 24 * 60 + minute)


def from_half(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "between half three and four"."""
    hours = [piece for piece in pieces if piece.code in "0w"]
    return half(hours[:1], scene) if scene.language.code == "en" else None


def quarter_past(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "в 11 с четвертью"."""
    hour, after = one(pieces, "0w"), pieces[-2]
    if hour is None or after.value != "from":
        return None
    return clock(int(hour.number), 15, pieces[: pieces.index(after)], scene)


def of_hour(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "десять минут третьего" is 2:10."""
    minute, hour = [piece for piece in pieces if piece.code in "0wo"]
    if pieces[1].value != "minute" or scene.language.code != "ru" or hour.number > 12:
        return None
    return clock(int(hour.number) - 1 or 12, int(minute.number), pieces, scene)


def half_of(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "в пол 3-го"."""
    part, hour = pieces[-2:]
    if part.number != 0.5 or not 1 <= hour.number <= 12:
        return None
    return clock(int(hour.number) - 1 or 12, 30, [], scene)


def unsure(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "в начале девятого": some minutes past eight, or of the ninth."""
    in_words = pieces[-1].raw[0].isalpha() and pieces[-1].number <= 12
    return Fact("veto") if in_words and scene.language.code == "ru" else None


RULES = (
    (rf"u[anb]*{HOUR}-{LATER}(?![0w]|[vS])", between),
    (r"Eo(?![Myxtcv])", unsure),
    (rf"{PREP}w[o0]", half_of),
    (r"[anb]*Ah[0w][&mB-][0w](?![0w]|[vS])", from_half),
    (rf"[anb]*[AK]{HOUR}[uC]?[pd]?(?:[Bm^n-]b?|&){LATER}[uC]?[pd]?(?![0w]|[vS])", between),
    (rf"{PREP}m[0wq]u?[0wCO][uC]?[pd]?|{PREP}Z(?:[0w]u?|q)O[uC]?[pd]?|{PREP}[0wq]u?m[0w]C?p?", before_hour),
    (rf"{PREP}(?:[0wq]u?|h)[sA][0wO][uC]?p?|{PREP}q[sn][O0]p?|{PREP}[0w]u?s[O0]p?|{PREP}[0w]unO", past_hour),
    (rf"{PREP}[hq]A(?=,|$)", of_that_hour),
    (rf"{PREP}h(?:[0wO]|BO)[uC]?[pd]?", half),
    (rf"{PREP}[0w]u?Aq", quarter_past),
    (r"[aAB]?[0w]uo", of_hour),
    (rf"{PREP}F(?:[m^-]b?)[0wHF]p?(?![0w]|[vSM])", dotted),
    (rf"{PREP}{HOUR}[uC]?[pd]?(?:[Bm^-]b?|&){LATER}[uC]?[pd]?(?![0w]|[vS])", between),
    (rf"{PREP}(?:[0wO][uC]&?[0w]u?|[0wO][0w]|0-0|w-w)[pd]?|[aAB]b*C[0w]u?[pd]?", with_minutes),
)
