"""All messages to Telegram pass one street: whoever waits for his press goes before what is only owed."""

import asyncio
from collections import deque
from dataclasses import dataclass

from telegram.error import RetryAfter


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
LATE = 2  # gaps that may be made up for


class Street:
    """The limit of all chats together. Whoever waits for his press goes before what is owed."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._gone: deque[float] = deque()
        """When the messages of the last second went."""
        self._presses: deque[asyncio.Future[None]] = deque()
        self._owed: deque[asyncio.Future[None]] = deque()
        self._closed_until = 0.0
        self._even = 0.0
        """When the next that is owed may go without being too close to the one before."""
        self._timer: asyncio.TimerHandle | None = None

    async def enter(self, owed: bool) -> None:
        """Return when the message may go; it counts from then. Raises RetryAfter in a long pause of all."""
        now = loop_time()
        self._look(owed, now)
        if not (self._presses or (owed and self._owed)) and self._free_at(owed, now) <= now:
            self._go(owed, now)
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        (self._owed if owed else self._presses).append(turn)
        self._let_pass()
        await turn

    async def reopened(self, owed: bool) -> None:
        """Return after the pause of all, if there is one. Raises RetryAfter in a long one."""
        if (pause := self._look(owed, loop_time())) > 0:
            await asyncio.sleep(pause)

    @property
    def paused(self) -> bool:
        """Whether Telegram limits the whole bot now."""
        return self._closed_until > 0 and self._closed_until > loop_time()

    def close_until(self, until: float) -> None:
        """Telegram limits the whole bot: nobody goes until then."""
        self._closed_until = max(self._closed_until, until)

    def open(self) -> None:
        self._closed_until = 0.0
        self._even = 0.0
        self._let_pass()

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        for turn in (*self._presses, *self._owed):
            turn.cancel()

    def _look(self, owed: bool, now: float) -> float:
        """Seconds of a pause that are left, if they are worth standing here."""
        pause = self._closed_until - now
        if pause > 0 and (owed or pause > self._limits.patience):
            raise RetryAfter(whole_seconds(pause))
        return pause

    def _let_pass(self) -> None:
        """Let go whose time has come; look again when the next one's comes."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while waiting := self._presses or self._owed:
            if waiting[0].done():  # whoever waited was cancelled
                waiting.popleft()
                continue
            now = loop_time()
            at = self._free_at(waiting is self._owed, now)
            if at > now:
                self._timer = asyncio.get_running_loop().call_at(at, self._let_pass)
                return
            self._go(waiting is self._owed, now)
            waiting.popleft().set_result(None)

    def _go(self, owed: bool, now: float) -> None:
        self._gone.append(now)
        if owed:
            # One that was a little late does not make all behind it later.
            gap = 1 / self._limits.overall
            self._even = max(self._even, now - LATE * gap) + gap

    def _free_at(self, owed: bool, now: float) -> float:
        gone, limits = self._gone, self._limits
        while gone and gone[0] <= now - 1:
            gone.popleft()
        most = limits.overall - limits.kept_for_presses if owed else limits.overall
        at = self._closed_until
        if len(gone) >= most:
            at = max(at, gone[len(gone) - most] + 1)
        if owed and len(gone) >= limits.owed_at_once:
            at = max(at, self._even)
        return at


def loop_time() -> float:
    return asyncio.get_running_loop().time()


def whole_seconds(pause: float) -> int:
    """Whole seconds, never too few."""
    return int(pause) + 1
