"""Hours in which others are open are no hours of ours: "sunday trading hours 10-4"."""

import re

from crm.words.facts import Fact, Scene
from crm.words.lives import NEVER
from crm.words.verbs import clause

RANGE = re.compile(".*[0wHp][-B^m][0wH]")
"""From one hour to another."""
DROPPED = ("weekday", "clock", "part", "veto")


def without_trading(facts: list[Fact], scene: Scene) -> list[Fact]:
    """The facts without those in a clause that tells when a shop is open, and of no call."""
    lives = scene.language.lives
    if lives.trades is NEVER or not any(map(lives.trades.fullmatch, [piece.word for piece in scene.pieces])):
        return facts
    return [fact for fact in facts if fact.kind not in DROPPED or not _of_trade(fact, scene)]


def _of_trade(fact: Fact, scene: Scene) -> bool:
    lives, language, pieces = scene.language.lives, scene.language, clause(fact, scene)
    words = [piece.word for piece in pieces]
    if any(pattern.fullmatch(word) for pattern in (lives.ours, language.call) for word in words):
        return False
    if lives.trading.search(" ".join(words)):
        return True
    ranged = RANGE.match("".join(piece.code for piece in pieces))
    return bool(ranged) and any(lives.trades.fullmatch(word) for word in words)
