import datetime as dt
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.clock import Clock, RemoteClock, clock_of
from sandbox import Sandbox
from tests.bot.rig import NOON


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox([], frozen=NOON)
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def clock(sandbox: Sandbox) -> AsyncIterator[RemoteClock]:
    clock = RemoteClock(sandbox.base_url + "/clock")
    await clock.start()
    yield clock
    await clock.stop()


async def move(sandbox: Sandbox, **body: object) -> None:
    async with aiohttp.ClientSession() as http, http.post(sandbox.base_url + "/clock", json=body) as answer:
        assert answer.status == 200


async def test_a_stopped_clock_stands_still(clock: RemoteClock) -> None:
    assert clock.now() == NOON
    assert clock.now() == NOON


async def test_a_move_is_known_and_told(clock: RemoteClock, sandbox: Sandbox) -> None:
    told = []
    clock.on_change(lambda: told.append(clock.now()))
    await move(sandbox, advance=3600)
    await clock.synced()

    assert clock.now() == NOON + dt.timedelta(hours=1)
    assert told[-1] == NOON + dt.timedelta(hours=1)


async def test_a_clock_that_runs_runs_on_here(clock: RemoteClock, sandbox: Sandbox) -> None:
    await move(sandbox, running=True)
    await clock.synced()

    assert NOON < clock.now() < clock.now() < NOON + dt.timedelta(minutes=1)


def test_without_an_address_it_is_the_systems_clock() -> None:
    clock = clock_of(None)

    assert type(clock) is Clock
    assert abs(clock.now() - dt.datetime.now(dt.UTC)) < dt.timedelta(seconds=1)
    assert isinstance(clock_of("http://127.0.0.1:1/clock"), RemoteClock)
