"""A sandbox, a database, and the webhook between the two: without the bot behind it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from telegram import Bot

from bot.incoming import incoming_of
from bot.transport import Transport
from bot.webdoor import SECRET_HEADER
from bot.webhook import Place, Webhook
from crm import inbox
from crm.db import Crm
from crm.inbox import Handled, Incoming
from crm.models import InboxUpdate
from sandbox import Sandbox
from tests.ports import free_port
from tests.town import NOON, people

SECRET = "a_Secret-1"
PATH = "/hook/in"


@dataclass
class House:
    crm: Crm
    sandbox: Sandbox
    http: aiohttp.ClientSession
    bot: Bot
    opened: Webhook | None = None
    heard: int = 0
    garbage: int = 0
    away: int = 0
    """So many times more the database is away."""
    taken: list[int] = field(default_factory=list)
    well: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once Telegram was heard."""

    @property
    def hook(self) -> Webhook:
        assert self.opened is not None
        return self.opened

    async def open(self, secret: str = SECRET, port: int | None = None) -> None:
        """Begin, as a new process would, at an address of its own or at that of another."""
        port = port or free_port()
        place = Place(f"http://127.0.0.1:{port}{PATH}", "127.0.0.1", port, secret)
        hook = Webhook(self.bot, place, self.take, self._heard, self._unreadable)
        await hook.start()
        self.opened = hook
        async with asyncio.timeout(5):
            await hook.begun.wait()

    async def close(self) -> None:
        if self.opened is not None:
            await self.opened.stop()
            self.opened = None

    async def take(self, updates: list[Any]) -> list[int]:
        if self.away:
            self.away -= 1
            raise OperationalError("INSERT", {}, Exception("the database is away"))
        incoming = [one for one in map(incoming_of, updates) if one is not None]
        await self.crm.write(inbox.store, incoming, Handled([], []), now=NOON)
        self.taken += [one.update_id for one in incoming]
        return [one.update_id for one in incoming]

    async def stored(self) -> list[Incoming]:
        return await self.crm.read(_stored)

    async def knock(
        self, body: bytes, secret: str | None = SECRET, path: str = PATH, method: str = "POST"
    ) -> int:
        """The status of one request, as Telegram's unless said otherwise."""
        headers = {} if secret is None else {SECRET_HEADER: secret}
        url = f"http://127.0.0.1:{self.hook.port}{path}"
        async with self.http.request(method, url, data=body, headers=headers) as answer:
            assert await answer.read() == b""
            assert answer.headers["Server"] == "web"
            return answer.status

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.hook.port)

    async def does(self, person: int, action: str, **body: Any) -> None:
        await self.post(f"/page/phones/{person}/{action}", **body)

    async def post(self, path: str, **body: Any) -> Any:
        async with self.http.post(self.sandbox.base_url + path, json=body) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def all_brought(self) -> None:
        async with asyncio.timeout(5):
            while True:
                if not (await self.bot.get_webhook_info()).pending_update_count:
                    return
                await asyncio.sleep(0.01)

    async def _heard(self) -> None:
        self.heard += 1
        self.well.set()

    async def _unreadable(self) -> None:
        self.garbage += 1


def _stored(tx: Session) -> list[Incoming]:
    """Oldest first."""
    query = select(InboxUpdate.update_id, InboxUpdate.chat_key, InboxUpdate.payload)
    return [
        Incoming(*row) for row in tx.execute(query.order_by(InboxUpdate.received_at, InboxUpdate.update_id))
    ]


@asynccontextmanager
async def standing(database_url: str) -> AsyncIterator[House]:
    """With its door open."""
    sandbox = Sandbox(people(), frozen=NOON)
    await sandbox.start()
    transport = Transport()
    bot = Bot(
        sandbox.token, base_url=f"{sandbox.base_url}/bot", request=transport, get_updates_request=transport
    )
    crm = Crm(database_url)
    async with aiohttp.ClientSession() as http:
        house = House(crm, sandbox, http, bot)
        try:
            await bot.initialize()
            await house.open()
            yield house
        finally:
            await house.close()
            await bot.shutdown()
            await sandbox.stop()
            crm.close()
