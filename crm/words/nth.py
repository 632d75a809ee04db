"""Rules for a weekday counted in a month, and for a day by its bare number."""

import datetime as dt

from crm.words.facts import PREP, Fact, Pieces, Scene, month_after, one, role_of


def nth_weekday(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "the last Friday in February", "first Monday of the month"."""
    which, weekday, month, unit = one(pieces, "zo"), one(pieces, "W"), one(pieces, "M"), one(pieces, "v")
    if which is None or weekday is None or (unit and unit.value != "month"):
        return None
    today = scene.today.date()
    for ahead in range(13):
        first = month_after(today, ahead)
        if month is not None and first.month != int(month.value):
            continue
        days = [first + dt.timedelta(days=number) for number in range(31)]
        those = [day for day in days if day.month == first.month and day.weekday() == weekday.number]
        place = -1 if which.code == "z" else int(which.number) - 1
        if place < len(those) and those[place] >= today:
            return Fact("date", date=those[place], name="year")
    return None


def by_number(pieces: Pieces, scene: Scene) -> Fact | None:
    """ "набрать 25 в 10", where it can be no hour."""
    place = scene.place_of(pieces[0])
    before = scene.pieces[place - 1] if place else None
    called = before is None or before.code == "," or scene.language.call.fullmatch(before.word)
    if not called or scene.language.month_first or not 24 < pieces[0].number <= 31:
        return None
    return Fact("ordinal", pieces[0].number)


def past_any_hour(pieces: Pieces, scene: Scene) -> bool:
    """ "ответит после 25", "в отпуске до 29": a day, where nothing is counted."""
    number, role = pieces[-1], role_of(pieces)
    following = scene.after(scene.place_of(number) + 1)
    if scene.language.month_first or number.code != "0" or not 24 < number.number <= 31 or not role:
        return False
    away = any(piece.code == "e" for piece in scene.pieces) or role == "after"
    return away and (following is None or following.code == ",")


RULES = (
    (rf"{PREP}[zo]W[ian]?(?:M|t?v)", nth_weekday),
    (r"0(?=a?H|a[0w](?!M))", by_number),
)
