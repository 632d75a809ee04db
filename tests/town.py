"""A whole small world for a test: the sandbox, the unmodified bot beside it, and people with phones.

Everything goes over HTTP: people act through the page's side, the bot through the Bot API. The
clock stands still until the test moves it.
"""

import datetime as dt
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot.app import App
from bot.flood import Flood
from bot.settings import Settings
from bot.street import Limits
from bot.wiring import build
from crm.db import Crm
from sandbox import Person, Sandbox
from tests.chat import Chat
from tests.given import Given
from tests.ports import free_port
from tests.sandbox.checker import violations

# A Monday, twelve in Moscow: everybody from Kaliningrad to Vladivostok may be called.
NOON = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
OWNER, OLEG, MARIA, ANNA, BORIS = 1001, 1002, 1003, 1004, 1005
NO_LIMITS = Limits(overall=10**6, owed_at_once=10**6, chat_burst=10**6, group_burst=10**6)
NO_FLOOD = Flood(burst=1_000_000)  # tests press faster than thumbs


def people(language: str = "ru") -> list[Person]:
    return [
        Person(OWNER, "Ирина", "Соколова", "irina", language, phone="+79161110001"),
        Person(OLEG, "Олег", "Титов", "oleg", language, phone="+79161110002"),
        Person(MARIA, "Мария", "Кац", "maria", language, phone="+79161110003"),
        Person(ANNA, "Анна", "", "", language, phone="+79161110004"),
        Person(BORIS, "Борис", "", "", language, phone="+79161110005"),
    ]


class Town:
    """`chat(person)` is that person's phone; `given` writes rows; the clock moves by `passes`."""

    def __init__(self, sandbox: Sandbox, http: aiohttp.ClientSession, settings: Settings) -> None:
        self.sandbox = sandbox
        self.http = http
        self.settings = settings
        self.calls: list[dict[str, Any]] = []
        self._app: App | None = None
        self._chats: dict[int, Chat] = {}

    @property
    def app(self) -> App:
        assert self._app is not None, "the bot is not running"
        return self._app

    @property
    def crm(self) -> Crm:
        return self.app.crm

    @property
    def now(self) -> dt.datetime:
        return self.app.clock.now()

    @property
    def given(self) -> Given:
        return Given(self)

    def chat(self, person: int) -> Chat:
        return self._chats.setdefault(person, Chat(self, person))

    async def start_bot(self) -> None:
        self._app = await build(self.settings, flood=NO_FLOOD, limits=NO_LIMITS)
        await self._app.start()
        await self.settle()

    async def stop_bot(self) -> None:
        if self._app is not None:
            await self._app.stop()
            self._app = None

    async def settle(self) -> None:
        if self._app is not None:
            await self._app.settle()

    async def passes(self, **span: float) -> None:
        """Let time pass (`minutes=5`), at once, and what falls due happen."""
        await self.post("/clock", advance=dt.timedelta(**span).total_seconds())
        await self.settle()

    async def clock_reads(self, at: dt.datetime) -> None:
        await self.post("/clock", set=at.isoformat())
        await self.settle()

    async def post(self, path: str, **body: Any) -> Any:
        async with self.http.post(self.sandbox.base_url + path, json=body) as response:
            answer = await response.json()
            assert response.status == 200, answer
            return answer

    async def get(self, path: str) -> Any:
        async with self.http.get(self.sandbox.base_url + path) as response:
            return await response.json()


def webhook_at(port: int) -> dict[str, Any]:
    """The settings of a bot to which this port of the machine leads."""
    return {"webhook_url": f"http://127.0.0.1:{port}/hook", "webhook_listen": f"127.0.0.1:{port}"}


@asynccontextmanager
async def running(
    database_url: str,
    *,
    language: str = "ru",
    inhabitants: Iterable[Person] | None = None,
    at: dt.datetime = NOON,
    webhook: bool = False,
) -> AsyncIterator[Town]:
    """A town whose bot runs on this database; at the end its calls pass the checker of ../shared.

    With a `webhook` updates are brought to the bot, otherwise it asks for them.
    """
    calls: list[dict[str, Any]] = []
    sandbox = Sandbox(inhabitants or people(language), frozen=at, record=calls.append)
    await sandbox.start()
    settings = Settings(
        _env_file=None,
        bot_token=sandbox.token,
        bot_api_url=sandbox.base_url,
        clock_url=sandbox.base_url + "/clock",
        database_url=database_url,
        owner_id=OWNER,
        **(webhook_at(free_port()) if webhook else {}),
    )
    async with aiohttp.ClientSession() as http:
        town = Town(sandbox, http, settings)
        town.calls = calls
        try:
            await town.start_bot()
            yield town
        finally:
            await town.stop_bot()
            await sandbox.stop()
    assert violations(calls) == []
