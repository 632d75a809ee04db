"""Finding clients by a name in any spelling, the end of a number, or a company.

The database gives a bounded number of candidates by their keys (`crm.keys`), the best of them are
chosen here word by word, typos forgiven. Nobody finds what he may not see.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, false, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from crm.access import Actor, workspace_of
from crm.errors import BadPhone
from crm.keys import other_layout, search_key
from crm.line_parts import find_phones
from crm.models import Client, Company, Deal, DealState, Phone
from crm.phones import read_phone

ONLY_DIGITS = re.compile(r"[+0-9 ()./\u00a0\u2010-\u2015-]+")
LONGEST = 200
SHORTEST_TAIL = 3
WORDS_TRIED = 6
CANDIDATES = 3000
SHOWN = 80
GOOD_ENOUGH = 0.72
SURE, AHEAD = 0.8, 0.15
"""One hit is opened at once if it is that good and the next is that far behind."""


@dataclass(frozen=True)
class Hit:
    client_id: int
    deal_id: int
    name: str
    company: str | None
    phone: str | None
    """E.164: the number that matched, or the first."""
    state: DealState
    score: float


@dataclass(frozen=True)
class Found:
    hits: tuple[Hit, ...]
    """The best first."""
    sure: bool
    """Whether the first is surely meant."""


def search(tx: Session, actor: Actor, text: str) -> Found:
    """The clients meant by a typed text, out of those this person may see."""
    text = text[:LONGEST]
    scores = (
        _by_number(tx, actor, text) or _by_name(tx, actor, text) or _by_name(tx, actor, other_layout(text))
    )
    best = sorted(scores, key=lambda client_id: (-scores[client_id], client_id))[:SHOWN]
    hits = _hits(tx, actor, {client_id: scores[client_id] for client_id in best}, text)
    ahead = len(hits) == 1 or (len(hits) > 1 and hits[0].score - hits[1].score >= AHEAD)
    return Found(hits, bool(hits) and hits[0].score >= SURE and ahead)


def _visible(actor: Actor) -> ColumnElement[bool]:
    if not actor.is_staff:
        return false()
    return and_(True) if actor.sees_all else Client.manager_id == actor.user_id


# By number


def _by_number(tx: Session, actor: Actor, text: str) -> dict[int, float]:
    """Clients whose number is in the text, or ends with the digits that are all of it."""
    country = workspace_of(tx).country
    whole = {found.value for found in find_phones(text, country)}
    tails = []
    if ONLY_DIGITS.fullmatch(text.strip()):
        digits = "".join(char for char in text if char.isdigit())
        tails = [_ends_with(digits)] if len(digits) >= SHORTEST_TAIL else []
        with suppress(BadPhone):
            whole.add(read_phone(text, country))
    if not whole and not tails:
        return {}
    query = select(Client.id).join(Phone).where(_visible(actor), or_(Phone.e164.in_(whole), *tails))
    return dict.fromkeys(tx.scalars(query.distinct().limit(SHOWN)), 1.0)


def _ends_with(digits: str) -> ColumnElement[bool]:
    """The numbers with this end, as a range that an index serves: LIKE uses none on SQLite."""
    first = digits[::-1]
    below = first.rstrip("9")
    after = below[:-1] + str(int(below[-1]) + 1) if below else None
    return and_(Phone.tail >= first, Phone.tail < after) if after else Phone.tail >= first


# By name and company


def _by_name(tx: Session, actor: Actor, text: str) -> dict[int, float]:
    words = search_key(text).split()[:WORDS_TRIED]
    if not words:
        return {}
    exact = _ranked(words, _candidates(tx, actor, and_(*(_has(word) for word in words))))
    if exact:
        return exact
    pieces = [piece for word in words for piece in _pieces(word)]
    return _ranked(words, _candidates(tx, actor, or_(*(_contains(piece) for piece in pieces))))


@dataclass(frozen=True)
class _Candidate:
    client_id: int
    name: list[str]
    """Words of the key; likewise `company`."""
    company: list[str]


def _candidates(tx: Session, actor: Actor, wanted: ColumnElement[bool]) -> list[_Candidate]:
    query = (
        select(Client.id, Client.search_key, Company.search_key)
        .outerjoin(Company, Company.id == Client.company_id)
        .where(_visible(actor), wanted)
        .order_by(Client.id.desc())
        .limit(CANDIDATES)
    )
    return [_Candidate(row[0], row[1].split(), (row[2] or "").split()) for row in tx.execute(query)]


def _has(word: str) -> ColumnElement[bool]:
    """A short word begins one of the key's; a longer may stand inside it."""
    if len(word) >= SHORTEST_TAIL:
        return _contains(word)
    return or_(
        *(
            column.like(pattern)
            for column in (Client.search_key, Company.search_key)
            for pattern in (word + "%", "% " + word + "%")
        )
    )


def _contains(part: str) -> ColumnElement[bool]:
    return or_(Client.search_key.like(f"%{part}%"), Company.search_key.like(f"%{part}%"))


def _pieces(word: str) -> list[str]:
    """Parts of which a slip of the finger leaves at least one whole."""
    count = 3 if len(word) >= 6 else 2 if len(word) >= 4 else 1
    if count == 1:
        return [word[:2]]
    size = len(word) // count
    return [word[n * size : (n + 1) * size if n + 1 < count else None] for n in range(count)]


def _ranked(words: Sequence[str], candidates: Iterable[_Candidate]) -> dict[int, float]:
    """The candidates that are good enough, with their scores."""
    known: dict[tuple[str, str], float] = {}
    scores: dict[int, float] = {}
    for candidate in candidates:
        theirs = candidate.name + candidate.company
        score = sum(_best(word, theirs, known) for word in words) / len(words)
        # Of two that have all words, the one with fewer others in his name is meant rather.
        score -= 0.01 * max(0, len(candidate.name) - len(words))
        if score >= GOOD_ENOUGH:
            scores[candidate.client_id] = score
    return scores


def _best(word: str, theirs: Iterable[str], known: dict[tuple[str, str], float]) -> float:
    best = 0.0
    for other in theirs:
        score = known.get((word, other))
        if score is None:
            score = known[word, other] = _likeness(word, other)
        best = max(best, score)
    return best


def _likeness(word: str, other: str) -> float:
    """From 0 to 1: the same word, its beginning, a part of it, or nearly one of these."""
    from rapidfuzz.distance import OSA  # some megabytes, for who searches

    if word == other:
        return 1.0
    if other.startswith(word):
        return 0.95
    if len(word) < SHORTEST_TAIL:
        return 0.0
    if word in other:
        return 0.85
    begun = OSA.normalized_similarity(word, other[: len(word)]) * 0.95 if len(word) > SHORTEST_TAIL else 0.0
    return max(OSA.normalized_similarity(word, other), begun)


# What is shown


def _hits(tx: Session, actor: Actor, scores: dict[int, float], text: str) -> tuple[Hit, ...]:
    if not scores:
        return ()
    chosen = _deals(tx, actor, scores)
    query = select(Client).where(Client.id.in_(chosen))
    clients = tx.scalars(query.options(joinedload(Client.company), selectinload(Client.phones)))
    digits = "".join(char for char in text if char.isdigit())
    hits = [
        Hit(
            client.id,
            chosen[client.id][0],
            client.name,
            client.company.name if client.company else None,
            _number(client, digits),
            chosen[client.id][1],
            scores[client.id],
        )
        for client in clients
    ]
    return tuple(
        sorted(hits, key=lambda hit: (-hit.score, hit.state is not DealState.OPEN, hit.name, hit.client_id))
    )


def _deals(tx: Session, actor: Actor, clients: Iterable[int]) -> dict[int, tuple[int, DealState]]:
    """Each client's open deal, else his latest, that this person may see."""
    query = select(Deal.client_id, Deal.id, Deal.state).where(Deal.client_id.in_(list(clients)))
    if not actor.sees_all:
        query = query.where(Deal.manager_id == actor.user_id)
    opened = case((Deal.state == DealState.OPEN, 1), else_=0)
    return {row.client_id: (row.id, row.state) for row in tx.execute(query.order_by(opened, Deal.id))}


def _number(client: Client, digits: str) -> str | None:
    good = [phone.e164 for phone in client.phones if not phone.wrong]
    ending = (e164 for e164 in good if digits and e164.endswith(digits))
    return next(ending, good[0] if good else None)
