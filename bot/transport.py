"""How the bot speaks HTTP to Telegram: aiohttp, connections kept for five minutes, JSON both ways.

Nothing here logs an address or puts one into an error: addresses contain the token.
"""

import datetime as dt
import json
import os
from typing import Any

import aiohttp
import orjson
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.pieces import updates_in

# Asks python-telegram-bot for time spans as timedelta, which it warns about otherwise.
os.environ.setdefault("PTB_TIMEDELTA", "1")

KEEP_ALIVE = 300  # seconds: a press after a silence must not pay for a new TLS handshake
READ_TIMEOUT = 20.0
CONNECT_TIMEOUT = 10.0
Timeout = Any  # float, None, or PTB's mark for "not given"
JSON = "application/json"
EDIT, GRANTED, DONE = "/editMessageText", b'{"ok":true,', b'{"ok":true,"result":true}'
# A call that is harmless twice is repeated when a kept connection turns out to be dead.
ONCE_ONLY = ("send", "copy", "forward", "getUpdates")
GATEWAY_TIMEOUT = 504


class NotSent(NetworkError):
    """The request never left: it is safe to repeat, whatever it is."""


class NotTelegram(NetworkError):
    """Somebody on the way answered, with a page of his own: what he says of the call means nothing."""


class AnswerLost(TimedOut):
    """The request may have arrived. `cut`: the connection broke."""

    doubles = False
    """Whether repeating it may double a message."""

    def __init__(self, reason: str, *, cut: bool = False) -> None:
        super().__init__(reason)
        self.cut = cut


class Transport(BaseRequest):
    """python-telegram-bot's door to HTTP, on one aiohttp session."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return READ_TIMEOUT

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=KEEP_ALIVE)
            self._session = aiohttp.ClientSession(
                connector=connector,
                headers={"User-Agent": self.USER_AGENT},
                auto_decompress=True,
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        write_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        connect_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        pool_timeout: Timeout = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and the body. Raises NotSent, AnswerLost, NotTelegram or NetworkError."""
        connect, read = _given(connect_timeout, CONNECT_TIMEOUT), _given(read_timeout, READ_TIMEOUT)
        files = method == "GET" or (request_data is not None and request_data.contains_files)
        limits = aiohttp.ClientTimeout(
            # An answer that comes in drops would never be late, and its chat would wait for ever. A file
            # may take its time, as long as something of it comes.
            total=None if files or connect is None or read is None else connect + read,
            connect=connect,  # finding the address included
            sock_connect=connect,
            sock_read=read if files else None,
        )
        once = url.rpartition("/")[2].startswith(ONCE_ONLY)
        try:
            return await self._call(method, url, request_data, limits)
        except AnswerLost as error:
            error.doubles = once
            if once or not error.cut:
                raise
            return await self._call(method, url, request_data, limits)

    async def _call(
        self, method: str, url: str, data: RequestData | None, limits: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("the transport is not initialized")
        try:
            # Telegram sends nobody elsewhere: what a hotel's network would redirect is not for its eyes.
            async with self._session.request(
                method, url, timeout=limits, allow_redirects=False, **_body(data)
            ) as answer:
                body = await answer.read()
                status = answer.status
        except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError) as error:
            raise NotSent(type(error).__name__) from None
        except TimeoutError as error:  # aiohttp's own ones are such too
            raise AnswerLost(type(error).__name__) from None
        except (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError) as error:
            raise AnswerLost(type(error).__name__, cut=True) from None
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None
        if status == GATEWAY_TIMEOUT:  # whom it asked may still have done it
            raise AnswerLost(f"HTTP {status}")
        if method == "POST" and not body.lstrip().startswith(b"{"):
            raise NotTelegram(f"HTTP {status} without JSON")
        # Telegram sends the edited message back. Nobody reads it, and decoding it is dear.
        return status, DONE if url.endswith(EDIT) and body.startswith(GRANTED) else body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            answer = orjson.loads(payload)
        except ValueError:
            try:
                # Half a surrogate in somebody's text: the strict parser refuses all of the answer.
                answer = json.loads(payload.decode(errors="replace"))
            except (ValueError, RecursionError):
                if (updates := updates_in(payload)) is None:
                    raise TelegramError("Invalid server response") from None
                answer = {"ok": True, "result": updates}
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response")
        return answer


def _given(timeout: Timeout, default: float) -> float | None:
    return default if timeout is BaseRequest.DEFAULT_NONE else timeout


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if not data.contains_files:
        return {"data": aiohttp.BytesPayload(orjson.dumps(data.parameters), content_type=JSON)}
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return {"data": form}


def pause_of(error: RetryAfter) -> dt.timedelta:
    """How long Telegram asks to wait."""
    after = error.retry_after
    return after if isinstance(after, dt.timedelta) else dt.timedelta(seconds=after)
