"""Updates into the inbox, and from there to their handlers.

Whoever brings them (`bot.polling`, `bot.webhook`) tells Telegram only after the commit that they were
received, so a kill at any moment loses nothing.
"""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, TypeVar

import structlog
from sqlalchemy.orm import Session
from telegram import Bot, Update
from telegram.error import TelegramError

from bot.ahead import Ahead
from bot.alarm import Alarm
from bot.attempts import Attempts
from bot.clock import Clock
from bot.flood import Flood
from bot.incoming import incoming_of
from bot.lanes import LANE_LENGTH, Lanes
from bot.meters import Meters
from crm import inbox
from crm.db import Crm
from crm.inbox import Handled, Incoming
from crm.locks import AllMine, Locks

log = structlog.get_logger(__name__)

R = TypeVar("R")

MARK_AFTER = 0.5  # seconds until finished updates are marked, if nothing comes meanwhile
SWEEP_SHARED = 1.0  # seconds between looks for what another process left behind
SWEEP_ALONE = 60.0  # and for what was given up while the network was away
A_DAY = dt.timedelta(days=1)


class Intake:
    """The inbox's door, the lanes, and the marks of what is finished.

    `locks` tell whether a chat is ours, where several processes share the work. `slowed` says to a
    person who floods that he is answered more slowly.
    """

    def __init__(
        self,
        crm: Crm,
        bot: Bot,
        clock: Clock,
        handle: Callable[[Update], Awaitable[None]],
        *,
        locks: Locks | None = None,
        flood: Flood | None = None,
        slowed: Callable[[Update], Awaitable[None]] | None = None,
        alarm: Alarm | None = None,
        meters: Meters | None = None,
    ) -> None:
        self._crm = crm
        self._clock = clock
        self._locks = locks or AllMine()
        self._meters = meters or Meters()
        self._shared = not isinstance(self._locks, AllMine)
        self._received_at = dt.datetime.min.replace(tzinfo=dt.UTC)
        self._marking = asyncio.Lock()
        self._ahead = Ahead(allowed=crm.in_turn and not self._shared)
        self._attempts = Attempts(
            bot,
            handle,
            self._ahead,
            flood=flood or Flood(),
            slowed=slowed,
            alarm=alarm,
            meters=self._meters,
        )
        self._lanes = Lanes(self._attempts.handle, self._refill, self if self._shared else None)
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Take up what an earlier life of the process left open."""
        await self._sweep()
        self._tasks = [asyncio.create_task(self._mark()), asyncio.create_task(self._keep_sweeping())]

    async def stop(self, grace: float) -> None:
        """Give what is being handled `grace` seconds. Whoever brings updates is stopped before."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._lanes.stop(grace)
        await self._crm.write(inbox.finish, self._attempts.take())

    async def settle(self) -> None:
        """Return once everything taken is handled."""
        await self._lanes.settle()

    @property
    def idle(self) -> bool:
        return self._lanes.idle

    # Taking

    async def take(self, updates: list[Any]) -> list[int]:
        """Commit raw updates, queue the new ones; returns the ids of all.

        Raises TelegramError if none has an id, and what the database raises: then nothing was taken.
        """
        incoming = [one for one in map(incoming_of, updates) if one is not None]
        if len(incoming) < len(updates):
            log.error("updates without an id", count=len(updates) - len(incoming))
            if not incoming:
                raise TelegramError("Invalid server response")
        if incoming:
            new = await self._stored(incoming)
            if new:
                self._attempts.stored()
            self._meters.stored(len(new))
        return [one.update_id for one in incoming]

    async def _stored(self, incoming: list[Incoming]) -> set[int]:
        """Commit them and have them handled; returns the ids that were new."""
        handled = Handled([], []) if self._shared else self._attempts.take()
        with self._kept(handled):
            storing = self._crm.submit(inbox.store, incoming, handled, now=self._received())
            ahead = self._ahead.begin(incoming, storing)
            for one in ahead.values():
                self._lanes.put(one)
            new = await storing
        self._ahead.end(incoming, new)
        for one in {one.update_id: one for one in incoming if one.update_id not in ahead}.values():
            if one.update_id in new:
                self._lanes.put(one)
            else:
                # It may be stored and nothing more: a commit whose answer never came.
                self._lanes.wake(one.chat_key)
        return new

    def _received(self) -> dt.datetime:
        """Later than what came before: a chat's order is kept though the clock is put back by some hours."""
        now = self._clock.now()
        if now <= self._received_at < now + A_DAY:
            now = self._received_at + dt.timedelta(microseconds=1)
        self._received_at = now
        return now

    # Waiting in the inbox

    async def _refill(self, chat_key: int) -> list[Incoming]:
        while True:
            try:
                return await self._marked(partial(_mark_and_read, chat_key))
            except Exception as error:
                log.error("the inbox cannot be read", exc_info=error)
                await asyncio.sleep(1)

    async def _keep_sweeping(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(SWEEP_SHARED if self._shared else SWEEP_ALONE):
                    await self._lanes.room.wait()
            self._lanes.room.clear()
            try:
                await self._sweep()
            except Exception as error:
                log.error("the inbox cannot be looked through", exc_info=error)

    async def _sweep(self) -> None:
        """Wake a lane for every chat of which something is open and nothing is being handled."""
        for chat_key in await self._marked(_mark_and_look):
            if chat_key not in self._lanes:
                self._lanes.wake(chat_key)

    async def enter(self, chat_key: int) -> bool:
        """See `bot.lanes.Gate`."""
        return await self._locks.take(chat_key)

    async def leave(self, chat_key: int) -> bool:
        await self._locks.free(chat_key)
        return await self._crm.read(inbox.waits, chat_key)

    # Marks

    async def _mark(self) -> None:
        while True:
            await asyncio.sleep(MARK_AFTER)
            if self._attempts.finished():
                try:
                    await self._marked(inbox.finish)
                except Exception as error:
                    log.error("finished updates cannot be marked", exc_info=error)

    async def _marked(self, f: Callable[[Session, Handled], R]) -> R:
        """Write with the marks. One after the other: whoever reads what is open sees all marks."""
        async with self._marking:
            handled = self._attempts.take()
            with self._kept(handled):
                return await self._crm.write(f, handled)

    @contextmanager
    def _kept(self, handled: Handled) -> Iterator[None]:
        """Take the marks back if writing them fails."""
        try:
            yield
        except BaseException:
            self._attempts.give_back(handled)
            raise


def _mark_and_read(chat_key: int, tx: Session, handled: Handled) -> list[Incoming]:
    inbox.finish(tx, handled)
    return inbox.open_updates(tx, chat_key, LANE_LENGTH)


def _mark_and_look(tx: Session, handled: Handled) -> list[int]:
    inbox.finish(tx, handled)
    return inbox.open_chats(tx)
