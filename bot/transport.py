"""How the bot speaks HTTP to Telegram: aiohttp, connections kept for five minutes, JSON both ways.

Nothing here logs an address or puts one into an error: addresses contain the token.
"""

import datetime as dt
import json
import os
from functools import lru_cache
from typing import Any

import aiohttp
import orjson
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

# Asks python-telegram-bot for time spans as timedelta, which it warns about otherwise.
os.environ.setdefault("PTB_TIMEDELTA", "1")

KEEP_ALIVE = 300  # seconds: a press after a silence must not pay for a new TLS handshake
READ_TIMEOUT = 20.0
CONNECT_TIMEOUT = 10.0
Timeout = Any  # float, None, or PTB's mark for "not given"
JSON = {"Content-Type": "application/json"}
EDIT, GRANTED, DONE = "/editMessageText", b'{"ok":true,', b'{"ok":true,"result":true}'
# A call that is harmless twice is repeated when a kept connection turns out to be dead.
ONCE_ONLY = ("send", "copy", "forward", "getUpdates")


class NotSent(NetworkError):
    """The request never left: it is safe to repeat, whatever it is."""


class AnswerLost(TimedOut):
    """The request may have arrived: repeating a send may double it. `cut`: the connection broke."""

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
        """The status and the body. Raises NotSent, AnswerLost or NetworkError."""
        connect, read = _given(connect_timeout, CONNECT_TIMEOUT), _given(read_timeout, READ_TIMEOUT)
        uploads = request_data is not None and request_data.contains_files
        limits = aiohttp.ClientTimeout(
            # An answer that comes in drops would never be late, and its chat would wait for ever.
            total=None if uploads or connect is None or read is None else connect + 2 * read,
            connect=connect,  # finding the address included
            sock_connect=connect,
            sock_read=read,
        )
        once = url.rpartition("/")[2].startswith(ONCE_ONLY)
        try:
            return await self._call(method, url, request_data, limits)
        except AnswerLost as error:
            if once or not error.cut:
                raise
            return await self._call(method, url, request_data, limits)

    async def _call(
        self, method: str, url: str, data: RequestData | None, limits: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("the transport is not initialized")
        try:
            async with self._session.request(method, url, timeout=limits, **_body(data)) as answer:
                body = await answer.read()
                # Telegram sends the edited message back. Nobody reads it, and decoding it is dear.
                unread = url.endswith(EDIT) and body.startswith(GRANTED)
                return answer.status, DONE if unread else body
        except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError) as error:
            raise NotSent(type(error).__name__) from None
        except TimeoutError as error:  # aiohttp's own ones are such too
            raise AnswerLost(type(error).__name__) from None
        except (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError) as error:
            raise AnswerLost(type(error).__name__, cut=True) from None
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            answer = orjson.loads(payload)
        except ValueError:
            try:
                # Half a surrogate in somebody's text: the strict parser refuses all of the answer.
                answer = json.loads(payload.decode(errors="replace"))
            except ValueError:
                raise TelegramError("Invalid server response") from None
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response")
        return answer


@lru_cache(maxsize=100)
def _limits(connect: float | None, read: float | None) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=None, sock_connect=connect, sock_read=read)


def _given(timeout: Timeout, default: float) -> float | None:
    return default if timeout is BaseRequest.DEFAULT_NONE else timeout


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if not data.contains_files:
        return {"data": orjson.dumps(data.parameters), "headers": JSON}
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
