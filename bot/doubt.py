"""Whether Telegram can be spoken to at all, asked after a failure that may be nobody's in particular."""

import asyncio

from telegram import Bot
from telegram.error import RetryAfter, TelegramError

from bot.faults import OF_THIS_MESSAGE

TIMEOUT = 5.0
PAUSES = (1, 2, 5, 10, 20, 30)  # seconds after the 1st, 2nd, ... question without an answer


class Doubt:
    """While Telegram is away nothing is tried on it: every message would be lost or put off, one by one."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self.raised = False
        """Whether there is a doubt that nobody has asked about yet."""
        self._silences = 0
        self._ask_at = 0.0

    def after(self, error: Exception) -> None:
        """A call ended so: what Telegram says of one message is no reason to doubt."""
        if not isinstance(error, (*OF_THIS_MESSAGE, RetryAfter)):
            self.raised = True

    async def settled(self) -> bool:
        """Whether there is no doubt; asks Telegram where there was one."""
        if not self.raised:
            return True
        now = asyncio.get_running_loop().time()
        if now < self._ask_at:
            return False
        try:
            # Altogether too: an answer may come in drops, and all sending waits for it.
            async with asyncio.timeout(2 * TIMEOUT):
                await self._bot.get_me(connect_timeout=TIMEOUT, read_timeout=TIMEOUT)
        except (TelegramError, TimeoutError):
            self._ask_at = now + PAUSES[min(self._silences, len(PAUSES) - 1)]
            self._silences += 1
            return False
        self.raised, self._silences = False, 0
        return True
