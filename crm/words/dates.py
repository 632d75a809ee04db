"""Rules for days by their names and dates."""

import datetime as dt
import re
from dataclasses import replace

from crm.words.facts import PREP, Fact, Pieces, Scene, month_after, moved, one, role_of
from crm.words.joined import Piece

SHORT_NAMES = re.compile(r"(?i)сб|вс|ср|вт")
"""Names in Russian and Ukrainian that are other abbreviations as well."""
QUOTED = ('""', "«»", "“”", "„“")
FAR = 183  # days


def named_day(piece: Piece, scene: Scene) -> dt.date:
    today = scene.today.date()
    if piece.code == "D":
        return today + dt.timedelta(days=int(piece.value))
    return today + dt.timedelta(days=(int(piece.value) - today.weekday() - 1) % 7 + 1)


def day(pieces: Pieces, scene: Scene) -> Fact | None:
    piece = pieces[-1]
    name = "today" if piece.value == "0" else "day"
    role = "" if piece.value == "0" else role_of(pieces)
    return Fact("date", date=named_day(piece, scene), name=name, role=role)


def weekday(pieces: Pieces, scene: Scene) -> Fact | None:
    piece, mode = pieces[-1], one(pieces, "xtc")
    if len(pieces) == 1 and _other_word(piece, scene):
        return None
    if _named_so(piece, scene):
        return None
    if len(scene.pieces) > 1 == len(pieces) and SHORT_NAMES.fullmatch(piece.raw) and _of_a_name(scene):
        return None  # "сб банк"
    name = {"x": "next", "t": "this", "c": "coming"}[mode.code] if mode else ""
    return Fact("weekday", piece.number, name=name, role=role_of(pieces))


def _other_word(piece: Piece, scene: Scene) -> bool:
    """ "sat with him", "we wed two", "wed to his supplier"."""
    place = scene.place_of(piece) + 1
    following, beyond = scene.after(place), scene.after(place + 1)
    if place > 1 and scene.pieces[place - 2].code in "pHJPD":
        return False  # "is 10am wed any good"
    if following is None or not scene.language.homonym.fullmatch(piece.raw):
        return False
    return following.code in "kw" or (following.code == "m" and beyond is not None and beyond.code == "k")


def _named_so(piece: Piece, scene: Scene) -> bool:
    """ "Mr Friday", "Sunday Street", "Friday deliveries"."""
    place = scene.place_of(piece)
    before, following = scene.after(place - 1) if place else None, scene.after(place + 1)
    language = scene.language
    if before is not None and before.code == "k" and re.fullmatch(language.titles, before.raw.lower()):
        return True
    if before is not None and following is not None and before.raw + following.raw in QUOTED:
        return True
    word = following.raw.lower() if following is not None and following.code == "k" else ""
    return bool(word) and bool(re.fullmatch(f"{language.streets}|{language.habits}", word))


def _of_a_name(scene: Scene) -> bool:
    """Whether nothing but unknown words is said beside a short name, and no verb among them."""
    others = scene.pieces[1:]
    verb = scene.language.verb
    return all(piece.code in "k.," and not verb.fullmatch(piece.raw) for piece in others)


def numbered(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "пт 20 в 15": the number of the coming weekday, where it can be no hour."""
    weekday, number = one(pieces, "W"), pieces[-1]
    date = named_day(weekday, scene) if weekday else None
    if date is None:
        return None
    place = scene.place_of(number) + 1
    after = "".join(piece.code for piece in scene.pieces[place : place + 3])
    if date.day != number.number:
        dates = [day for week in range(1, 5) if (day := date + dt.timedelta(weeks=week)).day == number.number]
        timed = re.match(",?H|a[0H]", after)  # "sat 12 at 11"
        return Fact("date", date=dates[0], name="date", role=role_of(pieces)) if dates and timed else None
    if number.number < 24 and not re.match(",?[aAnBb]*[0H]", after):
        return Fact("veto") if 8 <= number.number <= 20 and not after else None  # an hour as well
    return Fact("date", date=date, name="date", role=role_of(pieces))


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
    (rf"{PREP}[xtc]?W0(?![uCpdM-])", numbered),
    (rf"{PREP}[xtc]?W", weekday),
    (rf"{PREP}D", day),
)
