"""What is told of the past beside what is planned: "звонил в понедельник, просил в четверг"."""

import re

from crm.words.facts import DAYS, Fact, Scene

REACH = 5
"""Words between a verb and what it speaks of."""
NEAR = 3
"""Words between "call" and the day of the call."""
LONG_AHEAD = 300
"""A day so many days ahead, of no named year, was rather the last one."""
PLAIN_NOT = ("не", "ні", "not", "don't")
TOWARDS = ("к", "ко")
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
        facts = [fact for fact in facts if fact.kind != "clock" or fact.role or not _told_hour(fact, scene)]
    hour = any(fact.kind == "clock" and fact not in told for fact in facts)
    timed = hour or any(fact.kind == "part" and fact not in told for fact in facts)
    if any(fact.name != "today" and fact.kind != "part" for fact in over) or (over and not timed):
        return []
    facts = [fact for fact in facts if fact not in over]  # "tried today, try again in the morning"
    # "called this morning, asked for after 4"
    return [fact for fact in facts if fact.kind != "part" or fact not in told or not hour]


def told_facts(facts: list[Fact], scene: Scene) -> list[Fact]:
    found: list[Fact] = []
    for fact in facts:
        follows = found and all(piece.code == "&" for piece in scene.pieces[found[-1].last + 1 : fact.first])
        words = _verbs_around(fact, fact.last, scene)
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
    if _of_a_thing(fact, scene):
        return True
    ahead = (fact.date - scene.today.date()).days if fact.date else 0
    if fact.role == "from" and fact.name == "date" and ahead > LONG_AHEAD:
        return True  # "с 1 января цены выше", said on the twelfth
    if fact.name in FORESEEN or fact.role in ("after", "until"):
        return False
    last = fact.last
    for other in facts:
        last = other.last if other.first == last + 1 else last
    return _tells(fact, last, scene)


def _of_a_thing(fact: Fact, scene: Scene) -> bool:
    """ "день рождения у сына 15 марта", "с 1 сентября подорожает"."""
    before = scene.pieces[max(0, fact.first - REACH) : fact.first]
    while before and any(piece.code not in "kanbAKm" for piece in before):
        before = before[1:]
    after = scene.pieces[fact.last + 1 : fact.last + 3]
    if any(piece.code == "K" and piece.value for piece in [*before, *after[:1]]):
        return True
    beside = [piece.raw.lower() for piece in [*before[-2:], *after]]
    return fact.role == "from" and any(scene.language.change.fullmatch(word) for word in beside)


def _told_hour(fact: Fact, scene: Scene) -> bool:
    """ "left a voicemail at 4", "был на совещании в 10"."""
    before = _verbs_around(fact, len(scene.pieces), scene)
    being = any(re.fullmatch(scene.language.being, word) for word in before)
    return being or _tells(fact, fact.last, scene)


def _tells(fact: Fact, last: int, scene: Scene) -> bool:
    words = _verbs_around(fact, last, scene)
    denied = any(word in PLAIN_NOT for word in words)
    verb = scene.language.tells if denied else scene.language.tells_alone
    on = scene.pieces[fact.first]
    named = (on.code == "a" and on.raw.lower() not in TOWARDS) or fact.kind == "date"
    was = scene.language.was if named and fact.kind in DAYS and not fact.role else None
    if fact.kind in ("weekday", "date", "ordinal") and not fact.role and not denied:
        verb = scene.language.tells
    return any(verb.fullmatch(word) or (was and was.fullmatch(word)) for word in words)


def _verbs_around(fact: Fact, last: int, scene: Scene) -> list[str]:
    """Words before a fact, up to one that speaks of what will be, and the word after the piece `last`."""
    before: list[str] = []
    for piece in reversed(scene.pieces[max(0, fact.first - REACH) : fact.first]):
        word = piece.raw.lower()
        known = piece.code in "kanbA&m^tje" or word in PLAIN_NOT
        if scene.language.plan.fullmatch(word):
            before = before[:-1]  # "gets paid on Friday"
            break
        if not known:
            break
        before.append(word)
    after = [piece.raw.lower() for piece in scene.pieces[last + 1 : last + 3]]
    if after and scene.language.plan.fullmatch(after[0]):
        return []
    return [*before, *after[: 2 if after and after[0] in PLAIN_NOT else 1]]
