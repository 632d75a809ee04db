"""Rules for days by their names and dates."""

import datetime as dt
from dataclasses import replace

from crm.words.facts import PREP, Fact, Pieces, Scene, month_after, moved, one, role_of
from crm.words.joined import Piece
from crm.words.weekdays import after_next, named_day, numbered, on_any, weekday

FAR = 183  # days


def day(pieces: Pieces, scene: Scene) -> Fact | None:
    piece = pieces[-1]
    name = "today" if piece.value == "0" else "day"
    role = "" if piece.value == "0" else role_of(pieces)
    return Fact("date", date=named_day(piece, scene), name=name, role=role)


def written(pieces: Pieces, scene: Scene) -> Fact | None:
    days = [dt.date.fromisoformat(day) for day in pieces[-1].value.split()]
    ahead = [day for day in days if day >= scene.today.date()]
    found = Fact("date", date=(ahead or days)[0], name="year", role=role_of(pieces))
    return replace(found, other=ahead[1]) if len(set(ahead)) > 1 and far(found, scene) else found


def far(fact: Fact, scene: Scene) -> bool:
    """Whether few would mean that day of another year: "01/04" in March."""
    return fact.date is not None and (fact.date - scene.today.date()).days > FAR


def of_month(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "26 ноября", "Nov 26th 2026", "с 25 по 27 ноября"."""
    number, month, year = one(pieces, "0ow"), one(pieces, "M"), one(pieces, "N")
    if number is None or month is None:
        return None
    return dated(int(number.number), int(month.value), int(year.value) if year else None, scene, pieces)


def of_short_year(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "25 May 27", where it can be no hour."""
    number, month, year = pieces[-3], pieces[-2], int(pieces[-1].number) + 2000
    if year < 2025 or year - scene.today.year not in (0, 1):
        return None
    return dated(int(number.number), int(month.value), year, scene, pieces)


def month_first(pieces: Pieces, scene: Scene) -> Fact | None:
    return of_month(pieces, scene) if scene.language.code == "en" else None


def dated(day: int, month: int, year: int | None, scene: Scene, pieces: Pieces) -> Fact | None:
    """A veto where there is no such day."""
    today = scene.today.date()
    if year is not None and not 2000 <= year <= 2100:
        return Fact("veto")
    for candidate in (year,) if year else range(today.year, today.year + 8):
        try:
            found = dt.date(candidate, month, day)
        except ValueError:
            continue
        if year or found >= today:
            return Fact("date", date=found, name="year" if year else "date", role=role_of(pieces))
    return Fact("veto")


def in_figures(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "26-03 14:00", where it can be no hours."""
    day, month = [piece for piece in pieces if piece.code == "0"]
    if scene.language.month_first and day.number <= 12 < month.number <= 31:
        day, month = month, day
    padded = len(month.raw) == 2 and month.raw[0] == "0"
    if not 1 <= month.number <= 12 or not (padded or (day.number > 24 and one(pieces, "-"))):
        return None
    return dated(int(day.number), int(month.number), None, scene, pieces)


def ordinal(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "15-го", "третьего числа следующего месяца", "on the 3rd"."""
    number, period = one(pieces, "0o"), one(pieces, "v")
    if pieces[-1].code == "o" and moved(scene.place_of(pieces[0]), scene):
        number = pieces[-1]  # "moved from the 20th to the 27th"
    if number is None or not 1 <= number.number <= 31 or (period and period.value != "month"):
        return None
    last = pieces[-1]
    following = scene.after(scene.place_of(last) + 1)
    in_words = not number.raw[0].isdigit() and last.code == "o"
    if following is not None and following.code == "l":
        return None  # "1st time buyer"
    unknown = following.raw if following is not None and following.code == "k" else ""
    # "second call", "2nd missed call", not "on the 2nd Anna is back".
    counts = in_words or (scene.language.code == "en" and not one(pieces, "aABn"))
    if counts and unknown and not scene.language.verb.fullmatch(unknown):
        return None
    dated_next = following is not None and following.code in "aPHJ"
    alone = len(scene.pieces) == len(pieces) and number.number > 3  # "the fifteenth", but "a second"
    if in_words and scene.language.code == "en" and not one(pieces, "aAB") and not dated_next and not alone:
        return None
    if number.code == "o" and unknown and scene.language.count.fullmatch(unknown.lower()):
        return None
    if period and not one(pieces, "xtc"):
        return _of_the_month(number, period, scene)
    if period:
        first = month_after(scene.today.date(), 1 if one(pieces, "x") else 0)
        return dated(int(number.number), first.month, first.year, scene, pieces)
    return Fact("ordinal", number.number, role=role_of(pieces))


def _of_the_month(number: Piece, period: Piece, scene: Scene) -> Fact | None:
    """ "the first of the month", not "first month"."""
    return Fact("ordinal", number.number) if period.start - number.end > len("of") else None


RULES = (
    (rf"{PREP}I", written),
    (rf"{PREP}[0o]M0(?![upd])", of_short_year),
    (rf"{PREP}A[0o][\^msB-][0o]M(?:N)?|{PREP}[0o]-[0o]M(?:N)?|{PREP}[0o]-?M(?:-?N)?", of_month),
    (rf"{PREP}M[0o](?:[-^m][0o])?(?:,?N)?", month_first),
    (r"[anb]*A[0o][\^ms-]o(?!M)", ordinal),
    (rf"{PREP}0-?0(?=,?(?:[aAnB]*H|a[0w]))", in_figures),
    (rf"{PREP}Mw(?![wupdCvH])", month_first),
    (rf"{PREP}(?:y[0o]-[0o]|[0o]-[0o]y|yB[0o])", ordinal),
    (rf"{PREP}o[xtc]?v|{PREP}[0o]y(?:[xtc]v)?|{PREP}y0(?:[xtc]v)?|{PREP}o", ordinal),
    (r"ajWP?(?!v)", on_any),
    (rf"{PREP}WX", after_next),
    (rf"{PREP}[xtc]?W0(?![uCpdM-])", numbered),
    (rf"{PREP}[xtc]?W", weekday),
    (rf"{PREP}D", day),
)
