"""Server-sent events: one hub, any number of listeners."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import orjson
from aiohttp import web

# A page that has stopped reading is dropped after this many events; it reconnects and reads the state anew.
MAX_WAITING = 5000
HEADERS = {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
}
# A comment line often enough that a lost connection is noticed.
KEEP_ALIVE_SECONDS = 15.0


class Hub:
    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[bytes | None]] = set()

    def publish(self, event: str, data: Callable[[], dict[str, Any]]) -> None:
        """`data` is asked for only when somebody listens: most test runs have no page open."""
        if not self._listeners:
            return
        block = b"event: %b\ndata: %b\n\n" % (event.encode(), orjson.dumps(data()))
        for queue in list(self._listeners):
            if queue.qsize() >= MAX_WAITING:
                self._listeners.discard(queue)
                queue.put_nowait(None)
            else:
                queue.put_nowait(block)

    def close(self) -> None:
        """Let every stream end, so that stopping the server waits for nobody."""
        for queue in self._listeners:
            queue.put_nowait(None)
        self._listeners.clear()

    async def stream(
        self, request: web.Request, first: Callable[[], bytes] | None = None
    ) -> web.StreamResponse:
        """Answer `request` with the events from now on; `first` makes a block sent at once."""
        queue: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._listeners.add(queue)
        response = web.StreamResponse(headers=HEADERS)
        try:
            await response.prepare(request)
            await response.write(first() if first else b": welcome\n\n")
            while (block := await _next(queue)) is not None:
                await response.write(block)
        except ConnectionResetError:
            pass
        finally:
            self._listeners.discard(queue)
        return response


async def _next(queue: asyncio.Queue[bytes | None]) -> bytes | None:
    try:
        return await asyncio.wait_for(queue.get(), KEEP_ALIVE_SECONDS)
    except TimeoutError:
        return b": still here\n\n"
