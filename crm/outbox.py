"""Messages the bot owes of itself: written in the transaction that caused them, sent by `bot.delivery`.

How a sending ended is written down in `crm.sendings`.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, insert, or_, select, text, update
from sqlalchemy.orm import Session

from crm.access import Actor
from crm.held import not_held
from crm.models import OutboxMessage, OutboxState, User
from crm.models.base import Moment

# In words: with parameters neither database sees that its index of the open ones will do.
OPEN = text("outbox.state IN ('queued', 'sending')")
QUEUED = OutboxMessage.state == OutboxState.QUEUED
NOW = bindparam("now", type_=Moment())
OLDEST = select(func.min(OutboxMessage.id)).where(OPEN, not_held(OutboxMessage.created_at))
FREE = or_(OutboxMessage.claimed_until.is_(None), OutboxMessage.claimed_until <= NOW)
REACHED = select(User.id).where(User.id == OutboxMessage.user_id, User.blocked_at.is_(None)).exists()
MAY_GO = OutboxMessage.id.in_(OLDEST.group_by(OutboxMessage.user_id)), OPEN, FREE, REACHED
FIRST = select(OutboxMessage).where(*MAY_GO).order_by(OutboxMessage.id).limit(1)
CLAIM = FIRST.with_for_update(skip_locked=True, of=OutboxMessage)
REPEATED = frozenset(
    {
        "alert",
        "asked",
        "away",
        "client_wrote",
        "digest",
        "handed_over",
        "head_answered",
        "ignored",
        "ignored_list",
        "plan",
        "reminder",
        "reminder_list",
        "replanned",
        "request",
        "restored",
        "unanswered",
        "unreachable",
        "unsure",
    }
)
"""Kinds for colleagues. Where nobody knows whether one arrived it is sent once more; of others, never."""


Message = tuple[int, str, dict[str, Any], int | None]
"""Whose, the kind, the payload, the deal's id: as `owe` takes them."""


@dataclass(frozen=True)
class Owed:
    """One claimed message. `me` gets it."""

    id: int
    me: Actor
    kind: str
    payload: dict[str, Any]
    deal_id: int | None
    tries: int
    """How often it was claimed before."""
    lost: bool
    """Whether the answer to an earlier sending was lost."""
    at: dt.datetime
    """When it was caused, aware UTC."""


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
    wake(tx)
    return row.id


def owe_all(tx: Session, messages: Sequence[Message], *, now: dt.datetime) -> None:
    """Owe many at once, in this order: cheaper than one by one."""
    if not messages:
        return
    rows = [
        {"user_id": user_id, "kind": kind, "payload": payload, "deal_id": deal_id, "created_at": now}
        for user_id, kind, payload, deal_id in messages
    ]
    tx.execute(insert(OutboxMessage), rows)
    wake(tx)


def wake(tx: Session) -> None:
    """Let the delivery look as soon as this is committed."""
    tx.info["owed"] = True  # `crm.db.OWED`


def cancel_unsent(tx: Session, deal_id: int, kinds: Collection[str]) -> int:
    """Take back what this deal caused and nobody has begun to send; returns how many."""
    cancelled = tx.scalars(
        update(OutboxMessage)
        .where(OutboxMessage.deal_id == deal_id, OutboxMessage.kind.in_(kinds), QUEUED)
        .values(state=OutboxState.CANCELLED)
        .returning(OutboxMessage.id)
    )
    return len(cancelled.all())


def unsent(tx: Session, deal_id: int, kind: str) -> bool:
    """Whether such a message of this deal still waits to be sent."""
    of_deal = OutboxMessage.deal_id == deal_id, OutboxMessage.kind == kind
    return bool(tx.scalar(select(select(OutboxMessage.id).where(*of_deal, QUEUED).exists())))


def withdraw(tx: Session, user_id: int, kind: str) -> list[dict[str, Any]]:
    """Take back what this person is owed of that kind and nobody has begun to send; the payloads in order."""
    his = OutboxMessage.user_id == user_id, OutboxMessage.kind == kind
    rows = tx.scalars(
        select(OutboxMessage).where(OPEN, *his, QUEUED).order_by(OutboxMessage.id).with_for_update()
    )
    withdrawn = list(rows)
    for row in withdrawn:
        row.state = OutboxState.CANCELLED
    return [row.payload for row in withdrawn]


def redirect_unsent(tx: Session, deal_id: int, kind: str, user_id: int) -> None:
    """Send to this person what the deal caused for its former manager and nobody has begun to send."""
    of_deal = OutboxMessage.deal_id == deal_id, OutboxMessage.kind == kind
    tx.execute(update(OutboxMessage).where(*of_deal, QUEUED).values(user_id=user_id))


def waiting(tx: Session, *, now: dt.datetime) -> bool:
    """Whether `claim` would find something."""
    return tx.scalar(FIRST.with_only_columns(OutboxMessage.id), {"now": now}) is not None


def crowded(tx: Session, most: int, *, now: dt.datetime) -> bool:
    """Whether more than `most` people could be sent something at once."""
    some = select(OutboxMessage.id).where(*MAY_GO).limit(most + 1).subquery()
    return tx.execute(select(func.count()).select_from(some), {"now": now}).scalar_one() > most


def claim(tx: Session, lease: dt.timedelta, *, now: dt.datetime) -> Owed | None:
    """Take the oldest message that may be sent, for the time of the lease; None where there is none.

    A person's messages go in order: only his oldest open one is handed out, and none while he
    cannot be reached. One whose lease ran out was in the hands of a process that died, and is
    handed out again.
    """
    row = tx.scalar(CLAIM, {"now": now})
    if row is None:
        return None
    me = Actor.of(tx.get_one(User, row.user_id))
    lost = row.lost_at is not None
    owed = Owed(row.id, me, row.kind, row.payload, row.deal_id, row.tries, lost, row.created_at)
    row.state, row.claimed_until, row.tries = OutboxState.SENDING, now + lease, row.tries + 1
    return owed


def release(tx: Session) -> None:
    """Hand out again what a dead process held. Only where there is no other process: at start on SQLite."""
    tx.execute(
        update(OutboxMessage)
        .where(OutboxMessage.state == OutboxState.SENDING)
        .values(state=OutboxState.QUEUED, claimed_until=None)
    )
