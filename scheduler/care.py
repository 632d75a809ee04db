"""What is done once a day: a backup and forgetting at night, asking again in the morning."""

import asyncio
import datetime as dt
from pathlib import Path

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm import alerts, inbox, nightly, restored
from crm.copies import BadBackup
from crm.db import Crm
from crm.localtime import next_daily
from crm.models import User
from crm.retention import OVERDUE, newest_backup

log = structlog.get_logger(__name__)

# Minutes after midnight in the company's zone.
NIGHT = 4 * 60
MORNING = 10 * 60
TRY_AGAIN = dt.timedelta(minutes=1)
TWO_DAYS = dt.timedelta(days=2)
PORTION = 500  # rows in one transaction, so that nobody's press waits long


class Care:
    """Called often; works at the first call (a start) and then once a day at each of its hours."""

    def __init__(self, crm: Crm, zone: str, backups: Path | None = None) -> None:
        """`backups` is the folder of the nightly backups; None: there are none."""
        self._crm = crm
        self._zone = zone
        self._backups = backups
        self._next: dict[int, dt.datetime] = {}

    async def __call__(self, now: dt.datetime) -> None:
        starting = not self._next
        if self._is_time(NIGHT, now):
            self._next[NIGHT] = next_daily(NIGHT, self._zone, now)
            try:
                await self._forget(now)
            finally:  # whatever becomes of the forgetting: there is one backup a night
                if self._backups is not None:
                    await self._back_up(self._backups, now, starting=starting)
        if self._is_time(MORNING, now):
            self._next[MORNING] = now + TRY_AGAIN
            await self._crm.write(restored.ask_again, now=now)
            self._next[MORNING] = next_daily(MORNING, self._zone, now)

    def _is_time(self, minute: int, now: dt.datetime) -> bool:
        # A clock that was far ahead and is put right again leaves a moment that is none of today's.
        at = self._next.get(minute)
        return at is None or not at - TWO_DAYS < now < at

    async def _forget(self, now: dt.datetime) -> None:
        forgotten = 0
        while purged := await self._crm.write(inbox.purge, PORTION, now=now):
            forgotten += purged
        if forgotten:
            log.info("old updates forgotten", count=forgotten)

    async def _back_up(self, folder: Path, now: dt.datetime, *, starting: bool) -> None:
        """At night; at a start only if a night was missed. What goes wrong is told to the owners."""
        if starting and not await self._missed(folder, now):
            return
        try:
            night = await nightly.back_up(self._crm.url, folder, self._zone, now=now)
        except (BadBackup, OSError) as error:
            log.error("no backup was made", reason=str(error))
            await self._crm.write(lambda tx: alerts.raise_alert(tx, "backup_failed", now=now))
            return
        if night is not None:
            log.info(
                "backup made",
                file=night.file,
                rows=night.rows,
                megabytes=night.megabytes,
                put_back_for_a_try=night.rehearsed,
                old_ones_removed=night.removed,
            )

    async def _missed(self, folder: Path, now: dt.datetime) -> bool:
        """Where there is no backup yet, whether the first people have been here for longer than a night."""
        newest = await asyncio.to_thread(newest_backup, folder) or await self._crm.read(_beginning)
        return newest is not None and newest < now - OVERDUE


def _beginning(tx: Session) -> dt.datetime | None:
    return tx.scalar(select(func.min(User.created_at)))
