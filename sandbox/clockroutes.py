"""The clock over HTTP: read it, move it, listen to it."""

from __future__ import annotations

import datetime as dt

import orjson
from aiohttp import web

from sandbox.clock import Clock
from sandbox.errors import HandError
from sandbox.events import Hub
from sandbox.phones.body import Body
from sandbox.phones.routes import json_response


class ClockRoutes:
    def __init__(self, clock: Clock, hub: Hub) -> None:
        self._clock = clock
        self._hub = hub

    def add_to(self, router: web.UrlDispatcher) -> None:
        router.add_get("/clock", self.show)
        router.add_post("/clock", self.move)
        router.add_get("/clock/stream", self.stream)

    async def show(self, request: web.Request) -> web.Response:
        return json_response(self._clock.view())

    async def move(self, request: web.Request) -> web.Response:
        body = await Body.read(request)
        if "advance" in body.values:
            seconds = body.number("advance")
            if seconds < 0:
                raise HandError("advance goes forwards only, use set to go back")
            self._clock.advance(seconds)
        elif "set" in body.values:
            self._clock.set(_moment(body))
        elif "running" in body.values:
            self._clock.run(body.boolean("running"))
        else:
            raise HandError("one of advance, set, running is expected")
        return await self.show(request)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        return await self._hub.stream(
            request, lambda: b"event: clock\ndata: %b\n\n" % orjson.dumps(self._clock.view())
        )


def _moment(body: Body) -> float:
    """Unix seconds, or ISO 8601 with an offset."""
    value = body.values["set"]
    if not isinstance(value, str):
        return body.number("set")
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError as error:
        raise HandError("set must be Unix seconds or ISO 8601 with an offset") from error
    if moment.tzinfo is None:
        raise HandError("set needs an offset: 2026-03-02T09:00:00+03:00")
    return moment.timestamp()
