"""Everything that falls due: reminders, unanswered requests, morning plans and digests, in one place."""

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from crm import recurrences, reminders, requests
from crm.alerts import raise_alert
from crm.held import not_held
from crm.kept import Kept
from crm.models import Recurrence, Reminder, Request
from crm.models.base import Base
from crm.transactions import passes

log = logging.getLogger(__name__)

PUT_OFF = dt.timedelta(hours=1)
# In the order of SOURCES.
NEXT = Kept(
    select(
        select(func.min(Reminder.due_at)).where(not_held(Reminder.due_at)).scalar_subquery(),
        select(func.min(Request.deadline_at)).where(not_held(Request.deadline_at)).scalar_subquery(),
        select(func.min(Recurrence.next_at)).scalar_subquery(),
    )
)


@dataclass(frozen=True)
class Source:
    """Rows that fall due. `queue(tx, now, limit, only)` turns them into messages: all, or that of one id."""

    name: str
    queue: Callable[[Session, dt.datetime, int, int | None], int]
    id: InstrumentedAttribute[int]
    due_at: InstrumentedAttribute[Any]


SOURCES = (
    Source("reminders", reminders.queue_due, Reminder.deal_id, Reminder.due_at),
    Source("requests", requests.queue_due, Request.id, Request.deadline_at),
    Source("recurrences", recurrences.queue_due, Recurrence.id, Recurrence.next_at),
)


def next_due(tx: Session) -> dt.datetime | None:
    """The next moment (aware UTC) at which something must be sent, or None."""
    return min((at for at in _moments(tx) if at), default=None)


def queue_due(tx: Session, now: dt.datetime, limit: int = 50) -> int:
    """Turn what is due at `now` into outbox rows; returns how many rows were dealt with.

    Safe to repeat and after downtime. Fewer than `limit` from every source mean that nothing is
    left. A row that cannot be queued is put off by an hour and holds up none of the others.
    """
    due = [source for source, at in zip(SOURCES, _moments(tx), strict=True) if at and at <= now]
    return sum(_queue(tx, source, now, limit) for source in due)


def _moments(tx: Session) -> Sequence[dt.datetime | None]:
    """When each of the sources has something to do next."""
    return NEXT.row(tx, {}) or [None] * len(SOURCES)


def _queue(tx: Session, source: Source, now: dt.datetime, limit: int) -> int:
    try:
        with tx.begin_nested():
            return source.queue(tx, now, limit, None)
    except Exception as error:
        if passes(error):
            raise  # no fault of a row: `Crm.write` runs the whole again
        log.exception("%s cannot be queued", source.name)
    bad = _put_off(tx, source, now, limit)
    try:
        with tx.begin_nested():
            return len(bad) + source.queue(tx, now, limit, None)
    except Exception as error:
        if passes(error):
            raise
        log.exception("%s cannot be queued, each of them can", source.name)
        return len(bad) + _one_by_one(tx, source, now, limit)


def _one_by_one(tx: Session, source: Source, now: dt.datetime, limit: int) -> int:
    """Late as it is, each comes on its own; what fails now is tried at the next look."""
    queued = 0
    for row_id in _due_ids(tx, source, now, limit):
        try:
            with tx.begin_nested():
                queued += source.queue(tx, now, 1, row_id)
        except Exception as error:
            if passes(error):
                raise
            log.exception("%s: row %s cannot be queued", source.name, row_id)
    return queued


def _due_ids(tx: Session, source: Source, now: dt.datetime, limit: int) -> list[int]:
    due = select(source.id).where(source.due_at <= now, not_held(source.due_at))
    locked = due.order_by(source.due_at).limit(limit).with_for_update(skip_locked=True)
    return list(tx.scalars(locked))


def _put_off(tx: Session, source: Source, now: dt.datetime, limit: int) -> list[int]:
    """Try each due row alone, and put off those that fail; returns their ids. The owners are told."""
    ids = _due_ids(tx, source, now, limit)
    bad = [row_id for row_id in ids if not _can_be_queued(tx, source, row_id, now)]
    if bad:
        # Past the mapped class: a row that cannot be loaded is put off as well.
        table = Base.metadata.tables[source.id.class_.__tablename__]
        put_off = update(table).where(table.c[source.id.key].in_(bad))
        tx.connection().execute(put_off.values({source.due_at.key: now + PUT_OFF}))
        raise_alert(tx, "source_failed", number=bad[0], now=now)
    return bad


def _can_be_queued(tx: Session, source: Source, row_id: int, now: dt.datetime) -> bool:
    """Tried and taken back: those that can be are queued together, as one list where that is due."""
    trial = tx.begin_nested()
    try:
        source.queue(tx, now, 1, row_id)
        return True
    except Exception as error:
        if passes(error):
            raise
        log.exception("%s: row %s cannot be queued", source.name, row_id)
        return False
    finally:
        trial.rollback()
