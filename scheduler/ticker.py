"""APScheduler ticks; what is due is rows. A tick turns due rows into outbox rows, and that is all."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from crm import due
from crm.db import Crm

log = structlog.get_logger(__name__)

SWEEP = 1  # seconds
PORTION = 20  # rows in one transaction: presses come in between
GATHER = 0.25  # seconds: writes that come together are one look at the next due moment
DUE_JOB, LOOK_JOB, SWEEP_JOB = "due", "look", "sweep"
OVERSLEPT = 2.0  # seconds without a sweep
# The clock of the rows may be another than APScheduler's: further ahead the sweep is exact enough.
HORIZON = dt.timedelta(minutes=5)

Care = Callable[[dt.datetime], Awaitable[None]]


class Ticker:
    """Wakes at the next due moment, after every clock change, and once a second in any case.

    `now` is the clock of the rows (aware UTC), which may stand still or jump.
    """

    def __init__(
        self,
        crm: Crm,
        now: Callable[[], dt.datetime],
        care: Care,
        *,
        ticked: Callable[[], None] = lambda: None,
        late: Callable[[float], None] = lambda seconds: None,
    ) -> None:
        """`ticked` is called after each tick that went well, `late` at each claim with the seconds since
        the first of what it claims was due.
        """
        self._ticked = ticked
        self._late = late
        self._crm = crm
        self._now = now
        self._care = care
        self._scheduler = AsyncIOScheduler(
            timezone=dt.UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 3}
        )
        self._watching: asyncio.Task[None] | None = None
        self._swept_at = 0.0
        self._ticking = asyncio.Lock()
        self._stopping = False
        self._looking = False
        self._queued = False
        """A tick waits for the one under way: another one would find nothing more."""

    async def start(self) -> None:
        self._crm.on_write(self.look)
        self._scheduler.add_job(self._sweep, "interval", seconds=SWEEP, id=SWEEP_JOB)
        self._scheduler.start()
        self._swept_at = asyncio.get_running_loop().time()
        self._watching = asyncio.create_task(self._watch())
        await self.tick()

    async def stop(self) -> None:
        """End after what is being written: a long backlog is for the next start."""
        self._stopping = True
        if self._watching is not None:
            self._watching.cancel()
        async with self._ticking:
            if self._scheduler.running:
                self._scheduler.shutdown(wait=False)

    def look(self) -> None:
        """Something was written or the clock was moved: the next due moment may be another."""
        if self._scheduler.running and not self._looking:
            self._looking = True
            self._after(GATHER, LOOK_JOB)

    async def tick(self) -> None:
        """Queue all that is due, then place the next wake-up. Safe to call at any time."""
        async with self._ticking:
            self._looking = self._queued = False
            self._forget(LOOK_JOB)
            at = await self._crm.glance(due.next_due)
            while at is not None and at <= self._now() and not self._stopping:
                self._late((self._now() - at).total_seconds())
                if not await self._crm.write(due.queue_due, self._now(), PORTION):
                    break
                at = await self._crm.glance(due.next_due)
            self._ticked()
            self._forget(DUE_JOB)
            self._place(at)

    async def _watch(self) -> None:
        """APScheduler sleeps until a moment of the system's clock: put back an hour, it sleeps for one."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(SWEEP)
            if loop.time() - self._swept_at > OVERSLEPT:
                self._scheduler.reschedule_job(SWEEP_JOB, trigger="interval", seconds=SWEEP)

    async def _sweep(self) -> None:
        self._swept_at = asyncio.get_running_loop().time()
        await self._wake()
        if not self._stopping:
            await self._care(self._now())

    async def _wake(self) -> None:
        if self._queued:
            return
        self._queued = True
        # A stop cancels ticks that wait for their turn: nothing to report.
        with suppress(asyncio.CancelledError):
            await self.tick()

    def _place(self, at: dt.datetime | None) -> None:
        ahead = HORIZON if at is None else at - self._now()
        if dt.timedelta() < ahead < HORIZON:
            self._after(ahead.total_seconds(), DUE_JOB)

    def _forget(self, job: str) -> None:
        if self._scheduler.running and self._scheduler.get_job(job):
            self._scheduler.remove_job(job)

    def _after(self, seconds: float, job: str) -> None:
        """Tick so many seconds from now."""
        # An interval, since a date would have to be computed from the system's clock here. The tick
        # takes it away, and one that comes once too often finds nothing to do.
        self._scheduler.add_job(self._wake, "interval", seconds=seconds, id=job, replace_existing=True)
