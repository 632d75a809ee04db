"""Figure 5: how late reminders are under presses, with 100,000 more waiting, and what two restarts do.

A reminder's lateness runs from its `due_at` to the arrival of its message at the stand-in. The bot
is stopped by SIGTERM and later by SIGKILL, and started again at once each time. What is due from a
second before a stop on belongs to that stop: its lateness holds the time without a bot.
"""

import asyncio
import datetime as dt
import signal
import time
from contextlib import suppress
from dataclasses import dataclass

from benchmarks.arrivals import Arrivals
from benchmarks.company import Company, Open, company
from benchmarks.press import outcomes
from benchmarks.process import OURS, beside
from benchmarks.reminding import ring_at
from benchmarks.standin import StandIn
from benchmarks.traffic import Traffic
from benchmarks.verdict import quantile, verdict

GOAL = 50  # ms
RESTART_GOAL = 15  # seconds
MANAGERS, DEALS_EACH = 500, 200
PRESSES, REMINDERS = 100, 10  # a second
AHEAD = 12  # seconds to start in, before the first reminder
LAST = 30.0  # seconds to wait for what has not arrived
NEAR = 1.0
KILLS = 1


@dataclass(frozen=True)
class Stop:
    how: signal.Signals
    at: float
    """When the signal was sent; like `up` by `time.time`."""
    up: float
    """When the next process polled for the first time."""


async def measure(place: Company, lasts: float, between: float) -> None:
    whole = lasts + 2 * between
    deals = place.in_turn
    ringing = dict(_evenly(deals[: int(whole * REMINDERS)]))
    ring_at(place.url, {deal: dt.datetime.fromtimestamp(at, dt.UTC) for deal, at in ringing.items()})
    standin = StandIn()
    await standin.start()
    arrivals = Arrivals(standin)
    traffic = Traffic(standin, outcomes(place, deals[len(ringing) :]))
    start = min(ringing.values())
    stops: list[Stop] = []
    loop = asyncio.get_running_loop()
    try:
        async with beside(standin, *OURS, DATABASE_URL=place.url) as bot:
            flow = asyncio.create_task(traffic.flow(PRESSES, start + whole - time.time()))
            await _until(start + lasts)
            how, at, healthy = signal.SIGTERM, time.time(), loop.time()
            await bot.ended(how)
        async with beside(standin, *OURS, DATABASE_URL=place.url) as bot:
            stops.append(Stop(how, at, time.time()))
            await _until(start + lasts + between)
            how, at = signal.SIGKILL, time.time()
            await bot.ended(how)
        async with beside(standin, *OURS, DATABASE_URL=place.url):
            stops.append(Stop(how, at, time.time()))
            await _until(start + whole)
            await flow
            await _arrived(standin, arrivals, ringing)
    finally:
        standin.stop()
    tell(ringing, arrivals.at, stops)
    press_waits(traffic, healthy - NEAR)


def _evenly(deals: list[Open]) -> list[tuple[int, float]]:
    start = time.time() + AHEAD
    return [(deal.deal_id, start + number / REMINDERS) for number, deal in enumerate(deals)]


async def _until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.time()))


async def _arrived(standin: StandIn, arrivals: Arrivals, ringing: dict[int, float]) -> None:
    with suppress(TimeoutError):  # what is lost is told
        await standin.until(lambda: arrivals.at.keys() >= ringing.keys(), LAST)


def tell(ringing: dict[int, float], arrived: dict[int, list[float]], stops: list[Stop]) -> None:
    """`ringing`: when each deal's reminder is due; `arrived`: when its messages came."""
    late = {deal: arrived[deal][0] - at for deal, at in ringing.items() if deal in arrived}
    edges = [stop.at - NEAR for stop in stops] + [float("inf")]
    healthy = [late[deal] * 1000 for deal, at in ringing.items() if deal in late and at < edges[0]]
    p99, p50 = quantile(healthy, 0.99), quantile(healthy, 0.5)
    print(
        f"    lateness p99        {p99:.0f} ms   {verdict(p99, GOAL)} (p50 {p50:.0f} ms, of {len(healthy)})"
    )
    for stop, start, end in zip(stops, edges, edges[1:], strict=False):
        since = [late[deal] for deal, at in ringing.items() if deal in late and start <= at < end]
        p99, p50 = quantile(since, 0.99), quantile(since, 0.5)
        told = f"(p50 {p50:.1f} s, of {len(since)}; no bot for {stop.up - stop.at:.1f} s)"
        print(f"    from {stop.how.name} on     {p99:.1f} s   {verdict(p99, RESTART_GOAL)} {told}")
    lost = len(ringing) - len(late)
    doubled = sum(len(arrived[deal]) - 1 for deal in late)
    print(f"    lost                {lost}   {verdict(lost, 0)} (of {len(ringing)})")
    print(f"    sent twice          {doubled}   {verdict(doubled, KILLS)} (at most one for a SIGKILL)")


def press_waits(traffic: Traffic, until: float) -> None:
    waits = [wait * 1000 for wait in traffic.waits(end=until)]
    print(f"    presses meanwhile   p99 {quantile(waits, 0.99):.0f} ms (p50 {quantile(waits, 0.5):.0f} ms)")


def run(lasts: float = 40, between: float = 12) -> None:
    waiting = MANAGERS * DEALS_EACH
    print(f" 5  reminders: {PRESSES} presses/s, {REMINDERS} reminders/s, {waiting} waiting; two restarts")
    with company(MANAGERS, DEALS_EACH) as place:
        asyncio.run(measure(place, lasts, between))
