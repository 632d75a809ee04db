"""Figure 2: full outcome presses a second, beside bare callbacks of aiogram 3 and of the stock library.

Every press is there before the first is fetched, from as many chats as presses; a round ends when the
last one is answered and redrawn. `nothing` is a bot without library and database: what the
measurement itself lets through.
"""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from itertools import islice
from statistics import median

from benchmarks.company import Company, company
from benchmarks.press import bare_presses, done, outcomes
from benchmarks.process import AIOGRAM, AIOGRAM_UVLOOP, CONCURRENT, NOTHING, OURS, STOCK, Bot, running
from benchmarks.updates import JsonObject
from benchmarks.verdict import reached

GOAL = 1.0
WARM = 100
ROUNDS = 2  # in a repeat
REST = 0.6
OWN, GOAL_IS = "full presses", "aiogram 3"
PEERS = {
    GOAL_IS: AIOGRAM,
    "aiogram 3 on uvloop": AIOGRAM_UVLOOP,
    "stock library": STOCK,
    "stock, concurrent": CONCURRENT,
    "nothing": NOTHING,
}


async def speed(bot: Bot, presses: list[JsonObject]) -> tuple[float, float]:
    """Presses a second of this round, and CPU milliseconds of each."""
    clock = asyncio.get_running_loop().time
    cpu, before = bot.cpu(), clock()
    await done(bot, presses)
    rate = len(presses) / (clock() - before)
    await asyncio.sleep(REST)
    return rate, (bot.cpu() - cpu) / len(presses) * 1000


async def measure(place: Company, repeats: int, presses: int) -> None:
    sources: dict[str, Iterator[JsonObject]] = {OWN: outcomes(place, place.in_turn)}
    sources |= {name: bare_presses(presses) for name in PEERS}
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in sources}
    async with AsyncExitStack() as stack:
        bots = {OWN: await stack.enter_async_context(running(*OURS, DATABASE_URL=place.url))}
        for name, command in PEERS.items():
            bots[name] = await stack.enter_async_context(running(*command))
        for name, bot in bots.items():
            await speed(bot, list(islice(sources[name], WARM)))
        # Short rounds in turn: a neighbour's work on this machine then weighs on all alike.
        for _ in range(ROUNDS * repeats):
            for name, bot in bots.items():
                found[name].append(await speed(bot, list(islice(sources[name], presses))))
    tell(found)


def tell(found: dict[str, list[tuple[float, float]]]) -> None:
    for name, rounds in found.items():
        rate, cpu = (median(values) for values in zip(*rounds, strict=True))
        each = f"({rate:.0f}/s, {cpu:.2f} ms CPU each)"
        if name == OWN:
            print(f"    {name:22} {each}")
            continue
        ratio = median(own / beside for (own, _), (beside, _) in zip(found[OWN], rounds, strict=True))
        goal = f"{reached(ratio, GOAL)} " if name == GOAL_IS else ""
        print(f"    / {name:20} {ratio:.2f}   {goal}{each}")


def run(repeats: int = 3, presses: int = 200) -> None:
    print(" 2  full presses/s / bare callbacks/s of others, all waiting at once")
    needed = WARM + ROUNDS * repeats * presses
    with company(presses, -(-needed // presses)) as place:
        asyncio.run(measure(place, repeats, presses))
