"""Rules for weeks, months and longer, their beginnings and ends."""

import datetime as dt
from dataclasses import replace

from crm.words.agreed import ENDS, WEEKS
from crm.words.facts import PREP, Fact, Pieces, Scene, month_after, one, role_of
from crm.words.joined import Piece

LATE_IN_YEAR = 10
HOLIDAYS = (1, 5)
"""Months that begin with days off, in some places more of them than in others."""
LAST = 12
"""The month that ends with them in Russia."""
ORDERED = ("", "begin", *WEEKS)
"""The weeks of a month."""


def period(pieces: Pieces, scene: Scene) -> Fact | None:
    """A week, month, quarter or year, or the beginning, middle or end of it."""
    unit, mode, edge = one(pieces, "vq"), one(pieces, "xtc"), one(pieces, "EPl")
    if unit is None or (edge and edge.code == "P" and edge.value != "early"):
        return None
    name = {"P": "begin", "l": "end"}.get(edge.code, edge.value) if edge else ""
    if name in WEEKS and unit.value != "month":
        return None
    late = name in ENDS
    today, ahead = scene.today.date(), int(mode is not None and mode.code in "xc")
    following = scene.after(scene.place_of(pieces[-1]) + 1)
    if (
        not mode
        and following is not None
        and following.code == "k"
        and not scene.language.verb.fullmatch(following.raw)
    ):
        return None
    match unit.value or "quarter":
        case "week":
            monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=ahead)
            return Fact("week", date=monday, name=name, number=0 if mode else 1, role=role_of(pieces))
        case "month":
            return Fact("month", date=month_after(today, ahead), name=name, number=0 if mode else 1)
        case "quarter":
            first = month_after(today, 3 * ahead - (today.month - 1) % 3)
            return Fact("month", date=month_after(first, 2) if late else first, name=name)
        case "year":
            if not name and (not ahead or today.month < LATE_IN_YEAR):
                return None  # "turnover this year", "next year" said in spring
            if edge and edge.word.startswith("later"):
                return None  # "maybe later in the year"
            ahead += name == "working" and not mode  # that of this year is over
            first = dt.date(today.year + ahead, 12 if late else 6 if name == "middle" else 1, 1)
            if name == "close" and scene.language.code == "ru":
                return Fact("veto")
            return Fact("month", date=first, name=name)
    return None


def _edge(piece: Piece) -> str:
    """ "early June", "во второй половине июня": the words are those of a day's parts."""
    if piece.value == "early":
        return "begin"
    halves = {"morning": "begin", "forenoon": "begin", "afternoon": "end"}
    return halves.get(piece.value, "") if "полови" in piece.raw.lower() else ""


def _of_holidays(name: str, month: dt.date, scene: Scene) -> bool:
    """Whether the first working day of a month, or the last, depends on days off."""
    if name == "close":
        return scene.language.code == "ru" and month.month == LAST
    return name == "working" and scene.language.code != "en" and month.month in HOLIDAYS


def named_month(pieces: Pieces, scene: Scene) -> Fact | None:
    month, edge, year = one(pieces, "M"), one(pieces, "EP"), one(pieces, "N")
    if month is None or (edge and edge.code == "P" and not _edge(edge)):
        return None
    if (
        scene.language.code == "en"
        and scene.language.homonym.fullmatch(month.raw)
        and len(scene.pieces) > len(pieces) == 1
    ):
        return None
    place = scene.place_of(month)
    before, following = (scene.after(place - 1) if place else None), scene.after(place + 1)
    if before and before.code == "v" and before.value == "week":
        return Fact("veto")  # some week of that month
    if before is not None and scene.language.lives.hence.fullmatch(before.word):
        before = None  # "so April"
    named = (following and following.code not in ",-DW") or (before and before.code in "k0")
    owner = scene.after(place - 2) if place > 1 and before and before.code == "n" else None
    if owner and scene.language.sum.fullmatch(owner.raw.lower()):
        return None  # "цена на март"
    if (len(pieces) == 1 or (pieces[0].raw.lower() == "about" and len(pieces) == 2)) and named:
        return None  # a person, a street: "Марта Иванова", "June from accounting", "ул. 8 марта"
    today = scene.today.date()
    this = month_after(today.replace(month=1), int(month.value) - 1)
    if year and 2000 <= int(year.value) <= 2100:
        this = this.replace(year=int(year.value))
    elif this < today.replace(day=1):
        this = this.replace(year=this.year + 1)
    name = (_edge(edge) if edge.code == "P" else edge.value) if edge else ""
    if _of_holidays(name, this, scene):
        return Fact("veto")
    return Fact("month", date=this, name=name, role=role_of(pieces), sure=False)


def week_of_month(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "2nd week of Jan"."""
    number, unit, month = one(pieces, "o"), one(pieces, "v"), one(pieces, "M")
    if number is None or unit is None or month is None or unit.value != "week" or number.number > 4:
        return None
    fact = named_month([month], replace(scene, pieces=[month]))
    return replace(fact, name=ORDERED[int(number.number)]) if fact else None


def called(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "EOW", "EOM", "the week after next"."""
    today = scene.today.date()
    monday = today - dt.timedelta(days=today.weekday())
    match pieces[-1].value:
        case "after-next":
            return Fact("week", date=monday + dt.timedelta(weeks=2))
        case "new-year":
            return Fact("month", date=dt.date(today.year + 1, 1, 1), name="working")
        case "end-of-week":
            return Fact("week", date=monday, name="end", number=1)
        case value if value[0] == "q":
            return _quarter(int(value[1]), value[3:], today)
    return Fact("month", date=month_after(today, 0), name="end", number=1)


def _quarter(number: int, edge: str, today: dt.date) -> Fact:
    """ "end of Q3": this year's, or next year's where it is over."""
    month = {"begin": 1, "middle": 2, "end": 3}[edge] + 3 * (number - 1)
    first = dt.date(today.year, month, 1)
    over = month_after(first, 1) if edge == "end" else first + dt.timedelta(days=14)
    return Fact("month", date=first if over > today else first.replace(year=today.year + 1), name=edge)


def weekend(pieces: Pieces, scene: Scene) -> Fact | None:
    today, role = scene.today.date(), role_of(pieces)
    saturday = today + dt.timedelta(days=(5 - today.weekday()) % 7)
    if one(pieces, "x") and today.weekday() < 5:
        saturday += dt.timedelta(days=7)
    if scene.language.code == "en" and any(piece.word[:3] in ("til", "unt") for piece in pieces):
        return Fact("date", date=saturday, name="weekend", role="until")  # when it has come
    if role == "after" or pieces[0].code == "i":
        monday = today + dt.timedelta(days=7 - today.weekday())
        return Fact("date", date=monday, name="weekend", role="from" if role == "after" else "")
    if role:
        return Fact("date", date=saturday - dt.timedelta(days=1), name="weekend") if role == "until" else None
    return Fact("date", date=saturday, name="next" if one(pieces, "x") else "weekend")


def next_one(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "давай на следующей": the week."""
    raw, today = pieces[-1].raw.lower(), scene.today.date()
    if raw not in ("следующей", "след", "сл", "наступному", "наст") or len(scene.pieces) == 2:
        return None
    return Fact("week", date=today + dt.timedelta(days=7 - today.weekday()))


RULES = (
    (r"nx(?=[,aAnPDWH]|$)", next_one),
    (rf"{PREP}o[xtc]?v[ian]?M", week_of_month),
    (rf"{PREP}7", called),
    (rf"{PREP}[xtc]v{PREP}i?E(?![vM])|{PREP}(?:[EPl][xtc][vq]|[xtc]Ev|[xtc][vq]|Ev)", period),
    (rf"[i]?{PREP}[EP]?[xtc]?MN?", named_month),
    (rf"i?{PREP}[xtc]?G", weekend),
)
