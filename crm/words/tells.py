"""Whether the words around a day or an hour tell of what has been: "звонил в среду", "had him on Friday"."""

from itertools import pairwise

from crm.words.facts import DAYS, Fact, Scene, one
from crm.words.verbs import PLAIN_NOT, clause, verbs_around

TOWARDS = ("к", "ко", "for")


def tells(fact: Fact, last: int, scene: Scene) -> bool:
    words = verbs_around(fact, last, scene)
    denied = any(word in PLAIN_NOT for word in words)
    verb = scene.language.tells if denied else scene.language.tells_alone
    day = fact.kind in DAYS and not fact.role
    was = scene.language.was if day and (_named_as_past(fact, scene) or _had(fact, words, scene)) else None
    dated = fact.kind in ("weekday", "date", "ordinal") or (fact.kind == "month" and not fact.name)
    if dated and not fact.role and not denied:
        verb = scene.language.tells
    told = any(verb.fullmatch(word) or (was and was.fullmatch(word)) for word in words)
    return told or _by_them(words, scene) or _wish(fact, scene)


def _by_them(words: list[str], scene: Scene) -> bool:
    """ "he read the contract at 9 tonight"."""
    they, was = scene.language.lives.they, scene.language.was
    return any(was.fullmatch(verb) and verb != "had" and they.fullmatch(who) for verb, who in pairwise(words))


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
    follows = following is not None and bool(lives.wished.fullmatch(following.word))
    said = on.word == "on" or (following is not None and following.word == "that")
    return asked and said and follows


def _named_as_past(fact: Fact, scene: Scene) -> bool:
    """ "в среду", "5 мая", "на той неделе"; "на 5 мая" and "к среде" are to be."""
    on = scene.pieces[fact.first]
    if fact.kind == "week":
        mode = one(scene.pieces[fact.first : fact.last + 1], "xt")
        return mode is not None and (mode.code == "t" or mode.word in scene.language.telling.either_week)
    if on.word in TOWARDS:
        return False
    return on.code in "ai" or (fact.kind == "date" and (on.code != "n" or fact.name == "weekend"))
