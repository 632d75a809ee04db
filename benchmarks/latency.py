"""Figure 3: how long a press waits at 200 presses a second, with an API that takes 50 ms for each call.

Counted is the time from the moment a press happens (a held poll is answered at once; if none is
held, the press waits for the next, and that counts) until the call arrives that redraws its message.
What the person then still waits for is that call's own 50 ms, the one round trip that nobody can
spare him. Polls are not slowed. `nothing` is a bot that only makes the same calls: what it takes belongs to
the round trips and to the measuring itself, and is subtracted, round by round, from what ours takes.
"""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from itertools import islice
from statistics import median

from benchmarks.company import Company, company
from benchmarks.press import bare_presses, done, outcomes
from benchmarks.process import AIOGRAM_UVLOOP, NOTHING, OURS, STOCK, Bot, running
from benchmarks.traffic import Traffic
from benchmarks.updates import JsonObject
from benchmarks.verdict import quantile, verdict

GOAL = 15
API = 0.05  # seconds a call
RATE = 200
PEOPLE = 500
WARM = PEOPLE  # everybody once
SATURATED = 30
PEERS = {
    "aiogram 3 on uvloop": AIOGRAM_UVLOOP,
    "nothing": NOTHING,
}


async def measure(place: Company, repeats: int, lasts: float) -> None:
    ours = outcomes(place, place.in_turn)
    async with AsyncExitStack() as stack:
        bots = {"ours": await stack.enter_async_context(running(*OURS, DATABASE_URL=place.url))}
        for name, command in PEERS.items():
            bots[name] = await stack.enter_async_context(running(*command))
        traffic = {name: await _warmed(bot, ours if name == "ours" else None) for name, bot in bots.items()}
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in bots}
        for _ in range(repeats):
            for name, rounds in found.items():
                rounds.append(await _round(traffic[name], lasts))
        stock = await stack.enter_async_context(running(*STOCK))
        most = await _most(stock)
    for name, rounds in found.items():
        middle, late = (median(values) * 1000 for values in zip(*rounds, strict=True))
        print(f"    {name:19} p99 {late:.1f} ms   (p50 {middle:.1f} ms)")
    above = [late - least for (_, late), (_, least) in zip(found["ours"], found["nothing"], strict=True)]
    print(
        f"    ours above nothing  p99 {median(above) * 1000:.1f} ms   {verdict(median(above) * 1000, GOAL)}"
    )
    print(
        f"    stock library       does {most:.0f} presses/s at most: two calls of 50 ms, one after the other"
    )


async def _warmed(bot: Bot, presses: Iterator[JsonObject] | None) -> Traffic:
    presses = presses or bare_presses(PEOPLE)
    await done(bot, list(islice(presses, WARM)))
    bot.standin.delay = lambda: API
    return Traffic(bot.standin, presses)


async def _round(traffic: Traffic, lasts: float) -> tuple[float, float]:
    """p50 and p99 of this round, in seconds."""
    traffic.drawn.clear()
    await traffic.flow(RATE, lasts)
    await traffic.settled()
    waits = traffic.waits()
    return quantile(waits, 0.5), quantile(waits, 0.99)


async def _most(stock: Bot) -> float:
    """Presses a second of a bot that handles one update after the other, with enough of them waiting."""
    await _warmed(stock, None)
    clock = asyncio.get_running_loop().time
    began = clock()
    await done(stock, list(islice(bare_presses(SATURATED), SATURATED)))
    return SATURATED / (clock() - began)


def run(repeats: int = 7, lasts: float = 5) -> None:
    slow = f"an API that takes {API * 1000:.0f} ms a call"
    print(f" 3  latency at {RATE} presses/s, above the round trip of {slow}")
    needed = WARM + repeats * int(RATE * lasts * 1.2)
    with company(PEOPLE, -(-needed // PEOPLE)) as place:
        asyncio.run(measure(place, repeats, lasts))
