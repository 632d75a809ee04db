"""Is the bot alive, and does it do its work? What the parts tell, what the database and the disk say."""

import asyncio
import datetime as dt
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crm.backlog import Backlog, backlog
from crm.db import Crm
from crm.guards import ROOM

POLL_LIMIT = 90.0  # seconds without an answer to a poll; the watchdog needs up to 60 to bring it back
TICK_LIMIT = 60.0  # seconds without a tick; there is one a second
BEHIND = dt.timedelta(minutes=10)  # for what is stored and not handled, or owed and not sent
LOW_DISK = 4 * ROOM
"""Free bytes below which somebody should look; below ROOM the next start is refused."""
OLD_BACKUP = dt.timedelta(hours=50)  # two nights were missed
PATIENCE = 3.0  # seconds for the database's answer


class Vitals:
    """Fed by the parts with plain calls. Ages are real seconds: the clock of the rows may be moved."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._polled_at = self._ticked_at = seconds()
        self._polls_expected = True
        self._heard = False
        self.ready = False
        """Whether the bot has started and is not stopping."""

    def polled(self) -> None:
        """Telegram answered a poll, or brought an update."""
        self._polled_at = self._seconds()
        self._heard = True

    def expect_polls(self, expected: bool) -> None:
        """Not of a process that waits while another one polls, nor of one to which updates are brought."""
        if expected and not self._polls_expected:
            self._polled_at = self._seconds()
        self._polls_expected = expected

    def ticked(self) -> None:
        """The scheduler looked for what is due, and the database answered."""
        self._ticked_at = self._seconds()

    @property
    def poll_age(self) -> float | None:
        """Seconds since the last good poll, or since the first was expected; None while none is."""
        return self._seconds() - self._polled_at if self._polls_expected else None

    @property
    def tick_age(self) -> float:
        return self._seconds() - self._ticked_at

    @property
    def listening(self) -> bool:
        """Whether what people do reaches the bot, by this process or by another one."""
        age = self.poll_age
        return age is None or (self._heard and age <= POLL_LIMIT)


@dataclass(frozen=True)
class Check:
    ok: bool
    grave: bool
    """Whether the bot does not do its work while this is not ok."""
    figures: dict[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    checks: dict[str, Check]

    @property
    def red(self) -> bool:
        return any(check.grave and not check.ok for check in self.checks.values())

    @property
    def well(self) -> bool:
        return all(check.ok for check in self.checks.values())

    def plain(self) -> dict[str, Any]:
        """For JSON: ages in seconds, sizes in bytes."""
        status = "red" if self.red else "ok" if self.well else "degraded"
        checks = {name: {"ok": check.ok, **check.figures} for name, check in self.checks.items()}
        return {"status": status, "checks": checks}


class Health:
    """Looks at everything at once; says nothing of who or what is in the database."""

    def __init__(
        self,
        crm: Crm,
        now: Callable[[], dt.datetime],
        vitals: Vitals,
        *,
        folder: Path | None = None,
        backed_up: Callable[[], dt.datetime | None] | None = None,
    ) -> None:
        """`now` is the clock of the rows. `folder` lies on the disk to watch; `backed_up` reads when the
        newest backup was made (aware UTC; None: none yet); without it nobody asks.
        """
        self._crm = crm
        self._now = now
        self.vitals = vitals
        self._folder = folder
        self._backed_up = backed_up
        self._looking: asyncio.Task[Backlog] | None = None

    async def report(self) -> Report:
        found = await self._look()
        vitals, now = self.vitals, self._now()
        poll, tick = vitals.poll_age, vitals.tick_age
        checks = {
            "poll": Check(poll is None or poll <= POLL_LIMIT, True, {"age": _rounded(poll)}),
            "tick": Check(tick <= TICK_LIMIT, True, {"age": _rounded(tick)}),
            "database": Check(found is not None, True),
        }
        if found is not None:
            checks["inbox"] = _queue(found.inbox, found.inbox_since, now)
            checks["outbox"] = _queue(found.outbox, found.outbox_since, now)
        free = self.free()
        if free is not None:
            checks["disk"] = Check(free >= LOW_DISK, False, {"free": free})
        if self._backed_up is not None and (made := await asyncio.to_thread(self._backed_up)) is not None:
            checks["backup"] = Check(now - made <= OLD_BACKUP, False, {"age": _age(made, now)})
        return Report(checks)

    async def ready(self) -> dict[str, bool]:
        """What it takes to send people here: all of it."""
        return {
            "started": self.vitals.ready,
            "listening": self.vitals.listening,
            "database": await self._look() is not None,
        }

    def free(self) -> int | None:
        """Free bytes of the disk to watch; None where there is none."""
        try:
            return None if self._folder is None else shutil.disk_usage(self._folder).free
        except OSError:
            return 0

    async def _look(self) -> Backlog | None:
        """None if the database does not answer. One look at a time: a stuck one holds one thread, not all."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._crm.read(backlog, now=self._now()))
            self._looking.add_done_callback(_forgive)
        try:
            return await asyncio.wait_for(asyncio.shield(self._looking), PATIENCE)
        except Exception:
            return None


def _forgive(look: asyncio.Task[Backlog]) -> None:
    """A look that fails after everybody stopped waiting for it is no news."""
    if not look.cancelled():
        look.exception()


def _queue(length: int, since: dt.datetime | None, now: dt.datetime) -> Check:
    late = since is not None and now - since > BEHIND
    return Check(not late, True, {"open": length, "age": _age(since, now)})


def _age(since: dt.datetime | None, now: dt.datetime) -> float:
    return 0.0 if since is None else round(max((now - since).total_seconds(), 0.0), 3)


def _rounded(age: float | None) -> float | None:
    return None if age is None else round(age, 3)
