"""After a backup was put back: what fell due before is held until an owner has said what becomes of it.

Some of it was sent in the time that the backup does not know of. Only `crm.held` keeps it back.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from crm.access import Actor, owner_only, owners
from crm.models import (
    OutboxMessage,
    OutboxState,
    Recurrence,
    Reminder,
    Request,
    RequestState,
    User,
    Workspace,
)
from crm.outbox import OPEN, owe, wake
from crm.recurrences import keep_up

QUESTION = "restored"
"""The kind of the message that asks an owner."""
ASK_AGAIN_AFTER = dt.timedelta(hours=20)


@dataclass(frozen=True)
class Held:
    """How many reminders, requests and messages wait for a decision since `at`, whole seconds since 1970."""

    at: int
    count: int


def hold(tx: Session, *, now: dt.datetime) -> int:
    """Hold what fell due before `now` and ask the owners; returns how much that is.

    For a database just put back, before anybody works on it. Plans and digests are not held: each
    comes at its next time, and the digest covers what it missed.
    """
    workspace = tx.get(Workspace, 1)
    if workspace is None:
        return 0
    now = now.replace(microsecond=0)  # as a button carries it
    for user in tx.scalars(select(User).where(User.id.in_(_behind(now)))).all():
        keep_up(tx, user, now=now)
    _cancel(tx, OutboxMessage.kind == QUESTION)  # one that was in the backup is about another restore
    workspace.restored_at = now
    tx.flush()
    count = _count(tx, now)
    if count:
        _ask(tx, now)
    else:
        workspace.restored_at = None
    tx.flush()
    return count


def held(tx: Session) -> Held | None:
    """What waits for a decision, if anything does."""
    at = tx.scalar(select(Workspace.restored_at))
    count = _count(tx, at) if at else 0
    return Held(int(at.timestamp()), count) if at and count else None


def ask_again(tx: Session, *, now: dt.datetime) -> None:
    """Nobody has decided for a day: the owners are asked once more. Safe to call at any time."""
    if held(tx) is None:
        return
    latest = tx.scalar(select(func.max(OutboxMessage.created_at)).where(OutboxMessage.kind == QUESTION))
    if latest is None or latest <= now - ASK_AGAIN_AFTER:
        _ask(tx, now)


def decide(tx: Session, actor: Actor, at: int, *, send: bool) -> int | None:
    """An owner lets what is held go out, or drops the messages; returns how many.

    None where it was decided before. Dropped, a step stays where it is, overdue, and a request waits
    in the owners' list. Raises NotAllowed.
    """
    owner_only(actor)
    workspace = tx.scalars(select(Workspace).with_for_update()).one()
    restored_at = workspace.restored_at
    if restored_at is None or int(restored_at.timestamp()) != at:
        return None
    count = _count(tx, restored_at)
    if send:
        wake(tx)
    else:
        _drop(tx, restored_at)
    workspace.restored_at = None
    return count


def _drop(tx: Session, before: dt.datetime) -> None:
    tx.execute(update(Reminder).where(Reminder.due_at < before).values(due_at=None))
    unanswered = update(Request).where(Request.deadline_at < before)
    tx.execute(unanswered.values(state=RequestState.ESCALATED, deadline_at=None))
    _cancel(tx, OutboxMessage.created_at < before)


def _cancel(tx: Session, which: ColumnElement[bool]) -> None:
    tx.execute(update(OutboxMessage).where(OPEN, which).values(state=OutboxState.CANCELLED))


def _ask(tx: Session, now: dt.datetime) -> None:
    for owner in owners(tx):
        owe(tx, owner.id, QUESTION, {}, now=now)


def _behind(now: dt.datetime) -> Any:
    return select(Recurrence.user_id).where(Recurrence.next_at < now)


def _count(tx: Session, before: dt.datetime) -> int:
    counts = (
        select(func.count()).select_from(Reminder).where(Reminder.due_at < before),
        select(func.count()).select_from(Request).where(Request.deadline_at < before),
        select(func.count()).select_from(OutboxMessage).where(OPEN, OutboxMessage.created_at < before),
    )
    return sum(tx.scalar(count) or 0 for count in counts)
