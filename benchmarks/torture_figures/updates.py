"""Figure 9: kill -9 among updates. Each must have its effect exactly once, and its screen."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from benchmarks.torture_figures.crowd import Act, Crowd, Toll, acts_for
from benchmarks.torture_figures.databases import database, folder
from benchmarks.torture_figures.ground import OWNER, furnish
from benchmarks.torture_figures.moments import far_ahead, in_pieces
from benchmarks.torture_figures.town import Town, town
from benchmarks.torture_figures.victim import Victim, faults_in
from benchmarks.verdict import verdict
from crm.db import engine_of

EACH_KILL = 50  # updates
MANAGERS = 200
ROUND_TRIP = 0.02  # seconds on the way to Telegram, and again on the way back: half of it on average
LONGEST_LIFE = 0.5  # seconds of work until the kill
EARLY = 0.15  # so many kills hit a bot that is still starting
WHILE_DOWN = 0.2  # so many of the updates wait for a bot that is not there


@dataclass(frozen=True)
class Outcome:
    toll: Toll
    kills: int
    faults: int
    in_flight: float
    """Presses not yet answered when the bot was killed, on average."""


async def torment(
    kind: str, kills: int, updates: int, seed: int, *, processes: int = 1, say: bool = True
) -> Outcome:
    """Kill that many times while that many updates come in; then let the bot finish, and count."""
    chance = random.Random(seed)
    with database(kind) as url, folder() as place:
        ground = await furnish(url, MANAGERS, [far_ahead()] * updates)
        acts = acts_for(updates, ground, chance)
        log = place / "log"
        async with town(ground.people, round_trip=ROUND_TRIP, seed=seed) as streets:
            crowd = Crowd(streets, ground)
            crowd.lay_out(acts)
            env = {**streets.env, "DATABASE_URL": url, "OWNER_ID": str(OWNER)}
            victims = [Victim(env, log) for _ in range(processes)]
            try:
                busy = await _lives(victims, crowd, streets, in_pieces(acts, kills), chance, say=say)
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
            return Outcome(toll, sum(victim.kills for victim in victims), faults_in(log), mean(busy))


async def _lives(
    victims: Sequence[Victim],
    crowd: Crowd,
    streets: Town,
    pieces: Sequence[Sequence[Act]],
    chance: random.Random,
    *,
    say: bool,
) -> list[int]:
    """A piece of the acts about each kill; returns how many presses were unanswered at each."""
    busy = []
    for victim in victims:
        await victim.start()
    for number, piece in enumerate(pieces, 1):
        victim = chance.choice(victims)
        waiting = int(len(piece) * WHILE_DOWN)
        for act in piece[:waiting]:
            crowd.do(act)
        if chance.random() < EARLY:
            await asyncio.sleep(chance.uniform(0, LONGEST_LIFE * 2))
            delay = 0.0
        else:
            await victim.until_ready()
            await streets.caught_up(EACH_KILL)
            delay = chance.uniform(0, LONGEST_LIFE)
        acting = asyncio.create_task(_act(crowd, piece[waiting:], delay, chance))
        await asyncio.sleep(delay)
        busy.append(streets.unanswered)
        await victim.kill()
        await victim.start()
        await acting
        if say and number % 50 == 0:
            print(f"    ... {number} kills", flush=True)
    for victim in victims:
        await victim.until_ready()
    return busy


async def _act(crowd: Crowd, acts: Sequence[Act], seconds: float, chance: random.Random) -> None:
    """All of them within that time and a little beyond, at moments of their own."""
    loop = asyncio.get_running_loop()
    start = loop.time()
    moments = sorted(chance.uniform(0, seconds * 1.2) for _ in acts)
    for act, moment in zip(acts, moments, strict=True):
        await asyncio.sleep(max(0.0, start + moment - loop.time()))
        crowd.do(act)


def run(kind: str, kills: int, seed: int, processes: int) -> bool:
    print(f" 9  kill -9 among updates: {kind}, {processes} process(es), seed {seed}", flush=True)
    outcome = asyncio.run(torment(kind, kills, kills * EACH_KILL, seed, processes=processes))
    toll = outcome.toll
    print(
        f"    {outcome.kills} kills over {toll.updates} updates, {outcome.in_flight:.0f} presses unanswered at each"
    )
    for what, found in (("lost", toll.lost), ("effects doubled", toll.doubled), ("not shown", toll.unseen)):
        print(f"    {what:19} {len(found):5}   {verdict(len(found), 0)}")
    print(f"    {'screens shown again':19} {toll.shown_again:5}   (no effect, only drawn twice)")
    print(f"    {'tracebacks':19} {outcome.faults:5}")
    for line in toll.worst[:10]:
        print(f"        {line}")
    return not toll.worst
