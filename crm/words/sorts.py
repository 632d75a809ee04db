"""Days and hours that only name a thing: "the 12pm drop", "the Friday van was late", "weekend trade"."""

import re

from crm.words.facts import DAYS, Fact, Scene, one
from crm.words.lives import NEVER
from crm.words.verbs import clause

DROPPED = 4
"""So many letters are missing between two pieces where "the" or "their" stood there."""
STARTING = "aAnBb^ixtc"
"""Codes of a fact's own prepositions."""


def of_a_sort(fact: Fact, scene: Scene) -> bool:
    """Whether a noun that is no contact of ours follows at once, "the" before the day or the hour."""
    language, noun = scene.language, scene.after(fact.last + 1)
    if language.subjects.does is NEVER or noun is None or fact.kind not in ("weekday", "date", "clock"):
        return False
    if fact.role or scene.pieces[fact.first].code in STARTING or noun.code != "k" or not noun.raw.isalpha():
        return False
    if not noun.raw.islower() or scene.pieces[fact.last].end + 1 < noun.start:
        return False
    if fact.name != "weekend" and not _the(fact, scene):
        return False
    lives, subjects = language.lives, language.subjects
    contact = (lives.ours, lives.cues, language.plan, language.call, language.verb)
    if any(pattern.fullmatch(noun.word) for pattern in contact):
        return _was(fact, scene)
    return not subjects.suits.fullmatch(noun.word)


def _the(fact: Fact, scene: Scene) -> bool:
    before = scene.pieces[fact.first - 1].end if fact.first else 0
    return scene.pieces[fact.first].start - before >= DROPPED


def _was(fact: Fact, scene: Scene) -> bool:
    """ "the 10 o'clock meeting overran"."""
    noun, verb = scene.pieces[fact.last + 1], scene.after(fact.last + 2)
    language = scene.language
    if verb is None or language.plan.fullmatch(verb.word) or language.subjects.suits.fullmatch(verb.word):
        return False
    went = language.lives.meetings.fullmatch(noun.word) and language.lives.went.fullmatch(verb.word)
    return bool(went or (verb.word.endswith("ed") and language.tells_alone.fullmatch(verb.word)))


def of_a_mood(fact: Fact, scene: Scene) -> bool:
    """ "not happy with the visit on Friday": it has been."""
    if fact.kind not in DAYS or fact.role or fact.name in ("today", "day", "span"):
        return False
    words = [piece.word for piece in clause(fact, scene)]
    if any(scene.language.deed.fullmatch(word) for word in words) and scene.language.code != "en":
        return False
    words = [piece.word for piece in clause(fact, scene) if piece.start < scene.pieces[fact.first].start]
    return bool(scene.language.lives.moods.search(" ".join(words)))


def idle(fact: Fact, scene: Scene) -> bool:
    """ "six of us at the table tonight, so not working"."""
    language, rest = scene.language, scene.pieces[fact.last + 1 :]
    if fact.kind != "part" or not fact.date or language.lives.cues is NEVER:
        return False
    words = [piece.word for piece in scene.pieces]
    ours = (language.call, language.lives.ours, language.lives.contacts)
    denied = [piece for piece in rest if piece.code == "e"] and not any(
        piece.code in "DWMI" for piece in rest
    )
    return bool(denied) and not any(one.fullmatch(word) for one in ours for word in words)


def so_many(fact: Fact, scene: Scene) -> bool:
    """ "the fifth rep this week": how many there have been."""
    if fact.kind == "month" and fact.first > 1 and scene.pieces[fact.first - 1].value == "year":
        return scene.pieces[fact.first - 2].code in "0w"  # "in the trade 30 years come November"
    mode = one(scene.pieces[fact.first : fact.last + 1], "t")
    before = "".join(piece.code for piece in scene.pieces[max(0, fact.first - 3) : fact.first])
    return fact.kind in ("week", "month") and mode is not None and bool(re.search("ok{1,2}$", before))


def answered(fact: Fact, scene: Scene) -> bool:
    """ "asked when it lands, told him November": what was asked, and no call."""
    lives = scene.language.lives
    if fact.kind not in DAYS:
        return False
    words = [piece.word for piece in scene.pieces[: fact.first]]
    rest = [piece.word for piece in scene.pieces[fact.last + 1 :]]
    to_do = any(
        pattern.fullmatch(word)
        for pattern in (scene.language.call, lives.contacts)
        for word in [*words, *rest]
    )
    return not to_do and bool(lives.answers.search(" ".join(words)))


def of_leisure(fact: Fact, scene: Scene) -> bool:
    """ "drinks with him until 11", "on the night shift till 6"."""
    if fact.kind != "clock" or not fact.role:
        return False
    words = [piece.word for piece in clause(fact, scene)]
    called = any(map(scene.language.call.fullmatch, [piece.word for piece in scene.pieces]))
    return not called and bool(scene.language.lives.leisure.search(" ".join(words)))
