"""How sendings ended, who can be reached, and who must know of what did not arrive."""

import datetime as dt
import logging
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from crm.access import owners
from crm.alerts import raise_alert
from crm.models import Activity, Client, Deal, DealState, OutboxMessage, OutboxState, Request, Role, User
from crm.models.base import Base
from crm.outbox import CLAIM, Owed, claim, owe, wake
from crm.transactions import passes

log = logging.getLogger(__name__)

TABLE = Base.metadata.tables[OutboxMessage.__tablename__]
ERROR_LENGTH = 200
PUT_OFF = dt.timedelta(hours=1)
STOPPED = "blocked by the user"  # a stable part of Telegram's sentence


@dataclass(frozen=True)
class Sending:
    """How sending one message ended. `until`: QUEUED again, but not before that moment."""

    id: int
    tries: int
    """How often it had been claimed before: tells this claim from a later one by another process."""
    state: OutboxState
    message_id: int | None = None
    error: str | None = None
    until: dt.datetime | None = None
    unreachable: bool = False
    """The person stopped the bot or is gone: nothing reaches him."""
    lost: bool = False
    """The answer was lost: it may have arrived."""
    alert: str | None = None
    """What the owners are told of, a cause of `crm.alerts`."""


def settle(tx: Session, sendings: Collection[Sending], *, now: dt.datetime) -> None:
    """Write down how sendings ended, and tell those who must know. Safe to repeat.

    A message that another process holds by now, since our lease ran out, is left to that one. One of which
    not all can be written down, a damaged row, has at least its end: it would be sent again and again.
    """
    for sending in sendings:
        try:
            with tx.begin_nested():
                _settle(tx, sending, now)
        except Exception as error:
            if passes(error):
                raise
            log.exception("message %s: not all can be written down of how it ended", sending.id)
            _end(tx, sending, now)


def next_owed(tx: Session, lease: dt.timedelta, *, now: dt.datetime) -> Owed | None:
    """What is to be sent next, see `crm.outbox.claim`. What cannot be read is put off and told the owners."""
    try:
        return claim(tx, lease, now=now)
    except Exception as error:
        if passes(error):
            raise
        log.exception("the next message cannot be read")
    row_id = tx.scalar(CLAIM.with_only_columns(OutboxMessage.id), {"now": now})
    tx.connection().execute(update(TABLE).where(TABLE.c.id == row_id).values(claimed_until=now + PUT_OFF))
    raise_alert(tx, "message_failed", number=row_id or 0, now=now)
    return None


def note_reachable(tx: Session, telegram_id: int, reachable: bool, *, now: dt.datetime) -> None:
    """Telegram says that a person stopped the bot, or came back: what waited for him goes on its way."""
    user = tx.scalar(select(User).where(User.telegram_id == telegram_id).with_for_update())
    if user is None:
        return
    if not reachable:
        _lost_touch(tx, user, True, now)
    elif user.blocked_at is not None:
        user.blocked_at = None
        wake(tx)


def _settle(tx: Session, sending: Sending, now: dt.datetime) -> None:
    row = _still_ours(tx, sending)
    if row is None:
        log.warning("message %s was taken over by another process", sending.id)
        return
    row.state, row.claimed_until = sending.state, sending.until
    row.message_id, row.error = sending.message_id, sending.error and _kept(sending.error)
    if sending.state is OutboxState.SENT:
        row.sent_at = now
    if sending.lost:
        row.lost_at = now
    if sending.state is OutboxState.UNKNOWN:
        _tell_unsure(tx, row, now)
    if sending.unreachable:
        user = tx.get_one(User, row.user_id, with_for_update=True)
        _lost_touch(tx, user, STOPPED in (sending.error or "").lower(), now)
    if sending.alert and row.kind != "alert":
        raise_alert(tx, sending.alert, number=row.id, now=now)


def _end(tx: Session, sending: Sending, now: dt.datetime) -> None:
    """Past the mapped class: the row, or that of its reader, cannot be loaded."""
    ours = TABLE.c.state == OutboxState.SENDING, TABLE.c.tries == sending.tries + 1
    ended: dict[str, Any] = {
        "state": sending.state,
        "claimed_until": sending.until,
        "message_id": sending.message_id,
    }
    if sending.state is OutboxState.SENT:
        ended["sent_at"] = now
    if sending.lost:
        ended["lost_at"] = now
    tx.connection().execute(update(TABLE).where(TABLE.c.id == sending.id, *ours).values(ended))


def _kept(words: str) -> str:
    """As every database keeps it: Telegram may quote a zero character, or half a surrogate."""
    return words.replace("\x00", "").encode(errors="replace").decode()[:ERROR_LENGTH]


def _still_ours(tx: Session, sending: Sending) -> OutboxMessage | None:
    ours = OutboxMessage.state == OutboxState.SENDING, OutboxMessage.tries == sending.tries + 1
    query = select(OutboxMessage).where(OutboxMessage.id == sending.id, *ours)
    return tx.scalar(query.with_for_update())


def _lost_touch(tx: Session, user: User, stopped: bool, now: dt.datetime) -> None:
    """Nothing reaches him from now on. Those whom it concerns are told, once."""
    if user.blocked_at is not None:
        return
    user.blocked_at = now
    deal = _latest_deal(tx, user) if user.role is Role.CLIENT else None
    payload = {"user": user.id, "stopped": stopped, "deal": deal.id if deal else None}
    for reader in _concerned(tx, user, deal):
        owe(tx, reader, "unreachable", payload, deal_id=payload["deal"], now=now)


def _concerned(tx: Session, user: User, deal: Deal | None) -> list[int]:
    """The owners for a colleague; for a client the manager of his latest open deal."""
    if user.role is Role.CLIENT:
        return [deal.manager_id] if deal else []
    return [owner.id for owner in owners(tx) if owner.id != user.id] if user.active else []


def _latest_deal(tx: Session, user: User) -> Deal | None:
    asked = select(Request.deal_id).where(Request.user_id == user.id)
    his = or_(Client.user_id == user.id, Deal.id.in_(asked))
    query = select(Deal).join(Client).where(Deal.state == DealState.OPEN, his)
    return tx.scalars(query.order_by(Deal.id.desc()).limit(1)).first()


def _tell_unsure(tx: Session, row: OutboxMessage, now: dt.datetime) -> None:
    """A message to a client may have arrived or not: who wrote it must know, or else the deal's manager."""
    deal = tx.get(Deal, row.deal_id) if row.deal_id else None
    if deal is None or tx.get_one(User, row.user_id).role is not Role.CLIENT:
        return
    said = tx.get(Activity, row.payload.get("activity", 0))
    colleague = said.user_id if said and said.user_id else deal.manager_id
    payload = {"user": row.user_id, "deal": deal.id, "activity": said.id if said else None}
    owe(tx, colleague, "unsure", payload, deal_id=deal.id, now=now)
