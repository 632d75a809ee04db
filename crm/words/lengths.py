"""Rules for lengths of time from now."""

import datetime as dt
import math
import re
from collections.abc import Sequence

from crm.words.facts import PREP, Fact, Pieces, Scene, codes, one, same_day
from crm.words.hours import OF_THE_CLOCK
from crm.words.joined import Piece
from crm.words.ratios import either_hour

SPAN = r"(?:(?:[0wfFN](?:[-r][0w])?\+?|j)?[uCvd]\+?|S)"
MINUTES = {"minute": 1, "hour": 60}
DAYS = {"day": 1, "week": 7, "fortnight": 14}
MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
WITHIN = re.compile("call|ring|phone|bell|buzz|text|back")
"""Before a bare number that is of minutes."""
NO_LENGTH = re.compile("ujv|[uv]v")
"""24 hours a day, a three day week."""
LONGEST = 1000  # of any unit
ONE_OF = (
    "час", "часик", "день", "денек", "неделю", "недельку", "месяц", "годину", "годинку", "тиждень", "місяць",
)  # fmt: skip
"""One of its unit: "через день-два" is not "дня через два"."""


def length(pieces: Pieces, scene: Scene) -> Fact | None:
    """A length of time counted from now."""
    beside = [scene.after(scene.place_of(pieces[-1]) + place) for place in (1, 2)]
    bounds = [piece for piece in beside if piece]
    bound = [piece.code for piece in bounds] == ["B", "k"]
    bound = bound and (scene.language.code != "en" or bounds[0].value == "before")
    if bound or NO_LENGTH.search(codes(pieces)) or _from_something(bounds) or either_hour(pieces):
        return Fact("veto")  # "за 2 дні до відвантаження"
    if _of_two(pieces):
        return length(pieces[:-1], scene)
    minutes = days = 0.0
    months = 0
    amount: float | None = None
    work = False
    for place, piece in enumerate(pieces):
        match piece.code:
            case "S":
                minutes += piece.number
            case "R":
                work = True
            case "q":
                months += 3
            case "0" | "w" | "f" | "F" | "N":
                if amount is None:
                    amount = float(piece.value.partition("/")[0].replace(",", "."))  # "in 3/4 weeks"
            case "+":
                unit = pieces[place - 1].value if place and pieces[place - 1].code in "uCvd" else ""
                minutes += 30 * (unit in MINUTES)
                days += 0.5 if unit == "day" else math.ceil(DAYS.get(unit, 30 * MONTHS.get(unit, 0)) / 2)
            case "u" | "C" | "v" | "d":
                count = 1 if amount is None else amount
                count += 0.5 if place and pieces[place - 1].code == "+" else 0
                if count > LONGEST:
                    return None
                minutes += count * MINUTES.get(piece.value, 0)
                whole = count if piece.value == "day" else math.ceil(count * DAYS.get(piece.value, 0))
                days += whole if piece.value in DAYS else 0
                if piece.value in MONTHS:
                    months += int(count) * MONTHS[piece.value]
                    days += (count % 1) * 30 * MONTHS[piece.value]
                amount = None
    if days % 1:
        minutes, days = minutes + (days % 1) * 24 * 60, days // 1
    if days == 0 and months == 0:
        return Fact("span", minutes, name="minute") if minutes else None
    if work:
        return Fact("date", date=working_day(scene.today.date(), int(days)), name="span")
    day = same_day(scene.today.date(), months) + dt.timedelta(days=days)
    weeks = [piece.value for piece in pieces if piece.code == "v"] in (["week"], ["fortnight"])
    week = "week" if weeks and not minutes else ""
    return Fact("date", date=day, name="span", role=week, number=minutes)


def _from_something(following: Sequence[Piece]) -> bool:
    """ "через неделю после отпуска"."""
    values = [piece.value for piece in following[:1]]
    return values == ["vague"] or (values == ["after"] and codes(following[1:]) == "k")


def _of_two(pieces: Pieces) -> bool:
    """ "через полчаса час": one of two."""
    return codes(pieces[-2:]) in ("SC", "Su") and pieces[-2].number < 60 and pieces[-1].value == "hour"


def working_day(day: dt.date, count: int) -> dt.date:
    while count > 0:
        day += dt.timedelta(days=1)
        count -= day.weekday() < 5
    return day


def inverted(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "минут через 20", "через часа два"."""
    number, unit = one(pieces, "0w"), one(pieces, "uCvd")
    if number is None or unit is None:
        return None
    if unit.raw.lower() in ONE_OF:  # "через час двадцать"; "через день-два" is in a day at the soonest
        spoken = number.number >= 5 and unit.value == "hour"
        return Fact("span", 60 + number.number, name="minute") if spoken else length([unit], scene)
    return length([number, unit], scene)


def hour_and(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "in 1 hour 15", "через 2 часа 20"."""
    minutes, unit = pieces[-1], pieces[-2] if pieces[-2].code != "&" else pieces[-3]
    following = scene.after(scene.place_of(minutes) + 1)
    counted = following and following.code == "k" and not scene.language.verb.fullmatch(following.raw)
    if unit.value != "hour" or not 5 <= minutes.number < 60 or counted:
        return None
    hours = one(pieces[:-1], "0w")
    return Fact("span", 60 * (hours.number if hours else 1) + minutes.number, name="minute")


def in_minutes(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "ring back in 20", "back at his desk in 20"."""
    number, place = pieces[-1].number, scene.place_of(pieces[0])
    said = [piece.word for piece in scene.pieces[:place]]
    following = scene.after(place + 2)
    ends = following is None or following.code == "," or following.word in ("then", "pls", "please")
    ends = ends or (following is not None and bool(scene.language.who.fullmatch(following.word)))
    if scene.language.code != "en" or pieces[0].word != "in" or not ends or number not in range(5, 60):
        return None
    return Fact("span", number, name="minute") if any(map(WITHIN.fullmatch, said)) else None


def in_letters(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "in 1h15"; "9h30" by itself is an hour."""
    hour, minute = map(int, pieces[-1].value.split(":"))
    lettered = any(letter.isalpha() for letter in pieces[-1].raw)
    return Fact("span", 60 * hour + minute, name="minute") if lettered else None


def past(pieces: Pieces, scene: Scene) -> Fact | None:
    ago = one(pieces, "z")
    days = int(ago.value) if ago and ago.value else 0
    return Fact("past", date=scene.today.date() - dt.timedelta(days=days) if days else None)


def yesterday(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "at 3 yesterday", "4 sold today, 3 yesterday"."""
    return past(pieces, scene) if pieces[-1].value else None


def next_working_day(pieces: Pieces, scene: Scene) -> Fact | None:
    return Fact("date", date=working_day(scene.today.date(), 1), name="day")


def unsure(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "через среду" is not the coming one, "two Mondays from now" nor."""
    return Fact("veto") if scene.language.code != "en" or pieces[-1].code == "l" else None


def working_ordinal(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "в третий рабочий день января": which day that is depends on holidays."""
    return Fact("veto")


def after(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "after 2 days"; "после 2 часов" is an hour."""
    spoken = scene.language.code == "en" and pieces[0].value == "after"
    if pieces[-1].raw.lower() in OF_THE_CLOCK:
        return None
    following = scene.after(scene.place_of(pieces[-1]) + 1)
    return length(pieces, scene) if spoken and (following is None or following.code != "k") else None


RULES = (
    (rf"Ab*{SPAN}(?![sE])", after),
    (r"oR[vd]|R[vd]M", working_ordinal),
    (r"[iZ][0w]?W|[0w]Wl", unsure),
    (rf"[n]?[aA]?z[vdWGPDM]*(?:[anb]*[0wHF][uC]?[pd]?)?|(?:{SPAN})+g", past),
    (r"[an]?Mzv", past),
    (r"[an]?[0w]z(?![vdWGPDMw])", yesterday),
    (r"[iZ][0wj]?R[vd]", length),
    (r"[iZ][uCvd]b*[0w](?:-[0w])?(?![uCvdpM])|[uCvd][iZ]b*[0w](?:-[0w])?(?![uCvdM])", inverted),
    (r"i[j0w]?[uC]&?[0w](?![uCvdpM0wF:-])", hour_and),
    (r"[iZ]b*H", in_letters),
    (r"i[0w](?![uCvdpM0wF:-])", in_minutes),
    (rf"[iZ](?:x(?=[0wfS]|u))?b*(?:j?{SPAN})(?:[&,]?{SPAN})*(?!O)", length),
    (rf"[0wj]?R[vd]l|(?:{SPAN})(?:&?{SPAN})*l", length),
    (rf"{PREP}[xc]R[vd]", next_working_day),
    (r"i[j0w]?q(?![mAsS0wq])", length),
)
