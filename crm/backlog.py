"""What is still to be handled and to be sent: how much and since when, for whoever watches the bot."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, or_, select
from sqlalchemy.orm import Session

from crm.held import not_held
from crm.models import InboxState, InboxUpdate, OutboxMessage, OutboxState
from crm.outbox import REACHED

FLOOD = 40
"""Updates of one chat that wait at once: nobody's thumb makes more."""


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
    inbox = tx.scalars(select(func.count()).select_from(InboxUpdate).where(UNFINISHED)).one()
    oldest = select(func.min(InboxUpdate.received_at).label("since")).where(UNFINISHED)
    chats = oldest.group_by(InboxUpdate.chat_key).having(func.count() <= FLOOD).subquery()
    inbox_since = tx.scalar(select(func.min(chats.c.since)))
    outbox = tx.scalars(select(func.count()).select_from(OutboxMessage).where(UNSENT)).one()
    # A person's messages go in order: what waits behind another of his is not late by itself.
    free = not_held(OutboxMessage.created_at)
    first = select(func.min(OutboxMessage.id)).where(UNSENT, free).group_by(OutboxMessage.user_id)
    could = func.coalesce(OutboxMessage.claimed_until, OutboxMessage.created_at)
    outbox_since = tx.scalar(
        select(func.min(could)).where(
            OutboxMessage.id.in_(first),
            REACHED,
            or_(OutboxMessage.claimed_until.is_(None), OutboxMessage.claimed_until <= now),
        )
    )
    return Backlog(inbox, inbox_since, outbox, outbox_since)
