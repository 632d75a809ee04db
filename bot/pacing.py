"""How fast the bot may speak to Telegram: a rate limiter for python-telegram-bot, without its own's faults.

Only calls that make messages are paced; edits and answers pass at once. A 429 of one chat holds
that chat alone, one that names no chat holds all. Times here are those of the event loop: no moved
clock makes Telegram faster.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.meters import Meters
from bot.street import REAL, Limits, Street, loop_time, whole_seconds
from bot.transport import pause_of

Owed = Callable[[], None]
"""The `rate_limit_args` of what nobody waits for with the phone in his hand; all else is somebody's press.

It is called where the message has to stand here for its own chat's sake: others need not wait behind it.
"""
MAKES = ("send", "copy", "forward")
MAKES_NOTHING = "sendChatAction"
PRUNE_AT = 1000  # chats in a table before those that may speak freely again are forgotten

Call = Callable[..., Coroutine[Any, Any, Any]]
Chat = int | str


class Pacing(BaseRateLimiter[Owed]):
    """Raises RetryAfter, the call unmade, where a chat is held longer than the caller should stand here."""

    def __init__(self, limits: Limits = REAL, meters: Meters | None = None) -> None:
        self._limits = limits
        self._meters = meters or Meters()
        self._held: dict[Chat, float] = {}
        """Until when a chat gets nothing, edits included; empty nearly always."""
        self._next: dict[Chat, float] = {}
        """When a chat's burst will be whole again."""
        self._prune_at = PRUNE_AT
        self._street = Street(limits)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        self._held.clear()
        self._next.clear()
        self._street.close()

    def forget(self) -> None:
        """The clock was moved, the sandbox's: no Telegram holds anything any more."""
        self._held.clear()
        self._next.clear()
        self._street.open()

    async def process_request(
        self,
        callback: Call,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Owed | None,
    ) -> Any:
        makes = endpoint.startswith(MAKES) and endpoint != MAKES_NOTHING
        if makes or self._held or self._street.paused:
            try:
                await self._wait(data.get("chat_id"), makes, rate_limit_args)
            except asyncio.CancelledError:
                if rate_limit_args is None:
                    raise
                # Its sender gave it up while it stood here. It never left, and that is to be known of it.
                raise RetryAfter(1) from None
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            self._meters.limited()
            self._hold(data.get("chat_id"), pause_of(error).total_seconds())
            raise

    async def _wait(self, chat: Chat | None, makes: bool, owed: Owed | None) -> None:
        if chat is not None:
            await self._released(chat, owed is not None)
        if not makes:
            await self._street.reopened(owed is not None)
            return
        if chat is not None:
            await self._own_pace(chat, owed)
        await self._street.enter(owed is not None)
        if chat is not None and chat in self._held:
            await self._released(chat, owed is not None)

    async def _released(self, chat: Chat, owed: bool) -> None:
        """Return once the chat is not held."""
        while (pause := self._held.get(chat, 0.0) - loop_time()) > 0:
            # What is owed never waits here: its row does, and others go meanwhile.
            if owed or pause > self._limits.patience:
                raise RetryAfter(whole_seconds(pause))
            await asyncio.sleep(pause)

    async def _own_pace(self, chat: Chat, owed: Owed | None) -> None:
        limits, now = self._limits, loop_time()
        group = str(chat).startswith(("-", "@"))
        every = limits.group_every if group else limits.chat_every
        burst = limits.group_burst if group else limits.chat_burst
        whole = max(self._next.get(chat, now), now)
        pause = whole - now - (burst - 1) * every
        if pause > limits.patience and owed is None:
            raise RetryAfter(whole_seconds(pause))
        self._next[chat] = whole + every
        self._prune(now)
        if pause > 0:
            if owed is not None:
                owed()
            await asyncio.sleep(pause)

    def _prune(self, now: float) -> None:
        if len(self._next) >= self._prune_at:
            self._next = {chat: at for chat, at in self._next.items() if at > now}
            self._prune_at = max(PRUNE_AT, 2 * len(self._next))

    def _hold(self, chat: Chat | None, seconds: float) -> None:
        until = loop_time() + seconds
        if chat is None:
            self._street.close_until(until)
            return
        if until > self._held.get(chat, 0.0):
            self._held[chat] = until
            asyncio.get_running_loop().call_at(until, self._release, chat, until)

    def _release(self, chat: Chat, until: float) -> None:
        if self._held.get(chat) == until:
            del self._held[chat]
