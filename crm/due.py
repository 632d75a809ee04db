"""Everything that falls due: reminders, unanswered requests, morning plans and digests, in one place."""

import datetime as dt
from typing import Any

from sqlalchemy import CompoundSelect, func, select, union_all
from sqlalchemy.orm import Session

from crm import recurrences, reminders, requests
from crm.models import Recurrence, Reminder, Request

SOURCES = (reminders, requests, recurrences)
NEXT: CompoundSelect[Any] = union_all(
    select(func.min(Reminder.due_at)),
    select(func.min(Request.deadline_at)),
    select(func.min(Recurrence.next_at)),
)


def next_due(tx: Session) -> dt.datetime | None:
    """The next moment (aware UTC) at which something must be sent, or None."""
    return min((at for (at,) in tx.execute(NEXT) if at), default=None)


def queue_due(tx: Session, now: dt.datetime, limit: int = 50) -> int:
    """Turn what is due at `now` into outbox rows; returns how many rows were claimed.

    Safe to repeat and after downtime. Fewer than `limit` from every source mean that nothing is left.
    """
    return sum(source.queue_due(tx, now, limit) for source in SOURCES)
