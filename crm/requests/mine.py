"""What a client sees of his requests: their state in plain words, never the team's own notes."""

import datetime as dt
import enum
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.access import Actor
from crm.deals import first_stage
from crm.errors import NotFound
from crm.labels import Label
from crm.models import Client, Deal, DealState, Request, Stage, User
from crm.requests import turns
from crm.requests.convenient import Convenient

SHOWN = 5


class Standing(enum.StrEnum):
    ACCEPTED = "accepted"
    TAKEN = "taken"
    IN_WORK = "in_work"
    DONE = "done"
    CLOSED = "closed"


@dataclass(frozen=True)
class MyRequest:
    """One request of a client. `stage` is named only to the client himself, while it is in work."""

    number: int
    need: str
    convenient: Convenient
    created_at: dt.datetime
    standing: Standing
    manager: str
    """Who answers it; to be named once it is taken."""
    stage: Label | None

    @property
    def open(self) -> bool:
        return self.standing not in (Standing.DONE, Standing.CLOSED)


def my_requests(tx: Session, actor: Actor, limit: int = SHOWN) -> tuple[MyRequest, ...]:
    """The last requests this person left, the newest first."""
    query = select(Request).where(Request.user_id == actor.user_id).order_by(Request.id.desc()).limit(limit)
    return tuple(_seen(tx, actor, request) for request in tx.scalars(query))


def my_request(tx: Session, actor: Actor, number: int) -> MyRequest:
    """One of them. Raises NotFound, for missing and foreign alike."""
    query = select(Request).where(Request.id == number, Request.user_id == actor.user_id)
    request = tx.scalar(query)
    if request is None:
        raise NotFound
    return _seen(tx, actor, request)


def _seen(tx: Session, actor: Actor, request: Request) -> MyRequest:
    deal = tx.get_one(Deal, request.deal_id)
    standing = _standing(tx, request, deal)
    # Who only typed the client's number may not be that client: he learns nothing of the deal's road.
    himself = tx.get_one(Client, request.client_id).user_id == actor.user_id
    stage = tx.get_one(Stage, deal.stage_id) if himself and standing is Standing.IN_WORK else None
    return MyRequest(
        request.id,
        request.need,
        Convenient(request.convenient),
        request.created_at,
        standing,
        tx.get_one(User, deal.manager_id).name,
        Label.of("stage", stage) if stage else None,
    )


def _standing(tx: Session, request: Request, deal: Deal) -> Standing:
    match deal.state:
        case DealState.WON:
            return Standing.DONE
        case DealState.LOST | DealState.ARCHIVED:
            return Standing.CLOSED
    if request.state in turns.OPEN:
        return Standing.ACCEPTED
    if deal.stage_id == first_stage(tx, deal.pipeline_id).id:
        return Standing.TAKEN
    return Standing.IN_WORK
