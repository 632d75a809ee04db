"""One chat's updates in order, different chats at once, a flooding chat bounded."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Protocol

from crm.inbox import Incoming

LANE_LENGTH = 50
SHARED_LANES = 64  # at once where other processes may take the rest

# False: not finished, and to be handed in again before anything later of its chat.
Handle = Callable[[Incoming], Awaitable[bool | None]]
Refill = Callable[[int], Awaitable[list[Incoming]]]


class Gate(Protocol):
    """Lets one process at a time work on a chat."""

    async def enter(self, chat_key: int) -> bool:
        """Whether the chat is ours now; otherwise another process handles all that is stored of it."""

    async def leave(self, chat_key: int) -> bool:
        """Let others have the chat. Whether something of it was stored meanwhile and nobody saw it."""


class Lanes:
    """A lane is a queue and a task, for as long as its chat has something to handle.

    What does not fit into a lane stays in the inbox alone; the lane reads it from there once it
    has caught up. So a flood costs its own chat time, and nobody memory.

    With a `gate`, for several processes, a lane handles only what it reads from the inbox while its
    chat is ours: something older may have come to another process.
    """

    def __init__(self, handle: Handle, refill: Refill, gate: Gate | None = None) -> None:
        self._handle = handle
        self._refill = refill
        self._gate = gate
        self._lanes: dict[int, deque[Incoming]] = {}
        self._overflowed: dict[int, int] = {}
        """How often something did not fit, by chat."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._refused = False
        self.room = asyncio.Event()
        """Set when lanes are free again after a chat found none."""

    def put(self, update: Incoming) -> None:
        """Queue an update that the inbox holds already."""
        if self._gate is not None:
            self.wake(update.chat_key)
            return
        lane = self._lane(update.chat_key)
        if update.chat_key in self._overflowed or len(lane) >= LANE_LENGTH:
            self._overflow(update.chat_key)
        else:
            lane.append(update)

    def wake(self, chat_key: int) -> None:
        """Something of this chat waits in the inbox. Whoever shares the work leaves some to the others."""
        if self._gate is None or len(self._lanes) < SHARED_LANES or chat_key in self._lanes:
            self._lane(chat_key)
            self._overflow(chat_key)
        else:
            self._refused = True

    def __contains__(self, chat_key: int) -> bool:
        return chat_key in self._lanes

    @property
    def idle(self) -> bool:
        return not self._lanes

    async def settle(self) -> None:
        """Return once nothing is queued or being handled."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def stop(self, grace: float) -> None:
        """Let what is being handled end within `grace` seconds; the rest stays in the inbox."""
        self._stopping = True
        for lane in self._lanes.values():
            lane.clear()
        self._overflowed.clear()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=grace)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _lane(self, key: int) -> deque[Incoming]:
        lane = self._lanes.get(key)
        if lane is None:
            lane = self._lanes[key] = deque()
            task = asyncio.create_task(self._run(key, lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return lane

    def _overflow(self, key: int) -> None:
        self._overflowed[key] = self._overflowed.get(key, 0) + 1

    async def _run(self, key: int, lane: deque[Incoming]) -> None:
        try:
            if self._gate is None:
                while not await self._drain(key, lane):
                    self._overflow(key)
            else:
                await self._share(key, lane, self._gate)
        finally:
            # No await between the last look at the lane and this: nothing can slip in.
            del self._lanes[key]
            self._overflowed.pop(key, None)
            if self._refused and len(self._lanes) <= SHARED_LANES // 2:
                self._refused = False
                self.room.set()

    async def _share(self, key: int, lane: deque[Incoming], gate: Gate) -> None:
        while await gate.enter(key):
            try:
                done = await self._drain(key, lane)
            finally:
                left = await gate.leave(key)
            # What is not finished may go better in another process: the next look is anybody's.
            if self._stopping or not done or not (left or key in self._overflowed):
                return
            self._overflow(key)

    async def _drain(self, key: int, lane: deque[Incoming]) -> bool:
        """False where the first is not finished: what comes after it stays in the inbox alone."""
        while lane or await self._refilled(key, lane):
            if await self._handle(lane.popleft()) is False:
                lane.clear()
                return self._stopping
        return True

    async def _refilled(self, key: int, lane: deque[Incoming]) -> bool:
        while key in self._overflowed:
            seen = self._overflowed[key]
            found = await self._refill(key)
            if self._stopping:
                return False
            lane.extend(found)
            # Something that overflowed while we read may be missing from what we read.
            if self._overflowed[key] == seen and len(found) < LANE_LENGTH and not (found and self._gate):
                del self._overflowed[key]
            if lane:
                return True
        return False
