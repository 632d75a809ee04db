"""Notes that Telegram is heard, so that after a gap the bot can say what is missing."""

import asyncio
import datetime as dt

import structlog

from bot.clock import Clock
from bot.health import Vitals
from crm import pulse
from crm.db import Crm

log = structlog.get_logger(__name__)

EVERY = 30.0  # seconds between the notes in the database
DEAF_AFTER = 60.0  # seconds: it is heard at least twice as often


class Hearing:
    """For whoever brings updates: called after each good answer of Telegram."""

    def __init__(self, crm: Crm, clock: Clock, vitals: Vitals) -> None:
        self._crm = crm
        self._clock = clock
        self._vitals = vitals
        self._heard_at: float | None = None
        self._noted_at = 0.0

    async def __call__(self) -> None:
        """Raises what the database raises."""
        at = asyncio.get_running_loop().time()
        silence = None if self._heard_at is None else dt.timedelta(seconds=at - self._heard_at)
        if silence is None or silence > pulse.PRESSES_LIVE or at - self._noted_at >= EVERY:
            await self._crm.write(pulse.heard, silence, now=self._clock.now())
            self._noted_at = at
        self._heard_at = at
        self._vitals.polled()

    async def last(self) -> None:
        """Before a stop: until now it was heard, unless it is deaf or another process listens."""
        if self._heard_at is None or asyncio.get_running_loop().time() - self._heard_at > DEAF_AFTER:
            return
        try:
            await self._crm.write(pulse.heard, dt.timedelta(), now=self._clock.now())
        except Exception as error:
            log.warning("the last word is not noted", error=type(error).__name__)
