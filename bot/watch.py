"""Those who look at the bot from aside: watchers over HTTP, the heartbeat, the owner's warning."""

import asyncio
from contextlib import suppress
from functools import partial

import structlog

from bot.alarm import Alarm
from bot.clock import Clock
from bot.deadman import Heartbeat
from bot.health import LOW_DISK, Health, Vitals
from bot.meters import Meters
from bot.settings import Settings
from crm.db import Crm
from crm.guards import file_of
from crm.retention import newest_backup

log = structlog.get_logger(__name__)

EVERY = 60.0  # seconds


class Watch:
    """The parts feed `vitals` and `meters`; once a minute somebody is told how the bot is."""

    def __init__(self, settings: Settings, crm: Crm, clock: Clock) -> None:
        file = file_of(settings.database_url)
        self._alarm = Alarm(crm, clock)
        self.vitals = Vitals()
        self.meters = Meters()
        self.health = Health(
            crm,
            clock.now,
            self.vitals,
            folder=file and file.resolve().parent,
            backed_up=partial(newest_backup, settings.backups) if settings.backups else None,
        )
        url = settings.heartbeat_url
        self._heartbeat = None if url is None else Heartbeat(url.get_secret_value())
        self._running: asyncio.Task[None] | None = None
        self._server = None
        if settings.health_port is not None:
            # Not before it is wanted: both take memory and time to load.
            from bot.metrics import Metrics
            from bot.web import HealthServer

            self.meters = metrics = Metrics()
            self._server = HealthServer(self.health, metrics.text, settings.health_host, settings.health_port)

    async def start(self) -> None:
        """Before the bot is: why it does not start is to be seen too. Raises SettingsError."""
        if self._server is not None:
            await self._server.start()
        self._running = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """After the bot, before its database is closed."""
        if self._running is not None:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running
        if self._server is not None:
            await self._server.stop()

    async def look(self) -> None:
        """What is done once a minute."""
        await self._warn_of_the_disk()
        if self._heartbeat is not None and self.vitals.ready and (await self.health.report()).well:
            await self._heartbeat.beat()

    async def _run(self) -> None:
        # A bot that falls and is started again and again gives no sign of life in between.
        while True:
            await asyncio.sleep(EVERY)
            try:
                await self.look()
            except Exception as error:  # a folder of backups that cannot be read
                log.error("the bot cannot look at itself", exc_info=error)

    async def _warn_of_the_disk(self) -> None:
        free = self.health.free()
        if free is not None and free < LOW_DISK:
            await self._alarm("disk_low", megabytes=free >> 20)
