"""Words between a client and his manager, relayed by the bot: neither sees the other's number."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crm.access import Actor, deal_of, line_of, owners, user_of
from crm.errors import CannotDeliver, EmptyText, NotFound, TextTooLong
from crm.models import Activity, ActivityKind, Client, Deal, DealState, Request, User
from crm.outbox import owe
from crm.requests.turns import works
from crm.rules import TEXT_LIMIT


@dataclass(frozen=True)
class Line:
    """Something said. `by` is its writer: the client's name is the one that the team gave him."""

    activity_id: int
    deal_id: int
    text: str
    by: str


def open_deal_of(tx: Session, actor: Actor) -> int | None:
    """The latest open deal of this person: as the client himself, or by a request he left."""
    asked = select(Request.deal_id).where(Request.user_id == actor.user_id)
    his = or_(Client.user_id == actor.user_id, Deal.id.in_(asked))
    query = select(Deal.id).join(Client).where(Deal.state == DealState.OPEN, his)
    return tx.scalar(query.order_by(Deal.id.desc()).limit(1))


def client_wrote(
    tx: Session, actor: Actor, text: str, *, number: int | None = None, now: dt.datetime
) -> str | None:
    """Bring a client's line to the card of his deal and to its manager; returns the manager's name.

    About the request of that `number`, or else about his latest open deal; None where he has
    none. Raises NotFound for a request of somebody else, TextTooLong, EmptyText.
    """
    deal_id = _deal_of_request(tx, actor, number) if number else open_deal_of(tx, actor)
    if deal_id is None:
        return None
    deal = tx.get_one(Deal, deal_id)
    line = _say(tx, deal, actor.user_id, ActivityKind.CLIENT_WROTE, text, now)
    manager = user_of(tx, deal.manager_id)
    readers = [manager] if works(manager) else owners(tx)
    for reader in readers:
        owe(tx, reader.id, "client_wrote", {"activity": line.id}, deal_id=deal.id, now=now)
    return manager.name


def staff_wrote(
    tx: Session, actor: Actor, deal_id: int, text: str, *, answers: int | None = None, now: dt.datetime
) -> None:
    """Bring a manager's words to the client: to the writer of the line answered, or the deal's client.

    Raises CannotDeliver, NotFound, TextTooLong, EmptyText.
    """
    deal = deal_of(tx, actor, deal_id)
    reader = addressee(tx, actor, deal_id, answers)
    line = _say(tx, deal, actor.user_id, ActivityKind.STAFF_WROTE, text, now)
    owe(tx, reader.id, "staff_wrote", {"activity": line.id}, deal_id=deal.id, now=now)


def addressee(tx: Session, actor: Actor, deal_id: int, answers: int | None) -> User:
    """Who would get a manager's words. Raises CannotDeliver, NotFound."""
    deal = deal_of(tx, actor, deal_id)
    user_id = deal.client.user_id
    if answers is not None:
        said = line_of(tx, actor, answers)
        if said.deal_id != deal.id or said.kind is not ActivityKind.CLIENT_WROTE:
            raise NotFound
        user_id = said.user_id
    reader = tx.get(User, user_id) if user_id else None
    if reader is None or reader.blocked_at is not None:
        raise CannotDeliver
    return reader


def client_name(tx: Session, actor: Actor, deal_id: int, answers: int | None) -> str:
    """The client a manager is about to write to. Raises CannotDeliver, NotFound."""
    addressee(tx, actor, deal_id, answers)
    return deal_of(tx, actor, deal_id).client.name


def client_line(tx: Session, actor: Actor, activity_id: int) -> Line:
    """A client's line, for who has his deal by now. Raises NotFound."""
    line_of(tx, actor, activity_id)
    return line(tx, activity_id)


def line(tx: Session, activity_id: int) -> Line:
    """A line that is being relayed. Raises NotFound."""
    said = tx.get(Activity, activity_id)
    if said is None or said.deal_id is None or said.user_id is None:
        raise NotFound
    client = tx.get_one(Client, said.client_id)
    # Who only typed the client's number writes under his own name.
    by = client.name if client.user_id == said.user_id else user_of(tx, said.user_id).name
    return Line(said.id, said.deal_id, said.text or "", by)


def _deal_of_request(tx: Session, actor: Actor, number: int) -> int:
    query = select(Request.deal_id).where(Request.id == number, Request.user_id == actor.user_id)
    deal_id = tx.scalar(query)
    if deal_id is None:
        raise NotFound
    return deal_id


def _say(tx: Session, deal: Deal, by: int, kind: ActivityKind, text: str, now: dt.datetime) -> Activity:
    text = text.replace("\x00", "").strip()
    if not text:
        raise EmptyText
    if len(text) > TEXT_LIMIT:
        raise TextTooLong(TEXT_LIMIT)
    said = Activity(client_id=deal.client_id, deal_id=deal.id, user_id=by, kind=kind, at=now, text=text)
    tx.add(said)
    tx.flush()
    return said
