"""A clock for a bot (its CLOCK_URL) that goes like the real one but shows another moment."""

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web


class MovedClock:
    """Shows `moment` (aware) when it is made, and goes on from there."""

    def __init__(self, moment: dt.datetime) -> None:
        self._ahead = moment.timestamp() - time.time()
        self.over = asyncio.Event()
        """Ends the streams."""

    def now(self) -> float:
        return time.time() + self._ahead

    def _state(self) -> dict[str, object]:
        return {"now": self.now(), "running": True, "version": 1}

    async def shown(self, request: web.Request) -> web.Response:
        return web.json_response(self._state())

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """The one change that there is, then silence for as long as the bot listens."""
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await answer.prepare(request)
        await answer.write(f"data: {web.json_response(self._state()).text}\n\n".encode())
        await self.over.wait()
        return answer


@asynccontextmanager
async def served(clock: MovedClock) -> AsyncIterator[str]:
    """The clock's address."""
    app = web.Application()
    app.add_routes([web.get("/clock", clock.shown), web.get("/clock/stream", clock.stream)])
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/clock"
    finally:
        clock.over.set()
        await runner.cleanup()
