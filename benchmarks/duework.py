"""Figure 6: what it costs to look whether something is due, and to start, at 1,000,000 open steps.

The check is `crm.due.next_due` in this process, on an engine of the bot's own making; nothing is
due. The start is the real bot's until its first poll, by turns with a company of a hundred deals.
"""

import asyncio
import signal
import time
from statistics import median

from sqlalchemy.orm import Session

from benchmarks.company import Company, company
from benchmarks.multitude import multiply
from benchmarks.process import OURS, running
from benchmarks.verdict import verdict
from crm.db import engine_of
from crm.due import next_due

CHECK_GOAL, START_GOAL = 50, 1.05
CHECKS, BATCHES = 500, 9
Start = tuple[float, float]  # CPU seconds and seconds


def check(url: str, checks: int) -> tuple[float, float]:
    """Microseconds of a check inside a transaction, and of one with a transaction of its own."""
    engine = engine_of(url, writing=False)
    inside, whole = [], []
    for _ in range(BATCHES):
        with Session(engine) as tx:
            next_due(tx)
            began = time.perf_counter()
            for _ in range(checks):
                next_due(tx)
            inside.append(time.perf_counter() - began)
        began = time.perf_counter()
        for _ in range(checks):
            with Session(engine) as tx:
                next_due(tx)
        whole.append(time.perf_counter() - began)
    engine.dispose()
    return median(inside) / checks * 1e6, median(whole) / checks * 1e6


async def started(url: str, how: signal.Signals = signal.SIGTERM) -> Start:
    """What the start took; then the bot is stopped by this signal."""
    began = time.monotonic()
    async with running(*OURS, DATABASE_URL=url) as bot:
        start = bot.cpu(), time.monotonic() - began
        await bot.ended(how)
    return start


async def starts(full: str, empty: str, repeats: int) -> None:
    pairs = []
    for number in range(repeats + 1):
        pair = await started(full), await started(empty)
        if number:  # the first ones fill the system's cache
            pairs.append(pair)
    ratio, longer = (median(with_[n] / without[n] for with_, without in pairs) for n in (0, 1))
    own, beside = (median(pair[n][0] for pair in pairs) for n in (0, 1))
    told = f"({own:.2f} s CPU / {beside:.2f} s; time {longer:.2f})"
    print(f"    start / without     {ratio:.2f}   {verdict(ratio, START_GOAL)} {told}")
    await started(full, signal.SIGKILL)
    _, after = await started(full)
    print(f"    start after SIGKILL {after:.1f} s: every page of the file is read before it is trusted")


def measure(full: Company, empty: Company, repeats: int, checks: int) -> None:
    (inside, whole), (few, _) = check(full.url, checks), check(empty.url, checks)
    told = f"(a hundred steps: {few:.0f} µs; with its transaction: {whole:.0f} µs)"
    print(f"    check               {inside:.0f} µs   {verdict(inside, CHECK_GOAL)} {told}")
    asyncio.run(starts(full.url, empty.url, repeats))


def run(repeats: int = 3, steps: int = 1_000_000, checks: int = CHECKS) -> None:
    print(f" 6  looking for due work at {steps:,} open steps")
    with company(20, 5) as full, company(20, 5) as empty:
        multiply(full, steps - len(full.deals))
        measure(full, empty, repeats, checks)
