"""Which facts count: what is sure, of one moment, and not negated."""

from dataclasses import replace

from crm.words.corrected import corrected
from crm.words.either import choice
from crm.words.facts import DAYS, SAYING, Fact, Scene
from crm.words.told import planned

NO = ("нет", "ні")
"""Words by themselves that take back what was said before."""
OPEN = "open"
"""What "not" is named where hours follow in which somebody works."""


def sifted(facts: list[Fact], scene: Scene) -> list[Fact] | None:
    """The facts to settle; None where the text names two moments or one that cannot be."""
    facts = _no_habits(_neither(facts), scene)
    either = choice(facts)
    if len(facts) > 1 and any(_called_on(fact, scene) for fact in facts if fact.weak):
        return None
    facts = _beside_days(facts, scene)
    parts = {fact.role for fact in facts if fact.kind == "part"}
    if (
        any(fact.kind == "veto" or fact.other for fact in facts)
        or _period(facts, scene)
        or either
        or parts >= {"from", "until"}
    ):
        return None
    if _asked(facts, scene):
        return None
    kept = corrected(_not_denied(_without_guests(facts, scene), scene), scene)
    if any(_sooner(fact, scene) for fact in kept):
        return None
    return planned([fact for fact in kept if fact.kind in (*SAYING, "zone")], scene)


def _asked(facts: list[Fact], scene: Scene) -> bool:
    """ "можно ли забрать в воскресенье?": a client's question, and nothing to be done."""
    if not any(piece.value == "?" for piece in scene.pieces):
        return False
    words = [piece.word for piece in scene.pieces]
    language = scene.language
    return any(language.telling.asking.fullmatch(word) for word in words) and not any(
        language.call.fullmatch(word) for word in words
    )


def _called_on(fact: Fact, scene: Scene) -> bool:
    """ "до 10 сентября в отпуске, звонить 11": a bare number that says when to call, and not of what."""
    before = scene.pieces[fact.first - 1] if fact.first and fact.first == fact.last else None
    following = scene.after(fact.last + 1)
    ends = following is None or following.code == ","
    return before is not None and ends and bool(scene.language.call.fullmatch(before.word))


def _sooner(fact: Fact, scene: Scene) -> bool:
    """ "before Monday": on some day that is not named."""
    named = fact.kind in ("weekday", "date", "ordinal") and fact.role == "until"
    return named and any(piece.value == "before" for piece in scene.pieces[fact.first : fact.last])


def _period(facts: list[Fact], scene: Scene) -> bool:
    """ "с понедельника по пятницу"."""
    days = [fact for fact in facts if fact.kind == "weekday"]
    return len(days) == 2 and days[0].role == "from" and scene.pieces[days[1].first].code == "^"


def _beside_days(facts: list[Fact], scene: Scene) -> list[Fact]:
    """A bare number counts beside a day or a part of one, or where it is all that was said."""
    strong = [fact for fact in facts if not fact.weak]
    alone = len(facts) == 1 and all(piece.code in ",0wH-nbFNuCpd" for piece in scene.pieces)
    return [
        fact
        for fact in facts
        if not fact.weak
        or alone
        or any(other.kind in (*DAYS, "part", "veto") and _touch(fact, other, scene) for other in strong)
    ]


def _touch(one: Fact, other: Fact, scene: Scene) -> bool:
    first, second = sorted((one, other), key=lambda fact: fact.first)
    return all(piece.code in ",-" for piece in scene.pieces[first.last + 1 : second.first])


def _neither(facts: list[Fact]) -> list[Fact]:
    """ "not Monday or Tuesday": neither of them."""
    found = list(facts)
    for place, fact in enumerate(facts[2:], 2):
        denied = found[place - 2].kind == "not" and found[place - 1].first == found[place - 2].last + 1
        if fact.kind == "or" and denied and fact.first == found[place - 1].last + 1:
            found[place] = replace(fact, kind="not")
    return found


def _no_habits(facts: list[Fact], scene: Scene) -> list[Fact]:
    """ "Mondays and Tuesdays are bad, Wednesday at 4"."""
    bad: list[Fact] = []
    for fact in reversed(facts):
        listed = bad and [piece.code for piece in scene.pieces[fact.last + 1 : bad[-1].first]] == ["&"]
        if scene.pieces[fact.first].code == "V" and (listed or _is_bad(fact, scene)):
            bad.append(fact)
    return [fact for fact in facts if fact not in bad]


def _without_guests(facts: list[Fact], scene: Scene) -> list[Fact]:
    """ "a table for 8, booked on Friday at 12": how many they are is no hour."""
    clocks = [fact for fact in facts if fact.kind == "clock"]
    guests = [fact for fact in clocks if _for_so_many(fact, scene)]
    return [fact for fact in facts if fact not in guests] if len(guests) < len(clocks) else facts


def _for_so_many(fact: Fact, scene: Scene) -> bool:
    words = scene.pieces[fact.first : fact.last + 1]
    return [piece.code for piece in words] in (["a", "0"], ["a", "w"]) and words[0].raw.lower() == "for"


def _not_denied(facts: list[Fact], scene: Scene) -> list[Fact]:
    kept = list(facts)
    for place, fact in enumerate(facts):
        if fact.kind in DAYS and _is_bad(fact, scene):
            kept[place] = Fact("none")
        following = scene.after(fact.last + 1)
        too = following is not None and following.value == "too" and fact.kind in DAYS
        if too and any(other.kind == "none" for other in kept[:place]):
            kept[place] = Fact("none")  # "завтра занят, послезавтра тоже"
        if fact.kind != "not":
            continue
        before = facts[place - 1] if place else None
        after = facts[place + 1] if place + 1 < len(facts) else None
        if after is not None and after.first == fact.last + 1 and after.kind in SAYING:
            if before is not None and _instead_of(before, fact, after, scene):
                kept[place - 1] = Fact("none")
                continue
            if fact.name == OPEN:
                for other in _beside(facts, place + 1):
                    kept[other] = Fact("none")
                continue
            if after.role == "until":
                kept[place + 1] = replace(after, role="from")
                continue
            for other in _chained(facts, place + 1, 1, scene):
                kept[other] = Fact("none")
        elif before is not None and _said_of(before, fact, scene) and fact.number and before.role != "until":
            for other in _chained(facts, place - 1, -1, scene):
                kept[other] = Fact("none")
    return kept


def _is_bad(fact: Fact, scene: Scene) -> bool:
    """ "tomorrow's bad, Sunday's ok"."""
    lives, after = scene.language.lives, scene.pieces[fact.last + 1 : fact.last + 5]
    while after and scene.language.who.fullmatch(after[0].raw.lower()):
        after = after[1:]
    ends = len(after) < 2 or after[1].code == "," or after[1].raw.lower() == "but"
    return bool(after) and ends and bool(lives.bad.fullmatch(after[0].raw.lower()))


def _instead_of(before: Fact, fact: Fact, after: Fact, scene: Scene) -> bool:
    """ "завтра нет в пятницу", "в 10 нет в 11"."""
    alike = (before.kind in DAYS and after.kind in DAYS) or before.kind == after.kind == "clock"
    return alike and before.last + 1 == fact.first and scene.pieces[fact.first].word in NO


def _said_of(before: Fact, fact: Fact, scene: Scene) -> bool:
    """ "завтра он занят": nothing stands between but who."""
    between = scene.pieces[before.last + 1 : fact.first]
    return len(between) < 3 and all(scene.language.who.fullmatch(piece.word) for piece in between)


def _beside(facts: list[Fact], place: int) -> list[int]:
    """The places of a fact and of those that follow at once: "open till 8 tonight"."""
    found = [place]
    while found[-1] + 1 < len(facts) and facts[found[-1] + 1].first == facts[found[-1]].last + 1:
        found.append(found[-1] + 1)
    return found


def _chained(facts: list[Fact], place: int, step: int, scene: Scene) -> list[int]:
    """The places of facts joined by "and" to the one at `place`, it among them."""
    found = [place]
    while 0 <= place + step < len(facts):
        one, other = sorted((facts[place], facts[place + step]), key=lambda fact: fact.first)
        between = [piece.code for piece in scene.pieces[one.last + 1 : other.first]]
        through = one.role == "from" and other.role == "until" and between in ([], ["m"], ["^"])
        listed = step < 0 and between == [","] and one.kind == other.kind == "weekday"
        if (between != ["&"] and not through and not listed) or facts[place + step].kind not in SAYING:
            break
        place += step
        found.append(place)
    return found
