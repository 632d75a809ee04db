"""All that a DEBUG run writes of links and places: neither a key that opens a door, nor where somebody is."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from sandbox import Sandbox
from tests.bot.test_token_scan import ANNA, CLIENT, NUMBER, OWNER, PEOPLE, Process, Street
from tests.ports import free_port

pytestmark = pytest.mark.slow

FEED = re.compile(r"/calendar/([A-Za-z0-9_-]{22})\.ics")
INVITATION = re.compile(r"start=(inv_[A-Za-z0-9_-]+)")
WRONG = "x" * 22
STREET, HOUSE = "Колокольников", "Белокаменная"
SOMEWHERE = (55.76432, 37.62871)


@pytest.fixture
async def street() -> AsyncIterator[Street]:
    sandbox = Sandbox(PEOPLE)
    await sandbox.start()
    async with aiohttp.ClientSession() as http:
        yield Street(sandbox, http)
    await sandbox.stop()


async def shown(street: Street, person: int, pattern: re.Pattern[str], data: str) -> str:
    """What a button of this data brings in the person's chat."""
    newest = (await street.answers(person))[-1]
    await street.does(person, "tap", message_id=newest["message_id"], data=data, stale=True)
    found = [match[1] for one in await street.answers(person) if (match := pattern.search(one["text"]))]
    assert found, data
    return found[-1]


async def spoils(port: int, token: str) -> None:
    """What is no proper request, with the token in it."""
    for line in (
        f"GET /calendar/{token}.ics HTTP/9.9",
        f"GET /calendar/{token} .ics HTTP/1.1",
        f"GET /calendar/{token}.ics",
        f"G\x01T /calendar/{token}.ics HTTP/1.1",
        f"GET /calendar/{token}.ics HTTP/1.1\r\nHost {token}",
        f"GET /calendar/{token}.ics HTTP/1.1\r\nContent-Length: {token}",
        f"GET /calendar/{token}.ics{'a' * 20_000} HTTP/1.1",
        f"GET http://[::1/calendar/{token}.ics HTTP/1.1",
    ):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"{line}\r\n\r\n".encode())
        await reader.read(1)
        writer.close()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /calendar/{token}.ics HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    writer.transport.abort()


@pytest.mark.parametrize("form", ["json", "text"])
async def test_no_key_and_no_place_is_in_the_log(street: Street, form: str, tmp_path: Path) -> None:
    port = free_port()
    run = await Process.start(
        "run",
        home=tmp_path,
        bot_token=street.sandbox.token,
        bot_api_url=street.sandbox.base_url,
        database_url=f"sqlite:///{tmp_path}/dozvon.db",
        owner_id=OWNER,
        log_level="DEBUG",
        log_format=form,
        public_url=f"http://127.0.0.1:{port}",
        public_listen=f"127.0.0.1:{port}",
    )
    await run.says("is at work")
    await street.does(OWNER, "start")
    await street.does(ANNA, "start")
    invitation = await shown(street, OWNER, INVITATION, "gi")
    feed = await shown(street, OWNER, FEED, "vn")
    await street.does(ANNA, "text", text=f"/start {invitation[:-1]}{WRONG}")
    await street.does(ANNA, "text", text=f"/start {invitation}")
    await street.does(OWNER, "text", text=f"{CLIENT} {NUMBER}")
    await street.presses(OWNER)
    await street.does(OWNER, "location", latitude=SOMEWHERE[0], longitude=SOMEWHERE[1])
    venue = {"title": HOUSE, "address": STREET, "location": {"latitude": 55.7, "longitude": 37.6}}
    await street.post(
        "/faults", kind="malformed", method="getUpdates", update={"message": {"venue": venue, "text": STREET}}
    )
    await street.does(ANNA, "text", text="/start")
    for token, status in ((feed, 200), (WRONG, 404)):
        async with street.http.get(f"http://127.0.0.1:{port}/calendar/{token}.ics?t={token}") as answer:
            assert answer.status == status
    await spoils(port, feed)
    await run.says("an update is parked")
    run.process.terminate()

    assert await run.end() == 0
    written = run.said.lower()
    coordinates = [f"{degrees:.3f}" for degrees in SOMEWHERE]
    keys = [feed, WRONG, invitation.removeprefix("inv_"), "calendar/", STREET, HOUSE, *coordinates]
    assert [key for key in keys if key.lower() in written] == []
    assert "\\u041a\\u043e\\u043b" not in run.said
