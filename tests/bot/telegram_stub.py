"""A Bot API server that answers as it is told, however badly: for the faults the sandbox does not play."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TOKEN = "1234567:letters-of-a-made-up-token"
Answer = web.StreamResponse | dict[str, Any] | list[Any] | bool
Reply = Callable[["TelegramStub", dict[str, Any]], Answer | Awaitable[Answer]]
ME = {"id": 1234567, "is_bot": True, "first_name": "Bot", "username": "stub_bot"}


class TelegramStub:
    """`updates` wait to be fetched; `troubles` come first, one a poll; `replies` and `breaks` by method."""

    def __init__(self) -> None:
        self.updates: list[Any] = []
        self.troubles: list[Callable[[web.Request], Awaitable[web.StreamResponse]]] = []
        self.replies: dict[str, Reply] = {"getMe": lambda stub, params: ME}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.breaks: dict[str, int] = {}
        self.offsets: list[int | None] = []
        self.connections: set[Any] = set()
        self.url = ""
        self.news = asyncio.Event()
        self.asked = asyncio.Condition()

    def of(self, method: str) -> list[dict[str, Any]]:
        return [params for name, params in self.calls if name == method]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        self.connections.add(request.transport)
        if method == "getUpdates":
            return await self._poll(request)
        self.calls.append((method, params := await _params(request)))
        if self.breaks.get(method, 0):
            self.breaks[method] -= 1
            return await cut(request)
        reply = self.replies.get(method)
        answer: Any = reply(self, params) if reply else True
        if asyncio.iscoroutine(answer):
            answer = await answer
        return answer if isinstance(answer, web.StreamResponse) else ok(answer)

    async def _poll(self, request: web.Request) -> web.StreamResponse:
        asked = request.query.get("offset")
        self.offsets.append(int(asked) if asked else None)
        async with self.asked:
            self.asked.notify_all()
        if self.troubles:
            return await self.troubles.pop(0)(request)
        if asked:
            self.updates = [one for one in self.updates if not _before(one, int(asked))]
        if not self.updates:
            self.news.clear()
            try:
                async with asyncio.timeout(5):
                    await self.news.wait()
            except TimeoutError:
                pass
        return ok(self.updates)

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until polls have made this true; it is looked at after each."""
        async with asyncio.timeout(10), self.asked:
            await self.asked.wait_for(true)

    def send(self, *updates: Any) -> None:
        self.updates += updates
        self.news.set()


@asynccontextmanager
async def serving() -> AsyncIterator[TelegramStub]:
    stub = TelegramStub()
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", stub.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    stub.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield stub
    finally:
        stub.news.set()
        await runner.cleanup()


def ok(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def refusal(code: int, description: str, **parameters: Any) -> web.Response:
    body = {"ok": False, "error_code": code, "description": description}
    return web.json_response(body | ({"parameters": parameters} if parameters else {}), status=code)


def answering(code: int, description: str = "", **parameters: Any) -> Any:
    async def answer(request: web.Request) -> web.StreamResponse:
        return refusal(code, description, **parameters)

    return answer


async def cut(request: web.Request) -> web.StreamResponse:
    """The connection breaks before an answer."""
    assert request.transport is not None
    request.transport.close()
    return web.Response()


def text_from(update_id: int, chat: int = 1, text: str = "hi") -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "A", "language_code": "en"}
    chat_body = {"id": chat, "type": "private", "first_name": "A"}
    message = {
        "message_id": update_id,
        "date": 1_795_000_000,
        "from": person,
        "chat": chat_body,
        "text": text,
    }
    return {"update_id": update_id, "message": message}


def _before(update: Any, offset: int) -> bool:
    return (
        isinstance(update, dict) and isinstance(update.get("update_id"), int) and update["update_id"] < offset
    )


async def _params(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        params: dict[str, Any] = orjson.loads(await request.read())
        return params
    form = await request.post()
    return {
        name: (value.filename, value.file.read()) if isinstance(value, web.FileField) else value
        for name, value in form.items()
    }
