"""What holds of all that was said: "away on Monday, so Tuesday", "Thursday, no wait, Friday"."""

import datetime as dt
from dataclasses import replace

from crm.words.agreed import day_of
from crm.words.facts import DAYS, SAYING, Fact, Scene, same_day

REACH = 12
"""Words that are looked through for "so" and "no wait"."""
LED = "aAnBbm^itc"
"""Codes of prepositions."""
HOURS = ("clock", "part")
ALL = (*DAYS, "span", "past")


def concluded(facts: list[Fact], scene: Scene) -> list[Fact]:
    """The facts without those that what follows takes back."""
    facts = found = bounded(_present(facts), scene)
    for fact in facts:
        if fact not in found or fact.kind not in SAYING:
            continue
        place = found.index(fact)
        words = _words_before(place, found, scene)
        lives = scene.language.lives
        if place and _corrects_a_denial(place, found, scene):
            found = _correction(place, found)
            continue
        if not words:
            continue
        if lives.so.fullmatch(words):
            found = _conclusion(place, found, scene)
        elif place and lives.instead.fullmatch(words):
            kinds = (*ALL, *HOURS) if fact.kind in DAYS else HOURS
            named = any(before.kind in kinds and not before.weak for before in found[:place])
            found = found[:place] if named else found
        elif place and lives.corrects.fullmatch(words):
            found = _correction(place, found)
    return found


def _present(facts: list[Fact]) -> list[Fact]:
    """Without the hour in "no power from 9 to 11 last night"."""
    over = [fact.first for fact in facts if fact.kind == "past"]
    return [fact for fact in facts if fact.kind != "clock" or fact.last + 1 not in over]


def _corrects_a_denial(place: int, facts: list[Fact], scene: Scene) -> bool:
    """ "tomorrow. wait no I'm away, Wednesday"."""
    denial, corrects = facts[place - 1], scene.language.lives.corrects
    apart = denial.kind == "not" and denial.last + 1 < facts[place].first
    return apart and bool(corrects.fullmatch(_words_before(place - 1, facts, scene)))


def _words_before(place: int, facts: list[Fact], scene: Scene) -> str:
    """The last words between a fact and the one before it, its own prepositions among them."""
    first, fact = facts[place - 1].last + 1 if place else 0, facts[place]
    words = [piece.word for piece in scene.pieces[max(first, fact.first - REACH) : fact.first]]
    for piece in scene.pieces[fact.first : fact.last + 1]:
        if piece.code not in LED:
            break
        words.append(piece.word)
    return " ".join(words)


def _conclusion(place: int, facts: list[Fact], scene: Scene) -> list[Fact]:
    """ "so Tuesday": nothing before it holds but an hour of no other day."""
    before, now = facts[:place], replace(facts[place], weak=False)
    after = facts[place + 1 :]
    if now.kind == "weekday" and (day := _called_so(before, scene)):
        ahead = (int(now.number) - day.weekday() + 3) % 7 - 3
        now = replace(now, kind="date", name="day", date=day + dt.timedelta(days=ahead), number=0)
    if now.kind in HOURS:
        kept = [fact for fact in before if fact.kind in DAYS or fact.kind == "zone"]
    else:
        timed = any(fact.kind in HOURS for fact in after)
        free = not timed and not any(fact.kind in (*ALL, "not", "veto") for fact in before)
        kept = [fact for fact in before if fact.kind == "zone" or (free and fact.role != "until")]
    return [*kept, now, *after]


def _called_so(facts: list[Fact], scene: Scene) -> dt.date | None:
    """The date of "the 1st is a Sunday", beside which another weekday is meant."""
    if [fact.kind for fact in facts] not in (["date", "weekday"], ["ordinal", "weekday"]):
        return None
    between = [piece.word for piece in scene.pieces[facts[0].last + 1 : facts[1].first]]
    day = day_of(facts, scene) if between in (["is", "a"], ["is"]) else None
    return day.date if day else None


def _correction(place: int, facts: list[Fact]) -> list[Fact]:
    """ "no wait, Friday": in place of what is of its sort, and of the same said again."""
    before, now = facts[:place], replace(facts[place], weak=False)
    timed = any(fact.kind in HOURS for fact in facts[place:])
    gone: list[Fact] = []
    for fact in before:
        over = fact.kind in ("or", "veto", "not")
        if over or (now.kind in ALL and fact.kind in ALL) or (timed and fact.kind in HOURS):
            gone.append(fact)
    days = [(fact.kind, fact.number, fact.date) for fact in gone if fact.kind in DAYS]
    after = [fact for fact in facts[place + 1 :] if (fact.kind, fact.number, fact.date) not in days]
    return [*(fact for fact in before if fact not in gone), now, *after]


def bounded(facts: list[Fact], scene: Scene) -> list[Fact]:
    """ "Thursday, Friday at the latest": that one only bounds the other."""
    latest = scene.language.lives.latest
    following = [scene.after(fact.last + 1) for fact in facts]
    return [
        replace(fact, role="until") if after and after.word in latest else fact
        for fact, after in zip(facts, following, strict=True)
    ]


def counted_on(facts: list[Fact], scene: Scene) -> list[Fact]:
    """ "back on the 14th, call two days later": the days are counted from that one."""
    for place, fact in enumerate(facts):
        if fact.kind != "later" and not _days_later(fact, scene):
            continue
        kinds = ("weekday",) if fact.name == "one" else ("date", "weekday", "ordinal", "month")
        anchors = [other for other in facts[:place] if other.kind in kinds]
        if not anchors:
            return _with_veto(facts, place) if fact.kind == "later" else facts
        denied = any(other.kind == "not" for other in facts[:place])
        if anchors[-1].name in ("day", "today") and not denied:
            return _with_veto(facts, place)  # "send it tomorrow, call two days later": two things to do
        day = day_of([replace(anchors[-1], role="")], scene)
        if day is None:
            return _with_veto(facts, place)
        then = _counted(fact, day.date, scene)
        month = anchors[-1].kind == "month" and not anchors[-1].name
        if then <= scene.today.date() or (month and fact.name != "months"):
            return _with_veto(facts, place)
        kind, name = ("month", "") if month else ("date", "day")
        date = replace(fact, kind=kind, date=then.replace(day=1) if month else then, name=name, number=0)
        return [*(other for other in facts[:place] if other.kind == "zone"), date, *facts[place + 1 :]]
    return facts


def _counted(fact: Fact, day: dt.date, scene: Scene) -> dt.date:
    if fact.name == "months":
        return same_day(day, int(fact.number))
    if fact.name == "weekday":
        return day + dt.timedelta(days=(int(fact.number) - day.weekday() - 1) % 7 + 1)
    return day + dt.timedelta(days=_days_later(fact, scene))


def _days_later(fact: Fact, scene: Scene) -> int:
    if fact.kind == "later":
        return int(fact.number)
    words = scene.pieces[fact.last].word
    if fact.kind == "date" and fact.date and words in scene.language.lives.later:
        return (fact.date - scene.today.date()).days
    return 0


def _with_veto(facts: list[Fact], place: int) -> list[Fact]:
    return [*facts[:place], replace(facts[place], kind="veto"), *facts[place + 1 :]]
