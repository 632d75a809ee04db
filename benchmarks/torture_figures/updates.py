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
from benchmarks.torture_figures.moments import far_ahead, in_pieces, soon
from benchmarks.torture_figures.rung import Rung, tally
from benchmarks.torture_figures.said import counted, noted
from benchmarks.torture_figures.town import town
from benchmarks.torture_figures.victim import Victim, deaths_of, faults_in

EACH_KILL = 50  # updates
MANAGERS = 200
ROUND_TRIP = 0.02  # seconds at most to Telegram, and again at most on the way back
STOCK_KILLS = 20
LIFE = 1.5  # seconds from one kill to the next, about


@dataclass(frozen=True)
class Outcome:
    toll: Toll
    kills: int
    unanswered: float
    """Presses not yet answered when the bot was killed, on average."""
    faults: list[str]
    """Errors in the log."""
    rung: Rung


async def torment(
    kind: str,
    kills: int,
    updates: int,
    seed: int,
    *,
    reminders: int = 0,
    processes: int = 1,
    say: bool = False,
) -> Outcome:
    """Kill that many times while that many updates come in; then let the bot finish, and count.

    `reminders` fall due meanwhile.
    """
    chance = random.Random(seed)
    with database(kind) as url, folder() as place:
        dues = soon(reminders, kills * LIFE, chance)
        ground = await furnish(url, MANAGERS, [far_ahead()] * updates + dues)
        acts = acts_for(updates, ground.plots[:updates], chance)
        async with town(ground.people, round_trip=ROUND_TRIP, seed=seed) as streets:
            crowd = Crowd(streets, ground)
            crowd.lay_out(acts)
            env = {**streets.env, "DATABASE_URL": url, "OWNER_ID": str(OWNER)}
            victims = [Victim(env, place / "log") for _ in range(processes)]
            try:
                unanswered = await lives(victims, streets, crowd.do, in_pieces(acts, kills), chance, say=say)
                await streets.quiet()
                for victim in victims:
                    await victim.stop()
            finally:
                for victim in victims:
                    victim.give_up()
            toll = crowd.count(url)
            deaths = deaths_of(victims)
            rung = tally(streets.ledger(), ground.plots[updates:], deaths)
        return Outcome(toll, len(deaths), mean(unanswered), faults_in(place / "log"), rung)


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
