"""Asks Telegram for updates, for ever: stored first, confirmed by the next question.

Nothing that Telegram, the network or the database answers ends it. Of several processes one polls.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

import structlog
from telegram import Bot
from telegram.error import Conflict, RetryAfter, TelegramError

from bot.alarm import Alarm
from bot.attempts import PAUSES
from bot.health import Vitals
from bot.incoming import KINDS
from bot.meters import Meters
from bot.transport import Transport, pause_of
from crm.locks import POLLER, Locks

log = structlog.get_logger(__name__)

POLL_SECONDS = 30
BATCH = 100
ALWAYS = urlencode({"limit": BATCH, "allowed_updates": json.dumps(KINDS)})
TURN_EVERY = 1.0  # seconds between the looks of a process that stands by
# Longer than a poll with its read timeout: what takes longer hangs, whatever the reason.
HANGS_AFTER = 50.0  # seconds
WATCH_EVERY = 5.0
OWNERS_LEARN_AFTER = 60.0  # seconds without an answer
STOLEN_AFTER = 3  # conflicts in a row: a process that is just ending is none

Take = Callable[[list[Any]], Awaitable[list[int]]]
Heard = Callable[[], Awaitable[None]]


class Polling:
    """The loop, and a watchdog that begins it anew when it hangs.

    `take` stores raw updates and returns their ids; `heard` is awaited after each good answer.
    """

    def __init__(
        self,
        bot: Bot,
        transport: Transport,
        locks: Locks,
        take: Take,
        heard: Heard,
        *,
        vitals: Vitals,
        meters: Meters,
        alarm: Alarm,
    ) -> None:
        self._bot = bot
        self._transport = transport
        self._locks = locks
        self._take = take
        self._heard = heard
        self._vitals = vitals
        self._meters = meters
        self._alarm = alarm
        self._tasks: list[asyncio.Task[None]] = []
        self._failures = 0
        """In a row."""
        self._good_at = 0.0
        self._alive_until = 0.0
        """When the loop must have shown a sign of life again, or it hangs."""
        self.begun = asyncio.Event()
        """Set once Telegram has answered for the first time, or another process is heard to poll."""
        self.standing_by = False
        """Another process polls."""

    async def start(self) -> None:
        self._good()
        self._tasks = [asyncio.create_task(self._poll()), asyncio.create_task(self._watch())]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._locks.free(POLLER)

    async def _poll(self) -> None:
        offset: int | None = None
        while True:
            try:
                if not await self._our_turn():
                    offset = None
                    await asyncio.sleep(TURN_EVERY)
                    continue
                updates = await self._fetch(offset)
                stored = await self._take(updates)
                await self._heard()
            except Exception as error:
                await self._pause_after(error)
                continue
            if self._silence() > OWNERS_LEARN_AFTER:
                await self._alarm("polling_down")
            self._good()
            self._failures = 0
            self.begun.set()
            # After an empty answer everything is confirmed: without an offset the next one is found even
            # if Telegram, after a silent week, counts from a lower number.
            offset = max(stored) + 1 if stored else None

    async def _our_turn(self) -> bool:
        # A lock is lost with its connection: so it is looked at before each poll.
        ours = await self._locks.has(POLLER) or await self._locks.take(POLLER)
        if ours == self.standing_by:
            log.info("polling" if ours else "another process polls")
            self._vitals.expect_polls(ours)
        self.standing_by = not ours
        if not ours:
            self._good()
            self.begun.set()
        return ours

    def _silence(self) -> float:
        """Seconds since the last good poll."""
        return asyncio.get_running_loop().time() - self._good_at

    def _good(self) -> None:
        self._good_at = asyncio.get_running_loop().time()
        self._alive()

    def _alive(self, pause: float = 0.0) -> None:
        """The loop goes on, after a pause of so many seconds."""
        self._alive_until = asyncio.get_running_loop().time() + pause + HANGS_AFTER

    async def _fetch(self, offset: int | None) -> list[Any]:
        # The first poll does not wait, nor the first after a failure: one learns at once that it is heard.
        wait = POLL_SECONDS if self.begun.is_set() and not self._failures else 0
        url = f"{self._bot.base_url}/getUpdates?{ALWAYS}&timeout={wait}"
        if offset is not None:
            url += f"&offset={offset}"
        answer = await self._transport.post(url, read_timeout=wait + 5)
        if not isinstance(answer, list):
            raise TelegramError("Invalid server response")
        return answer

    async def _pause_after(self, error: Exception) -> None:
        failures, self._failures = self._failures, self._failures + 1
        pause = PAUSES[min(failures, len(PAUSES) - 1)]
        self._meters.poll_failed(type(error).__name__)
        if isinstance(error, RetryAfter):
            self._meters.limited()
            pause = max(pause, pause_of(error).total_seconds())
        elif isinstance(error, Conflict) and "webhook is active" in error.message:
            log.warning("a webhook was set for this bot: removing it")
            await self._remove_webhook()
        elif isinstance(error, Conflict) and failures >= STOLEN_AFTER:
            # Somebody else polls with our token: what he is given never comes here.
            await self._alarm("polling_down")
        log.warning("polling failed", error=f"{type(error).__name__}: {error}", next_try_in=pause)
        self._alive(pause)
        await asyncio.sleep(pause)

    async def _remove_webhook(self) -> None:
        try:
            await self._bot.delete_webhook()
        except TelegramError as error:
            log.warning("the webhook stays", error=str(error))

    async def _watch(self) -> None:
        """An answer that drips, a database that hangs: such a poll is given up for a new one."""
        while True:
            await asyncio.sleep(WATCH_EVERY)
            polling = self._tasks[0]
            if not polling.done() and asyncio.get_running_loop().time() < self._alive_until:
                continue
            log.error("polling hangs: it begins anew")
            polling.cancel()
            await asyncio.wait([polling], timeout=WATCH_EVERY)
            self._failures += 1
            self._alive()
            self._tasks[0] = asyncio.create_task(self._poll())
