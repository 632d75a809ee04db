"""A bot with a few handlers of the test's own, running against a sandbox: for the frame, not the product."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.app import App
from bot.clock import RemoteClock
from bot.routes import Routes
from bot.street import Limits
from crm.db import Crm
from crm.migrate import furnish
from sandbox import Person, Sandbox
from tests.town import NO_LIMITS

NOON = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
IRINA, OLEG = 1001, 1002


class NoTicks:
    """A scheduler with nothing to do."""

    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    async def tick(self) -> None: ...
    def look(self) -> None: ...


@dataclass
class Rig:
    sandbox: Sandbox
    http: aiohttp.ClientSession
    calls: list[dict[str, Any]]
    routes: Routes
    url: str
    limits: Limits = NO_LIMITS
    app: App | None = None

    @property
    def bot(self) -> App:
        assert self.app is not None
        return self.app

    async def start_bot(self) -> None:
        crm = Crm(self.url)
        await crm.write(furnish, name="", zone="Europe/Moscow", country="RU", language="ru", currency="RUB")
        clock = RemoteClock(self.sandbox.base_url + "/clock")
        self.app = App(
            crm,
            clock,
            NoTicks(),
            self.routes,
            token=self.sandbox.token,
            api_url=self.sandbox.base_url,
            limits=self.limits,
        )
        await self.app.start()
        await self.app.settle()

    async def stop_bot(self) -> None:
        if self.app is not None:
            await self.app.stop()
            self.app = None

    async def does(self, person: int, action: str, **body: Any) -> Any:
        """One act of a person in the page, and all that follows from it."""
        answer = await self.post(f"/page/phones/{person}/{action}", **body)
        await self.bot.settle()
        return answer

    async def taps(
        self, person: int, data: str, message_id: int | None = None, *, stale: bool = False
    ) -> None:
        messages = await self.messages(person)
        pressed = message_id or messages[-1]["message_id"]
        await self.does(person, "tap", message_id=pressed, data=data, stale=stale)

    async def post(self, path: str, **body: Any) -> Any:
        async with self.http.post(self.sandbox.base_url + path, json=body) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def phone(self, person: int) -> dict[str, Any]:
        async with self.http.get(self.sandbox.base_url + "/page/state") as answer:
            phones = (await answer.json())["phones"]
        return next(phone for phone in phones if phone["id"] == person)

    async def messages(self, person: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.phone(person))["messages"]
        return found

    async def said(self, person: int) -> list[str]:
        """What the bot says in this chat now."""
        return [message["text"] for message in await self.messages(person) if message["from"] == "bot"]

    def results(self, method: str) -> list[dict[str, Any]]:
        """The parameters of the bot's calls of one method so far."""
        return [call["params"] for call in self.calls if call["method"] == method]


@asynccontextmanager
async def running(url: str, routes: Routes, limits: Limits = NO_LIMITS) -> AsyncIterator[Rig]:
    calls: list[dict[str, Any]] = []
    people = [Person(IRINA, "Ирина", "", "irina", "ru"), Person(OLEG, "Oleg", "", "oleg", "en")]
    sandbox = Sandbox(people, frozen=NOON, record=calls.append)
    await sandbox.start()
    async with aiohttp.ClientSession() as http:
        rig = Rig(sandbox, http, calls, routes, url, limits)
        try:
            await rig.start_bot()
            yield rig
        finally:
            await rig.stop_bot()
            await sandbox.stop()
