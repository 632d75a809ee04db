"""Which facts count: what is sure, of one moment, and not negated."""

from crm.words.corrected import corrected
from crm.words.denied import neither, no_habits, not_denied
from crm.words.either import choice
from crm.words.facts import DAYS, SAYING, Fact, Scene
from crm.words.told import planned
from crm.words.trading import without_trading


def sifted(facts: list[Fact], scene: Scene) -> list[Fact] | None:
    """The facts to settle; None where the text names two moments or one that cannot be."""
    facts = no_habits(neither(without_trading(facts, scene)), scene)
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
    kept = corrected(not_denied(_without_guests(facts, scene), scene), scene)
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
    alone = len(facts) == 1 and all(
        piece.code in ",0wH-nbFNuCpd" or scene.language.lives.yes.fullmatch(piece.word)
        for piece in scene.pieces
    )
    return [
        fact
        for fact in facts
        if not fact.weak
        or alone
        or any(other.kind == "not" and other.last + 1 == fact.first for other in facts)
        or _rather(fact, facts)
        or any(other.kind in (*DAYS, "part", "veto") and _touch(fact, other, scene) for other in strong)
    ]


def _rather(fact: Fact, facts: list[Fact]) -> bool:
    """ "4.30 instead of 4": an hour in the place of another."""
    place = facts.index(fact)
    after = facts[place + 1 : place + 3]
    kinds = [other.kind for other in after] == ["not", "clock"]
    return (
        kinds
        and fact.kind == "clock"
        and fact.last + 1 == after[0].first
        and after[0].last + 1 == after[1].first
    )


def _touch(one: Fact, other: Fact, scene: Scene) -> bool:
    first, second = sorted((one, other), key=lambda fact: fact.first)
    return all(piece.code in ",-" for piece in scene.pieces[first.last + 1 : second.first])


def _without_guests(facts: list[Fact], scene: Scene) -> list[Fact]:
    """ "a table for 8, booked on Friday at 12": how many they are is no hour."""
    clocks = [fact for fact in facts if fact.kind == "clock"]
    guests = [fact for fact in clocks if _for_so_many(fact, scene)]
    return [fact for fact in facts if fact not in guests] if len(guests) < len(clocks) else facts


def _for_so_many(fact: Fact, scene: Scene) -> bool:
    words = scene.pieces[fact.first : fact.last + 1]
    return [piece.code for piece in words] in (["a", "0"], ["a", "w"]) and words[0].raw.lower() == "for"
