"""A manager's day: what is overdue, and what comes at which hour."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from crm import steps
from crm.access import Actor
from crm.localtime import at_minute, to_local
from crm.models import Deal, DealState
from crm.rules import late_before
from crm.steps import Step


@dataclass(frozen=True)
class DayLine:
    deal_id: int
    client_name: str
    client_zone: str
    step: Step


@dataclass(frozen=True)
class DayPlan:
    """The steps of one local day of a person. Moments are aware UTC."""

    day: dt.date
    overdue: int
    today: int
    """Steps of this day that are not late."""
    page: int
    pages: int
    lines: tuple[DayLine, ...]
    """Overdue first, oldest first; `page` of them."""
    now: dt.datetime


def day_plan(
    tx: Session,
    actor: Actor,
    *,
    now: dt.datetime,
    day: dt.date | None = None,
    page: int = 0,
    page_size: int = 8,
) -> DayPlan:
    """What this person has to do until his midnight, overdue steps included; or on a `day` to come."""
    today = to_local(now, actor.zone).date()
    day = max(day or today, today)
    midnight = at_minute(day + dt.timedelta(days=1), 0, actor.zone)
    due = [Deal.manager_id == actor.user_id, Deal.state == DealState.OPEN, Deal.step_at < midnight]
    if day > today:
        due.append(Deal.step_at >= at_minute(day, 0, actor.zone))
    moments = [at for at in tx.scalars(select(Deal.step_at).where(*due)) if at is not None]
    ahead = [at for at in moments if at > late_before(now)]
    pages = max(1, -(-len(moments) // page_size))
    page = min(max(page, 0), pages - 1)
    listed = select(Deal).options(joinedload(Deal.client)).where(*due).order_by(Deal.step_at, Deal.id)
    rows = tx.scalars(listed.limit(page_size).offset(page * page_size))
    return DayPlan(
        day=day,
        overdue=len(moments) - len(ahead),
        today=len(ahead),
        page=page,
        pages=pages,
        lines=tuple(line for deal in rows if (line := line_of(tx, deal))),
        now=now,
    )


def line_of(tx: Session, deal: Deal) -> DayLine | None:
    """One deal of a list; None for a closed one."""
    step = Step.of(deal)
    if step is None:
        return None
    return DayLine(deal.id, deal.client.name, steps.zone_of_client(tx, deal.client), step)


def lines_of(tx: Session, actor: Actor, deal_ids: list[int], now: dt.datetime) -> tuple[DayLine, ...]:
    """Those of the deals that are still this person's and still due, earliest first."""
    mine = (Deal.id.in_(deal_ids), Deal.manager_id == actor.user_id, Deal.step_at <= now)
    deals = tx.scalars(select(Deal).where(*mine).order_by(Deal.step_at, Deal.id))
    return tuple(line for deal in deals if (line := line_of(tx, deal)))


def open_deals(tx: Session, actor: Actor) -> int:
    """How many open deals this person works."""
    query = select(func.count()).where(Deal.manager_id == actor.user_id, Deal.state == DealState.OPEN)
    return tx.scalar(query) or 0
