"""Figure 8: connections opened by the first press after a silence; over HTTPS each is a TLS handshake."""

import asyncio
from itertools import islice

from benchmarks.company import Company, company
from benchmarks.press import done, outcomes
from benchmarks.process import OURS, STOCK, Bot, running
from benchmarks.updates import JsonObject, press
from benchmarks.verdict import verdict

STRANGER = 4_000_001
WARM = 3


async def opened(bot: Bot, presses: list[JsonObject], quiet: float) -> list[int]:
    """Connections opened by each press, every one after so many seconds of silence."""
    counts = []
    for update in presses:
        await asyncio.sleep(quiet)
        before = bot.standin.connections
        await done(bot, [update])
        counts.append(bot.standin.connections - before)
    return counts


async def measure(place: Company, quiet: float, presses: int) -> None:
    ours = outcomes(place)
    bare = (press(STRANGER, "1") for _ in range(WARM + presses))
    async with running(*OURS, DATABASE_URL=place.url) as bot, running(*STOCK) as stock:
        await opened(bot, list(islice(ours, WARM)), 0)
        await opened(stock, list(islice(bare, WARM)), 0)
        own, beside = await asyncio.gather(
            opened(bot, list(islice(ours, presses)), quiet), opened(stock, list(islice(bare, presses)), quiet)
        )
    print(f"    new connections     {max(own)}   {verdict(max(own), 0)} (stock library: {max(beside)})")


def run(quiet: float = 6, presses: int = 2) -> None:
    print(f" 8  first press after {quiet:g} s of silence")
    with company(1, WARM + presses) as place:
        asyncio.run(measure(place, quiet, presses))
