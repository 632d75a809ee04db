from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from sandbox import Person, Sandbox
from tests.sandbox.checker import violations
from tests.sandbox.wire import Stream, Wire

MOMENT = dt.datetime(2026, 3, 2, 6, 0, tzinfo=dt.UTC)
IRINA, OLEG, STRANGER = 1001, 1002, 1003
PEOPLE = [
    Person(IRINA, "Ирина", "Соколова", "irina", "ru", phone="+79161234567", note="Владелец", started=True),
    Person(OLEG, "Oleg", username="oleg", phone="+79161112233", started=True),
    Person(STRANGER, "Anna"),
]


@pytest.fixture
def calls() -> list[dict[str, Any]]:
    """Every Bot API call of the test, as recorded."""
    return []


@pytest.fixture
async def wire(calls: list[dict[str, Any]]) -> AsyncIterator[Wire]:
    """A sandbox whose clock stands at MOMENT; at the end its calls pass the checker of ../shared."""
    sandbox = Sandbox(PEOPLE, frozen=MOMENT, record=calls.append)
    await sandbox.start()
    try:
        async with aiohttp.ClientSession() as http:
            yield Wire(sandbox, http)
    finally:
        await sandbox.stop()
    assert violations(calls) == []


@asynccontextmanager
async def listening(wire: Wire, path: str = "/page/events") -> AsyncIterator[Stream]:
    async with wire.http.get(wire.sandbox.base_url + path) as response:
        assert response.headers["Content-Type"] == "text/event-stream"
        yield Stream(response)
