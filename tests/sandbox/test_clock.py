"""The movable clock over HTTP."""

import datetime as dt
import time
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.clock import Clock
from tests.sandbox.conftest import IRINA, MOMENT, listening
from tests.sandbox.wire import Wire

BEGIN = MOMENT.timestamp()


async def test_the_clock_stands_until_it_is_moved(wire: Wire) -> None:
    shown = (await wire.get("/clock")).body
    moved = (await wire.post("/clock", json={"advance": 300})).body
    sent = await wire.send(IRINA)

    assert shown == {"now": BEGIN, "running": False, "version": 1}
    assert moved == {"now": BEGIN + 300, "running": False, "version": 2}
    assert sent["date"] == BEGIN + 300


@pytest.mark.parametrize("moment", [BEGIN - 86400, "2026-03-01T09:00:00+03:00", "2026-03-01T06:00:00Z"])
async def test_it_is_set_also_back(wire: Wire, moment: Any) -> None:
    assert (await wire.post("/clock", json={"set": moment})).body["now"] == BEGIN - 86400


@pytest.mark.parametrize(
    "body",
    [
        {"advance": -1},
        {"advance": "5"},
        {"set": "2026-03-01T09:00:00"},
        {"set": "soon"},
        {"running": 1},
        {},
        [],
    ],
)
async def test_what_is_no_move_is_refused(wire: Wire, body: Any) -> None:
    reply = await wire.post("/clock", json=body)

    assert reply.status == 400
    assert (await wire.get("/clock")).body["version"] == 1


async def test_it_is_let_run_and_stopped(wire: Wire) -> None:
    running = (await wire.post("/clock", json={"running": True})).body
    later = (await wire.get("/clock")).body
    stopped = (await wire.post("/clock", json={"running": False})).body
    still = (await wire.get("/clock")).body

    assert running["running"] is True
    assert BEGIN <= running["now"] < later["now"] < BEGIN + 60
    assert still == stopped


async def test_listeners_get_the_clock_at_once_and_with_each_change(wire: Wire) -> None:
    async with listening(wire, "/clock/stream") as clock, listening(wire) as page:
        first = await clock.next()
        await wire.post("/clock", json={"advance": 60})
        second = await clock.next()

        assert first == ("clock", {"now": BEGIN, "running": False, "version": 1})
        assert second == ("clock", {"now": BEGIN + 60, "running": False, "version": 2})
        assert await page.until("clock") == second[1]


async def test_streams_end_when_the_sandbox_stops(wire: Wire) -> None:
    async with listening(wire, "/clock/stream") as clock, listening(wire) as page:
        await clock.next()
        begin = time.perf_counter()
        await wire.sandbox.stop()

        assert time.perf_counter() - begin < 0.5
        assert await clock.ended()
        assert await page.ended()


def test_a_running_clock_is_real_time_with_an_offset() -> None:
    clock = Clock()
    clock.advance(3600)

    assert clock.now() == pytest.approx(time.time() + 3600, abs=1)


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        Sandbox([], frozen=dt.datetime(2026, 3, 2))  # noqa: DTZ001
