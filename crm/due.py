"""Everything that falls due: reminders, unanswered requests, morning plans and digests, in one place."""

import datetime as dt
import logging
from typing import Any

from sqlalchemy import CompoundSelect, func, select, union_all
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from crm import recurrences, reminders, requests
from crm.held import not_held
from crm.models import Recurrence, Reminder, Request

log = logging.getLogger(__name__)

SOURCES = (reminders, requests, recurrences)
NEXT: CompoundSelect[Any] = union_all(
    select(func.min(Reminder.due_at)).where(not_held(Reminder.due_at)),
    select(func.min(Request.deadline_at)).where(not_held(Request.deadline_at)),
    select(func.min(Recurrence.next_at)),
)


def next_due(tx: Session) -> dt.datetime | None:
    """The next moment (aware UTC) at which something must be sent, or None."""
    return min((at for (at,) in tx.execute(NEXT) if at), default=None)


def queue_due(tx: Session, now: dt.datetime, limit: int = 50) -> int:
    """Turn what is due at `now` into outbox rows; returns how many rows were claimed.

    Safe to repeat and after downtime. Fewer than `limit` from every source mean that nothing is
    left. A fault in one source is logged and holds up none of the others.
    """
    claimed = 0
    for source in SOURCES:
        try:
            with tx.begin_nested():
                claimed += source.queue_due(tx, now, limit)
        except (DBAPIError, StaleDataError):
            raise  # another process came in between: `Crm.write` runs the whole again
        except Exception:
            log.exception("%s cannot be queued", source.__name__)
    return claimed
