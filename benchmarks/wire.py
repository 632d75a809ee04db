"""HTTP/1.1 as far as a bot speaks it: a request's head and body, and an answer in JSON."""

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import orjson

JsonObject = dict[str, Any]


class Connection(asyncio.Protocol):
    """One connection, kept for as long as the bot likes. `takes` gets the method's name in small letters."""

    def __init__(self, takes: "Callable[[Connection, str, JsonObject], None]") -> None:
        self._takes = takes
        self._transport: asyncio.WriteTransport | None = None
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, _, rest = self._buffer.partition(b"\r\n\r\n")
            target, headers = _read_head(head)
            length = int(headers.get("content-length", 0))
            if len(rest) < length:
                return
            body, self._buffer = rest[:length], rest[length:]
            address = urlsplit(target)
            params = dict(parse_qsl(address.query)) | _read_body(headers.get("content-type", ""), body)
            self._takes(self, address.path.rpartition("/")[2].lower(), params)

    @property
    def open(self) -> bool:
        """Whether somebody is still at the other end."""
        return self._transport is not None and not self._transport.is_closing()

    def reply(self, result: Any) -> None:
        self._send("200 OK", {"ok": True, "result": result})

    def refuse(self, retry_after: int) -> None:
        """429, as Telegram says it."""
        answer = {
            "ok": False,
            "error_code": 429,
            "description": f"Too Many Requests: retry after {retry_after}",
            "parameters": {"retry_after": retry_after},
        }
        self._send("429 Too Many Requests", answer)

    def _send(self, status: str, answer: JsonObject) -> None:
        body = orjson.dumps(answer)
        head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        if self.open and self._transport is not None:
            self._transport.write(head.encode() + body)


def _read_head(head: bytes) -> tuple[str, dict[str, str]]:
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return first.split(" ")[1], {name.lower(): value.strip() for name, _, value in pairs}


def _read_body(kind: str, body: bytes) -> JsonObject:
    if not body:
        return {}
    if kind.startswith("application/json"):
        params: JsonObject = orjson.loads(body)
        return params
    return dict(parse_qsl(body.decode()))
