"""The feed: "give me the next one". The system picks the deal to work now."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Select, case, select
from sqlalchemy.orm import Session

from crm.access import Actor
from crm.models import Deal, DealState, StepOrigin

# Promised moments now due, then fresh requests, then overdue plans, then retries; oldest first in each.
ORDER = case(
    (Deal.step_origin == StepOrigin.PROMISE, 0),
    (Deal.step_origin == StepOrigin.REQUEST, 1),
    (Deal.step_origin == StepOrigin.PLAN, 2),
    else_=3,
)


@dataclass(frozen=True)
class Next:
    """What the feed offers: `deal_id` None means that nothing is due before `next_at` (aware UTC)."""

    deal_id: int | None
    due: int
    """How many are due now, this one included."""
    next_at: dt.datetime | None


def next_deal(
    tx: Session, actor: Actor, *, now: dt.datetime, ahead: bool = False, after: int | None = None
) -> Next:
    """The next deal of this person's own feed.

    `ahead` works the plan ahead: where nothing is due, the earliest future step. `after` is the
    deal just worked, not offered again while others wait.
    """
    mine = _mine(actor)
    due = list(tx.scalars(mine.where(Deal.step_at <= now).order_by(ORDER, Deal.step_at, Deal.id)))
    others = [deal_id for deal_id in due if deal_id != after]
    if others or due:
        return Next((others or due)[0], len(due), None)
    later = mine.where(Deal.step_at > now).order_by(Deal.step_at, Deal.id)
    if after is not None:
        later = later.where(Deal.id != after)
    first = tx.scalar(later.limit(1))
    if first is None:
        return Next(None, 0, None)
    return Next(first if ahead else None, 0, tx.get_one(Deal, first).step_at)


def _mine(actor: Actor) -> Select[int]:
    return select(Deal.id).where(Deal.manager_id == actor.user_id, Deal.state == DealState.OPEN)
