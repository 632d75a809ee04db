"""One chat's updates in order, different chats at once, a flooding chat bounded."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from crm.inbox import Incoming

LANE_LENGTH = 50

Handle = Callable[[Incoming], Awaitable[None]]
Refill = Callable[[int], Awaitable[list[Incoming]]]


class Lanes:
    """A lane is a queue and a task, for as long as its chat has something to handle.

    What does not fit into a lane stays in the inbox alone; the lane reads it from there once it
    has caught up. So a flood costs its own chat time, and nobody memory.
    """

    def __init__(self, handle: Handle, refill: Refill) -> None:
        self._handle = handle
        self._refill = refill
        self._lanes: dict[int, deque[Incoming]] = {}
        self._overflowed: dict[int, int] = {}
        """How often something did not fit, by chat."""
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, update: Incoming) -> None:
        """Queue an update that the inbox holds already."""
        key = update.chat_key
        lane = self._lanes.get(key)
        if lane is None:
            lane = self._lanes[key] = deque()
            task = asyncio.create_task(self._drain(key, lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        if key in self._overflowed or len(lane) >= LANE_LENGTH:
            self._overflowed[key] = self._overflowed.get(key, 0) + 1
        else:
            lane.append(update)

    @property
    def idle(self) -> bool:
        return not self._lanes

    async def settle(self) -> None:
        """Return once nothing is queued or being handled."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def stop(self, grace: float) -> None:
        """Let what is being handled end within `grace` seconds; the rest stays in the inbox."""
        for lane in self._lanes.values():
            lane.clear()
        self._overflowed.clear()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=grace)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _drain(self, key: int, lane: deque[Incoming]) -> None:
        try:
            while lane or await self._refilled(key, lane):
                await self._handle(lane.popleft())
        finally:
            # No await between the last look at the lane and this: nothing can slip in.
            del self._lanes[key]

    async def _refilled(self, key: int, lane: deque[Incoming]) -> bool:
        while key in self._overflowed:
            seen = self._overflowed[key]
            found = await self._refill(key)
            lane.extend(found)
            # Something that overflowed while we read may be missing from what we read.
            if self._overflowed[key] == seen and len(found) < LANE_LENGTH:
                del self._overflowed[key]
            if lane:
                return True
        return False
