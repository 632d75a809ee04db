"""Updates as they came in: stored before Telegram is told, handled from here, forgotten after three days."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, exists, func, select, text, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from crm.kept import Kept, insert_new
from crm.models import InboxState, InboxUpdate
from crm.models.base import Base

KEPT = dt.timedelta(hours=72)
TABLE = Base.metadata.tables[InboxUpdate.__tablename__]
STORED = ("update_id", "chat_key", "payload", "received_at", "state")
STORE = Kept(
    sqlite.insert(TABLE)
    .values({name: bindparam(name) for name in STORED})
    .on_conflict_do_nothing()
    .returning(TABLE.c.update_id)
)
FINISH = Kept(update(TABLE).where(TABLE.c.update_id == bindparam("id")).values(state=bindparam("as")))
# In words: with parameters neither database sees that its index of the open ones will do.
OPEN = text("inbox.state IN ('stored', 'effect')")


@dataclass(frozen=True)
class Incoming:
    """A raw update. Those of one `chat_key` are handled in order; `payload` is its JSON."""

    update_id: int
    chat_key: int
    payload: str


@dataclass
class Handled:
    """What was finished since the last writing: marked lazily, since handling twice changes nothing."""

    done: list[int]
    parked: list[int]


def store(tx: Session, incoming: Sequence[Incoming], handled: Handled, *, now: dt.datetime) -> set[int]:
    """Write down what came and what was finished; returns the ids that were not known yet.

    Known ones came twice: the confirmation was lost on the way.
    """
    finish(tx, handled)
    if not incoming:
        return set()
    rows = [
        {
            "update_id": one.update_id,
            "chat_key": one.chat_key,
            "payload": one.payload,
            "received_at": now,
            "state": InboxState.STORED,
        }
        for one in incoming
    ]
    if tx.get_bind().dialect.name == "sqlite":
        return {found[0] for row in rows if (found := STORE.row(tx, row)) is not None}
    # The rows beside the statement, not in it: so it is compiled once, however many they are.
    insert = insert_new(tx, InboxUpdate).returning(TABLE.c.update_id)
    return set(tx.connection().execute(insert, rows).scalars())


def finish(tx: Session, handled: Handled) -> None:
    """Write down what was finished."""
    for ids, state in ((handled.done, InboxState.DONE), (handled.parked, InboxState.PARKED)):
        if ids:
            FINISH.each(tx, [{"id": update_id, "as": state} for update_id in ids])


def open_updates(tx: Session, chat_key: int, limit: int) -> list[Incoming]:
    """What is not finished of one chat, oldest first."""
    query = select(InboxUpdate.update_id, InboxUpdate.chat_key, InboxUpdate.payload)
    query = query.where(OPEN, InboxUpdate.chat_key == chat_key)
    query = query.order_by(InboxUpdate.received_at, InboxUpdate.update_id).limit(limit)
    return [Incoming(*row) for row in tx.execute(query)]


def open_chats(tx: Session) -> list[int]:
    """The keys of the chats of which something is not finished, those that wait longest first."""
    query = select(InboxUpdate.chat_key).where(OPEN).group_by(InboxUpdate.chat_key)
    return list(tx.scalars(query.order_by(func.min(InboxUpdate.received_at), InboxUpdate.chat_key)))


def waits(tx: Session, chat_key: int) -> bool:
    """Whether something is not finished of this chat."""
    return bool(tx.scalar(select(exists().where(OPEN, InboxUpdate.chat_key == chat_key))))


def had_effect(tx: Session, update_id: int) -> bool:
    """Whether an earlier life of the process committed this update's effect."""
    query = select(InboxUpdate.state).where(InboxUpdate.update_id == update_id)
    return tx.scalar(query) is InboxState.EFFECT


def purge(tx: Session, limit: int = 1000, *, now: dt.datetime) -> int:
    """Forget up to `limit` updates finished and older than 72 hours; returns how many."""
    old = (
        select(InboxUpdate.update_id)
        .where(
            InboxUpdate.state.in_([InboxState.DONE, InboxState.PARKED]), InboxUpdate.received_at < now - KEPT
        )
        .limit(limit)
    )
    gone = tx.scalars(
        delete(InboxUpdate).where(InboxUpdate.update_id.in_(old)).returning(InboxUpdate.update_id)
    )
    return len(gone.all())
