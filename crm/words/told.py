"""What is told of the past beside what is planned: "звонил в понедельник, просил в четверг"."""

import re

from crm.words.facts import DAYS, Fact, Scene, one
from crm.words.lives import NEVER
from crm.words.others import THING, of_others
from crm.words.verbs import PLAIN_NOT, before, clause, verbs_around

NEAR = 3
"""Words between "call" and the day of the call."""
LONG_AHEAD = 300
"""A day so many days ahead, of no named year, was rather the last one."""
TOWARDS = ("к", "ко", "for")
FORESEEN = ("day", "span", "year", "next", "coming")
"""Names of days that cannot be over."""


def planned(facts: list[Fact], scene: Scene) -> list[Fact]:
    """The facts without those that are told of the past; none where nothing else names the day."""
    told = told_facts(facts, scene)
    for group in (DAYS, ("clock",)):
        facts = _without_told(facts, group, told)
        facts = _to_call(facts, group, scene)
    over = [fact for fact in facts if _over(fact, facts, scene)]
    if not any(fact.kind in (*DAYS, "part", "span") for fact in facts):
        facts = [fact for fact in facts if fact.kind != "clock" or not _hour_of_others(fact, scene)]
    if scene.language.lives.meetings is not NEVER and all(fact.kind == "part" for fact in facts):
        facts = [fact for fact in facts if fact.date or fact not in told]  # "they left early"
    hour = any(fact.kind == "clock" and fact not in told for fact in facts)
    timed = hour or any(fact.kind == "part" and fact not in told and fact not in over for fact in facts)
    if any(fact.name != "today" and fact.kind != "part" for fact in over) or (over and not timed):
        return _left(over, facts, scene)
    facts = [fact for fact in facts if fact not in over]  # "tried today, try again in the morning"
    # "called this morning, asked for after 4"
    return [fact for fact in facts if fact.kind != "part" or fact not in told or not hour]


def _left(over: list[Fact], facts: list[Fact], scene: Scene) -> list[Fact]:
    """What is to be done after what is over: "отгрузка 5 мая в 10, звонок 6-го"."""
    last = max(fact.last for fact in over)
    rest = [fact for fact in facts if fact.first > last]
    while rest and all(piece.code == "&" for piece in scene.pieces[last + 1 : rest[0].first]):
        last, rest = rest[0].last, rest[1:]
    return rest if any(fact.kind in DAYS and _to_do(fact, scene) for fact in rest) else []


def _to_do(fact: Fact, scene: Scene) -> bool:
    return any(
        pattern.fullmatch(word)
        for pattern in (scene.language.deed, scene.language.plan)
        for word in [piece.raw.lower() for piece in clause(fact, scene)]
    )


def told_facts(facts: list[Fact], scene: Scene) -> list[Fact]:
    found: list[Fact] = []
    for fact in facts:
        follows = found and all(piece.code == "&" for piece in scene.pieces[found[-1].last + 1 : fact.first])
        words = verbs_around(fact, fact.last, scene)
        if follows or any(scene.language.tells.fullmatch(word) for word in words):
            found.append(fact)
    return found


def _without_told(facts: list[Fact], group: tuple[str, ...], told: list[Fact]) -> list[Fact]:
    """Of two days or hours, the one in "звонил в 10" is told, not planned."""
    those = [fact for fact in facts if fact.kind in group]
    kept = [fact for fact in those if fact not in told]
    if len(those) < 2 or not kept:
        return facts
    return [fact for fact in facts if fact.kind not in group or fact in kept]


def _to_call(facts: list[Fact], group: tuple[str, ...], scene: Scene) -> list[Fact]:
    """Of "back on the 5th, call on the 6th" the later."""
    those = [fact for fact in facts if fact.kind in group]
    if len(those) < 2 or not _called(those[-1], scene) or any(_called(fact, scene) for fact in those[:-1]):
        return facts
    return [fact for fact in facts if fact is those[-1] or fact.kind not in group]


def _called(fact: Fact, scene: Scene) -> bool:
    for piece in reversed(scene.pieces[max(0, fact.first - NEAR) : fact.first]):
        if piece.code not in "kgnab":
            return False
        if scene.language.call.fullmatch(piece.raw.lower()):
            return True
    return False


def _over(fact: Fact, facts: list[Fact], scene: Scene) -> bool:
    """ "звонил в понедельник": a day that could be told of as well as planned, and is told of."""
    if fact.kind not in DAYS and not (fact.kind == "part" and fact.date):
        return False
    if fact.role == "since":
        return True
    if _of_a_thing(fact, scene) or of_others(fact, scene):
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
    return fact.kind == "date" and fact.name == "date" and ahead > LONG_AHEAD and spoken


def _of_a_thing(fact: Fact, scene: Scene) -> bool:
    """ "день рождения у сына 15 марта", "с 1 сентября подорожает", "отгрузка 5 мая"."""
    words = before(fact, scene)
    after = scene.pieces[fact.last + 1 : fact.last + 3]
    if any(piece.code == "K" and piece.value == THING for piece in [*words, *after[:1]]):
        return True
    beside = [piece.raw.lower() for piece in [*words[-2:], *after]]
    if fact.role == "from" and any(scene.language.change.fullmatch(word) for word in beside):
        return True
    return not fact.role and _theirs(fact, scene)


def _theirs(fact: Fact, scene: Scene) -> bool:
    """Whether it is the day of a thing or of somebody else, and nothing is to be done on it."""
    pieces, language = clause(fact, scene), scene.language
    words = [piece.raw.lower() for piece in pieces]
    if any(language.deed.fullmatch(word) or language.asked.fullmatch(word) for word in words):
        return False
    bounded = [before.code in "AB" for before in [pieces[-1], *pieces[:-1]]]  # "после отгрузки 5 мая"
    if any(language.thing.fullmatch(word) and not bound for word, bound in zip(words, bounded, strict=True)):
        return True
    month = fact.kind == "month" and not any(
        piece.code in "AB" for piece in scene.pieces[fact.first : fact.last]
    )
    if any(language.plan.fullmatch(word) and not (month and language.does.fullmatch(word)) for word in words):
        return False
    return any(
        language.kinsman.fullmatch(word) or (month and language.does.fullmatch(word)) for word in words
    )


def _hour_of_others(fact: Fact, scene: Scene) -> bool:
    if not fact.role and _told_hour(fact, scene):
        return True
    return _of_a_thing(fact, scene) or of_others(fact, scene)


def _told_hour(fact: Fact, scene: Scene) -> bool:
    """ "left a voicemail at 4", "был на совещании в 10"."""
    before = verbs_around(fact, len(scene.pieces), scene)
    being = any(re.fullmatch(scene.language.being, word) for word in before)
    return being or _tells(fact, fact.last, scene)


def _tells(fact: Fact, last: int, scene: Scene) -> bool:
    words = verbs_around(fact, last, scene)
    denied = any(word in PLAIN_NOT for word in words)
    verb = scene.language.tells if denied else scene.language.tells_alone
    was = scene.language.was if fact.kind in DAYS and not fact.role and _named_as_past(fact, scene) else None
    if fact.kind in ("weekday", "date", "ordinal") and not fact.role and not denied:
        verb = scene.language.tells
    return any(verb.fullmatch(word) or (was and was.fullmatch(word)) for word in words) or _wish(fact, scene)


def _wish(fact: Fact, scene: Scene) -> bool:
    """ "asked on Friday for a brochure"."""
    lives, on, following = scene.language.lives, scene.pieces[fact.first], scene.after(fact.last + 1)
    before = scene.pieces[fact.first - 1 : fact.first] if fact.first else []
    asked = any(lives.wishes.fullmatch(piece.raw.lower()) for piece in before)
    follows = following is not None and lives.wished.fullmatch(following.raw.lower())
    return asked and on.raw.lower() == "on" and bool(follows)


def _named_as_past(fact: Fact, scene: Scene) -> bool:
    """ "в среду", "5 мая", "на той неделе"; "на 5 мая" and "к среде" are to be."""
    on = scene.pieces[fact.first]
    if fact.kind == "week":
        mode = one(scene.pieces[fact.first : fact.last + 1], "xt")
        return mode is not None and (mode.code == "t" or mode.raw.lower() in scene.language.either_week)
    if on.raw.lower() in TOWARDS:
        return False
    return on.code in "ai" or (fact.kind == "date" and (on.code != "n" or fact.name == "weekend"))
