"""Updates into the inbox, and from there to their handlers.

Whoever brings them (`bot.polling`, `bot.webhook`) tells Telegram only after the commit that they were
received, so a kill at any moment loses nothing.
"""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar

import structlog
from sqlalchemy.orm import Session
from telegram import Bot, Update
from telegram.error import Forbidden, RetryAfter, TelegramError

from bot.alarm import Alarm
from bot.clock import Clock
from bot.decoding import update_of
from bot.faults import passing
from bot.flood import Flood
from bot.lanes import LANE_LENGTH, Lanes
from bot.meters import Meters
from bot.trail import Trail
from bot.transport import pause_of
from crm import inbox
from crm.db import Crm
from crm.inbox import Handled, Incoming
from crm.locks import AllMine, Locks

log = structlog.get_logger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

KINDS = ("message", "callback_query", "my_chat_member")
TRIES = 12  # of one update while the network or the database is away: about three minutes
ROUNDS = 20  # of such tries while others came and went: then it is this one that is at fault
PAUSES = (0.2, 0.5, 1, 2, 5, 10, 20, 30)  # seconds after the 1st, 2nd, ... failure in a row
MARK_AFTER = 0.5  # seconds until finished updates are marked, if nothing comes meanwhile
SWEEP_SHARED = 1.0  # seconds between looks for what another process left behind
SWEEP_ALONE = 60.0  # and for what was given up while the network was away


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
        self._bot = bot
        self._clock = clock
        self._handle_update = handle
        self._handled = Handled([], [])
        self._locks = locks or AllMine()
        self._flood = flood or Flood()
        self._slowed = slowed
        self._alarm = alarm
        self._meters = meters or Meters()
        self._shared = not isinstance(self._locks, AllMine)
        self._marking = asyncio.Lock()
        self._taken_at = 0.0
        """When something new was stored: Telegram and the database were there."""
        self._rounds: Counter[int] = Counter()
        """By update: how many times it was left for later though others came meanwhile."""
        self._lanes = Lanes(self._handle, self._refill, self if self._shared else None)
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
        await self._crm.write(inbox.finish, self._taken())

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
            handled = Handled([], []) if self._shared else self._taken()
            new = await self._with_marks(handled, inbox.store, incoming, handled, now=self._clock.now())
            for one in incoming:
                if one.update_id in new:
                    self._lanes.put(one)
                else:
                    # It may be stored and nothing more: a commit whose answer never came.
                    self._lanes.wake(one.chat_key)
            if new:
                self._taken_at = time.monotonic()
            self._meters.stored(len(new))
        return [one.update_id for one in incoming]

    # Handling

    async def _handle(self, incoming: Incoming) -> bool:
        """See `bot.lanes.Handle`."""
        with Trail(update_id=incoming.update_id, chat_id=incoming.chat_key):
            began = time.monotonic()
            try:
                update = update_of(incoming.payload, self._bot)
            except Exception as error:
                await self._park(incoming, "update_unreadable", error)
                return True
            await self._slow_down(incoming, update)
            finished = await self._tried(incoming, update, began)
            if finished:
                self._rounds.pop(incoming.update_id, None)
            return finished

    async def _tried(self, incoming: Incoming, update: Update, began: float) -> bool:
        for failures in range(TRIES):
            try:
                await self._handle_update(update)
                self._handled.done.append(incoming.update_id)
                self._meters.handled(time.monotonic() - began)
                return True
            except Forbidden:
                # He stopped the bot before he was answered: nobody else need hear of it.
                log.info("the answer reaches nobody")
                self._handled.done.append(incoming.update_id)
                return True
            except Exception as error:
                last = self._is_at_fault(incoming, began, failures)
                if last or not passing(error):
                    await self._park(incoming, "update_failed", error)
                    return True
                await self._wait_out(error, failures)
        # Neither done nor parked: it is tried anew, now or at the next start, and what comes after it waits.
        log.error("an update is left for later")
        return False

    def _is_at_fault(self, incoming: Incoming, began: float, failures: int) -> bool:
        """Whether this update has failed for an hour in which others came, so that it holds up its chat."""
        if failures + 1 < TRIES or self._taken_at < began:
            return False
        self._rounds[incoming.update_id] += 1
        return self._rounds[incoming.update_id] >= ROUNDS

    async def _slow_down(self, incoming: Incoming, update: Update) -> None:
        """Only the chat that floods waits, and is told so once."""
        pause, first = self._flood.pause(incoming.chat_key, asyncio.get_running_loop().time())
        if first and self._slowed is not None:
            log.warning("a chat floods")
            try:
                await self._slowed(update)
            except Exception as error:
                log.warning("not told that he is slowed", error=type(error).__name__)
        if pause:
            await asyncio.sleep(pause)

    async def _wait_out(self, error: Exception, failures: int) -> None:
        """Only this chat waits; its effect, if it is committed already, is not repeated."""
        pause = PAUSES[min(failures, len(PAUSES) - 1)]
        if isinstance(error, RetryAfter):
            pause = max(pause, pause_of(error).total_seconds())
        self._meters.retried()
        log.warning("an update waits", error=type(error).__name__, next_try_in=pause)
        await asyncio.sleep(pause)

    async def _park(self, incoming: Incoming, cause: str, error: Exception) -> None:
        """Lay it aside, so that it holds up nobody; the owners learn of it."""
        log.error("an update is parked", cause=cause, exc_info=error)
        self._handled.parked.append(incoming.update_id)
        self._meters.parked()
        if self._alarm is not None:
            await self._alarm(cause, number=incoming.update_id)

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
            if self._handled.done or self._handled.parked:
                try:
                    await self._marked(inbox.finish)
                except Exception as error:
                    log.error("finished updates cannot be marked", exc_info=error)

    def _taken(self) -> Handled:
        taken, self._handled = self._handled, Handled([], [])
        return taken

    async def _marked(self, f: Callable[[Session, Handled], R]) -> R:
        """Write with the marks. One after the other: whoever reads what is open sees all marks."""
        async with self._marking:
            handled = self._taken()
            return await self._with_marks(handled, f, handled)

    async def _with_marks(
        self, handled: Handled, f: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Write, and take the marks back if that fails."""
        try:
            return await self._crm.write(f, *args, **kwargs)
        except BaseException:
            self._handled.done += handled.done
            self._handled.parked += handled.parked
            raise


def incoming_of(update: Any) -> Incoming | None:
    """What to store of a raw update; None for what has no id that a database keeps."""
    if not isinstance(update, dict) or not _is_number(update.get("update_id")):
        return None
    # The standard library's JSON: it writes half a surrogate as \\ud800, which every database keeps.
    return Incoming(update["update_id"], chat_key_of(update), json.dumps(update))


def chat_key_of(update: dict[str, Any]) -> int:
    """The chat an update belongs to, or else the person; 0 if it names neither."""
    for kind in KINDS:
        body = update.get(kind)
        if not isinstance(body, dict):
            continue
        message = body.get("message") if kind == "callback_query" else body
        for owner in (message.get("chat") if isinstance(message, dict) else None, body.get("from")):
            if isinstance(owner, dict) and _is_number(owner.get("id")):
                return int(owner["id"])
    return 0


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63


def _mark_and_read(chat_key: int, tx: Session, handled: Handled) -> list[Incoming]:
    inbox.finish(tx, handled)
    return inbox.open_updates(tx, chat_key, LANE_LENGTH)


def _mark_and_look(tx: Session, handled: Handled) -> list[int]:
    inbox.finish(tx, handled)
    return inbox.open_chats(tx)
