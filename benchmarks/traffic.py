"""Presses that come by themselves, whether the bot keeps up or not, and how long each of them waited."""

import asyncio
import random
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.standin import StandIn
from benchmarks.wire import JsonObject


class Drawn(NamedTuple):
    """A press whose message was redrawn. Moments of `time.monotonic`."""

    at: float
    """When it happened."""
    wait: float
    """Seconds from then until the call that redraws the message arrived."""
    chat: int


class Traffic:
    """People who press without regard to each other: the gaps between presses are exponential."""

    def __init__(self, standin: StandIn, presses: Iterator[JsonObject], seed: int = 3) -> None:
        self.drawn: list[Drawn] = []
        self._standin = standin
        self._presses = presses
        self._chance = random.Random(seed)
        self._waiting: dict[int, float] = {}
        """When it happened, by the pressed message."""
        standin.watch.append(self._arrived)

    @property
    def waiting(self) -> int:
        """Presses without an answer so far."""
        return len(self._waiting)

    async def flow(self, rate: float, seconds: float) -> None:
        """So many presses a second, for so long; return after the last one has happened."""
        clock = asyncio.get_running_loop().time
        at = clock()
        end = at + seconds
        while (at := at + self._chance.expovariate(rate)) < end:
            await asyncio.sleep(max(0.0, at - clock()))
            self.press()

    def press(self) -> None:
        """One press, now."""
        update = next(self._presses)
        at = asyncio.get_running_loop().time()
        self._waiting[update["callback_query"]["message"]["message_id"]] = at
        self._standin.deliver(update)

    async def settled(self, seconds: float = 60) -> None:
        """Return once every press is answered. Raises TimeoutError."""
        await self._standin.until(lambda: not self._waiting, seconds)

    def waits(self, start: float = 0, end: float = float("inf")) -> list[float]:
        """Seconds each press waited that happened between these moments."""
        return [one.wait for one in self.drawn if start <= one.at < end]

    def _arrived(self, method: str, params: JsonObject) -> None:
        if method != "editmessagetext":
            return
        at = self._waiting.pop(int(params["message_id"]), None)
        if at is not None:
            now = asyncio.get_running_loop().time()
            self.drawn.append(Drawn(at, now - at, int(params["chat_id"])))
