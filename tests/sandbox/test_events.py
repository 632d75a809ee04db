"""The hub of server-sent events."""

import asyncio

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from sandbox import events
from sandbox.events import Hub


def test_data_is_asked_for_only_when_somebody_listens() -> None:
    Hub().publish("message", lambda: pytest.fail("nobody listens"))


async def test_a_listener_that_stopped_reading_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "MAX_WAITING", 3)
    hub, written, reading = Hub(), [], asyncio.Event()

    async def prepare(self: web.StreamResponse, request: web.BaseRequest) -> None:
        await reading.wait()

    async def write(self: web.StreamResponse, data: bytes) -> None:
        written.append(data)

    monkeypatch.setattr(web.StreamResponse, "prepare", prepare)
    monkeypatch.setattr(web.StreamResponse, "write", write)
    stream = asyncio.create_task(hub.stream(make_mocked_request("GET", "/page/events")))
    await asyncio.sleep(0)
    for number in range(5):
        hub.publish("clock", lambda number=number: {"now": number})  # type: ignore[misc]
    reading.set()
    await asyncio.wait_for(stream, 5)

    assert written == [b": welcome\n\n"] + [b'event: clock\ndata: {"now":%d}\n\n' % n for n in range(3)]
