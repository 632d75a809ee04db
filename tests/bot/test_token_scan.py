"""All that a DEBUG run of the real process writes: neither the token nor anybody's words are in it."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest

from sandbox import Person, Sandbox

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 30.0
OWNER, ANNA = 1001, 1004
PEOPLE = [
    Person(OWNER, "Иннокентий", "Смоктуновский", "innokenty_s", "ru", phone="+79161117788"),
    Person(ANNA, "Аполлинария", "Серафимовна", "apollinaria_s", "ru", phone="+79163335577"),
]
CLIENT, NUMBER, WORDS = "Эсмеральда Виссарионовна", "+7 926 444-55-66", "Перламутровые пуговицы"
PERSONAL = (
    *("Иннокент", "Смоктунов", "nnokenty_s", "Аполлин", "Серафим", "pollinaria_s", "1117788", "3335577"),
    *("Эсмеральд", "Виссарион", "444-55-66", "4445566", "ерламутр", "уговиц"),
)
TAG = f'Bad Request: can\'t parse entities: Unsupported start tag "{CLIENT}" at byte offset 3'
# What one message meets on its way in, and then its answer on the way out.
ROUNDS: list[list[dict[str, Any]]] = [
    [
        {"kind": "error", "method": "getUpdates", "code": 401},
        {"kind": "error", "method": "getUpdates", "code": 404},
        {"kind": "html", "method": "sendMessage"},
    ],
    [{"kind": "html", "method": "getUpdates"}, {"kind": "too_many_requests", "method": "sendMessage"}],
    [
        {"kind": "reset_before", "method": "getUpdates"},
        {"kind": "bad_request", "method": "sendMessage", "description": TAG},
    ],
    [
        {"kind": "malformed", "method": "getUpdates", "update": {"message": {"text": WORDS}}},
        {"kind": "reset_before", "method": "sendMessage"},
    ],
    [
        {"kind": "reset_after", "method": "getUpdates"},
        {"kind": "bad_request", "method": "sendMessage", "description": f"Bad Request: {CLIENT} {NUMBER}"},
    ],
]


class Process:
    """`python -m bot` with all that it has said so far."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.said = ""
        assert process.stdout is not None
        assert process.stderr is not None
        self._readers = [
            asyncio.create_task(self._listen(stream)) for stream in (process.stdout, process.stderr)
        ]

    @classmethod
    async def start(cls, command: str, **settings: object) -> "Process":
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        given = {name.upper(): str(value) for name, value in settings.items()}
        pipe = asyncio.subprocess.PIPE
        return cls(
            await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "bot", command),
                cwd=str(settings["home"]),
                env={**kept, "PYTHONPATH": str(ROOT), "PYTHONASYNCIODEBUG": "1", **given},
                stdout=pipe,
                stderr=pipe,
            )
        )

    async def end(self) -> int:
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*self._readers)
            return await self.process.wait()

    async def says(self, words: str) -> None:
        async with asyncio.timeout(PATIENCE):
            while words not in self.said:
                assert self.process.returncode is None, self.said
                await asyncio.sleep(0.02)

    async def _listen(self, stream: asyncio.StreamReader) -> None:
        while line := await stream.readline():
            self.said += line.decode()


class Street:
    """The sandbox and its people, from outside."""

    def __init__(self, sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.http = http

    async def post(self, path: str, **body: Any) -> None:
        async with self.http.post(self.sandbox.base_url + path, json=body) as answer:
            assert answer.status == 200, await answer.text()

    async def answers(self, person: int) -> list[dict[str, Any]]:
        """The bot's messages as this person sees them now."""
        async with self.http.get(self.sandbox.base_url + "/page/state") as answer:
            phones = (await answer.json())["phones"]
        shown = next(phone["messages"] for phone in phones if phone["id"] == person)
        return [message for message in shown if message["from"] == "bot"]

    async def does(self, person: int, action: str, **body: Any) -> None:
        """One act; returns once the bot has shown something new."""
        before = await self.answers(person)
        await self.post(f"/page/phones/{person}/{action}", **body)
        async with asyncio.timeout(PATIENCE):
            while await self.answers(person) == before:  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def presses(self, person: int) -> None:
        """The first button of the newest message that has some."""
        shown = next(one for one in reversed(await self.answers(person)) if one.get("inline_keyboard"))
        data = shown["inline_keyboard"][0][0]["callback_data"]
        await self.does(person, "tap", message_id=shown["message_id"], data=data)


@pytest.fixture
async def street() -> AsyncIterator[Street]:
    sandbox = Sandbox(PEOPLE)
    await sandbox.start()
    async with aiohttp.ClientSession() as http:
        yield Street(sandbox, http)
    await sandbox.stop()


def leaks(said: str, token: str) -> list[str]:
    """What of the token and of people is in a text, however it is spelt."""
    half = token.partition(":")[2]
    spelt = {token, half, quote(token, safe=""), quote(half, safe=""), half[:12], half[-12:]}
    found = [secret for secret in spelt if secret.lower() in said.lower()]
    escaped = re.sub(r"\\+u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), said)
    return found + [part for part in PERSONAL if part.lower() in escaped.lower()]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "text"])
async def test_a_run_at_debug_says_neither_the_token_nor_anybodys_words(
    street: Street, form: str, tmp_path: Path, unused_tcp_port: int
) -> None:
    settings = {
        "home": tmp_path,
        "bot_token": street.sandbox.token,
        "bot_api_url": street.sandbox.base_url,
        "database_url": f"sqlite:///{tmp_path}/dozvon.db",
        "owner_id": OWNER,
        "log_level": "DEBUG",
        "log_format": form,
        "health_port": unused_tcp_port,
    }
    run = await Process.start("run", **settings)
    await run.says("is at work")
    await street.does(OWNER, "start")
    await street.does(ANNA, "start")
    await street.does(ANNA, "text", text=WORDS)
    await street.does(OWNER, "text", text=f"{CLIENT} {NUMBER}")
    await street.presses(OWNER)
    for number, faults in enumerate(ROUNDS):
        for fault in faults:
            await street.post("/faults", **fault)
        # In turns: one person is answered once a second.
        await street.does((OWNER, ANNA)[number % 2], "text", text=WORDS)
    for page in ("healthz", "readyz", "metrics"):
        async with street.http.get(f"http://127.0.0.1:{unused_tcp_port}/{page}") as answer:
            assert answer.status == 200
            run.said += await answer.text()
    run.process.terminate()
    code = await run.end()
    doctor = await Process.start("doctor", **settings)
    refused = await Process.start("run", **{**settings, "bot_token": "1234567:made-up-letters-of-a-token"})

    assert (code, await doctor.end(), await refused.end()) == (0, 0, 2)
    assert leaks(run.said, street.sandbox.token) == []
    assert leaks(doctor.said, street.sandbox.token) == []
    assert "made-up" not in refused.said
    said_of_one = [line for line in run.said.splitlines() if "an update waits" in line]
    assert all(re.search(r"\bupdate_id\b.*\btrace\b|\btrace\b.*\bupdate_id\b", line) for line in said_of_one)
    for words in ("polling failed", "an update is parked", "an update waits", "dozvon_up 1.0"):
        assert words in run.said


@pytest.mark.parametrize(
    "said",
    [
        "https://t.org/bot1234567:AAbb-ccDDeeFFgg/getMe",
        "bot1234567%3AAAbb-ccDDeeFFgg",
        "the half AAbb-ccDDeeFFgg",
        "ЭСМЕРАЛЬДА",
        "\\u044d\\u0441\\u043c\\u0435\\u0440\\u0430\\u043b\\u044c\\u0434\\u0430",
    ],
)
def test_a_leak_would_be_found(said: str) -> None:
    assert leaks(said, "1234567:AAbb-ccDDeeFFgg")
    assert not leaks("@sandbox_bot is at work", "1234567:AAbb-ccDDeeFFgg")
