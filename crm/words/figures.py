"""Two numbers with a dot or a stroke between them: "25.11" is a day, "15.30" an hour."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from crm.words import dates, hours, weekdays
from crm.words.facts import Fact, Scene
from crm.words.joined import Piece

CLOCKED = ("at", "@")
"""Before an hour, and never a date."""
SHORT_CLOCK = re.compile(r"(\d{1,2})\.(\d{2})")


def short(scene: Scene, first: int, place: int) -> Fact | None:
    """ "25.11" is a day; "15.30", and "10.10" after "at", an hour."""
    piece, before = scene.pieces[place], scene.pieces[first:place]
    number, other = map(int, re.split(r"[./]", piece.value))
    clock = SHORT_CLOCK.fullmatch(piece.value)
    following = scene.after(place + 1)
    if (
        following is not None
        and following.code != "p"
        and following.start == piece.end
        and following.raw.isalpha()
    ):
        return None  # "2.4m"
    timed = following is not None and following.code in "pd"
    mark = [following] if following is not None and timed else []
    day = _day(scene, before, number, other, _weekday_before(scene, first), "/" in piece.value)
    if clock and any(piece.word in CLOCKED for piece in before):
        day = None
    if clock and day and other % 5 == 0 and _of_other_day(day, scene, first, place):
        day = None  # "mon, 9.30", "завтра 9.05"
    if clock and (day is None or timed or (_at(before) and _day_said(scene, place)) or _dated(scene, place)):
        fact = hours.clock(
            number, other, [*before, *mark], scene, weak=not (before or timed or _hence(scene, place))
        )
        return fact if fact and fact.kind == "clock" else Fact("veto", weak=not before)
    beside = [scene.pieces[place - 1] if place else None, following]
    decimal = "/" not in piece.value and len(piece.value.split(".")[1]) == 1 and not before
    beyond = scene.language.month_first and place > 0  # "upgrade to 14.2"
    if decimal and (beyond or any(other is not None and other.code == "k" for other in beside)):
        return None  # "толщина 2.5", "2.5 kW"
    return day or Fact("veto", weak=not before)


def _hence(scene: Scene, place: int) -> bool:
    """ "on Tuesday, 9.15 if possible": no sum, beside a day or another hour."""
    before, following = scene.pieces[:place], scene.after(place + 1)
    said = any(piece.code in "DWoMIPH0w" for piece in before)
    minute = scene.pieces[place].value.split(".")[-1]
    quarter = len(minute) == 2 and not int(minute) % 5
    ends = following is None or following.code in ",b"
    hence, call = scene.language.lives.hence, scene.language.call
    leads = before and (hence.fullmatch(before[-1].word) or call.fullmatch(before[-1].word))
    return said and quarter and ends and bool(leads)


def _weekday_before(scene: Scene, place: int) -> int | None:
    pieces = [piece for piece in scene.pieces[:place] if piece.code != ","][-1:]
    return int(pieces[0].number) if pieces and pieces[0].code == "W" else None


def _day(
    scene: Scene, before: Sequence[Piece], number: int, other: int, weekday: int | None, slash: bool
) -> Fact | None:
    pairs = [(number, other)]
    if scene.language.month_first and slash and not _day_first(scene):
        pairs = [(other, number), (number, other)]
    facts = [dates.dated(day, month, None, scene, before) for day, month in pairs if 1 <= month <= 12]
    found = [fact for fact in facts if fact is not None and fact.kind == "date"]
    if len(found) > 1 and weekday is not None:  # "wed 2/9"
        fits = [fact for fact in found if fact.date and fact.date.weekday() == weekday]
        found = sorted(fits, key=lambda fact: fact.date or dt.date.max)[:1] or found
    if len(found) > 1 and found[0].date != found[1].date and _either_way(found, scene):
        return replace(found[0], other=found[1].date)
    return found[0] if found else None


def _either_way(found: Sequence[Fact], scene: Scene) -> bool:
    """Whether the reading that is not usual is the sooner: "2/9" said on the last of August."""
    first, second = found[0].date, found[1].date
    return dates.far(found[0], scene) or (first is not None and second is not None and second < first)


def _at(before: Sequence[Piece]) -> bool:
    return any(piece.code in "aAB" for piece in before)


def _day_said(scene: Scene, place: int) -> bool:
    others = [*scene.pieces[:place], *scene.pieces[place + 1 :]]
    return any(piece.code in "DWMIo" for piece in others)


def _of_other_day(day: Fact, scene: Scene, first: int, last: int) -> bool:
    """Whether another day than that date is named beside it."""
    before = [piece for piece in scene.pieces[:first] if piece.code != ","][-1:]
    beside = [*before, *scene.pieces[last + 1 : last + 2]]
    named = [piece for piece in beside if piece.code in "DW"]
    return any(
        day.date != weekdays.named_day(piece, scene)
        if piece.code == "D"
        else day.date is not None and day.date.weekday() != piece.number
        for piece in named
    )


def _day_first(scene: Scene) -> bool:
    """Whether some date in figures of the text can only have the day first."""
    firsts = [int(re.split("[./]", piece.value)[0]) for piece in scene.pieces if piece.code == "F"]
    return any(12 < first <= 31 for first in firsts)


def _dated(scene: Scene, place: int) -> bool:
    """ "14 Sept 10.30", "11.11 в 11.11": a date is said already."""
    before = scene.pieces[:place]
    month = any(piece.code in "MI" for piece in before) or (before and before[-1].code == "F")
    return bool(month) or (
        place > 1 and before[-1].code == "a" and any(piece.code == "F" for piece in before)
    )
