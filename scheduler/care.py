"""What is done once a night: forgetting what is no longer needed."""

import datetime as dt

import structlog

from crm import inbox
from crm.db import Crm
from crm.localtime import next_daily

log = structlog.get_logger(__name__)

AT = 4 * 60  # minutes after midnight in the company's zone
PORTION = 500  # rows in one transaction, so that nobody's press waits long


class Care:
    """Called often; works at the first call (a start) and then once a night."""

    def __init__(self, crm: Crm, zone: str) -> None:
        self._crm = crm
        self._zone = zone
        self._next: dt.datetime | None = None

    async def __call__(self, now: dt.datetime) -> None:
        if self._next is not None and now < self._next:
            return
        self._next = next_daily(AT, self._zone, now)
        forgotten = 0
        while purged := await self._crm.write(inbox.purge, PORTION, now=now):
            forgotten += purged
        if forgotten:
            log.info("old updates forgotten", count=forgotten)
