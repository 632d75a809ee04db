"""Whose turn it is: the least loaded manager, those on shift first."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from crm.access import Actor, managers, owners
from crm.calendars import Calendars
from crm.errors import NotAllowed, NotFound, RequestTaken
from crm.models import Deal, DealState, Request, RequestState, User

OPEN = (RequestState.OFFERED, RequestState.ESCALATED)
OPEN_OF_DEAL = (
    select(Request)
    .where(Request.deal_id == bindparam("deal_id"), Request.state.in_(OPEN))
    .order_by(Request.id)
    .with_for_update()
)


@dataclass(frozen=True)
class Colleague:
    """A manager who could get a request."""

    user_id: int
    name: str
    open_deals: int
    on_shift: bool
    """Inside his working hours now."""


def colleagues(tx: Session, actor: Actor, request_id: int, *, now: dt.datetime) -> tuple[Colleague, ...]:
    """The managers a request can be given to but the one who has it, in the order of turns.

    Raises NotAllowed, RequestTaken, NotFound.
    """
    if not actor.sees_all:
        raise NotAllowed
    request = tx.get(Request, request_id)
    if request is None:
        raise NotFound
    if request.state not in OPEN:
        raise RequestTaken
    return tuple(one for one in ranked(tx, now) if one.user_id != request.offered_to)


def ranked(tx: Session, now: dt.datetime) -> list[Colleague]:
    """Active managers whom the bot can reach, in the order in which they get requests."""
    loads, calendars = _loads(tx), Calendars(tx)
    team = [
        Colleague(
            user.id,
            user.name,
            loads.get(user.id, 0),
            calendars.manager(user).holds(now),
        )
        for user in managers(tx)
        if user.blocked_at is None
    ]
    return sorted(team, key=lambda one: (not one.on_shift, one.open_deals, one.user_id))


def next_manager(tx: Session, now: dt.datetime, without: Collection[int] = ()) -> int | None:
    """The user id of the manager whose turn it is, or None where nobody is left."""
    return next((one.user_id for one in ranked(tx, now) if one.user_id not in without), None)


def first_owner(tx: Session) -> int | None:
    """The owner who keeps what no manager has: one whom the bot can reach, if there is one."""
    found = sorted(owners(tx), key=lambda owner: (owner.blocked_at is not None, owner.id))
    return found[0].id if found else None


def works(user: User | None) -> bool:
    """Whether this person can be given a request: of the team, at work, and reachable."""
    return user is not None and user.active and user.role.staff and user.blocked_at is None


def open_requests(tx: Session, deal_id: int) -> list[Request]:
    """The requests of a deal that nobody took yet, locked: they are answered together."""
    return list(tx.scalars(OPEN_OF_DEAL, {"deal_id": deal_id}))


def _loads(tx: Session) -> dict[int, int]:
    query = select(Deal.manager_id, func.count()).where(Deal.state == DealState.OPEN)
    return {manager_id: count for manager_id, count in tx.execute(query.group_by(Deal.manager_id))}
