"""One stored update on its way to its handler: tried again while faults pass, laid aside when they do not."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable

import structlog
from telegram import Bot, Update
from telegram.error import RetryAfter

from bot.ahead import Ahead, failed, stands
from bot.alarm import Alarm
from bot.decoding import update_of
from bot.faults import passing, reaches_nobody
from bot.flood import Flood
from bot.meters import Meters
from bot.trail import Trail
from bot.transport import AnswerLost, pause_of
from crm.inbox import Handled, Incoming
from crm.models import InboxState

log = structlog.get_logger(__name__)

TRIES = 12  # of one update while the network or the database is away: about three minutes
ROUNDS = 20  # of such tries while others came and went: then it is this one that is at fault
COPIES = 2  # of what answers an update, at most, where Telegram never says whether it arrived
PAUSES = (0.2, 0.5, 1, 2, 5, 10, 20, 30)  # seconds after the 1st, 2nd, ... failure in a row


class Attempts:
    """Handles updates, and keeps which of them are finished until somebody marks them so."""

    def __init__(
        self,
        bot: Bot,
        handle: Callable[[Update], Awaitable[None]],
        ahead: Ahead,
        *,
        flood: Flood,
        slowed: Callable[[Update], Awaitable[None]] | None,
        alarm: Alarm | None,
        meters: Meters,
    ) -> None:
        self._bot = bot
        self._handle_update = handle
        self._ahead = ahead
        self._flood = flood
        self._slowed = slowed
        self._alarm = alarm
        self._meters = meters
        self._handled = Handled([], [])
        self._stored_at = 0.0
        """When something new was stored: Telegram and the database were there."""
        self._rounds: Counter[int] = Counter()
        """By update: how many times it was left for later though others came meanwhile."""

    def stored(self) -> None:
        """Something new came in, and could be written."""
        self._stored_at = time.monotonic()

    def finished(self) -> bool:
        """Whether some are finished and not marked so."""
        return bool(self._handled.done or self._handled.parked)

    def take(self) -> Handled:
        """What is finished, to be marked so."""
        taken, self._handled = self._handled, Handled([], [])
        return taken

    def give_back(self, handled: Handled) -> None:
        """It could not be marked."""
        self._handled.done += handled.done
        self._handled.parked += handled.parked

    async def handle(self, incoming: Incoming) -> bool:
        """See `bot.lanes.Handle`."""
        storing = self._ahead.storing(incoming.update_id)
        if failed(storing):
            return True  # it comes again
        with Trail(update_id=incoming.update_id, chat_id=incoming.chat_key):
            state = await self._handled_as(incoming)
            if state is None:
                return False
            if await stands(storing):
                self._rounds.pop(incoming.update_id, None)
                ids = self._handled.parked if state is InboxState.PARKED else self._handled.done
                ids.append(incoming.update_id)
            return True

    async def _handled_as(self, incoming: Incoming) -> InboxState | None:
        """DONE or PARKED; None where it is left for later."""
        began = time.monotonic()
        try:
            update = update_of(incoming.payload, self._bot)
        except Exception as error:
            return await self._park("update_unreadable", incoming, error)
        await self._slow_down(incoming, update)
        return await self._tried(incoming, update, began)

    async def _tried(self, incoming: Incoming, update: Update, began: float) -> InboxState | None:
        copies = 0
        for failures in range(TRIES):
            try:
                await self._handle_update(update)
                self._meters.handled(time.monotonic() - began)
                return InboxState.DONE
            except Exception as error:
                if reaches_nobody(error):
                    # He stopped the bot before he was answered: nobody else need hear of it.
                    log.info("the answer reaches nobody")
                    return InboxState.DONE
                copies += isinstance(error, AnswerLost) and error.doubles
                if copies >= COPIES:
                    log.warning("whether the answer arrived is not known")
                    return InboxState.DONE
                last = self._is_at_fault(incoming, began, failures)
                if last or not passing(error):
                    return await self._park("update_failed", incoming, error)
                await self._wait_out(error, failures)
        # Neither done nor parked: it is tried anew, now or at the next start, and what comes after it waits.
        log.error("an update is left for later")
        return None

    def _is_at_fault(self, incoming: Incoming, began: float, failures: int) -> bool:
        """Whether this update has failed for an hour in which others came, so that it holds up its chat."""
        if failures + 1 < TRIES or self._stored_at < began:
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

    async def _park(self, cause: str, incoming: Incoming, error: Exception) -> InboxState:
        """Lay it aside, so that it holds up nobody; the owners learn of it."""
        log.error("an update is parked", cause=cause, exc_info=error)
        self._meters.parked()
        if self._alarm is not None:
            await self._alarm(cause, number=incoming.update_id)
        return InboxState.PARKED
