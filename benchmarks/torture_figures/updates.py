"""Figure 9: kill -9 among updates. Each must have its effect exactly once, and its screen."""

import asyncio
import random
from dataclasses import dataclass
from statistics import mean

from benchmarks.torture_figures import stock
from benchmarks.torture_figures.crowd import Crowd, Toll, acts_for
from benchmarks.torture_figures.databases import database, folder
from benchmarks.torture_figures.ground import OWNER, furnish
from benchmarks.torture_figures.lives import lives
from benchmarks.torture_figures.moments import far_ahead, in_pieces
from benchmarks.torture_figures.said import counted, noted
from benchmarks.torture_figures.town import town
from benchmarks.torture_figures.victim import Victim, faults_in
from crm.db import engine_of

EACH_KILL = 50  # updates
MANAGERS = 200
ROUND_TRIP = 0.02  # seconds at most to Telegram, and again at most on the way back
STOCK_KILLS = 20


@dataclass(frozen=True)
class Outcome:
    toll: Toll
    kills: int
    unanswered: float
    """Presses not yet answered when the bot was killed, on average."""
    faults: list[str]
    """Errors in the log."""


async def torment(
    kind: str, kills: int, updates: int, seed: int, *, processes: int = 1, say: bool = False
) -> Outcome:
    """Kill that many times while that many updates come in; then let the bot finish, and count."""
    chance = random.Random(seed)
    with database(kind) as url, folder() as place:
        ground = await furnish(url, MANAGERS, [far_ahead()] * updates)
        acts = acts_for(updates, ground, chance)
        async with town(ground.people, round_trip=ROUND_TRIP, seed=seed) as streets:
            crowd = Crowd(streets, ground)
            crowd.lay_out(acts)
            env = {**streets.env, "DATABASE_URL": url, "OWNER_ID": str(OWNER)}
            victims = [Victim(env, place / "log") for _ in range(processes)]
            try:
                busy = await lives(victims, streets, crowd.do, in_pieces(acts, kills), chance, say=say)
                await streets.quiet()
                for victim in victims:
                    await victim.stop()
            finally:
                for victim in victims:
                    victim.give_up()
            engine = engine_of(url)
            with engine.connect() as connection:
                toll = crowd.count(connection)
            engine.dispose()
        return Outcome(toll, sum(one.kills for one in victims), mean(busy), faults_in(place / "log"))


def run(kind: str, kills: int, seed: int, processes: int) -> bool:
    print(f" 9  kill -9 among updates: {kind}, {processes} process(es), seed {seed}", flush=True)
    outcome = asyncio.run(torment(kind, kills, kills * EACH_KILL, seed, processes=processes, say=True))
    toll = outcome.toll
    busy = f"{outcome.unanswered:.0f} presses unanswered at each"
    print(f"    {outcome.kills} kills over {toll.updates} updates, {busy}")
    met = [
        counted("lost", toll.lost),
        counted("effects doubled", toll.doubled),
        counted("not shown", toll.unseen),
    ]
    noted("screens shown again", toll.shown_again, "drawn by both lives, the effect was one")
    met.append(counted("errors in the log", outcome.faults))
    if kind == "sqlite":
        stock.run(min(kills, STOCK_KILLS), EACH_KILL, MANAGERS, ROUND_TRIP, seed)
    return all(met)
