"""Texts of 4,096 characters made to be slow, read as the bot reads them: beside its event loop."""

import asyncio
import datetime as dt
import time

from benchmarks.verdict import quantile, verdict
from bot.reading import read_aside
from crm.when import LANGUAGES, parse_when
from tests.crm.hostile import HOSTILE

LETTERS = 4096
P99, BLOCKED = 100, 50  # milliseconds
TICK = 0.001  # seconds
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


class Ticking:
    """The longest time, in milliseconds, by which the event loop was late to wake a sleeper."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def run(self) -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(TICK)
            self.longest = max(self.longest, (time.perf_counter() - began - TICK) * 1000)


async def aside(texts: list[str], repeats: int) -> tuple[list[float], float, float]:
    """Milliseconds of each reading, the longest block of the loop meanwhile, and the longest at rest."""
    rest, busy = Ticking(), Ticking()
    ticking = asyncio.create_task(rest.run())
    await asyncio.sleep(1)
    ticking.cancel()
    ticking = asyncio.create_task(busy.run())
    took = []
    for text in texts * repeats:
        for language in LANGUAGES:
            began = time.perf_counter()
            await read_aside(parse_when, text, now=NOW, zone="Europe/Moscow", language=language)
            took.append((time.perf_counter() - began) * 1000)
    ticking.cancel()
    return took, busy.longest, rest.longest


def tell(repeats: int) -> None:
    texts = [(text * (LETTERS // len(text) + 1))[:LETTERS] for text in HOSTILE]
    took, blocked, rest = asyncio.run(aside(texts, repeats))
    p99 = quantile(took, 0.99)
    print(
        f"    {LETTERS} hostile letters, p99 ms   {p99:.1f}   {verdict(p99, P99)} ({len(took)} readings)\n"
        f"    event loop blocked meanwhile, at most ms   {blocked:.1f}   {verdict(blocked, BLOCKED)} "
        f"(at rest {rest:.1f})"
    )
