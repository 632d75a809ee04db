"""Rules for weekdays, by themselves and with the number of the day."""

import datetime as dt
import re

from crm.words.facts import Fact, Pieces, Scene, one, role_of
from crm.words.joined import Piece

SHORT_NAMES = re.compile(r"(?i)сб|вс|ср|вт")
"""Names in Russian and Ukrainian that are other abbreviations as well."""
QUOTED = ('""', "«»", "“”", "„“")


def named_day(piece: Piece, scene: Scene) -> dt.date:
    today = scene.today.date()
    if piece.code == "D":
        return today + dt.timedelta(days=int(piece.value))
    return today + dt.timedelta(days=(int(piece.value) - today.weekday() - 1) % 7 + 1)


def weekday(pieces: Pieces, scene: Scene) -> Fact | None:
    piece, mode = pieces[-1], one(pieces, "xtc")
    if len(pieces) == 1 and _other_word(piece, scene):
        return None
    if _named_so(piece, scene) or (piece.word.startswith("mid") and not _in_a_week(scene)):
        return None
    if len(scene.pieces) > 1 == len(pieces) and SHORT_NAMES.fullmatch(piece.raw) and _of_a_name(scene):
        return None  # "сб банк"
    name = {"x": "next", "t": "this", "c": "coming"}[mode.code] if mode else ""
    return Fact("weekday", piece.number, name=name, role=role_of(pieces))


def on_any(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "they do 200 covers on a Saturday night": one of many."""
    return Fact("none") if scene.language.code == "en" else None


def after_next(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "the Monday after next"."""
    if scene.language.code != "en" or pieces[-1].value:
        return None
    return Fact("date", date=named_day(pieces[-2], scene) + dt.timedelta(days=7), name="day")


def _other_word(piece: Piece, scene: Scene) -> bool:
    """ "sat with him", "we wed two", "wed to his supplier"."""
    place = scene.place_of(piece) + 1
    following, beyond = scene.after(place), scene.after(place + 1)
    if place > 1 and scene.pieces[place - 2].code in "pHJPDF":
        return False  # "is 10am wed any good"
    if following is None or not scene.language.homonym.fullmatch(piece.raw):
        return False
    if scene.language.lives.yes.fullmatch(following.word):
        return False  # "wed ok at 5"
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


def _in_a_week(scene: Scene) -> bool:
    """ "week after next, midweek": of which week, is said."""
    return any(piece.code == "7" or piece.value == "week" for piece in scene.pieces)


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
        if not dates:
            return None
        if re.match(",?H|a[0H]", after) or _no_hour(number, after, scene, 18):  # "sat 12 at 11"
            return Fact("date", date=dates[0], name="date", role=role_of(pieces))
        return Fact("veto") if _no_hour(number, after, scene, 13) else None
    if (
        number.number < 24
        and not _no_hour(number, after, scene, 18)
        and not re.match(",?[aAnBb]*[0H]", after)
    ):
        return Fact("veto") if 8 <= number.number <= 20 and not after else None  # an hour as well
    return Fact("date", date=date, name="date", role=role_of(pieces))


def _no_hour(number: Piece, after: str, scene: Scene, least: int) -> bool:
    """ "tues 21": few who write so mean nine in the evening."""
    return scene.language.month_first and number.number >= least and (not after or after[0] in ",&rk")
