"""What others do on a day: "the carpets go down on Tuesday", "her fitters are coming on the 25th at 8"."""

from collections.abc import Sequence

from crm.words.facts import DAYS, Fact, Scene
from crm.words.joined import Piece
from crm.words.lives import NEVER
from crm.words.verbs import clause

SHORT_IS = ("'s", "'re")
DROPPED = 4
"""So many letters are missing between two pieces where "the" or "their" stood there."""


def of_their_doings(fact: Fact, scene: Scene) -> bool:
    """Whether a thing or a stranger does something then, and nothing in the clause is of a contact."""
    subjects = scene.language.subjects
    if subjects.does is NEVER:
        return False
    before = _clause_before(fact, scene)
    subject, verb, rest = _parsed(before, scene)
    intended = _intended(fact, before, scene)
    said = [verb, *rest[:1], *rest[-1:]]
    if fact.name == "span" and subjects.terms.search(" ".join(piece.word for piece in before)):
        return not _contact(fact, scene)
    if fact.kind in DAYS and subjects.rounds.search(" ".join(piece.word for piece in before)):
        return not _contact(fact, scene)
    suits = not verb or any(subjects.suits.fullmatch(word) for word in said)
    suits = suits or any(subjects.suits.fullmatch(piece.word) for piece in subject)
    if suits and not intended:
        return False
    if _contact(fact, scene):
        return False
    if intended:
        return True
    if any(subjects.partners.fullmatch(_bare(piece)) for piece in subject):
        return _on_their_own(verb, rest, fact, scene)
    if any(subjects.strangers.fullmatch(_bare(piece)) for piece in subject):
        return True
    return _determined(subject, scene) and not any(map(subjects.present.fullmatch, said))


def _contact(fact: Fact, scene: Scene) -> bool:
    """Whether the clause speaks of a call."""
    subjects, call = scene.language.subjects, scene.language.call
    words = subjects.wants.sub("", " ".join(piece.word for piece in clause(fact, scene))).split(" ")
    words = [word for word in words if word not in subjects.comings]
    return any(scene.language.lives.ours.fullmatch(word) or call.fullmatch(word) for word in words)


def _on_their_own(verb: str, rest: Sequence[str], fact: Fact, scene: Scene) -> bool:
    """ "she moves offices", "the boss flies out": verbs of what one does without us, and what is done."""
    subjects = scene.language.subjects
    if fact.kind not in DAYS or fact.role or not subjects.alone.fullmatch(verb):
        return False
    words = [piece.word for piece in clause(fact, scene)]
    more = any(word.isalpha() and not scene.language.lives.pronouns.fullmatch(word) for word in rest)
    return more and not any(map(scene.language.lives.cues.fullmatch, words))


def _intended(fact: Fact, pieces: Sequence[Piece], scene: Scene) -> bool:
    """ "hoping to open in September", "they'll have moved by June", "she wants delivery on the 18th"."""
    words, subjects = " ".join(piece.word for piece in pieces), scene.language.subjects
    wares = fact.role != "until" and subjects.wares.search(words)
    return bool(wares or subjects.intends.search(words))


def _parsed(pieces: Sequence[Piece], scene: Scene) -> tuple[Sequence[Piece], str, list[str]]:
    """The subject of the clause, its verb and the words between that and the fact."""
    subjects = scene.language.subjects
    if len(pieces) > 1 and pieces[0].word in subjects.there:
        return pieces[1:], pieces[0].word, []
    for place, piece in enumerate(pieces):
        following = pieces[place + 1].word if place + 1 < len(pieces) else ""
        acts = piece.word not in subjects.being or not subjects.done.fullmatch(following)
        if place and acts and not _dropped(piece, scene) and subjects.does.fullmatch(piece.word):
            return pieces[:place], piece.word, [other.word for other in pieces[place + 1 :]]
        if place < 2 and piece.word.endswith(SHORT_IS) and place + 1 == len(pieces):
            return pieces, "is", []  # "his flight's at 3"
        short = piece.word.endswith(SHORT_IS) or (place and piece.word in subjects.being)
        if short and subjects.done.fullmatch(following):
            return pieces[: place + 1], following, [other.word for other in pieces[place + 2 :]]
    return (), "", []


def _clause_before(fact: Fact, scene: Scene) -> list[Piece]:
    """The pieces before the fact, from the last one on that begins a clause."""
    found: list[Piece] = []
    for piece in reversed(scene.pieces[: fact.first]):
        if piece.code == "," or scene.language.subjects.links.fullmatch(piece.word):
            break
        found.append(piece)
    return found[::-1]


def _bare(piece: Piece) -> str:
    return piece.word.removesuffix("'s")


def _determined(subject: Sequence[Piece], scene: Scene) -> bool:
    """ "the trade counter", "our driver", "half the office", and not "the Hendersons"."""
    if any(piece.raw[0].isupper() for piece in subject[:2]):
        return False
    return _dropped(subject[0], scene) or bool(scene.language.subjects.owned.fullmatch(subject[0].word))


def _dropped(piece: Piece, scene: Scene) -> bool:
    """Whether "the" or the like stands before it."""
    place = scene.place_of(piece)
    return piece.start - (scene.pieces[place - 1].end if place else 0) >= DROPPED
