"""PostgreSQL struck down and started again under load: nothing lost, and presses answered again soon."""

import asyncio
import random
from dataclasses import dataclass, field

from benchmarks.torture_figures.busy import busy
from benchmarks.torture_figures.crowd import Crowd, Toll
from benchmarks.torture_figures.databases import PostgresServer, postgres_server
from benchmarks.torture_figures.said import counted, figure

RATE = 20.0  # acts a second
ACTS_EACH = 200  # more than there is time for between two
BETWEEN = (0.3, 1.5)  # seconds
BACK = 10.0
GIVEN_UP = 60.0


@dataclass
class Struck:
    back: list[float] = field(default_factory=list)
    """Seconds from the server's return to the answer of a press made at that moment."""
    toll: Toll = field(default_factory=Toll)


async def torment(restarts: int, seed: int, *, processes: int = 1) -> Struck:
    chance = random.Random(seed)
    struck = Struck()
    with postgres_server() as server, server.database() as url:
        async with busy(url, ACTS_EACH * restarts, RATE, seed, processes=processes) as crowd:
            for _ in range(restarts):
                await asyncio.sleep(chance.uniform(*BETWEEN))
                struck.back.append(await _once(server, crowd))
        struck.toll = crowd.count(url)
    return struck


async def _once(server: PostgresServer, crowd: Crowd) -> float:
    await asyncio.to_thread(server.strike)
    await asyncio.to_thread(server.start)
    loop = asyncio.get_running_loop()
    began = loop.time()
    press = crowd.press_now()
    async with asyncio.timeout(GIVEN_UP):
        while True:
            if crowd.is_answered(press):
                return loop.time() - began
            await asyncio.sleep(0.01)


def run(restarts: int, seed: int, processes: int) -> bool:
    print(
        f"    immediate restarts of PostgreSQL under load: {processes} process(es), seed {seed}", flush=True
    )
    struck = asyncio.run(torment(restarts, seed, processes=processes))
    print(f"    {len(struck.back)} restarts over {struck.toll.updates} updates")
    return all(
        [
            counted("lost", struck.toll.lost),
            counted("effects doubled", struck.toll.doubled),
            counted("not shown", struck.toll.unseen),
            figure("seconds until back, worst", max(struck.back), BACK),
        ]
    )
