"""The heartbeat, and the owner's warning of a full disk."""

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import logs
from bot.clock import Clock
from bot.health import LOW_DISK
from bot.settings import Settings
from bot.watch import Watch
from crm.db import Crm
from crm.migrate import furnish
from crm.models import OutboxMessage
from crm.team import appoint_owner
from tests.bot.test_logs import as_before
from tests.town import NOON, OWNER

__all__ = ["as_before"]
SECRET = "ping-9b2d6c51"


class Noon(Clock):
    def now(self):  # type: ignore[no-untyped-def]
        return NOON


class Listener:
    """Whoever listens to the heartbeat; `status` is what he answers."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.status = 200

    async def answer(self, request: web.BaseRequest) -> web.Response:
        self.heard.append(request.path)
        return web.Response(status=self.status)


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
async def address(listener: Listener) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_get("/{rest:.*}", listener.answer)
    async with TestServer(app) as server:
        yield f"http://127.0.0.1:{server.port}/{SECRET}"


def settings(url: str, **more: object) -> Settings:
    return Settings(_env_file=None, database_url=url, **more)  # type: ignore[arg-type]


@pytest.fixture
async def crm(sqlite_url: str) -> AsyncIterator[Crm]:
    crm = Crm(sqlite_url)
    yield crm
    crm.close()


@pytest.fixture
def watch(crm: Crm, address: str) -> Watch:
    watch = Watch(settings(crm.url, heartbeat_url=address), crm, Noon())
    watch.vitals.polled()
    watch.vitals.ticked()
    watch.vitals.ready = True
    return watch


async def test_the_heart_beats_while_all_is_well(watch: Watch, listener: Listener) -> None:
    await watch.look()
    await watch.look()

    assert listener.heard == [f"/{SECRET}"] * 2


async def test_it_does_not_before_the_start_nor_in_red(
    watch: Watch, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch.vitals.ready = False
    await watch.look()
    watch.vitals.ready = True
    monkeypatch.setattr("bot.health.POLL_LIMIT", -1)
    await watch.look()

    assert listener.heard == []


async def test_a_row_of_failures_is_told_once_and_without_the_address(
    watch: Watch, listener: Listener, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.set_up("json", "DEBUG")
    for status in (500, 404, 200, 500):
        listener.status = status
        await watch.look()
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]

    assert [(line["event"], line.get("error")) for line in lines] == [
        ("the heartbeat is not heard", "status 500"),
        ("the heartbeat is heard again", None),
        ("the heartbeat is not heard", "status 500"),
    ]
    assert SECRET not in str(lines)


async def test_nobody_there_is_no_fault_of_the_bot(crm: Crm, capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("json", "DEBUG")
    watch = Watch(settings(crm.url, heartbeat_url=f"http://127.0.0.1:9/{SECRET}"), crm, Noon())
    watch.vitals.ready = True
    await watch.look()
    line = json.loads(capsys.readouterr().err)

    assert line["error"] == "ClientConnectorError"
    assert SECRET not in str(line)


def owed(tx: Session) -> list[OutboxMessage]:
    return list(tx.scalars(select(OutboxMessage)))


async def test_the_owner_is_warned_of_a_full_disk_once(watch: Watch, crm: Crm) -> None:
    await crm.write(furnish, name="", zone="Europe/Moscow", country="RU", language="ru", currency="RUB")
    await crm.write(appoint_owner, OWNER, "Ирина", now=NOON)
    await watch.look()
    enough = await crm.read(owed)
    watch.health.free = lambda: LOW_DISK - 1  # type: ignore[method-assign]
    for _ in range(3):
        await watch.look()
    (warned,) = await crm.read(owed)

    assert enough == []
    assert (warned.kind, warned.payload["cause"], warned.payload["megabytes"]) == ("alert", "disk_low", 199)


async def test_without_a_port_nothing_is_loaded_and_nothing_listens(watch: Watch) -> None:
    await watch.start()
    await watch.stop()

    assert type(watch.meters).__name__ == "Meters"


async def test_with_a_port_it_answers_until_it_is_stopped(crm: Crm, unused_tcp_port: int) -> None:
    watch = Watch(settings(crm.url, health_port=unused_tcp_port), crm, Noon())
    await watch.start()
    async with aiohttp.ClientSession() as http:
        async with http.get(f"http://127.0.0.1:{unused_tcp_port}/healthz") as answer:
            assert (answer.status, (await answer.json())["checks"]["disk"]["ok"]) == (200, True)
        await watch.stop()
        with pytest.raises(aiohttp.ClientConnectionError):
            await http.get(f"http://127.0.0.1:{unused_tcp_port}/healthz")


async def test_a_look_that_fails_is_not_the_last(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    crm = Crm(sqlite_url)
    watch, twice, looks = Watch(settings(sqlite_url), crm, Clock()), asyncio.Event(), []

    async def look() -> None:
        looks.append(1)
        if len(looks) == 2:
            twice.set()
        raise PermissionError("the folder of backups")

    monkeypatch.setattr(watch, "look", look)
    monkeypatch.setattr("bot.watch.EVERY", 0.001)
    await watch.start()
    async with asyncio.timeout(5):
        await twice.wait()
    await watch.stop()
    crm.close()
