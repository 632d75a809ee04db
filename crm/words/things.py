"""Days of things, of kin and of what lasts: "отгрузка 5 мая", "брат прилетает в субботу"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from crm.words.facts import Fact, Scene
from crm.words.joined import Piece
from crm.words.others import THING
from crm.words.verbs import PLAIN_NOT, before, clause, verbs_around


def of_a_thing(fact: Fact, scene: Scene) -> bool:
    """ "день рождения у сына 15 марта", "с 1 сентября подорожает", "отгрузка 5 мая"."""
    words = before(fact, scene)
    after = scene.pieces[fact.last + 1 : fact.last + 3]
    if any(piece.code == "K" and piece.value == THING for piece in [*words, *after[:1]]):
        return True
    if [piece.code for piece in after] == ["E", "k"] and after[0].value in ("first", "last"):
        return True  # "29 мая последний день акции"
    beside = [piece.word for piece in [*words[-2:], *after]]
    if fact.role == "from" and any(scene.language.change.fullmatch(word) for word in beside):
        return not any(scene.language.lives.ours.fullmatch(piece.word) for piece in words)
    return _since(fact, scene) or _theirs(fact, scene)


def _since(fact: Fact, scene: Scene) -> bool:
    """ "долг висит с апреля", "не берет с понедельника", "был в отпуске до среды"."""
    pieces, language = clause(fact, scene), scene.language
    to_do = any(
        pattern.fullmatch(piece.word) for pattern in (language.deed, language.plan) for piece in pieces
    )
    if language.telling.beside_month is None or fact.role not in ("from", "until") or to_do:
        return False
    if any(re.fullmatch(language.being, word) for word in verbs_around(fact, fact.last, scene)):
        return True
    if not any(piece.code == "A" for piece in scene.pieces[fact.first : fact.last]):
        return False  # "до четверга", "не звонить до четверга"
    denied = any(piece.word.split(" ")[0] in PLAIN_NOT for piece in scene.pieces[: fact.first])
    return denied or (fact.kind == "month" and any(piece.code == "k" for piece in pieces))


def _theirs(fact: Fact, scene: Scene) -> bool:
    """Whether it is the day of a thing or of somebody else, and nothing is to be done on it."""
    pieces, language, telling = clause(fact, scene), scene.language, scene.language.telling
    words = [piece.word for piece in pieces]
    if any(language.deed.fullmatch(word) or telling.asks.fullmatch(word) for word in words):
        return False
    if fact.role == "until":
        until = telling.stays if fact.kind == "month" else telling.lasting
        return any(map(until.fullmatch, words))
    if fact.role == "after":
        return False
    if _made_for(fact, scene) or _aged(pieces, scene):
        return True
    if any(telling.things.fullmatch(piece.word) and not _topic(piece, scene) for piece in pieces):
        return True
    bounded = fact.role or any(piece.code in "AB" for piece in scene.pieces[fact.first : fact.last])
    month = fact.kind == "month" and not bounded
    plans = [word for word in words if language.plan.fullmatch(word)]
    if fact.role or any(not month or not telling.doing.fullmatch(word) for word in plans):
        return False
    if month and any(piece.code == "e" for piece in pieces):
        return True  # "отпуск у всех в августе"
    if month and not fact.name and _long(pieces, scene):
        return True
    return any(telling.kin.fullmatch(word) or (month and telling.doing.fullmatch(word)) for word in words)


def _made_for(fact: Fact, scene: Scene) -> bool:
    """ "план на июнь", "остаток на 1 июня"."""
    before = scene.pieces[fact.first - 1] if fact.first else None
    owned = before is not None and scene.language.telling.owned.fullmatch(before.word)
    return bool(owned) and scene.pieces[fact.first].code == "n"


def _aged(pieces: Sequence[Piece], scene: Scene) -> bool:
    """ "ему 45 лет в июне"."""
    ages = scene.language.telling.ages
    return any(
        one.raw.isdigit() and len(one.raw) < 3 and ages.fullmatch(other.word)
        for one, other in pairwise(pieces)
    )


def _long(pieces: Sequence[Piece], scene: Scene) -> bool:
    """ "в мае тур агентство, менеджер": so much is said of the month that it is no call's."""
    enough = scene.language.telling.beside_month
    unknown = sum(len(piece.word) > 2 and piece.code == "k" for piece in pieces)
    return enough is not None and unknown >= enough


def _topic(piece: Piece, scene: Scene) -> bool:
    """ "после отгрузки", "по договору поставки", "про доставку": not the thing by itself."""
    place = scene.place_of(piece)
    previous = scene.pieces[place - 1] if place else None
    if previous is None:
        return False
    return previous.code in "ABs^n" or bool(scene.language.telling.topics.fullmatch(previous.word))
