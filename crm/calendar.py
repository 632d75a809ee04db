"""Next steps as entries of people's own calendars, and the secret link by which a calendar asks for them."""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from crm import steps
from crm.access import Actor, deal_of, staff_id, user_of, workspace_of
from crm.errors import DealClosed
from crm.models import Activity, ActivityKind, Client, Deal, DealState, StepOrigin, User, ZoneSource
from crm.steps import Step

TOKEN_BYTES = 16
MOST_ENTRIES = 500
"""Of a feed: more than a person can have planned."""
PLANNED = (StepOrigin.PROMISE, StepOrigin.PLAN)
"""What was agreed or chosen; a rung of a ladder is over before a calendar asks again."""


@dataclass(frozen=True)
class Entry:
    """The next step of a deal, with what one needs on the way to it. Moments are aware UTC."""

    deal_id: int
    version: int
    number: int
    """Of the outcome that led to the step: another step of the deal has another, a moved one the same."""
    changed_at: dt.datetime
    step: Step
    client_name: str
    company: str | None
    phones: tuple[str, ...]
    """E.164; known wrong ones left out."""
    zone: str
    """The client's, or the workspace's while it is unknown."""
    zone_known: bool
    city: str | None
    """The client's, as far as it was said."""
    need: str


@dataclass(frozen=True)
class Feed:
    """What a person's calendar shows, earliest first."""

    reader: Actor
    company: str
    entries: tuple[Entry, ...]


def entry_of(tx: Session, actor: Actor, deal_id: int) -> Entry:
    """The deal's next step. Raises NotFound, DealClosed."""
    deal = deal_of(tx, actor, deal_id)
    entries = _entries(tx, [deal])
    if not entries:
        raise DealClosed(deal.id)
    return entries[0]


def feed_of(tx: Session, token: str) -> Feed | None:
    """The feed of the link that carries this token; None for a link that is not valid (any more)."""
    user = tx.scalar(select(User).where(User.calendar_hash == hash_of(token)))
    if user is None or not user.active or user.blocked_at is not None or not user.role.staff:
        return None
    mine = (Deal.manager_id == user.id, Deal.state == DealState.OPEN, Deal.step_origin.in_(PLANNED))
    query = _whole().where(*mine).order_by(Deal.step_at, Deal.id).limit(MOST_ENTRIES)
    deals = list(tx.scalars(query))
    return Feed(Actor.of(user), workspace_of(tx).name, _entries(tx, deals))


# The link


def has_link(tx: Session, actor: Actor) -> bool:
    """Raises NotFound for a client."""
    return user_of(tx, staff_id(actor)).calendar_hash is not None


def new_link(tx: Session, actor: Actor) -> str:
    """The token of a new link; only its hash is kept, and the link before it is not valid any more."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    user_of(tx, staff_id(actor)).calendar_hash = hash_of(token)
    tx.flush()
    return token


def drop_link(tx: Session, actor: Actor) -> None:
    """No link of this person is valid any more. Safe to repeat."""
    user_of(tx, staff_id(actor)).calendar_hash = None
    tx.flush()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


# Entries


def _whole() -> Select[Deal]:
    return select(Deal).options(
        joinedload(Deal.client).joinedload(Client.company),
        joinedload(Deal.client).selectinload(Client.phones),
    )


def _entries(tx: Session, deals: list[Deal]) -> tuple[Entry, ...]:
    numbers, changes = _history(tx, [deal.id for deal in deals])
    return tuple(
        Entry(
            deal_id=deal.id,
            version=deal.version,
            number=numbers.get(deal.id) or 0,
            changed_at=changes.get(deal.id) or deal.created_at,
            step=step,
            client_name=deal.client.name,
            company=deal.client.company.name if deal.client.company else None,
            phones=tuple(phone.e164 for phone in deal.client.phones if not phone.wrong),
            zone=steps.zone_of_client(tx, deal.client),
            zone_known=deal.client.zone is not None and deal.client.zone_source is not ZoneSource.LIKELY,
            city=deal.client.city,
            need=deal.need,
        )
        for deal in deals
        if (step := Step.of(deal)) is not None
    )


def _history(tx: Session, deal_ids: list[int]) -> tuple[dict[int, int | None], dict[int, dt.datetime]]:
    """By deal: the last outcome that stands, and when anything happened last."""
    undone = select(Activity.undoes_id).where(Activity.undoes_id.is_not(None))
    outcomes = func.max(Activity.id).filter(Activity.kind == ActivityKind.OUTCOME, Activity.id.not_in(undone))
    query = (
        select(Activity.deal_id, outcomes, func.max(Activity.at))
        .where(Activity.deal_id.in_(deal_ids))
        .group_by(Activity.deal_id)
    )
    rows = [(deal_id, number, at) for deal_id, number, at in tx.execute(query) if deal_id is not None]
    return {row[0]: row[1] for row in rows}, {row[0]: row[2] for row in rows}
