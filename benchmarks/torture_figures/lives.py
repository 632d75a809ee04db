"""One life of the bot after the other, with people acting all the while."""

import asyncio
import random
from collections.abc import Callable, Sequence
from typing import TypeVar

from benchmarks.torture_figures.town import Town
from benchmarks.torture_figures.victim import Victim

LONGEST_LIFE = 0.5  # seconds of work until the kill
EARLY = 0.15  # so many kills hit a bot that is still starting
WHILE_DOWN = 0.2  # so many of the acts wait for a bot that is not there
PATIENT = 50  # presses without an answer after which people wait
PROGRESS = 50
T = TypeVar("T")


async def lives(
    victims: Sequence[Victim],
    town: Town,
    act: Callable[[T], None],
    pieces: Sequence[Sequence[T]],
    chance: random.Random,
    *,
    say: bool = False,
) -> list[int]:
    """A kill for each piece of the acts; the bot is left running. How many presses each found unanswered."""
    found = []
    for victim in victims:
        await victim.start()
    for number, piece in enumerate(pieces, 1):
        victim = chance.choice(victims)
        waiting = int(len(piece) * WHILE_DOWN)
        for one in piece[:waiting]:
            act(one)
        delay = await _some_time(victim, town, chance)
        acting = asyncio.create_task(_spread(act, piece[waiting:], delay, chance))
        await asyncio.sleep(delay)
        found.append(town.unanswered)
        await victim.kill()
        await victim.start()
        await acting
        if say and number % PROGRESS == 0:
            print(f"    ... {number} kills", flush=True)
    for victim in victims:
        await victim.until_ready()
    return found


async def _some_time(victim: Victim, town: Town, chance: random.Random) -> float:
    """Let it start, or not quite; returns how long it may work then."""
    if chance.random() < EARLY:
        await asyncio.sleep(chance.uniform(0, LONGEST_LIFE * 2))
        return 0.0
    await victim.until_ready()
    await town.caught_up(PATIENT)
    return chance.uniform(0, LONGEST_LIFE)


async def _spread(
    act: Callable[[T], None], things: Sequence[T], seconds: float, chance: random.Random
) -> None:
    """All of them within that time and a little beyond, at moments of their own."""
    loop = asyncio.get_running_loop()
    start = loop.time()
    moments = sorted(chance.uniform(0, seconds * 1.2) for _ in things)
    for thing, moment in zip(things, moments, strict=True):
        await asyncio.sleep(max(0.0, start + moment - loop.time()))
        act(thing)
