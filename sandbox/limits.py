"""Telegram's limits on messages, off until asked for: `POST /limits` {"on": true}.

30 a second in all, 1 a second in a private chat and 20 a minute in a group; what was not used adds up to a
burst. Exact numbers are published nowhere: these are its FAQ's. Real time counts, whatever the clock shows.
`GET /limits` tells how many calls were refused since they were switched on.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from sandbox.errors import too_many_requests
from sandbox.phones.body import Body
from sandbox.phones.routes import json_response

_MAKES = ("send", "copy", "forward")
_MAKES_NOTHING = "sendchataction"


@dataclass(frozen=True)
class Rate:
    burst: int
    seconds: float
    """For one more."""


OVERALL = Rate(30, 1 / 30)
PRIVATE = Rate(5, 1.0)
GROUP = Rate(20, 3.0)


class Limits:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._whole: dict[str, float] = {}
        """When a burst will be whole again, by chat id, and for all together under ""."""
        self.on = False
        self.refused = 0

    def switch(self, on: bool) -> None:
        self.on, self.refused = on, 0
        self._whole.clear()

    def take(self, method: str, chat_id: str) -> None:
        """Count one call that makes a message. Raises ApiError 429; what is refused is not counted."""
        name = method.lower()
        if not self.on or not name.startswith(_MAKES) or name == _MAKES_NOTHING:
            return
        rates = {"": OVERALL, chat_id: GROUP if chat_id.startswith(("-", "@")) else PRIVATE}
        now = self._clock()
        pause = max(self._pause(key, rate, now) for key, rate in rates.items())
        if pause > 0:
            self.refused += 1
            raise too_many_requests(math.ceil(pause))
        for key, rate in rates.items():
            self._whole[key] = max(self._whole.get(key, now), now) + rate.seconds

    def _pause(self, key: str, rate: Rate, now: float) -> float:
        return self._whole.get(key, now) - now - (rate.burst - 1) * rate.seconds


class LimitRoutes:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def add_to(self, router: web.UrlDispatcher) -> None:
        router.add_get("/limits", self.show)
        router.add_post("/limits", self.switch)

    async def show(self, request: web.Request) -> web.Response:
        return json_response({"on": self._limits.on, "refused": self._limits.refused})

    async def switch(self, request: web.Request) -> web.Response:
        self._limits.switch((await Body.read(request)).boolean("on"))
        return await self.show(request)
