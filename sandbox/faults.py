"""Faults on demand: what the next calls of the bot meet instead of a healthy Telegram."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from sandbox.errors import ApiError
from sandbox.updates import Updates

JsonObject = dict[str, Any]
CarryOut = Callable[[], Awaitable[web.Response]]

# What carries no call out, by the code it answers with unless another is asked for.
REFUSALS = {"too_many_requests": 429, "forbidden": 403, "bad_request": 400, "error": 500, "html": 502}
KINDS = (*REFUSALS, "reset_before", "reset_after", "cut_short", "delay", "half_open", "malformed")
ANY_METHOD = "*"
_REASONS = {"forbidden": "bot was blocked by the user", "bad_request": "chat not found"}
_PAGE = (
    "<html>\r\n<head><title>{code} {words}</title></head>\r\n<body>\r\n"
    "<center><h1>{code} {words}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
)
# A message no Bot API library takes: the chat is a number, the date is a word.
UNDECODABLE: JsonObject = {"message": {"message_id": "first", "chat": 17, "date": "tomorrow", "text": 5}}
# A client that has gone shows only in its connection, which is looked at this often.
_LOOK_SECONDS = 0.05


@dataclass
class Fault:
    """One order for trouble; `left` calls are still to meet it. `seconds` are real ones."""

    kind: str
    method: str = ANY_METHOD  # in lower case
    chat: int | None = None  # calls that name another chat, or none, are left alone
    left: int = 1
    code: int = 0
    description: str = ""  # the whole sentence the bot gets; empty for Telegram's usual one
    retry_after: int = 1
    migrate_to_chat_id: int | None = None
    seconds: float = 0.0
    update: JsonObject = field(default_factory=lambda: UNDECODABLE)

    def meets(self, method: str, chat_id: str) -> bool:
        if self.method not in (ANY_METHOD, method.lower()):
            return False
        return self.chat is None or chat_id == str(self.chat)

    def refusal(self) -> ApiError:
        reason, parameters = _REASONS.get(self.kind, ""), {}
        if self.kind == "too_many_requests":
            reason, parameters["retry_after"] = f"retry after {self.retry_after}", self.retry_after
        if self.migrate_to_chat_id is not None:
            parameters["migrate_to_chat_id"] = self.migrate_to_chat_id
        error = ApiError(self.code, reason, **parameters)
        return error.worded(self.description) if self.description else error


class Faults:
    def __init__(self, updates: Updates) -> None:
        self.pending: list[Fault] = []
        self._updates = updates
        self._stopped = asyncio.Event()

    def take(self, method: str, chat_id: str) -> Fault | None:
        """The oldest order this call meets, with one call less left of it."""
        for fault in self.pending:
            if fault.meets(method, chat_id):
                fault.left -= 1
                if not fault.left:
                    self.pending.remove(fault)
                return fault
        return None

    async def strike(self, fault: Fault, request: web.Request, carry_out: CarryOut) -> web.StreamResponse:
        """The bot's answer under `fault`; an ApiError raised here is that answer too."""
        match fault.kind:
            case "html":
                usual = _PAGE.format(code=fault.code, words=ApiError(fault.code).description)
                page = fault.description or usual
                return web.Response(status=fault.code, text=page, content_type="text/html")
            case "reset_before":
                return _reset(request)
            case "reset_after":
                await carry_out()
                return _reset(request)
            case "cut_short":
                return await _half(request, await carry_out())
            case "half_open":
                await carry_out()
                return await self._silence(request)
            case "delay":
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopped.wait(), fault.seconds)
                    return _reset(request)
                return await carry_out()
            case "malformed":
                self._updates.put(fault.update)
                return await carry_out()
        raise fault.refusal()

    def close(self) -> None:
        """Let go of the calls that are held: the sandbox is stopping."""
        stopped, self._stopped = self._stopped, asyncio.Event()
        stopped.set()

    async def _silence(self, request: web.Request) -> web.Response:
        """Hold the call until its client gives up or the sandbox stops."""
        while request.transport is not None and not request.transport.is_closing():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), _LOOK_SECONDS)
                break
        return _reset(request)


async def _half(request: web.Request, whole: web.Response) -> web.StreamResponse:
    """Half of the answer, of which more was promised, and then a RST."""
    body = bytes(whole.body) if isinstance(whole.body, bytes) else b""
    answer = web.StreamResponse(status=whole.status, headers={"Content-Type": "application/json"})
    answer.content_length = len(body)
    await answer.prepare(request)
    await answer.write(body[: len(body) // 2])
    _reset(request)
    return answer


def _reset(request: web.Request) -> web.Response:
    """Cut the connection with a RST, as a fallen server's machine does; the answer goes nowhere."""
    if (transport := request.transport) is not None:
        if (connection := transport.get_extra_info("socket")) is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response()
