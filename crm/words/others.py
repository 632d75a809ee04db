"""Whose day it is: "his wife is due in October" and "the shop opens on the 5th" name no call of ours."""

from collections.abc import Sequence

from crm.words.facts import Fact, Scene
from crm.words.joined import Piece

REACH = 5
"""Words between a thing and the day it is on."""
CLAUSE = 9
"""Words in which somebody may be told to call."""
LINKS = "nab"
STOPS = (",", ".", ";", "?", "!")
SO = ("so", "but")
AT_THAT = ("then", "day")
THING, EVENT = "thing", "event"


def of_others(fact: Fact, scene: Scene) -> bool:
    """ "день рождения у сына 15 марта", "с 1 сентября подорожает", "the kids are off on Friday"."""
    before = [piece for piece in scene.pieces[max(0, fact.first - REACH) : fact.first] if piece.value != ":"]
    before = _since_so(_run(before, "kanbAKmjtgi0wN"))
    after = scene.pieces[fact.last + 1 : fact.last + 1 + REACH]
    lives = scene.language.lives
    if fact.role == "until" and any(lives.until.fullmatch(piece.word) for piece in before[-2:]):
        return True
    if _day_of_a_thing(fact, before, scene):
        return True
    if fact.role == "from" and any(lives.dated.fullmatch(piece.word) for piece in before[-1:]):
        return True
    if _in_their_month(fact, before, scene):
        return True
    if any(map(lives.ours.fullmatch, _clause(fact, scene))):
        return False
    if _bound(fact, before, scene):
        return True
    near = [*before, *_said_of(after)]
    if any(piece.code == "K" and piece.value == EVENT for piece in near):
        return True
    return _of_kin(before, scene) or _asked(fact, scene)


def _run(pieces: list[Piece], known: str) -> list[Piece]:
    """The last of the pieces, as long as all of them are of the known codes."""
    while pieces and any(piece.code not in known for piece in pieces):
        pieces = pieces[1:]
    return pieces


def _since_so(pieces: list[Piece]) -> list[Piece]:
    """ "Monday's a bank holiday so Tuesday": what is concluded is not of the thing."""
    places = [place for place, piece in enumerate(pieces) if piece.word in SO]
    return pieces[places[-1] + 1 :] if places else pieces


def _said_of(after: Sequence[Piece]) -> Sequence[Piece]:
    """What a day is said to be: "Saturday is a big wedding"."""
    after = after[1:] if after and after[0].code == "j" else after  # "Monday's a bank holiday"
    stop = next((place for place, piece in enumerate(after) if piece.code not in "kjK"), None)
    return after[:stop] if after and after[0].word in ("is", "was") else after[:1]


def _clause(fact: Fact, scene: Scene) -> list[str]:
    before = _run(list(scene.pieces[max(0, fact.first - CLAUSE) : fact.first]), "kanbAKmjtgeBRS0wNfFxc^&i")
    words = [piece.word for piece in before]
    after = [piece.word for piece in scene.pieces[fact.last + 1 : fact.last + 1 + REACH]]
    if not after or after[-1] not in AT_THAT:  # "the sale opens on the 1st, call then"
        after = after[: next((place for place, word in enumerate(after) if word in STOPS), None)]
    return [*words, *after]


def _of_kin(before: Sequence[Piece], scene: Scene) -> bool:
    """ "his wife gets back", not "call his wife" nor "his wife says"."""
    lives = scene.language.lives
    for place, piece in enumerate(before):
        if lives.kin.fullmatch(piece.word):
            between = [other for other in before[place + 1 :] if other.code not in LINKS]
            said = any(lives.voices.fullmatch(other.word) for other in before)
            return bool(between) and not said
    return False


def _asked(fact: Fact, scene: Scene) -> bool:
    """ "are you open on Sunday?": a client's question about us."""
    rest = scene.pieces[fact.last + 1 : fact.last + 1 + REACH]
    end = next((piece for piece in rest if piece.code == ","), None)
    return (
        end is not None
        and end.value == "?"
        and any(map(scene.language.lives.questions.fullmatch, _clause(fact, scene)))
    )


def _in_their_month(fact: Fact, before: Sequence[Piece], scene: Scene) -> bool:
    """ "they review suppliers in January": what they do then, not when to call."""
    for place, piece in enumerate(before[:-1]):
        if fact.kind == "month" and scene.language.lives.they.fullmatch(piece.word):
            rest = before[place + 1 :]
            planned = any(scene.language.plan.fullmatch(other.word) for other in rest)
            return rest[0].code == "k" and not planned
    return False


def _bound(fact: Fact, before: list[Piece], scene: Scene) -> bool:
    """ "locked into a contract until August", not "get the contract by August"; "a new buyer from May"."""
    lives, words = scene.language.lives, [piece.word for piece in before]
    if fact.role == "from":
        return any(map(lives.newcomers.fullmatch, words))
    if fact.kind != "month" or fact.role != "until":
        return False
    ends = any(piece.word[:3] in ("til", "unt") for piece in scene.pieces[fact.first : fact.last])
    return ends and any(map(lives.bound.fullmatch, words))


def _day_of_a_thing(fact: Fact, before: list[Piece], scene: Scene) -> bool:
    """ "Tuesday's demo went wrong", "invoice 24/05"."""
    lives, day = scene.language.lives, scene.pieces[fact.last]
    if day.code == "F":
        return any(lives.dated.fullmatch(piece.word) for piece in before[-1:])
    noun, verb = scene.after(fact.last + 1), scene.after(fact.last + 2)
    if noun is None or not day.word.endswith("'s"):
        return False
    if fact.role == "from" and noun.code == "k" and not lives.cues.fullmatch(noun.word):
        return True  # "good feedback from Monday's install"
    if verb is None:
        return False
    if noun.code == "k" and verb.word in ("was", "were", "went"):
        return True  # "Friday's delivery was short"
    thing = lives.meetings.fullmatch(noun.word) or lives.dated.fullmatch(noun.word)
    return (
        bool(thing)
        and verb.code == "k"
        and not scene.language.plan.fullmatch(verb.word)
        and verb.word != "is"
    )
