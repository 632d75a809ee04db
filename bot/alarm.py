"""Lets the owners know of trouble, and never adds any of its own."""

import structlog

from bot.clock import Clock
from crm.alerts import raise_alert
from crm.db import Crm

log = structlog.get_logger(__name__)


class Alarm:
    """`await alarm("update_failed", number=5)`: told once in a quarter of an hour, see `crm.alerts`."""

    def __init__(self, crm: Crm, clock: Clock) -> None:
        self._crm = crm
        self._clock = clock

    async def __call__(self, cause: str, **detail: str | int) -> None:
        try:
            now = self._clock.now()
            await self._crm.write(lambda tx: raise_alert(tx, cause, now=now, **detail))
        except Exception as error:
            log.error("the owners could not be told", cause=cause, error=type(error).__name__)
