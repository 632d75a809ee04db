"""Rules for days counted from another one. See `counted_on`."""

import datetime as dt

from crm.words.agreed import day_of
from crm.words.dates import dated
from crm.words.facts import PREP, Fact, Pieces, Scene, one, same_day
from crm.words.lengths import DAYS, MONTHS, working_day
from crm.words.weekdays import named_day

DATE = "(?:[DW]|o(?!M)|[0o]M|M[0o])"
FEASTS = ("easter", "xmas", "christmas", "whitsun", "bank holiday", "bank hol", "payday", "new year")
"""Days that are not told by their names: "Tuesday after Easter"."""
ITSELF = ("it", "they", "that", "he", "she")
"""Words for what a day was named of: "the day before it ends"."""


def later(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "the day after", "two days after that": see `counted_on`."""
    number, unit, after = one(pieces, "0w"), pieces[-2], pieces[-1]
    sign = {"after": 1, "before": -1}.get(after.value, 0)
    if scene.language.code != "en" or not sign or unit.value not in DAYS | MONTHS:
        return None
    place = scene.place_of(after) + 1
    following, beyond = scene.after(place), scene.after(place + 1)
    itself = following is not None and following.word in ITSELF and beyond is not None and beyond.code == "K"
    if following is not None and following.word not in (",", ".", "that") and not itself:
        return Fact("veto")  # "two weeks after the fair"
    count = sign * (number.number if number else 1)
    if unit.value in MONTHS:
        return Fact("later", count * MONTHS[unit.value], name="months")
    return Fact("later", count * DAYS[unit.value])


def weekday_after(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "board sits on 11 June, call the Monday following"; "the Tuesday after the 5th"."""
    weekday = one(pieces, "W")
    if weekday is None or scene.language.code != "en":
        return None
    if len(pieces) == 2:
        return Fact("later", weekday.number, name="weekday") if pieces[-1].word == "following" else None
    day = _since(pieces[2:], scene)
    if day is None or pieces[1].value not in ("after", ""):
        return None
    ahead = (int(weekday.number) - day.weekday() - 1) % 7 + 1
    return Fact("date", date=day + dt.timedelta(days=ahead), name="day")


def next_one(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "not this Thursday, the next one", "the one after"."""
    number, mode = one(pieces, "w"), one(pieces, "xA")
    then = mode is not None and (mode.code == "x" or mode.value == "after")
    return Fact("later", 7, name="one") if number and number.value == "1" and then else None


def day_after(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "away till the 5th, call the Monday after": after what, nobody knows; "the Tuesday after Easter"."""
    place = scene.place_of(pieces[0])
    before = scene.pieces[place - 1].word if place else ""
    following = scene.after(place + 2)
    dropped = pieces[0].start - (scene.pieces[place - 1].end if place else 0) >= len("the ")
    feast = following is not None and following.word in FEASTS
    if following is not None and following.code != "," and not dropped and not feast:
        return None  # "Tuesday after his meeting"
    if pieces[-1].value != "after" or scene.language.lives.instead.fullmatch(before):
        return None  # "Thursday, else the Monday after"
    return Fact("veto") if scene.language.code == "en" else None


def counted_from(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "a week from Monday", "Friday week", "a week tomorrow", "через неделю после 15-го"."""
    unit = one(pieces, "vd")
    if unit is None or unit.value not in DAYS | MONTHS:
        return None
    after, place = one(pieces, "A"), scene.place_of(pieces[0])
    plain = pieces[0] is unit and after is None and one(pieces, "a") is None and not one(pieces, "D")
    if plain and unit.value != "fortnight":
        return None  # "week Friday"
    framed = pieces[0] is unit and place > 0 and scene.pieces[place - 1].code not in "ka,"
    if framed or (scene.language.code != "en" and (after is None or after.value != "after")):
        return None
    number = one(pieces[: pieces.index(unit)], "0w")
    day = _since(pieces[pieces.index(after or unit) + 1 :] or pieces, scene)
    if day is None or (unit.value in MONTHS and after is None and not one(pieces, "D")):
        return None
    count = number.number if number else 1
    if one(pieces, "R"):  # "5 working days from Monday"
        return Fact("date", date=working_day(day, int(count)), name="day") if unit.value == "day" else None
    if unit.value in MONTHS:
        return Fact("date", date=same_day(day, int(count) * MONTHS[unit.value]), name="day")
    return Fact("date", date=day + dt.timedelta(days=int(count * DAYS[unit.value])), name="day")


def _since(pieces: Pieces, scene: Scene) -> dt.date | None:
    """The day from which they are counted."""
    named, month, number = one(pieces, "DW"), one(pieces, "M"), one(pieces, "0o")
    if named is not None and one(pieces, "x") and named.code == "W":
        monday = scene.today.date() + dt.timedelta(days=7 - scene.today.weekday())
        return monday + dt.timedelta(days=int(named.number))
    if named is not None:
        return named_day(named, scene)
    if number is not None and month is not None:
        fact = dated(int(number.number), int(month.value), None, scene, [])
        return fact.date if fact else None
    day = day_of([Fact("ordinal", number.number)], scene) if number is not None else None
    return day.date if day else None


RULES = (
    (rf"i?[j0w]?R?[vd]A[xtc]?{DATE}", counted_from),
    (rf"(?:[j0w]?va|[j0w]v)[xtc]?[DW]|v[DW]|{PREP}[DW]v(?!A)", counted_from),
    (r"W[cA](?:o(?!M)|[0o]M|M[0o])|Wc(?=,|$)", weekday_after),
    (r"WA(?=[,kK]|$)", day_after),
    (r"wA(?=,|$)", next_one),
    (r"[0wj]?v[AB](?![DWM0wFIHPo])", later),
    (r"xw(?=,|$)", next_one),
)
