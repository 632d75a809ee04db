"""A sandbox with many phones: people press in this process, the bot comes over HTTP from its own."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any

from benchmarks.torture_figures.senders import SignedSandbox
from sandbox import Person, Sandbox
from sandbox.phones.actions import Hands

JsonObject = dict[str, Any]
QUIET = 2.0  # seconds without anything new on any phone
STILL = 30.0  # so long, and what is not answered by then never will be
BREATH = 2.0  # seconds at most to catch up between two kills


class Town:
    """The people's side, without HTTP, and the ledger of what they saw."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self._world = sandbox._world
        self.env = {"BOT_TOKEN": sandbox.token, "BOT_API_URL": sandbox.base_url}

    def place(self, person: int, text: str, *buttons: tuple[str, str]) -> int:
        """A message that the bot sent in an earlier life; `buttons` are words and callback data."""
        phone = self._world.phone(person)
        message = self._world.new_message(phone, {"text": text}, from_bot=True)
        message.inline_keyboard = [[{"text": words, "callback_data": data}] for words, data in buttons]
        self._world.place(phone, message)
        return message.id

    def tap(self, person: int, message_id: int, data: str) -> str:
        """Press; the button may have been drawn over since. Returns the id of the query."""
        return self._hands(person).tap(message_id, data, stale=True).query_id

    def says(self, person: int, text: str, reply_to: int | None = None) -> None:
        self._hands(person).text(text, reply_to)

    def shown(self, person: int, message_id: int) -> str:
        """What stands in this message now."""
        return self._world.phone(person).messages[message_id].summary()

    def ledger(self, since: int = 0) -> list[JsonObject]:
        return self._world.ledger.entries(since, None)[0]

    @property
    def unanswered(self) -> int:
        """Presses whose buttons are still busy."""
        return len(self._world._waiting_taps)

    def is_busy(self, queries: Iterable[str]) -> bool:
        """Whether one of these presses is unanswered."""
        return any(query in self._world._waiting_taps for query in queries)

    async def caught_up(self, unanswered: int) -> None:
        """Return once no more presses than these wait for an answer; after a breath in any case."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(BREATH):
                while True:
                    if self.unanswered <= unanswered:
                        return
                    await asyncio.sleep(0.01)

    async def quiet(self) -> None:
        """Return once everything was fetched and answered and nothing new appears; or will not any more."""
        loop = asyncio.get_running_loop()
        since, seen = loop.time(), (-1, -1)
        while True:
            await asyncio.sleep(0.1)
            now = self._world.ledger.entries(0, None)[1], self._world.updates.pending()
            if now != seen:
                since, seen = loop.time(), now
            still = loop.time() - since
            if still > STILL or (still > QUIET and not (self.unanswered or now[1])):
                return

    def _hands(self, person: int) -> Hands:
        return Hands(self._world, self._world.phone(person))


@asynccontextmanager
async def town(people: Iterable[int], *, round_trip: float, seed: int) -> AsyncIterator[Town]:
    """Every call of the bot but getUpdates takes about `round_trip` seconds, half before it is accepted.

    So a kill finds calls on their way there and answers on their way back.
    """
    sandbox = SignedSandbox([Person(one, f"M{one}", language_code="ru", started=True) for one in people])
    sandbox.around_call(_slow(round_trip, random.Random(seed)))
    await sandbox.start()
    try:
        yield Town(sandbox)
    finally:
        await sandbox.stop()


def _slow(round_trip: float, chance: random.Random) -> Any:
    async def around(method: str, chat_id: str, carry_out: Callable[[], Awaitable[Any]]) -> Any:
        if method == "getUpdates" or not round_trip:
            return await carry_out()
        await asyncio.sleep(chance.uniform(0, round_trip))
        result = await carry_out()
        await asyncio.sleep(chance.uniform(0, round_trip))
        return result

    return around
