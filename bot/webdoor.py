"""The one address where Telegram knocks: who knocks is known before his body is read.

Loaded only with a webhook. Answers have no body and name no program; nothing of a stranger's request is kept.
"""

import asyncio
import hmac
import os
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiohttp import web

from bot.settings import SettingsError

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (a header's name)
MAX_BODY = 1024 * 1024
BODY_SECONDS = 10.0
AT_ONCE = 100  # bodies: Telegram opens at most a hundred connections
MAX_CONNECTIONS = 400  # strangers' ones too
IDLE_SECONDS = 75.0  # for the next request, and for the headers of the first
QUIET_SECONDS = 900.0  # between two lines of the log on strangers

OPTIONS: dict[str, Any] = {
    "access_log": None,
    "keepalive_timeout": IDLE_SECONDS,
    "lingering_time": 0.0,
    "auto_decompress": False,
}

# The body of a request into the status of the answer.
Receive = Callable[[bytes], Awaitable[int]]


class Door:
    def __init__(self, path: str, secret: str, receive: Receive) -> None:
        self._path = path
        self._secret = secret.encode()
        self._receive = receive
        self._bodies = 0
        self._strangers = 0
        self._told_at = float("-inf")
        self._runner: web.ServerRunner | None = None

    async def open(self, host: str, port: int) -> None:
        """Port 0 is any free one. Raises SettingsError."""
        self._runner = web.ServerRunner(Listener(self._answer))
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            await self.close(0)
            why = os.strerror(error.errno) if error.errno else str(error)
            raise SettingsError(f"WEBHOOK_LISTEN {host}:{port} cannot be used: {why}.") from None

    async def close(self, grace: float) -> None:
        """Nobody else comes in; whoever is being answered has `grace` seconds."""
        if self._runner is not None:
            runner, self._runner = self._runner, None
            for site in runner.sites:
                await site.stop()
            if runner.server is not None:
                runner.server.pre_shutdown()
                await runner.server.shutdown(grace)
            await runner.cleanup()

    @property
    def port(self) -> int:
        assert self._runner is not None, "the door is closed"  # noqa: S101
        return int(self._runner.addresses[0][1])

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.rel_url.raw_path != self._path:
            return refusal(404)
        if request.method != "POST":
            return refusal(405, Allow="POST")
        if not hmac.compare_digest(word_of(request), self._secret):
            self._turn_away()
            return refusal(401)
        if (request.content_length or 0) > MAX_BODY:
            return refusal(413)
        if self._bodies >= AT_ONCE:
            return refusal(503)
        self._bodies += 1
        try:
            return await self._let_in(request)
        finally:
            self._bodies -= 1

    async def _let_in(self, request: web.BaseRequest) -> web.Response:
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await body_of(request)
        except TimeoutError:
            return refusal(408)
        except (web.RequestPayloadError, ConnectionError):
            return refusal(400)
        if body is None:
            return refusal(413)
        return reply(await self._receive(body))

    def _turn_away(self) -> None:
        self._strangers += 1
        at = asyncio.get_running_loop().time()
        if at - self._told_at >= QUIET_SECONDS:
            log.warning("somebody without the secret knocks at the webhook", times=self._strangers)
            self._told_at, self._strangers = at, 0


def word_of(request: web.BaseRequest) -> bytes:
    return request.headers.get(SECRET_HEADER, "").encode(errors="surrogateescape")


async def body_of(request: web.BaseRequest) -> bytes | None:
    """None for one longer than MAX_BODY, whatever its headers say of its length."""
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return bytes(body)


def reply(status: int, **headers: str) -> web.Response:
    return web.Response(status=status, headers={"Server": "web", **headers})


def refusal(status: int, **headers: str) -> web.Response:
    """And the connection ends, with whatever of the body is still on its way."""
    response = reply(status, **headers)
    response.force_close()
    return response


class Listener(web.Server):
    """Takes so many connections; what a body is compressed to be is not unpacked."""

    def __call__(self) -> web.RequestHandler:
        return Quiet(self, loop=asyncio.get_running_loop(), **OPTIONS)

    def connection_made(self, handler: web.RequestHandler, transport: asyncio.Transport) -> None:
        super().connection_made(handler, transport)
        if len(self.connections) > MAX_CONNECTIONS:
            transport.abort()


class Quiet(web.RequestHandler):
    """Answers what is no HTTP, and a fault of our own, with a bare status."""

    __slots__ = ()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        if status == 500:
            log.error("a webhook request failed", exc_info=exc)
        if request.writer.output_size > 0:
            raise ConnectionError("half an answer is sent already")
        return refusal(status)
