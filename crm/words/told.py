"""What is told of the past beside what is planned: "звонил в понедельник, просил в четверг"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from crm.words.called import to_call, without_today, without_week
from crm.words.cues import of_a_tale
from crm.words.doings import of_their_doings
from crm.words.facts import DAYS, Fact, Scene
from crm.words.lives import NEVER
from crm.words.others import of_others
from crm.words.sorts import answered, idle, of_a_mood, of_a_sort, of_leisure, so_many
from crm.words.tells import tells
from crm.words.things import of_a_thing
from crm.words.verbs import clause, verbs_around

FAR_AHEAD, LONG_AHEAD = 240, 300
"""A day so many days ahead, of no named year, was rather the last one."""
ONLY = ("только", "тільки", "лише")
"""Before an hour until which one may always call."""
FORESEEN = ("day", "span", "year", "next", "coming")
"""Names of days that cannot be over."""


def planned(facts: list[Fact], scene: Scene) -> list[Fact]:
    """The facts without those that are told of the past; none where nothing else names the day."""
    facts = without_week(facts)
    told = told_facts(facts, scene)
    for group in (DAYS, ("clock",), ("part",)):
        facts = _without_told(facts, group, told)
        facts = to_call(facts, group, scene)
    facts = without_today(facts, scene)
    facts = _not_since(_of_that_hour(facts, told, scene))
    over = [fact for fact in facts if _over(fact, facts, scene)]
    if not any(fact.kind in (*DAYS, "span") or fact.date for fact in facts):
        facts = _without_hours(facts, scene)
    if scene.language.lives.meetings is not NEVER and all(fact.kind == "part" for fact in facts):
        facts = [fact for fact in facts if fact.date or fact not in told]  # "they left early"
    if not any(fact.kind in (*DAYS, "span", "clock") for fact in facts):
        facts = [fact for fact in facts if fact.role or not _told_part(fact, scene)]
    over += [fact for fact in facts if fact not in over and _beside(fact, over)]
    hour = any(fact.kind == "clock" and fact not in told and fact not in over for fact in facts)
    timed = hour or any(fact.kind == "part" and fact not in (*told, *over) for fact in facts)
    days = [fact for fact in over if fact.kind in DAYS]
    if any(fact.name != "today" for fact in days) or (over and not timed):
        return _left(over, facts, scene)
    facts = [fact for fact in facts if fact not in over]  # "tried today, try again in the morning"
    # "called this morning, asked for after 4"
    return [fact for fact in facts if fact.kind != "part" or fact not in told or not hour]


def _of_that_hour(facts: list[Fact], told: list[Fact], scene: Scene) -> list[Fact]:
    """Without the hour in "spoke at 9 this morning, check in again a week from today"."""
    days = [fact for fact in facts if fact.kind in DAYS and fact not in told and fact.name != "today"]
    if not days or any(fact.kind in DAYS and fact.name != "today" for fact in told):
        return facts
    stops = [place for place, piece in enumerate(scene.pieces[: days[0].first]) if piece.code == ","]
    hours = [fact for fact in told if fact.kind in ("clock", "part") and stops and fact.last < stops[-1]]
    gone = [fact for fact in hours if not fact.role]
    gone += [
        fact for fact in facts if fact.kind == "part" and any(one.last + 1 == fact.first for one in gone)
    ]
    return [fact for fact in facts if fact not in gone]


def _without_hours(facts: list[Fact], scene: Scene) -> list[Fact]:
    """Without "left a voicemail at 4", and both hours of "the system was down from 9 till noon"."""
    hours = [fact for fact in facts if fact.kind == "clock"]
    gone = [fact for fact in hours if _hour_of_others(fact, scene) or of_a_tale(fact, facts, scene)]
    for fact in gone:
        gone += [other for other in hours if other not in gone and _goes_on(fact, other, scene)]
        gone += [other for other in facts if other.kind == "part" and fact.last + 1 == other.first]
    return [fact for fact in facts if fact not in gone]


def _goes_on(fact: Fact, other: Fact, scene: Scene) -> bool:
    """ "in Hull by 9 and home by 6"."""
    between = scene.pieces[fact.last + 1 : other.first]
    return other.role == "until" and other.first > fact.last and all(piece.code in "k&n" for piece in between)


def _told_part(fact: Fact, scene: Scene) -> bool:
    """ "утром не брал", "вечером прочитал и молчит"."""
    words = verbs_around(fact, fact.last, scene)
    told = any(scene.language.was.fullmatch(word) or scene.language.tells.fullmatch(word) for word in words)
    return told and scene.language.telling.beside_month is not None


def _beside(fact: Fact, over: list[Fact]) -> bool:
    """ "отгрузили сегодня в 15"."""
    days = [day for day in over if day.name == "today" or day.kind == "part"]
    hour = fact.kind in ("clock", "part") and not fact.role
    return hour and any(day.last + 1 == fact.first or fact.last + 1 == day.first for day in days)


def _left(over: list[Fact], facts: list[Fact], scene: Scene) -> list[Fact]:
    """What is to be done after what is over: "отгрузка 5 мая в 10, звонок 6-го"."""
    last = max(fact.last for fact in over)
    rest = [fact for fact in facts if fact.first > last]
    while rest and all(piece.code == "&" for piece in scene.pieces[last + 1 : rest[0].first]):
        last, rest = rest[0].last, rest[1:]
    return rest if any(fact.kind in DAYS and _to_do(fact, scene) for fact in rest) else []


def _to_do(fact: Fact, scene: Scene, patterns: Sequence[re.Pattern[str]] = ()) -> bool:
    patterns = patterns or (scene.language.deed, scene.language.plan, scene.language.lives.cues)
    return any(pattern.fullmatch(piece.word) for pattern in patterns for piece in clause(fact, scene))


def told_facts(facts: list[Fact], scene: Scene) -> list[Fact]:
    telling = scene.language.tells
    told = [any(map(telling.fullmatch, verbs_around(fact, fact.last, scene))) for fact in facts]
    pairs = list(enumerate(pairwise(facts)))
    for place, (first, other) in [*pairs, *reversed(pairs)]:
        if all(piece.code == "&" for piece in scene.pieces[first.last + 1 : other.first]):
            told[place + 1] = told[place + 1] or told[place]  # "звонил в среду и в пятницу"
            if first.kind == other.kind:
                told[place] = told[place] or told[place + 1]
    return [fact for fact, was in zip(facts, told, strict=True) if was]


def _without_told(facts: list[Fact], group: tuple[str, ...], told: list[Fact]) -> list[Fact]:
    """Of two days or hours, the one in "звонил в 10" is told, not planned."""
    those = [fact for fact in facts if fact.kind in group]
    kept = [fact for fact in those if fact not in told]
    if len(those) < 2 or not kept:
        return facts
    return [fact for fact in facts if fact.kind not in group or fact in kept]


def _not_since(facts: list[Fact]) -> list[Fact]:
    """Without "since 8 this morning"."""
    found: list[Fact] = []
    gone: Fact | None = None
    for fact in facts:
        since = fact.kind == "clock" and fact.role == "since"
        gone = fact if since or (gone is not None and gone.last + 1 == fact.first) else None
        if gone is None:
            found.append(fact)
    return found


def _over(fact: Fact, facts: list[Fact], scene: Scene) -> bool:
    """ "звонил в понедельник": a day that could be told of as well as planned, and is told of."""
    if fact.kind not in DAYS and not (fact.kind == "part" and fact.date):
        return False
    if fact.role == "since":
        return True
    if of_a_thing(fact, scene) or of_others(fact, scene) or of_a_tale(fact, facts, scene):
        return True
    if (
        of_a_sort(fact, scene)
        or of_a_mood(fact, scene)
        or answered(fact, scene)
        or idle(fact, scene)
        or so_many(fact, scene)
    ):
        return True
    if of_their_doings(fact, scene):
        return True
    if _of_last_year(fact, scene):
        return True
    if fact.name in FORESEEN or fact.role in ("after", "until"):
        return False
    last = fact.last
    for other in facts:
        last = other.last if other.first == last + 1 else last
    return tells(fact, last, scene)


def _of_last_year(fact: Fact, scene: Scene) -> bool:
    """ "с 1 января цены выше", said on the twelfth."""
    ahead = (fact.date - scene.today.date()).days if fact.date else 0
    spoken = fact.role == "from" or any(piece.code == "k" for piece in scene.pieces)
    if fact.kind == "month" and scene.language.telling.beside_month is not None:
        return ahead > FAR_AHEAD and spoken and not _to_do(fact, scene, (scene.language.deed,))
    if fact.kind == "month" and scene.language.lives.cues is not NEVER:
        lives, call = scene.language.lives, scene.language.call
        return ahead > FAR_AHEAD and spoken and not _to_do(fact, scene, (lives.ours, lives.cues, call))
    return fact.kind == "date" and fact.name == "date" and ahead > LONG_AHEAD and spoken


def _hour_of_others(fact: Fact, scene: Scene) -> bool:
    if fact.role == "since":
        return True
    if _told_hour(fact, scene) or of_a_sort(fact, scene) or of_leisure(fact, scene):
        return True
    return of_a_thing(fact, scene) or of_others(fact, scene) or of_their_doings(fact, scene)


def _told_hour(fact: Fact, scene: Scene) -> bool:
    """ "left a voicemail at 4", "был на совещании в 10"."""
    before = verbs_around(fact, fact.last, scene)
    was = any(
        re.fullmatch(scene.language.being, word) or scene.language.was.fullmatch(word) for word in before
    )
    usual = any(scene.language.telling.usual.fullmatch(piece.word) for piece in clause(fact, scene))
    usual = usual or (fact.role == "until" and fact.first > 0 and scene.pieces[fact.first - 1].word in ONLY)
    return was or usual or tells(fact, fact.last, scene)
