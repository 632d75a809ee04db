"""What is still to be handled and to be sent: how much and since when, for whoever watches the bot."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, or_, select
from sqlalchemy.orm import Session

from crm.models import InboxState, InboxUpdate, OutboxMessage, OutboxState


def _in(column: Any, *states: str) -> ColumnElement[bool]:
    """Written into the statement: SQLite uses a partial index only where it sees the values."""
    found: ColumnElement[bool] = column.in_(
        bindparam("states", states, type_=column.type, expanding=True, literal_execute=True, unique=True)
    )
    return found


UNFINISHED = _in(InboxUpdate.state, InboxState.STORED, InboxState.EFFECT)
UNSENT = _in(OutboxMessage.state, OutboxState.QUEUED, OutboxState.SENDING)


@dataclass(frozen=True)
class Backlog:
    """Moments are aware UTC; None where nothing waits."""

    inbox: int
    inbox_since: dt.datetime | None
    outbox: int
    """Messages owed; those that are being sent or wait for a later try among them."""
    outbox_since: dt.datetime | None
    """Since when a message could have been sent that was not: the longest of all."""


def backlog(tx: Session, *, now: dt.datetime) -> Backlog:
    inbox, inbox_since = tx.execute(
        select(func.count(), func.min(InboxUpdate.received_at)).where(UNFINISHED)
    ).one()
    outbox = tx.scalars(select(func.count()).select_from(OutboxMessage).where(UNSENT)).one()
    # A person's messages go in order: what waits behind another of his is not late by itself.
    first = select(func.min(OutboxMessage.id)).where(UNSENT).group_by(OutboxMessage.user_id)
    could = func.coalesce(OutboxMessage.claimed_until, OutboxMessage.created_at)
    outbox_since = tx.scalar(
        select(func.min(could)).where(
            OutboxMessage.id.in_(first),
            or_(OutboxMessage.claimed_until.is_(None), OutboxMessage.claimed_until <= now),
        )
    )
    return Backlog(inbox, inbox_since, outbox, outbox_since)
