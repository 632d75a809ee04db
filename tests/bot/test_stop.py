"""A stop that meets faults: every part ends, and the process does, in time."""

import subprocess
import sys
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from telegram.error import NetworkError

from bot.routes import Routes
from tests.bot.rig import Rig, running

# A database that answers nobody: what waits for it in a thread cannot be cancelled.
HANGING = """
import asyncio, threading
from bot import __main__ as main

class App:
    async def stop(self):
        await asyncio.to_thread(threading.Event().wait)

main.STOPS_WITHIN = 0.1
asyncio.run(main._stopped(App()))
"""


@pytest.fixture
async def rig(sqlite_url: str) -> AsyncIterator[Rig]:
    async with running(sqlite_url, Routes()) as rig:
        yield rig


async def test_a_database_that_fails_keeps_no_part_from_its_end(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = rig.bot

    async def fails(*args: Any, **kwargs: Any) -> Any:
        raise OperationalError("COMMIT", None, Exception("the disk is full"))

    monkeypatch.setattr(app.crm, "write", fails)
    await rig.stop_bot()

    assert app._delivery._running is not None
    assert app._delivery._running.done()
    with pytest.raises(NetworkError):
        await app.bot.get_me()  # its connections are closed
    with pytest.raises(RuntimeError):
        await app.crm.read(lambda tx: None)


def test_a_database_that_hangs_does_not_hold_the_process() -> None:
    ended = subprocess.run([sys.executable, "-c", HANGING], capture_output=True, text=True, timeout=20)

    assert ended.returncode == 1
    assert "The stop took too long" in ended.stderr
