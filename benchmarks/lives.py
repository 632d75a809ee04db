"""A bot with reminders to send that is stopped and started again, while people press."""

import asyncio
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from benchmarks.arrivals import Arrivals
from benchmarks.process import beside
from benchmarks.standin import StandIn
from benchmarks.traffic import Traffic
from benchmarks.wire import JsonObject

PRESSES = 100  # a second
LAST = 30.0  # seconds to wait for what has not arrived


@dataclass(frozen=True)
class Stop:
    how: signal.Signals
    at: float
    """When the signal was sent; like `up` by `time.time`."""
    up: float
    """When the next process polled for the first time."""


@dataclass(frozen=True)
class Course:
    """Moments are those of `time.time`."""

    ringing: Mapping[int, float]
    """When each reminder is due, by its number."""
    stops: tuple[tuple[float, signal.Signals], ...]
    end: float


@dataclass(frozen=True)
class Told:
    arrived: Mapping[int, list[float]]
    """When the messages of each reminder came."""
    stops: list[Stop]
    waits: list[float]
    """Seconds that the presses before the first stop waited."""
    memory: float
    """MiB before the first stop."""


async def lived(
    command: tuple[str, ...],
    settings: Mapping[str, str],
    course: Course,
    presses: Iterator[JsonObject],
    number_of: Callable[[JsonObject], int | None],
) -> Told:
    """Run the bot through all its lives. `number_of`: which reminder a message of the bot is."""
    standin = StandIn()
    await standin.start()
    try:
        arrivals = Arrivals(standin, number_of)
        traffic = Traffic(standin, presses)
        stops: list[Stop] = []
        memory, began = 0.0, asyncio.get_running_loop().time() - time.time()
        flow: asyncio.Task[None] | None = None
        for at, how in course.stops:
            async with beside(standin, *command, **settings) as bot:
                _up(stops)
                flow = flow or asyncio.create_task(traffic.flow(PRESSES, course.end - time.time()))
                await _until(at)
                memory = memory or bot.memory()
                stops.append(Stop(how, time.time(), 0))
                await bot.ended(how)
        async with beside(standin, *command, **settings):
            _up(stops)
            await _until(course.end)
            with suppress(TimeoutError):  # what is lost is told
                await standin.until(lambda: arrivals.at.keys() >= course.ringing.keys(), LAST)
        return Told(arrivals.at, stops, traffic.waits(end=began + stops[0].at - 1), memory)
    finally:
        standin.stop()


def _up(stops: list[Stop]) -> None:
    if stops:
        stops[-1] = Stop(stops[-1].how, stops[-1].at, time.time())


async def _until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.time()))
