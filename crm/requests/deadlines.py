"""The countdown of requests: what nobody answered in time goes to the owner."""

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.held import not_held
from crm.models import Deal, Request
from crm.requests import turns
from crm.requests.offers import escalate


def next_due(tx: Session) -> dt.datetime | None:
    """When the next countdown ends (aware UTC)."""
    return tx.scalar(select(func.min(Request.deadline_at)))


def queue_due(tx: Session, now: dt.datetime, limit: int, only: int | None = None) -> int:
    """Escalate the requests whose time is up; returns how many were handled.

    `only` the one of that id. Safe to repeat and after downtime: the claim and the messages are one
    transaction.
    """
    query = select(Request).where(Request.deadline_at <= now, not_held(Request.deadline_at))
    query = query.order_by(Request.deadline_at).limit(limit)
    if only is not None:
        query = query.where(Request.id == only)
    late = tx.scalars(query.with_for_update(skip_locked=True)).all()
    deal_ids = sorted({request.deal_id for request in late})
    for deal_id in deal_ids:
        escalate(tx, turns.open_requests(tx, deal_id), tx.get_one(Deal, deal_id), now=now)
    tx.flush()
    return len(late)
