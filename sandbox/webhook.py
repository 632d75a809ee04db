"""Brings updates to the bot's own address instead of having them fetched, as Telegram's server does.

Each queue in order, different queues at once over at most `connections`; what is not answered with 2xx is
brought again until its time is over. A method call in the answer's body, which Telegram would carry out, is
passed over. Delays are in real seconds, dates and ages on the sandbox clock.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

import aiohttp
import orjson

from sandbox.updates import Queue, Updates, Waiting

ANSWER_SECONDS = 60.0
LONGEST_RETRY_AFTER = 3600
GONE_SECONDS = 23 * 60 * 60
SHORT_DELAYS = (0.05, 1.0)
_SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (a header's name)


class Webhook:
    """At most one address; while there is one, getUpdates is refused."""

    def __init__(
        self, updates: Updates, now: Callable[[], float], delays: tuple[float, float] = SHORT_DELAYS
    ) -> None:
        """`delays`: the first failure is repeated at once, then after the first number, doubling up to the
        second. Telegram's own are 2 seconds and one to two minutes."""
        self._updates = updates
        self._now = now
        self._delays = delays
        self._lanes: dict[Queue, deque[Waiting]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore()
        self._secret = ""
        self._gone_since: float | None = None
        self.url = ""
        self.connections = 40
        self.last_error: tuple[int, str] | None = None
        """When, as a date of the sandbox clock, and what."""
        self.answers_to_lose = 0
        """So many of the next deliveries arrive, but their answers do not come back."""
        updates.on_new = self._put

    async def set(self, url: str, secret: str, connections: int) -> None:
        """Begin with what waits already. The same address in the same words changes nothing."""
        if (url, secret, connections) == (self.url, self._secret, self.connections):
            return
        await self.remove()
        self.url, self._secret, self.connections = url, secret, connections
        self._slots = asyncio.Semaphore(connections)
        # A certificate of this machine's own is as good as any.
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, ssl=False),
            timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS),
        )
        for one in self._updates.waiting():
            self._put(one)

    async def remove(self) -> None:
        """Deliveries under way are cut off; what they brought may be brought again by other means."""
        self.url, self.last_error, self._gone_since = "", None, None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._lanes.clear()
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _put(self, new: Waiting) -> None:
        if not self.url:
            return
        lane = self._lanes.get(new.queue)
        if lane is None:
            lane = self._lanes[new.queue] = deque()
            task = asyncio.create_task(self._drain(new.queue, lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        lane.append(new)

    async def _drain(self, queue: Queue, lane: deque[Waiting]) -> None:
        while lane:
            await self._bring(lane.popleft())
        # No await since the last look at the lane: nothing can slip in.
        if self._lanes.get(queue) is lane:
            del self._lanes[queue]

    async def _bring(self, one: Waiting) -> None:
        """Until it is taken, dropped or too old, or the webhook is gone."""
        delay, longest = self._delays
        failures = 0
        while self.url and self._updates.of(one.id) is not None:
            async with self._slots:
                pause = await self._try(one)
            if pause is None:
                self._updates.confirm(one.id)
                return
            if not pause and failures:
                pause, delay = delay, min(delay * 2, longest)
            failures += 1
            await asyncio.sleep(pause)

    async def _try(self, one: Waiting) -> float | None:
        """None once it is taken; otherwise the seconds the other side asks for, 0 if it does not say."""
        headers = {"Content-Type": "application/json"} | ({_SECRET: self._secret} if self._secret else {})
        body = orjson.dumps(one.update)
        try:
            if self._session is None:
                raise aiohttp.ServerDisconnectedError
            async with self._session.post(
                self.url, data=body, headers=headers, allow_redirects=False
            ) as answer:
                await answer.read()
                if self.answers_to_lose:
                    self.answers_to_lose -= 1
                    raise aiohttp.ServerDisconnectedError
                return self._read(answer)
        except aiohttp.ClientConnectorError:
            self._failed("Connection refused")
        except TimeoutError:
            self._failed("Read timeout expired")
        except aiohttp.ClientError:
            self._failed("Webhook connection closed")
        return 0

    def _read(self, answer: aiohttp.ClientResponse) -> float | None:
        if answer.status != 410:
            self._gone_since = None
        if 200 <= answer.status < 300:
            return None
        self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
        if answer.status == 410:
            self._gone()
        try:
            return min(max(int(answer.headers.get("Retry-After", "0")), 0), LONGEST_RETRY_AFTER)
        except ValueError:
            return 0

    def _gone(self) -> None:
        """After 23 hours of nothing but 410 the webhook is removed."""
        if self._gone_since is None:
            self._gone_since = self._now()
        elif self._now() > self._gone_since + GONE_SECONDS:
            self.url = ""

    def _failed(self, words: str) -> None:
        self.last_error = (int(self._now()), words)

    def info(self) -> dict[str, Any]:
        """Its part of WebhookInfo."""
        info: dict[str, Any] = {"url": self.url, "has_custom_certificate": False}
        if self.url:
            info["max_connections"] = self.connections
        if self.last_error is not None:
            info["last_error_date"], info["last_error_message"] = self.last_error
        return info
