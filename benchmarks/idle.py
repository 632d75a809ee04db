"""Figure 7: memory of the real bot at rest, and its CPU from start to the first poll."""

import asyncio
from statistics import median

from benchmarks.company import company
from benchmarks.process import OURS, STOCK, Bot, running
from benchmarks.verdict import verdict

GOAL_MIB = 90
GOAL_CPU = 1.0  # seconds
LOOK = 1.0  # seconds between looks at the memory
STEADY = 0.25  # MiB: less than this is no change
LOOKS = 4
LONGEST = 30


async def at_rest(bot: Bot) -> float:
    """Its memory once it has not changed for some seconds; at the latest after half a minute."""
    seen = [bot.memory()]
    for _ in range(LONGEST):
        await asyncio.sleep(LOOK)
        seen.append(bot.memory())
        if len(seen) > LOOKS and max(seen[-LOOKS:]) - min(seen[-LOOKS:]) < STEADY:
            break
    return seen[-1]


async def measure(url: str, empty_url: str, repeats: int) -> None:
    async with running(*OURS, DATABASE_URL=empty_url) as bot:
        first = bot.cpu()
    starts = []
    for _ in range(repeats):
        async with running(*OURS, DATABASE_URL=url) as bot:
            starts.append(bot.cpu())
    async with running(*OURS, DATABASE_URL=url) as bot, running(*STOCK) as stock:
        starts.append(bot.cpu())
        memory, beside = await asyncio.gather(at_rest(bot), at_rest(stock))
    beside_it = f"(stock library: {beside:.0f} MiB)"
    print(f"    resident memory     {memory:.0f} MiB   {verdict(memory, GOAL_MIB)} {beside_it}")
    cpu = median(starts)
    fresh = f"(CPU; with a new database {first:.2f} s)"
    print(f"    start to first poll {cpu:.2f} s   {verdict(cpu, GOAL_CPU)} {fresh}")


def run(repeats: int = 3) -> None:
    print(" 7  the idle bot")
    with company(20, 50) as place:
        asyncio.run(measure(place.url, place.url.replace("bench.db", "empty.db"), repeats))
