"""Messages the bot owes of itself: written in the transaction that caused them, sent by `bot.delivery`."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select, update
from sqlalchemy.orm import Session

from crm.held import not_held
from crm.models import OutboxMessage, OutboxState, User

OPEN = OutboxMessage.state.in_([OutboxState.QUEUED, OutboxState.SENDING])


@dataclass(frozen=True)
class Owed:
    """One claimed message."""

    id: int
    user_id: int
    kind: str
    payload: dict[str, Any]
    deal_id: int | None
    tries: int
    """How often it was claimed before."""


@dataclass(frozen=True)
class Sending:
    """How sending one message ended. `until`: QUEUED again, but not before that moment."""

    id: int
    state: OutboxState
    message_id: int | None = None
    error: str | None = None
    until: dt.datetime | None = None
    unreachable: bool = False
    """The person stopped the bot or is gone: nothing reaches him."""


def owe(
    tx: Session,
    user_id: int,
    kind: str,
    payload: dict[str, Any],
    *,
    deal_id: int | None = None,
    now: dt.datetime,
) -> int:
    """Owe this person a message; returns the row's id. `kind` names its drawer, a `@routes.notice`."""
    row = OutboxMessage(user_id=user_id, kind=kind, payload=payload, deal_id=deal_id, created_at=now)
    tx.add(row)
    tx.flush()
    tx.info["owed"] = True  # wakes the delivery after the commit (`crm.db.OWED`)
    return row.id


def cancel_unsent(tx: Session, deal_id: int, kinds: Collection[str]) -> int:
    """Take back what this deal caused and nobody has begun to send; returns how many."""
    unsent = OutboxMessage.state == OutboxState.QUEUED, OutboxMessage.kind.in_(kinds)
    cancelled = tx.scalars(
        update(OutboxMessage)
        .where(OutboxMessage.deal_id == deal_id, *unsent)
        .values(state=OutboxState.CANCELLED)
        .returning(OutboxMessage.id)
    )
    return len(cancelled.all())


def redirect_unsent(tx: Session, deal_id: int, kind: str, user_id: int) -> None:
    """Send to this person what the deal caused for its former manager and nobody has begun to send."""
    unsent = OutboxMessage.state == OutboxState.QUEUED, OutboxMessage.kind == kind
    tx.execute(update(OutboxMessage).where(OutboxMessage.deal_id == deal_id, *unsent).values(user_id=user_id))


def waiting(tx: Session, *, now: dt.datetime) -> bool:
    """Whether `claim` would find something."""
    return bool(tx.scalar(select(_claimable(now).exists())))


def claim(tx: Session, limit: int, lease: dt.timedelta, *, now: dt.datetime) -> list[Owed]:
    """Take up to `limit` messages for sending, oldest first, each for the time of the lease.

    A person's messages go in order: only his oldest open one is handed out. One whose lease ran
    out was in the hands of a process that died, and is handed out again.
    """
    query = _claimable(now).order_by(OutboxMessage.id).limit(limit).with_for_update(skip_locked=True)
    rows = tx.scalars(query).all()
    owed = [Owed(row.id, row.user_id, row.kind, row.payload, row.deal_id, row.tries) for row in rows]
    for row in rows:
        row.state, row.claimed_until, row.tries = OutboxState.SENDING, now + lease, row.tries + 1
    return owed


def settle(tx: Session, sendings: Collection[Sending], *, now: dt.datetime) -> None:
    """Write down how sendings ended. Who cannot be reached is remembered so."""
    for sending in sendings:
        row = tx.get_one(OutboxMessage, sending.id)
        row.state, row.claimed_until = sending.state, sending.until
        row.message_id, row.error = sending.message_id, sending.error and sending.error[:200]
        if sending.state is OutboxState.SENT:
            row.sent_at = now
        if sending.unreachable:
            tx.get_one(User, row.user_id).blocked_at = now


def release(tx: Session) -> None:
    """Hand out again what a dead process held. Only where there is no other process: at start on SQLite."""
    tx.execute(
        update(OutboxMessage)
        .where(OutboxMessage.state == OutboxState.SENDING)
        .values(state=OutboxState.QUEUED, claimed_until=None)
    )


def note_reachable(tx: Session, telegram_id: int, reachable: bool, *, now: dt.datetime) -> None:
    """Telegram says that a person stopped the bot, or came back."""
    tx.execute(
        update(User).where(User.telegram_id == telegram_id).values(blocked_at=None if reachable else now)
    )


def _claimable(now: dt.datetime) -> Select[OutboxMessage]:
    open_ones = OPEN, not_held(OutboxMessage.created_at)
    oldest = select(func.min(OutboxMessage.id)).where(*open_ones).group_by(OutboxMessage.user_id)
    free = or_(OutboxMessage.claimed_until.is_(None), OutboxMessage.claimed_until <= now)
    return select(OutboxMessage).where(OPEN, OutboxMessage.id.in_(oldest), free)
