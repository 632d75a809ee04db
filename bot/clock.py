"""The one place that reads a clock: the system's, or one that can be moved (the sandbox's)."""

import asyncio
import datetime as dt
import time
from collections.abc import Callable
from contextlib import suppress

import aiohttp
import orjson
import structlog

log = structlog.get_logger(__name__)

RECONNECT = 0.5  # seconds
SYNC_TIMEOUT = 10.0


class Clock:
    """The system's clock."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[], None]] = []

    def now(self) -> dt.datetime:
        """The present moment, aware UTC."""
        return dt.datetime.now(dt.UTC)

    def on_change(self, call: Callable[[], None]) -> None:
        """Call this in the event loop whenever the clock was moved or stopped."""
        self._listeners.append(call)

    async def start(self) -> None:
        """Return once `now()` can be trusted."""

    async def stop(self) -> None:
        """Let go of what `start` took."""

    async def synced(self) -> None:
        """Return once every earlier move of the clock is known here."""

    def _changed(self) -> None:
        for call in self._listeners:
            call()


class RemoteClock(Clock):
    """A clock at `url` that can be moved and stopped; its changes are listened to."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self._shown = time.time()
        self._read_at: float | None = None
        """Our own clock when the remote one was read; None while that one stands still."""
        self._version = -1
        self._news = asyncio.Condition()
        self._session: aiohttp.ClientSession | None = None
        self._listening: asyncio.Task[None] | None = None

    def now(self) -> dt.datetime:
        passed = 0.0 if self._read_at is None else time.time() - self._read_at
        return dt.datetime.fromtimestamp(self._shown + passed, dt.UTC)

    async def start(self) -> None:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None, sock_connect=5))
        self._listening = asyncio.create_task(self._listen(self._session))
        await self._reach(0)

    async def stop(self) -> None:
        if self._listening is not None:
            self._listening.cancel()
            with suppress(asyncio.CancelledError):
                await self._listening
        if self._session is not None:
            await self._session.close()

    async def synced(self) -> None:
        if self._session is None:
            return
        async with self._session.get(self._url) as answer:
            version = orjson.loads(await answer.read())["version"]
        await self._reach(version)

    async def _reach(self, version: int) -> None:
        async with asyncio.timeout(SYNC_TIMEOUT), self._news:
            await self._news.wait_for(lambda: self._version >= version)

    async def _listen(self, session: aiohttp.ClientSession) -> None:
        while True:
            try:
                async with session.get(self._url + "/stream") as answer:
                    async for line in answer.content:
                        if line.startswith(b"data:"):
                            await self._take(line[5:])
            except (aiohttp.ClientError, OSError, ValueError, KeyError, TypeError) as error:
                log.warning("the clock is silent", error=type(error).__name__)
            await asyncio.sleep(RECONNECT)

    async def _take(self, data: bytes) -> None:
        state = orjson.loads(data)
        self._shown, running = float(state["now"]), bool(state["running"])
        self._read_at = time.time() if running else None
        async with self._news:
            self._version = int(state["version"])
            self._news.notify_all()
        self._changed()


def clock_of(url: str | None) -> Clock:
    """The clock of the setting CLOCK_URL; without one, the system's."""
    return RemoteClock(url) if url else Clock()
