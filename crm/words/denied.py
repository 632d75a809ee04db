"""What is said not to be: "not Monday or Tuesday", "завтра он занят", "never picks up on Friday"."""

from dataclasses import replace

from crm.words.facts import DAYS, SAYING, Fact, Scene

NO = ("нет", "ні")
"""Words by themselves that take back what was said before."""
NEAR = 3
"""Words between "never" and the day."""
SHUT = ("closed", "shut")
OPEN = "open"
"""What "not" is named where hours follow in which somebody works."""


def neither(facts: list[Fact]) -> list[Fact]:
    """ "not Monday or Tuesday": neither of them."""
    found = list(facts)
    for place, fact in enumerate(facts[2:], 2):
        denied = found[place - 2].kind == "not" and found[place - 1].first == found[place - 2].last + 1
        if fact.kind == "or" and denied and fact.first == found[place - 1].last + 1:
            found[place] = replace(fact, kind="not")
    return found


def no_habits(facts: list[Fact], scene: Scene) -> list[Fact]:
    """ "Mondays and Tuesdays are bad, Wednesday at 4"."""
    bad = [fact for fact in facts if _no_day_of_his(fact, facts, scene)]
    for fact in reversed(facts):
        listed = bad and [piece.code for piece in scene.pieces[fact.last + 1 : bad[-1].first]] == ["&"]
        if scene.pieces[fact.first].code == "V" and (listed or _is_bad(fact, scene)):
            bad.append(fact)
    return [fact for fact in facts if fact not in bad]


def _no_day_of_his(fact: Fact, facts: list[Fact], scene: Scene) -> bool:
    """ "shut Saturdays. Tuesday then": a denied habit, and a day in another clause."""
    piece = scene.pieces[fact.first]
    plural = piece.code == "V" and (piece.word.removesuffix("s"),) in scene.language.phrases
    stops = [place for place, other in enumerate(scene.pieces) if other.code == "," and place > fact.first]
    if not plural or not stops or not any(one.kind in DAYS and one.first > stops[0] for one in facts):
        return False
    between = [place for place, other in enumerate(scene.pieces[: fact.first]) if other.code in ",e"]
    return bool(between) and scene.pieces[between[-1]].code == "e"


def not_denied(facts: list[Fact], scene: Scene) -> list[Fact]:
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
        if after is not None and before is not None and _corrected(before, fact, after, kept, scene):
            kept[place - 1] = Fact("none")
            continue
        of_before = before is not None and _predicate(before, fact, scene)
        if after is not None and after.first == fact.last + 1 and after.kind in SAYING and not of_before:
            if fact.name == OPEN and _called_then(after, scene):
                continue
            if fact.name == OPEN or _shut(fact, facts[place + 1 : place + 3], scene):
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
        elif after is not None and after.kind in SAYING and _done_never(fact, after, scene):
            kept[place + 1] = replace(after, role="from") if after.role == "until" else Fact("none")
    return kept


def _predicate(before: Fact, fact: Fact, scene: Scene) -> bool:
    """ "weds is out thurs is fine": said of what stands before it."""
    word = scene.pieces[fact.first].word
    said = word.partition(" ")[0] in ("is", "isn't", "doesn't") and " " in word
    return said and before.kind in DAYS and before.last + 1 == fact.first


def _called_then(fact: Fact, scene: Scene) -> bool:
    """ "opens at 8 tomorrow, catch him then"."""
    words = [piece.word for piece in scene.pieces[fact.last + 1 :] if piece.code == "k"]
    lives, call = scene.language.lives, scene.language.call
    ours = any(call.fullmatch(word) or lives.ours.fullmatch(word) for word in words)
    return words[-1:] == ["then"] and ours


def _shut(fact: Fact, after: list[Fact], scene: Scene) -> bool:
    """ "closed today at 1"."""
    timed = [one.kind in DAYS for one in after] == [True, False] and after[1].kind == "clock"
    return timed and scene.pieces[fact.last].word in SHUT


def _done_never(fact: Fact, after: Fact, scene: Scene) -> bool:
    """ "never picks up on Friday", not "don't forget Friday" nor "don't ring, Friday is fine"."""
    lives, between = scene.language.lives, scene.pieces[fact.last + 1 : after.first]
    if not lives.never.fullmatch(scene.pieces[fact.last].word) or len(between) > NEAR:
        return False
    telling, words = scene.language.telling, [piece.word for piece in scene.pieces[: after.first]]
    if any(map(telling.ifs.fullmatch, words)) and any(map(telling.unreached.fullmatch, words)):
        return False  # "if he doesn't answer Thursday": he is called then
    return all(piece.code == "k" and not lives.still.fullmatch(piece.word) for piece in between)


def _is_bad(fact: Fact, scene: Scene) -> bool:
    """ "tomorrow's bad, Sunday's ok"."""
    lives, after = scene.language.lives, scene.pieces[fact.last + 1 : fact.last + 5]
    while after and scene.language.who.fullmatch(after[0].raw.lower()):
        after = after[1:]
    ends = len(after) < 2 or after[1].code == "," or after[1].raw.lower() == "but"
    return bool(after) and ends and bool(lives.bad.fullmatch(after[0].raw.lower()))


def _corrected(before: Fact, fact: Fact, after: Fact, kept: list[Fact], scene: Scene) -> bool:
    """ "завтра нет в пятницу", "в 10, нет, в 11"."""
    if before not in kept or after.kind not in SAYING:
        return False
    alike = (before.kind in DAYS and after.kind in DAYS) or before.kind == after.kind == "clock"
    between = [piece.code for piece in scene.pieces[before.last + 1 : fact.first]]
    beyond = [piece.code for piece in scene.pieces[fact.last + 1 : after.first]]
    stops = between in ([], [","]) and (not beyond or (beyond == [","] and after.kind == "clock"))
    return alike and stops and scene.pieces[fact.first].word in NO


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
