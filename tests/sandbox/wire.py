"""Raw HTTP to the sandbox, as a bot and as a person: no Telegram library in between."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import dataclass
from typing import Any

import aiohttp
import orjson

from sandbox import Sandbox

JsonObject = dict[str, Any]


@dataclass(frozen=True)
class Reply:
    status: int
    body: JsonObject
    headers: dict[str, str]

    @property
    def result(self) -> Any:
        assert self.body["ok"], self.body
        return self.body["result"]

    @property
    def refusal(self) -> tuple[int, str]:
        """Code and wording; the HTTP status must be the code."""
        assert self.body["ok"] is False, self.body
        assert self.status == self.body["error_code"]
        return self.status, self.body["description"]


class Wire:
    """`bot` calls the Bot API, `does` acts on a phone, `state` and `events` look at the page's side."""

    def __init__(self, sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.http = http
        self.offset = 0
        self._text = itertools.count(1)

    async def bot(self, method: str, **params: Any) -> Reply:
        """With parameters as JSON text in a form, the way python-telegram-bot sends them."""
        form = {
            name: value if isinstance(value, str) else orjson.dumps(value).decode()
            for name, value in params.items()
        }
        return await self.post(f"/bot{self.sandbox.token}/{method}", data=form)

    async def call(self, method: str, **params: Any) -> Any:
        return (await self.bot(method, **params)).result

    async def post(self, path: str, **options: Any) -> Reply:
        async with self.http.post(self.sandbox.base_url + path, **options) as response:
            return Reply(response.status, orjson.loads(await response.read()), dict(response.headers))

    async def get(self, path: str, **options: Any) -> Reply:
        async with self.http.get(self.sandbox.base_url + path, **options) as response:
            return Reply(response.status, orjson.loads(await response.read()), dict(response.headers))

    async def does(self, phone: int, action: str, **body: Any) -> JsonObject:
        reply = await self.post(f"/page/phones/{phone}/{action}", json=body)
        assert reply.status == 200, reply.body
        return reply.body

    async def cannot(self, phone: int, action: str, **body: Any) -> tuple[int, str]:
        reply = await self.post(f"/page/phones/{phone}/{action}", json=body)
        assert reply.status >= 400, reply.body
        return reply.status, reply.body["error"]

    async def state(self) -> JsonObject:
        return (await self.get("/page/state")).body

    async def phone(self, phone: int) -> JsonObject:
        found: JsonObject = next(item for item in (await self.state())["phones"] if item["id"] == phone)
        return found

    async def updates(self) -> list[JsonObject]:
        """What is new for the bot, confirmed at once."""
        found: list[JsonObject] = await self.call("getUpdates", offset=self.offset)
        if found:
            self.offset = found[-1]["update_id"] + 1
            await self.call("getUpdates", offset=self.offset)
        return found

    async def update(self) -> JsonObject:
        """The one new update."""
        (found,) = await self.updates()
        return found

    async def send(self, chat_id: int, text: str = "", **params: Any) -> JsonObject:
        """A message of the bot with a text of its own."""
        sent: JsonObject = await self.call(
            "sendMessage", chat_id=chat_id, text=text or f"Message {next(self._text)}", **params
        )
        return sent


class Stream:
    """Server-sent events of one address, parsed."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response

    async def next(self) -> tuple[str, JsonObject]:
        """Name and data of the next event."""
        name = ""
        async with asyncio.timeout(5):
            while line := (await self._response.content.readline()).decode():
                key, _, value = line.rstrip("\n").partition(": ")
                if key == "event":
                    name = value
                elif key == "data":
                    return name, orjson.loads(value)
        raise AssertionError("the stream has ended")

    async def until(self, wanted: str) -> JsonObject:
        """Data of the next event of this name; others are passed over."""
        while True:
            name, data = await self.next()
            if name == wanted:
                return data

    async def ended(self) -> bool:
        async with asyncio.timeout(5):
            while line := await self._response.content.readline():
                assert not line.startswith(b"event")
        return True
