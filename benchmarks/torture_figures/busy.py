"""A bot at work for a crowd, all the while that something else is done to it."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks.torture_figures.crowd import Act, Crowd, acts_for
from benchmarks.torture_figures.databases import folder
from benchmarks.torture_figures.ground import OWNER, furnish
from benchmarks.torture_figures.moments import far_ahead
from benchmarks.torture_figures.town import town
from benchmarks.torture_figures.victim import Victim

MANAGERS = 200
SPARE = 100  # deals that nobody acts on, for `Crowd.press_now`
ROUND_TRIP = 0.02  # seconds at most to Telegram, and again at most on the way back


@asynccontextmanager
async def busy(url: str, acts: int, rate: float, seed: int, *, processes: int = 1) -> AsyncIterator[Crowd]:
    """People act at this rate (a second) until the block ends, then the bot finishes and stops in peace."""
    chance = random.Random(seed)
    ground = await furnish(url, MANAGERS, [far_ahead()] * (acts + SPARE))
    todo = acts_for(acts, ground.plots[:acts], chance)
    with folder() as place:
        async with town(ground.people, round_trip=ROUND_TRIP, seed=seed) as streets:
            crowd = Crowd(streets, ground)
            crowd.lay_out(todo)
            env = {**streets.env, "DATABASE_URL": url, "OWNER_ID": str(OWNER)}
            victims = [Victim(env, place / "log") for _ in range(processes)]
            try:
                for victim in victims:
                    await victim.start()
                for victim in victims:
                    await victim.until_ready()
                acting = asyncio.create_task(_act(crowd, todo, rate, chance))
                yield crowd
                if acting.done():
                    raise RuntimeError("the crowd had nothing left to do")
                acting.cancel()
                await asyncio.gather(acting, return_exceptions=True)
                await streets.quiet()
                for victim in victims:
                    await victim.stop()
            finally:
                for victim in victims:
                    victim.give_up()


async def _act(crowd: Crowd, acts: list[Act], rate: float, chance: random.Random) -> None:
    for act in acts:
        crowd.do(act)
        await asyncio.sleep(chance.expovariate(rate))
