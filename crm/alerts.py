"""Trouble the owners must know of: each cause once in a quarter of an hour, however often it occurs."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.access import owners
from crm.kept import insert_new
from crm.models import Alert
from crm.outbox import owe

CAUSES = (
    "update_unreadable",
    "update_failed",
    "message_failed",
    "html_refused",
    "source_failed",
    "backup_failed",
    "disk_low",
    "polling_down",
    "chat_migrated",
)
"""Those that have a sentence of their own in `locales/`; any other has the general one."""
QUIET = dt.timedelta(minutes=15)


def raise_alert(tx: Session, cause: str, /, *, now: dt.datetime, **detail: str | int) -> bool:
    """Owe every owner a notice of this cause; whether it was told, or merely counted.

    Within 15 minutes of the last one it is counted, and the next says how many more there were.
    `number` in `detail` is what to look for in the log. Safe with several processes.
    """
    readers = owners(tx)
    if not readers:
        return False
    more = _more_since(tx, cause, now)
    if more is None:
        return False
    for owner in readers:
        owe(tx, owner.id, "alert", {"cause": cause, "more": more, **detail}, now=now)
    return True


def _more_since(tx: Session, cause: str, now: dt.datetime) -> int | None:
    """How many times it occurred untold, where it is to be told now; None where it is only counted."""
    first = insert_new(tx, Alert).values(cause=cause, told_at=now, more=0)
    if tx.execute(first.returning(Alert.cause)).first():
        return 0
    query = select(Alert).where(Alert.cause == cause).with_for_update()
    row = tx.scalars(query.execution_options(populate_existing=True)).one()
    if row.told_at <= now < row.told_at + QUIET:
        row.more += 1
        return None
    more = row.more
    row.told_at, row.more = now, 0
    return more
