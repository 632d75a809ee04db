"""The words around a day or an hour that tell whether it was, or is to be."""

from collections.abc import Sequence

from crm.words.facts import DAYS, Fact, Scene
from crm.words.joined import Piece
from crm.words.lives import NEVER

PLAIN_NOT = ("не", "not", "don't")
NOUNS = ("phone", "contact")
NICE = "went"
"""What "nice chat on Friday" tells."""
SAME_CLAUSE = "kanbA&m^tjegRi"
"""Codes of pieces over which a verb reaches what it speaks of."""


def verbs_around(fact: Fact, last: int, scene: Scene) -> list[str]:
    """Words before a fact, up to one that speaks of what will be, and those after the piece `last`."""
    after = _after(last, scene)
    of_the_day = scene.pieces[last].word.endswith("'s")  # "wrote up Thursday's visit"
    besides = of_the_day or _manner(last, scene) or (after and after[0] in scene.language.lives.saying)
    if after and scene.language.plan.fullmatch(after[0]) and not besides:
        return []
    return [*_before(fact, scene), *after]


def _manner(last: int, scene: Scene) -> bool:
    """ "on Friday by mistake"."""
    by, what = scene.after(last + 1), scene.after(last + 2)
    return by is not None and by.word == "by" and what is not None and what.code == "k"


def _before(fact: Fact, scene: Scene) -> list[str]:
    """The nearest first."""
    found: list[Piece] = []
    met, lives = False, scene.language.lives
    first = fact.first
    while first and (fact.kind in DAYS or fact.date) and scene.pieces[first - 1].code in _hours(first, scene):
        first -= 1  # "rang him at 10 on Friday"
    for place in range(first - 1, max(-1, first - 1 - scene.language.reach), -1):
        piece = scene.pieces[place]
        word = piece.word
        before = scene.pieces[place - 1].word if place else ""
        if lives.praise.fullmatch(before) and lives.meetings.fullmatch(word):
            return [NICE]
        if met and lives.planning.fullmatch(word):
            gave = any(lives.shows.fullmatch(other.word) for other in found)
            return [NICE] if gave and word == "gave" else []
        if _of_a_meeting(place, scene):
            met = True  # "had a meeting on Friday"
        elif _a_phone(place, scene) or (found and _of_a_thing(piece, found[-1])):
            pass
        elif scene.language.plan.fullmatch(word):
            if _in_vain(place, scene) or _altered(word, found, fact, scene):
                return [NICE]
            if _went(word, found, scene):
                break
            if not _for_a_thing(word, found, scene):
                # "gets paid on Friday", "get it signed on Friday"
                found = [] if word in ("get", "gets") else found[:-1]
                break
        elif piece.code not in SAME_CLAUSE and word not in PLAIN_NOT and not _of_a_sum(place, fact, scene):
            break
        found.append(piece)
    return [piece.word for piece in found]


def _of_a_thing(piece: Piece, following: Piece) -> bool:
    """ "had lunch with his partner on Tuesday", "did a night drop at 11", "signed for by Ann at 2"."""
    return (piece.code == "P" and piece.value in ("noon", "night")) or (
        piece.word == "by" and following.code == "k"
    )


def _hours(place: int, scene: Scene) -> str:
    """Codes of an hour before a day, and of its preposition: "sold by 4 on Tuesday"."""
    return "0HpFPBA-" if place < len(scene.pieces) and scene.pieces[place].code in "0HF" else "0HpFP"


def _a_phone(place: int, scene: Scene) -> bool:
    """ "his phone was off", "sent from my phone", and not "phone him"."""
    piece, following = scene.pieces[place], scene.after(place + 1)
    if piece.word not in NOUNS or following is None:
        return False
    before = scene.pieces[place - 1] if place else None
    owned = before is not None and (before.word == "my" or piece.start - before.end > 1)
    return owned or following.word in ("was", "were")


def _of_a_sum(place: int, fact: Fact, scene: Scene) -> bool:
    """The number in "bumped it to 64 per unit on Friday", "left 2 messages on Friday"."""
    number, after = scene.pieces[place], scene.pieces[place + 1]
    if scene.language.lives.vain is NEVER or fact.kind not in DAYS:
        return False
    if number.code in "woz" and number.raw.isalpha():
        return True  # "sold the last one on Sunday"
    if number.code not in "0Nf":
        return False
    return after.code == "k" if place + 1 < fact.first else number.code == "N"


def _in_vain(place: int, scene: Scene) -> bool:
    """ "tried calling on Monday", "attempted to ring", "spent ages trying"."""
    vain, words = scene.language.lives.vain, [piece.word for piece in scene.pieces[max(0, place - 2) : place]]
    if vain is NEVER or not words:
        return False
    if words[-1] == "to":
        return bool(vain.fullmatch(words[0])) or _in_vain(place - 2, scene)
    if words[-1].endswith("nt") or words[-1].endswith("n't"):  # "couldn't reach him on Monday"
        return bool(vain.fullmatch(words[-1]))
    return scene.pieces[place].word.endswith("ing") and any(map(vain.fullmatch, words))


def _then(fact: Fact, scene: Scene) -> bool:
    """ "on Friday", "over the weekend", and not "to Friday"."""
    over = fact.name == "weekend" and fact.first > 0 and scene.pieces[fact.first - 1].word == "over"
    return over or scene.pieces[fact.first].word in ("on", "in")


def _altered(word: str, found: Sequence[Piece], fact: Fact, scene: Scene) -> bool:
    """ "bumped the price on Friday", not "bumped him to Friday" nor "changed the time on Friday"."""
    lives = scene.language.lives
    if found and found[0].word in lives.oneself:
        return word.endswith("ed")  # "rescheduled it himself on Friday"
    if not lives.altered.fullmatch(word) or not _then(fact, scene):
        return False
    things = [piece.word for piece in found if piece.code == "k"]
    to = any(piece.word == "to" for piece in found)
    if to and lives.wishes.fullmatch(word):
        return False  # "asked to see it on Friday"
    if fact.kind == "month" and not found:
        return True  # "they switched in May"
    ours = (lives.pronouns, lives.ours, lives.meetings, scene.language.plan)
    return bool(things) and not any(one.fullmatch(thing) for one in ours for thing in things)


def _went(word: str, found: Sequence[Piece], scene: Scene) -> bool:
    """ "the meeting went well on Friday"."""
    lives = scene.language.lives
    return bool(found and lives.meetings.fullmatch(word) and lives.went.fullmatch(found[-1].word))


def _of_a_meeting(place: int, scene: Scene) -> bool:
    """Whether a meeting of some sort is named here, and not "meeting" nor "call" that tell to do so."""
    lives, pieces = scene.language.lives, scene.pieces
    if not place or not lives.meetings.fullmatch(pieces[place].word):
        return False
    before = pieces[place - 1]
    article = before.code == "j" or pieces[place].start - before.end > 1
    return article or bool(lives.qualities.fullmatch(before.word))


def _for_a_thing(word: str, found: Sequence[Piece], scene: Scene) -> bool:
    """ "попросил прайс в среду": the asking was that day, and not what was asked for."""
    language = scene.language
    things = [piece.word for piece in found if piece.code == "k"]
    return (
        bool(language.telling.asks.fullmatch(word))
        and any(not language.who.fullmatch(thing) for thing in things)
        and not any(language.deed.fullmatch(thing) for thing in things)
    )


def _after(last: int, scene: Scene) -> list[str]:
    found: list[str] = []
    for piece in scene.pieces[last + 1 : last + 1 + scene.language.reach]:
        word = piece.word
        if found and (piece.code not in SAME_CLAUSE or scene.language.plan.fullmatch(word)):
            break
        found.append(word)
        if scene.language.telling.closing.fullmatch(word) and word not in PLAIN_NOT:
            break
    return found


def _reached(fact: Fact, scene: Scene) -> list[Piece]:
    return list(scene.pieces[max(0, fact.first - scene.language.reach) : fact.first])


def before(fact: Fact, scene: Scene) -> list[Piece]:
    """The pieces of the same clause before a fact."""
    pieces = _reached(fact, scene)
    stops = [place for place, piece in enumerate(pieces) if piece.code not in SAME_CLAUSE + "K"]
    return pieces[stops[-1] + 1 :] if stops else pieces


def clause(fact: Fact, scene: Scene) -> Sequence[Piece]:
    """All the pieces between the stops around a fact."""
    first, last = fact.first, fact.last
    while first and scene.pieces[first - 1].code != ",":
        first -= 1
    while last + 1 < len(scene.pieces) and scene.pieces[last + 1].code != ",":
        last += 1
    return scene.pieces[first : last + 1]
