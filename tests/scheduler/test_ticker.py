import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm import inbox
from crm.db import Crm
from crm.inbox import Handled, Incoming
from crm.models import InboxUpdate
from scheduler import ticker as ticker_module
from scheduler.care import Care
from scheduler.ticker import Ticker

NOON = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


class Due:
    """Stands for crm.due: moments that become due, and a note of those that were queued."""

    def __init__(self) -> None:
        self.moments: list[dt.datetime] = []
        self.queued: list[dt.datetime] = []
        self.happened = asyncio.Event()

    def next_due(self, tx: Session) -> dt.datetime | None:
        return min(self.moments, default=None)

    def queue_due(self, tx: Session, now: dt.datetime, limit: int) -> int:
        due = sorted(at for at in self.moments if at <= now)[:limit]
        self.moments = [at for at in self.moments if at not in due]
        self.queued += due
        self.happened.set()
        return len(due)


class Hand:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> dt.datetime:
        return self.at


@pytest.fixture
def due(monkeypatch: pytest.MonkeyPatch) -> Due:
    due = Due()
    monkeypatch.setattr(ticker_module, "due", due)
    return due


@pytest.fixture
def crm(sqlite_url: str) -> Iterator[Crm]:
    crm = Crm(sqlite_url)
    yield crm
    crm.close()


@pytest.fixture
def hand() -> Hand:
    return Hand()


async def no_care(now: dt.datetime) -> None: ...


@pytest.fixture
async def ticker(crm: Crm, hand: Hand, due: Due, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Ticker]:
    monkeypatch.setattr(ticker_module, "SWEEP", 3600)  # what happens must not be the sweep's doing
    ticker = Ticker(crm, hand, no_care)
    yield ticker
    await ticker.stop()


async def soon(event: asyncio.Event) -> None:
    async with asyncio.timeout(5):
        await event.wait()


def minutes(*counts: float) -> list[dt.datetime]:
    return [NOON + dt.timedelta(minutes=count) for count in counts]


async def test_after_downtime_all_that_is_due_is_queued_at_the_start(ticker: Ticker, due: Due) -> None:
    due.moments = [NOON - dt.timedelta(seconds=second) for second in range(1, 171)] + minutes(5)
    await ticker.start()

    assert len(due.queued) == 170
    assert due.moments == minutes(5)


async def test_what_it_did_is_told_to_whoever_watches(
    crm: Crm, hand: Hand, due: Due, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks: list[None] = []
    late: list[float] = []
    ticker = Ticker(crm, hand, no_care, ticked=lambda: ticks.append(None), late=late.append)
    due.moments = [NOON - dt.timedelta(seconds=5), NOON - dt.timedelta(seconds=2)]
    await ticker.tick()
    await ticker.tick()

    def gone(tx: Session) -> dt.datetime | None:
        raise ConnectionError

    monkeypatch.setattr(due, "next_due", gone)
    with pytest.raises(ConnectionError):
        await ticker.tick()

    assert (len(ticks), late) == (2, [5.0])


async def test_a_clock_change_wakes_it(ticker: Ticker, due: Due, hand: Hand) -> None:
    due.moments = minutes(30)
    await ticker.start()
    hand.at += dt.timedelta(minutes=30)
    ticker.look()
    await soon(due.happened)

    assert due.queued == minutes(30)


async def test_a_write_of_something_due_sooner_wakes_it(ticker: Ticker, due: Due, crm: Crm) -> None:
    await ticker.start()
    due.moments = [NOON]
    await crm.write(lambda tx: None)
    await soon(due.happened)

    assert due.queued == [NOON]


async def test_it_wakes_at_the_due_moment_itself(ticker: Ticker, due: Due, crm: Crm) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    ticker._now = lambda: NOON + dt.timedelta(seconds=loop.time() - began)
    due.moments = [NOON + dt.timedelta(seconds=0.1)]
    await ticker.start()
    await soon(due.happened)

    assert 0.1 <= loop.time() - began < 1


async def test_the_sweep_finds_what_other_processes_wrote(
    ticker: Ticker, due: Due, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticker_module, "SWEEP", 0.05)
    await ticker.start()
    due.moments = [NOON]
    await soon(due.happened)

    assert due.queued == [NOON]


async def test_a_system_clock_put_back_delays_nothing(
    ticker: Ticker, due: Due, monkeypatch: pytest.MonkeyPatch
) -> None:
    """APScheduler goes by that clock, the rows here by another."""
    monkeypatch.setattr(ticker_module, "SWEEP", 0.05)
    monkeypatch.setattr(ticker_module, "OVERSLEPT", 0.1)
    await ticker.start()

    class AnHourAgo(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> "AnHourAgo":
            return super().now(tz) - dt.timedelta(hours=1)

    monkeypatch.setattr("apscheduler.schedulers.base.datetime", AnHourAgo)
    monkeypatch.setattr("apscheduler.triggers.interval.datetime", AnHourAgo)
    await asyncio.sleep(0.2)  # whatever was about to be swept is
    due.moments = [NOON]
    due.happened.clear()
    await soon(due.happened)
    due.moments = [NOON]
    due.happened.clear()
    await soon(due.happened)

    assert due.queued == [NOON, NOON]


async def test_a_stop_waits_for_one_portion_and_not_for_all_that_is_due(
    ticker: Ticker, due: Due, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop, stops, portions = asyncio.get_running_loop(), [], 0

    def endless(tx: Session, now: dt.datetime, limit: int) -> int:
        nonlocal portions
        portions += 1
        if portions == 1:
            asyncio.run_coroutine_threadsafe(_stop(), loop).result()
        return min(1, 1000 // portions)

    async def _stop() -> None:
        stops.append(asyncio.create_task(ticker.stop()))
        await asyncio.sleep(0)

    monkeypatch.setattr(due, "queue_due", endless)
    due.moments = [NOON]
    await ticker.start()
    await stops[0]

    assert portions == 1


async def test_a_tick_that_cannot_queue_what_is_due_does_not_spin(
    ticker: Ticker, due: Due, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def stuck(tx: Session, now: dt.datetime, limit: int) -> int:
        calls.append(now)
        return 0

    monkeypatch.setattr(due, "queue_due", stuck)
    due.moments = [NOON]
    await ticker.start()

    assert calls == [NOON]


async def test_care_forgets_old_updates_once_a_night(crm: Crm) -> None:
    def come(tx: Session, update_id: int, at: dt.datetime) -> None:
        inbox.store(tx, [Incoming(update_id, 1, "{}")], Handled([], []), now=at)
        inbox.finish(tx, Handled([update_id], []))

    def left(tx: Session) -> int:
        return tx.scalars(select(func.count()).select_from(InboxUpdate)).one()

    care = Care(crm, "Europe/Moscow")
    await crm.write(come, 1, NOON - dt.timedelta(days=4))
    await care(NOON)
    after_start = await crm.read(left)
    await crm.write(come, 2, NOON - dt.timedelta(days=4))
    await care(NOON + dt.timedelta(hours=15))
    before_night = await crm.read(left)
    await care(NOON + dt.timedelta(hours=16))

    assert (after_start, before_night, await crm.read(left)) == (0, 1, 0)
