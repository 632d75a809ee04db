"""How fast the bot may speak to Telegram: a rate limiter for python-telegram-bot, without its own's faults.

Only calls that make messages are paced; edits and answers pass at once. A 429 of one chat holds
that chat alone. Times here are those of the event loop: no moved clock makes Telegram faster.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.transport import pause_of

OWED = "owed"
"""The `rate_limit_args` of what nobody waits for with the phone in his hand; all else is somebody's press."""
MAKES = ("send", "copy", "forward")
MAKES_NOTHING = "sendChatAction"
PRUNE_AT = 1000  # chats in a table before those that may speak freely again are forgotten

Call = Callable[..., Coroutine[Any, Any, Any]]
Chat = int | str


@dataclass(frozen=True)
class Limits:
    """What Telegram bears (its FAQ: 30 a second in all, 1 a second in a chat, 20 a minute in a group)."""

    overall: int = 30
    """Messages in any one second, to everybody."""
    kept_for_presses: int = 1
    """So many of these are never used up by what is merely owed."""
    owed_at_once: int = 15
    """So many of a second may go without a gap; then what is owed goes evenly, so that presses fit in."""
    chat_burst: int = 4
    chat_every: float = 1.0
    """Seconds: a private chat gets a burst, then one in this time."""
    group_burst: int = 5
    group_every: float = 4.0
    """Likewise for groups: never more than 20 in a minute."""
    patience: float = 3.0
    """Seconds that a press waits here. What would take longer waits with whoever can wait for long."""


REAL = Limits()


class Pacing(BaseRateLimiter[str]):
    """Raises RetryAfter, the call unmade, where a chat is held longer than the caller should stand here."""

    def __init__(self, limits: Limits = REAL) -> None:
        self._limits = limits
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
        rate_limit_args: str | None,
    ) -> Any:
        makes = endpoint.startswith(MAKES) and endpoint != MAKES_NOTHING
        if makes or self._held:
            await self._wait(data.get("chat_id"), makes, rate_limit_args == OWED)
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            self._hold(data.get("chat_id"), pause_of(error).total_seconds())
            raise

    async def _wait(self, chat: Chat | None, makes: bool, owed: bool) -> None:
        if chat is not None:
            await self._released(chat, owed)
        if not makes:
            return
        if chat is not None:
            await self._own_pace(chat, owed)
        await self._street.enter(owed)
        if chat is not None and chat in self._held:
            await self._released(chat, owed)

    async def _released(self, chat: Chat, owed: bool) -> None:
        """Return once the chat is not held."""
        while (pause := self._held.get(chat, 0.0) - _now()) > 0:
            # What is owed never waits here: its row does, and others go meanwhile.
            if owed or pause > self._limits.patience:
                raise RetryAfter(_seconds(pause))
            await asyncio.sleep(pause)

    async def _own_pace(self, chat: Chat, owed: bool) -> None:
        limits, now = self._limits, _now()
        group = str(chat).startswith(("-", "@"))
        every = limits.group_every if group else limits.chat_every
        burst = limits.group_burst if group else limits.chat_burst
        whole = max(self._next.get(chat, now), now)
        pause = whole - now - (burst - 1) * every
        if pause > limits.patience and not owed:
            raise RetryAfter(_seconds(pause))
        self._next[chat] = whole + every
        self._prune(now)
        if pause > 0:
            await asyncio.sleep(pause)

    def _prune(self, now: float) -> None:
        if len(self._next) >= self._prune_at:
            self._next = {chat: at for chat, at in self._next.items() if at > now}
            self._prune_at = max(PRUNE_AT, 2 * len(self._next))

    def _hold(self, chat: Chat | None, seconds: float) -> None:
        until = _now() + seconds
        if chat is None:
            self._street.close_until(until)
            return
        if until > self._held.get(chat, 0.0):
            self._held[chat] = until
            asyncio.get_running_loop().call_at(until, self._release, chat, until)

    def _release(self, chat: Chat, until: float) -> None:
        if self._held.get(chat) == until:
            del self._held[chat]


class Street:
    """The limit of all chats together. Whoever waits for his press goes before what is owed."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._gone: deque[float] = deque()
        """When the messages of the last second went."""
        self._presses: deque[asyncio.Future[None]] = deque()
        self._owed: deque[asyncio.Future[None]] = deque()
        self._closed_until = 0.0
        self._timer: asyncio.TimerHandle | None = None

    async def enter(self, owed: bool) -> None:
        """Return when the message may go; it counts from then. Raises RetryAfter in a long pause of all."""
        now = _now()
        pause = self._closed_until - now
        if pause > 0 and (owed or pause > self._limits.patience):
            raise RetryAfter(_seconds(pause))
        if not (self._presses or (owed and self._owed)) and self._free_at(owed, now) <= now:
            self._gone.append(now)
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        (self._owed if owed else self._presses).append(turn)
        self._let_pass()
        await turn

    def close_until(self, until: float) -> None:
        """Telegram limits the whole bot: nobody goes until then."""
        self._closed_until = max(self._closed_until, until)

    def open(self) -> None:
        self._closed_until = 0.0
        self._let_pass()

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        for turn in (*self._presses, *self._owed):
            turn.cancel()

    def _let_pass(self) -> None:
        """Let go whose time has come; look again when the next one's comes."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while waiting := self._presses or self._owed:
            if waiting[0].done():  # whoever waited was cancelled
                waiting.popleft()
                continue
            now = _now()
            at = self._free_at(waiting is self._owed, now)
            if at > now:
                self._timer = asyncio.get_running_loop().call_at(at, self._let_pass)
                return
            self._gone.append(now)
            waiting.popleft().set_result(None)

    def _free_at(self, owed: bool, now: float) -> float:
        gone, limits = self._gone, self._limits
        while gone and gone[0] <= now - 1:
            gone.popleft()
        most = limits.overall - limits.kept_for_presses if owed else limits.overall
        at = self._closed_until
        if len(gone) >= most:
            at = max(at, gone[len(gone) - most] + 1)
        if owed and len(gone) >= limits.owed_at_once:
            at = max(at, gone[-1] + 1 / most)
        return at


def _now() -> float:
    return asyncio.get_running_loop().time()


def _seconds(pause: float) -> int:
    """Whole seconds, never too few."""
    return int(pause) + 1
