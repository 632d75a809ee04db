"""Figure 10: kill -9 among reminders. None may be lost, and few may come twice."""

import asyncio
import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from benchmarks.torture_figures.databases import database, folder
from benchmarks.torture_figures.ground import FIRST_MANAGER, OWNER, Plot, furnish
from benchmarks.torture_figures.rung import Rung, arrived, tally
from benchmarks.torture_figures.said import counted, figure, noted
from benchmarks.torture_figures.town import Town, town
from benchmarks.torture_figures.victim import Victim, deaths_of, faults_in
from bot.delivery import LEASE

EACH_KILL = 25  # reminders
BUNCH = 6  # so many fall due at one moment, twice in each window; the others come singly
MANAGERS = 500
ROUND_TRIP = 0.04  # seconds at most to Telegram, and again at most on the way back
# A window for one kill: so many starts of the bot. With less it is killed before it has caught up with what
# fell due while it was away, and its lateness is no longer that of one kill.
STARTS = 3.0
WINDOW = 4.5  # seconds at least
AHEAD = 6.0  # seconds to write the rows and start
LATE = 15.0
BEYOND_LEASE = 2.0
PROGRESS = 50


@dataclass(frozen=True)
class Outcome:
    rung: Rung
    kills: int
    faults: list[str]
    window: float


async def torment(
    kind: str, kills: int, reminders: int, seed: int, *, processes: int = 1, say: bool = False
) -> Outcome:
    """One kill at a random moment of each window while the reminders of that window fall due."""
    chance = random.Random(seed)
    people = [OWNER, *range(FIRST_MANAGER, FIRST_MANAGER + MANAGERS)]
    with database(kind) as url, folder() as place:
        async with town(people, round_trip=ROUND_TRIP, seed=seed) as streets:
            env = {**streets.env, "DATABASE_URL": url, "OWNER_ID": str(OWNER)}
            victims = [Victim(env, place / "log") for _ in range(processes)]
            try:
                window = await _window(victims[0])
                start = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=AHEAD)
                dues = moments(start, kills, window, reminders, chance)
                ground = await furnish(url, MANAGERS, dues)
                for victim in victims:
                    await victim.start()
                await _killed(victims, start.timestamp(), kills, window, chance, say=say)
                await _all_came(streets, ground.plots, patience(processes))
                for victim in victims:
                    await victim.stop()
            finally:
                for victim in victims:
                    victim.give_up()
            deaths = deaths_of(victims)
            rung = tally(streets.ledger(), ground.plots, deaths)
        return Outcome(rung, len(deaths), faults_in(place / "log"), window)


def moments(
    start: dt.datetime, windows: int, length: float, count: int, chance: random.Random
) -> list[dt.datetime]:
    """When reminders fall due, in order: in each window two bunches, the others singly."""
    found = []
    for number in range(windows):
        here = count * (number + 1) // windows - count * number // windows
        bunches = [chance.random() for _ in range(2)]
        together = [moment for moment in bunches for _ in range(BUNCH)][:here]
        singly = [chance.random() for _ in range(here - len(together))]
        found += [(number + part) * length for part in together + singly]
    return [start + dt.timedelta(seconds=seconds) for seconds in sorted(found)]


def patience(processes: int) -> float:
    """The longest that a reminder may be late: alone the next start brings it, else another's lease."""
    return LATE if processes == 1 else LEASE.total_seconds() + BEYOND_LEASE


async def _window(victim: Victim) -> float:
    """By the time that one start takes on this machine today."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    await victim.start()
    await victim.until_ready()
    length = max(STARTS * (loop.time() - began), WINDOW)
    await victim.stop()
    return length


async def _killed(
    victims: Sequence[Victim], start: float, kills: int, window: float, chance: random.Random, *, say: bool
) -> None:
    """One kill in each window."""
    for number in range(kills):
        moment = start + (number + chance.random()) * window
        await asyncio.sleep(max(0.0, moment - _now()))
        victim = chance.choice(victims)
        await victim.kill()
        await victim.start()
        if say and (number + 1) % PROGRESS == 0:
            print(f"    ... {number + 1} kills", flush=True)
    for victim in victims:
        await victim.until_ready()


async def _all_came(streets: Town, plots: Sequence[Plot], longest: float) -> None:
    """Return once each is there, and what may come twice had time to; or when none can come any more."""
    until = max(_now(), plots[-1].due_at.timestamp()) + longest
    while True:
        if len(arrived(streets.ledger())) == len(plots) or _now() > until:
            break
        await asyncio.sleep(0.5)
    await asyncio.sleep(max(0.0, until - _now()))


def _now() -> float:
    return dt.datetime.now(dt.UTC).timestamp()


def run(kind: str, kills: int, seed: int, processes: int) -> bool:
    print(f"10  kill -9 among reminders: {kind}, {processes} process(es), seed {seed}", flush=True)
    outcome = asyncio.run(torment(kind, kills, kills * EACH_KILL, seed, processes=processes, say=True))
    rung = outcome.rung
    print(f"    {outcome.kills} kills over {rung.owed} reminders, one in {outcome.window:.1f} s")
    twice = rung.by_kill.total()
    met = [
        counted("lost", rung.lost),
        counted("twice without a kill", rung.for_nothing),
        figure("twice for one kill", rung.worst_kill, 1),
        figure("twice per kill, mean", twice / outcome.kills, 0.5),
        figure("seconds late, the worst", max(rung.late, default=0.0), patience(processes)),
        counted("errors in the log", outcome.faults),
    ]
    noted("seconds late, p99", quantiles(rung.late, n=100)[-1])
    return all(met)
