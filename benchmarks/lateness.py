"""Figure 5: how late reminders are under presses, with 100,000 more waiting, and what two restarts do.

A reminder's lateness runs from its `due_at` to the arrival of its message at the stand-in. The bot
is stopped by SIGTERM and later by SIGKILL, and started again at once each time. What is due from a
second before a stop on belongs to that stop: its lateness holds the time without a bot. Then
python-telegram-bot's JobQueue does the same, stopped by SIGTERM alone.
"""

import asyncio
import datetime as dt
import re
import signal
import sqlite3
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from benchmarks.company import Company, company
from benchmarks.lives import PRESSES, Course, Stop, Told, lived
from benchmarks.press import STRANGER, bare_presses, outcomes
from benchmarks.process import JOBQUEUE, OURS
from benchmarks.reminding import deal_of, ring_at
from benchmarks.verdict import quantile, verdict
from benchmarks.wire import JsonObject

GOAL = 50  # ms
RESTART_GOAL = 15  # seconds
MANAGERS, DEALS_EACH = 500, 200
REMINDERS = 10  # a second
AHEAD = 15  # seconds to start in, before the first reminder
NEAR = 1.0
KILLS = 1


def planned(numbers: Sequence[int], lasts: float, between: float, *stops: signal.Signals) -> Course:
    """Reminders of these numbers evenly from now on, a first stretch in peace, then the stops."""
    start = time.time() + AHEAD
    end = start + lasts + between * len(stops)
    ringing = {
        number: start + n / REMINDERS for n, number in enumerate(numbers) if n / REMINDERS < end - start
    }
    return Course(ringing, tuple((start + lasts + between * n, how) for n, how in enumerate(stops)), end)


async def ours(place: Company, lasts: float, between: float) -> None:
    deals = place.in_turn
    course = planned([one.deal_id for one in deals], lasts, between, signal.SIGTERM, signal.SIGKILL)
    due = {deal: dt.datetime.fromtimestamp(at, dt.UTC) for deal, at in course.ringing.items()}
    ring_at(place.url, due)
    presses = outcomes(place, deals[len(due) :])
    told = await lived(OURS, {"DATABASE_URL": place.url}, course, presses, deal_of)
    tell(course.ringing, told.arrived, told.stops)
    middle, late = (quantile(told.waits, share) * 1000 for share in (0.5, 0.99))
    print(f"    presses meanwhile   p99 {late:.0f} ms (p50 {middle:.0f} ms; {told.memory:.0f} MiB)")


async def jobqueue(file: Path, lasts: float, between: float) -> None:
    waiting = MANAGERS * DEALS_EACH
    course = planned(range(1, waiting + 1), lasts, between, signal.SIGTERM)
    later = time.time() + 7 * 86400
    rows = [
        (n, STRANGER + n % MANAGERS, course.ringing.get(n, later + n / REMINDERS), 0)
        for n in range(1, waiting + 1)
    ]
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE reminders (number INTEGER PRIMARY KEY, chat_id, due, sent)")
        database.executemany("INSERT INTO reminders VALUES (?, ?, ?, ?)", rows)
    told = await lived(JOBQUEUE, {"DATABASE": str(file)}, course, bare_presses(MANAGERS), _beep)
    tell_other(course, told)


def _beep(params: JsonObject) -> int | None:
    found = re.match(r"Beep! (\d+)", params["text"])
    return int(found[1]) if found else None


def tell(ringing: Mapping[int, float], arrived: Mapping[int, list[float]], stops: list[Stop]) -> None:
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


def tell_other(course: Course, told: Told) -> None:
    stop = told.stops[0]
    healthy = [
        (told.arrived[n][0] - at) * 1000
        for n, at in course.ringing.items()
        if n in told.arrived and at < stop.at - NEAR
    ]
    lost = len(course.ringing.keys() - told.arrived.keys())
    around = f"no bot for {stop.up - stop.at:.1f} s around SIGTERM, lost {lost} of {len(course.ringing)}"
    p99 = quantile(healthy, 0.99) if healthy else float("inf")
    print(f"    stock JobQueue      p99 {p99:.0f} ms ({around}; {told.memory:.0f} MiB)")


def run(lasts: float = 30, between: float = 10) -> None:
    waiting = MANAGERS * DEALS_EACH
    print(f" 5  reminders: {PRESSES} presses/s, {REMINDERS} reminders/s, {waiting} waiting; two restarts")
    with company(MANAGERS, DEALS_EACH) as place:
        asyncio.run(ours(place, lasts, between))
        file = Path(place.url.removeprefix("sqlite:///")).with_name("jobs.db")
        asyncio.run(jobqueue(file, lasts / 2, between))
