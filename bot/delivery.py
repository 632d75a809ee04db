"""The outbox to Telegram: claim one message, see it off, write down how that ended."""

import asyncio
import datetime as dt
import time
from collections.abc import Mapping
from contextlib import suppress

import structlog
from sqlalchemy.orm import Session
from telegram.ext import ExtBot

from bot.clock import Clock
from bot.doubt import Doubt
from bot.meters import Meters
from bot.pacing import Owed as Aside
from bot.routes import Drawer
from bot.sender import Sender
from bot.trail import Trail
from crm import outbox, sendings
from crm.db import Crm
from crm.models import OutboxState
from crm.outbox import Owed
from crm.sendings import Sending

log = structlog.get_logger(__name__)

STEP_ASIDE = 1.0  # seconds: what takes longer goes on beside the others
ASIDE = 25  # at once
# So many waiting people are a rush: one after the other they would wait longer than Telegram's limit of
# messages a second makes them, wherever an answer takes longer than 30 ms. Only what is the day's reading
# goes several at a time then: a second copy of that misleads nobody.
RUSH = 60
READING = frozenset({"digest", "plan"})
RUSH_GAP = 0.015  # seconds
LEASE = dt.timedelta(seconds=20)  # longer than a sending may take: nothing is taken over meanwhile
SWEEP = 1.0  # seconds between looks when nothing wakes us


class Delivery:
    """Sends what the bot owes. One person's messages go in order; who is slow holds up nobody else.

    One message is in flight at a time, and the next is claimed in the transaction that writes down
    how this one ended: so a kill doubles one at most. Only what takes long, or must wait until its own
    chat may get one more, is left to go on beside, and in a rush plans and digests are as many in
    flight as Telegram's limit and its slowness make.
    """

    def __init__(
        self,
        crm: Crm,
        bot: ExtBot[Aside],
        clock: Clock,
        drawers: Mapping[str, Drawer],
        meters: Meters | None = None,
    ) -> None:
        self._crm = crm
        self._clock = clock
        self._meters = meters or Meters()
        self._doubt = Doubt(bot)
        self._sender = Sender(crm, bot, clock, drawers, self._doubt)
        self._wake = asyncio.Event()
        self._ended: list[Sending] = []
        self._claiming = False
        self._rush = False
        self._stopping = False
        self._in_hand: set[asyncio.Task[None]] = set()
        self._running: asyncio.Task[None] | None = None

    async def start(self) -> None:
        if self._crm.engine.dialect.name == "sqlite":
            # One file is one process: what is marked as being sent was in the hands of a dead one.
            await self._crm.write(outbox.release)
        self._crm.on_owed(self._wake.set)
        self._clock.on_change(self._wake.set)
        self._running = asyncio.create_task(self._run())

    async def stop(self, grace: float) -> None:
        """Claim nothing more, give what is being sent `grace` seconds, write down how it ended."""
        self._stopping = True
        self._wake.set()
        until = asyncio.get_running_loop().time() + grace
        if self._running is not None:
            await _ended_by(until, {self._running})
        await _ended_by(until, self._in_hand)
        await self._crm.write(sendings.settle, self._taken(), now=self._clock.now())

    async def idle(self) -> bool:
        """Whether nothing is being sent and nothing waits to be."""
        waiting = await self._crm.read(outbox.waiting, now=self._clock.now())
        # Looked at after the read: what it no longer sees waiting is being claimed, or in hand.
        return not (waiting or self._claiming or self._in_hand or self._ended)

    async def _run(self) -> None:
        while not self._stopping:
            try:
                if await self._turn():
                    continue
            except Exception as error:
                log.error("the outbox cannot be worked", exc_info=error)
                await asyncio.sleep(SWEEP)
            try:
                async with asyncio.timeout(SWEEP):
                    await self._wake.wait()
            except TimeoutError:
                pass

    async def _turn(self) -> bool:
        """Write down what ended, claim the next and see it off. Whether there may be more."""
        woken = self._wake.is_set()
        self._wake.clear()
        now = self._clock.now()
        # What has ended is written down before anything else is asked: a kill meanwhile would repeat it.
        sure = not (self._ended and self._doubt.raised) and await self._doubt.settled()
        room = len(self._in_hand) < ASIDE and sure
        # On a mere sweep a look that changes nothing comes first: a claim is a write.
        if not self._ended and not (room and (woken or await self._crm.read(outbox.waiting, now=now))):
            return False
        owed = await self._claim(room, now)
        if owed is None:
            self._rush = self._rush and not room
            return False
        aside = asyncio.Event()
        task = asyncio.create_task(self._deliver(owed, aside.set))
        self._in_hand.add(task)
        task.add_done_callback(self._in_hand.discard)
        task.add_done_callback(lambda _: aside.set())
        hurried = self._rush and owed.kind in READING
        with suppress(TimeoutError):
            async with asyncio.timeout(RUSH_GAP if hurried else STEP_ASIDE):
                await aside.wait()
        return True

    async def _claim(self, room: bool, now: dt.datetime) -> Owed | None:
        ended = self._taken()
        self._claiming = True
        try:
            room = room and not self._stopping
            # Twice does no harm: what was claimed by the lost one is taken over when its lease ends.
            owed, crowded = await self._crm.write_repeatable(
                _settle_and_claim, ended, room, look=not self._rush, now=now
            )
            self._rush = self._rush or crowded
            return owed
        except BaseException:
            self._ended += ended
            raise
        finally:
            self._claiming = False

    def _taken(self) -> list[Sending]:
        taken, self._ended = self._ended, []
        return taken

    async def _deliver(self, owed: Owed, aside: Aside) -> None:
        """`aside` is called once nobody need wait for it any longer, see `bot.pacing`."""
        with Trail(outbox_id=owed.id):
            began = time.monotonic()
            ended = await self._sender.send(owed, aside)
            if ended.state not in (OutboxState.SENT, OutboxState.CANCELLED):
                log.warning("not delivered", kind=owed.kind, state=ended.state, error=ended.error)
        self._meters.ended(owed.kind, ended.state, time.monotonic() - began)
        self._ended.append(ended)
        self._wake.set()


async def _ended_by(until: float, tasks: set[asyncio.Task[None]]) -> None:
    """Let the tasks end until then (by the event loop's time), and no longer."""
    tasks = set(tasks)
    if tasks:
        await asyncio.wait(tasks, timeout=until - asyncio.get_running_loop().time())
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _settle_and_claim(
    tx: Session, ended: list[Sending], room: bool, *, look: bool, now: dt.datetime
) -> tuple[Owed | None, bool]:
    """What is to be sent next; and whether it is a rush, if that is to be looked for."""
    sendings.settle(tx, ended, now=now)
    owed = sendings.next_owed(tx, LEASE, now=now) if room else None
    return owed, look and owed is not None and outbox.crowded(tx, RUSH, now=now)
