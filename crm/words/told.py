"""What is told of the past beside what is planned: "звонил в понедельник, просил в четверг"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from crm.words.called import to_call, without_today
from crm.words.cues import of_a_tale
from crm.words.facts import DAYS, Fact, Scene, one
from crm.words.lives import NEVER
from crm.words.others import of_others
from crm.words.things import of_a_thing
from crm.words.verbs import PLAIN_NOT, clause, verbs_around

FAR_AHEAD, LONG_AHEAD = 240, 300
"""A day so many days ahead, of no named year, was rather the last one."""
ONLY = ("только", "тільки", "лише")
"""Before an hour until which one may always call."""
TOWARDS = ("к", "ко", "for")
FORESEEN = ("day", "span", "year", "next", "coming")
"""Names of days that cannot be over."""


def planned(facts: list[Fact], scene: Scene) -> list[Fact]:
    """The facts without those that are told of the past; none where nothing else names the day."""
    told = told_facts(facts, scene)
    for group in (DAYS, ("clock",), ("part",)):
        facts = _without_told(facts, group, told)
        facts = to_call(facts, group, scene)
    facts = without_today(facts, scene)
    facts = _not_since(facts)
    over = [fact for fact in facts if _over(fact, facts, scene)]
    if not any(fact.kind in (*DAYS, "part", "span") for fact in facts):
        facts = [fact for fact in facts if fact.kind != "clock" or not _hour_of_others(fact, scene)]
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


def _told_part(fact: Fact, scene: Scene) -> bool:
    """ "утром не брал", "вечером прочитал и молчит"."""
    words = verbs_around(fact, fact.last, scene)
    told = any(scene.language.was.fullmatch(word) or scene.language.tells.fullmatch(word) for word in words)
    return told and scene.language.telling.beside_month is not None


def _beside(fact: Fact, over: list[Fact]) -> bool:
    """ "отгрузили сегодня в 15"."""
    days = [day for day in over if day.name == "today"]
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
    tells = scene.language.tells
    told = [any(map(tells.fullmatch, verbs_around(fact, fact.last, scene))) for fact in facts]
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
    if _of_last_year(fact, scene):
        return True
    if fact.name in FORESEEN or fact.role in ("after", "until"):
        return False
    last = fact.last
    for other in facts:
        last = other.last if other.first == last + 1 else last
    return _tells(fact, last, scene)


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
    if _told_hour(fact, scene):
        return True
    return of_a_thing(fact, scene) or of_others(fact, scene)


def _told_hour(fact: Fact, scene: Scene) -> bool:
    """ "left a voicemail at 4", "был на совещании в 10"."""
    before = verbs_around(fact, fact.last, scene)
    was = any(
        re.fullmatch(scene.language.being, word) or scene.language.was.fullmatch(word) for word in before
    )
    usual = any(scene.language.telling.usual.fullmatch(piece.word) for piece in clause(fact, scene))
    usual = usual or (fact.role == "until" and fact.first > 0 and scene.pieces[fact.first - 1].word in ONLY)
    return was or usual or _tells(fact, fact.last, scene)


def _tells(fact: Fact, last: int, scene: Scene) -> bool:
    words = verbs_around(fact, last, scene)
    denied = any(word in PLAIN_NOT for word in words)
    verb = scene.language.tells if denied else scene.language.tells_alone
    day = fact.kind in DAYS and not fact.role
    was = scene.language.was if day and (_named_as_past(fact, scene) or _had(fact, words, scene)) else None
    if fact.kind in ("weekday", "date", "ordinal") and not fact.role and not denied:
        verb = scene.language.tells
    return any(verb.fullmatch(word) or (was and was.fullmatch(word)) for word in words) or _wish(fact, scene)


def _had(fact: Fact, words: list[str], scene: Scene) -> bool:
    """ "had him on the phone Friday", not "had to move him to Friday"."""
    if "had" not in words:
        return False
    first = [piece.word for piece in clause(fact, scene)[:2]]
    return first[0] == "had" and "to" not in first


def _wish(fact: Fact, scene: Scene) -> bool:
    """ "asked on Friday for a brochure"."""
    lives, on, following = scene.language.lives, scene.pieces[fact.first], scene.after(fact.last + 1)
    before = scene.pieces[max(0, fact.first - 2) : fact.first]
    before = [piece for piece in before if not scene.language.lives.hence.fullmatch(piece.word)][-1:]
    asked = any(lives.wishes.fullmatch(piece.word) for piece in before)
    follows = following is not None and lives.wished.fullmatch(following.word)
    return asked and on.word == "on" and bool(follows)


def _named_as_past(fact: Fact, scene: Scene) -> bool:
    """ "в среду", "5 мая", "на той неделе"; "на 5 мая" and "к среде" are to be."""
    on = scene.pieces[fact.first]
    if fact.kind == "week":
        mode = one(scene.pieces[fact.first : fact.last + 1], "xt")
        return mode is not None and (mode.code == "t" or mode.word in scene.language.telling.either_week)
    if on.word in TOWARDS:
        return False
    return on.code in "ai" or (fact.kind == "date" and (on.code != "n" or fact.name == "weekend"))
