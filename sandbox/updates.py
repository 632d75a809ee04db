"""The updates that wait for the bot, with Telegram's rules of confirmation."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.errors import ApiError

JsonObject = dict[str, Any]
Queue = tuple[str, int]

KINDS = (
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection",
    "business_message", "edited_business_message", "deleted_business_messages", "message_reaction",
    "message_reaction_count", "inline_query", "chosen_inline_result", "callback_query", "shipping_query",
    "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member",
    "chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot", "guest_message",
)  # fmt: skip
DEFAULT_KINDS = frozenset(KINDS) - {"chat_member", "message_reaction", "message_reaction_count"}
KEPT_SECONDS = 24 * 60 * 60
# A press is worth little later: its button has stopped turning.
KEPT_SECONDS_BY_KIND = {"callback_query": 150}
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
_ID_EPOCH = 1_700_000_000
# An offset this far above the next id is no confirmation: Telegram then starts at the oldest.
_AHEAD = 10


@dataclass(frozen=True)
class Waiting:
    """One update; those of one `queue` are brought to a webhook in order. `until` on the sandbox clock."""

    id: int
    update: JsonObject
    queue: Queue
    until: float


class Updates:
    """Updates stay until a higher offset confirms them, or until their time is over on the sandbox clock."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._waiting: dict[int, Waiting] = {}  # by id, oldest first
        self._first_end = math.inf  # no update's time is over before
        # A bot remembers ids it has seen. Starting from the real time keeps them ascending when the
        # sandbox is started again and the bot's database is not.
        self.next_id = int((time.time() - _ID_EPOCH) * 5)
        self._poll: asyncio.Future[None] | None = None
        self.allowed: frozenset[str] = DEFAULT_KINDS
        self.on_new: Callable[[Waiting], None] | None = None
        """Told of each update as it is queued."""

    def push(self, kind: str, payload: JsonObject) -> None:
        """Queue one update unless its kind isn't asked for: Telegram filters when it is created."""
        if kind in self.allowed:
            self.put({kind: payload})

    def put(self, content: JsonObject) -> None:
        """Queue one update whatever is in it."""
        update = {"update_id": self.next_id} | content
        kept = KEPT_SECONDS_BY_KIND.get(next(iter(content), ""), KEPT_SECONDS)
        new = Waiting(self.next_id, update, queue_of(content), self._now() + kept)
        self._waiting[new.id] = new
        self._first_end = min(self._first_end, new.until)
        self.next_id += 1
        self._wake()
        if self.on_new is not None:
            self.on_new(new)

    def jump(self, next_id: int) -> bool:
        """Count from another id, as Telegram does after a week of silence; False while something waits."""
        if self.waiting():
            return False
        self.next_id = next_id
        return True

    def waiting(self) -> list[Waiting]:
        """Oldest first."""
        self._expire()
        return list(self._waiting.values())

    def of(self, update_id: int) -> Waiting | None:
        """One that waits; None once it is confirmed, dropped or expired."""
        self._expire()
        return self._waiting.get(update_id)

    def pending(self) -> int:
        self._expire()
        return len(self._waiting)

    def confirm(self, update_id: int) -> None:
        """Forget one that arrived."""
        self._waiting.pop(update_id, None)

    def forget(self) -> None:
        """Drop everything that waits (drop_pending_updates)."""
        self._waiting.clear()

    async def get(self, offset: int, limit: int, seconds: float) -> list[JsonObject]:
        """What waits from `offset` on, at most `limit`; waits up to `seconds` of real time for the first."""
        self.abort_poll(OTHER_POLL)
        self._confirm_below(offset)
        if not self._waiting and seconds > 0:
            await self._wait(seconds)
        self._expire()
        return [one.update for _, one in zip(range(limit), self._waiting.values(), strict=False)]

    def abort_poll(self, reason: str) -> None:
        """End a poll that is still held open: there may be only one."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(ApiError(409, reason))

    def end_poll(self) -> None:
        """Answer a held poll with nothing: the sandbox is stopping."""
        self._wake()

    async def _wait(self, seconds: float) -> None:
        poll = self._poll = asyncio.get_running_loop().create_future()
        timer = asyncio.get_running_loop().call_later(seconds, self._wake)
        try:
            await poll
        finally:
            timer.cancel()
            if self._poll is poll:
                self._poll = None

    def _wake(self) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def _confirm_below(self, offset: int) -> None:
        self._expire()
        if 0 < offset <= self.next_id + _AHEAD:
            self._drop_while(lambda oldest: oldest.id < offset)
        elif offset < 0:
            self._drop_while(lambda _: len(self._waiting) > -offset)

    def _expire(self) -> None:
        now = self._now()
        if now <= self._first_end:
            return
        self._waiting = {one.id: one for one in self._waiting.values() if one.until >= now}
        self._first_end = min((one.until for one in self._waiting.values()), default=math.inf)

    def _drop_while(self, over: Callable[[Waiting], bool]) -> None:
        while self._waiting:
            oldest = next(iter(self._waiting.values()))
            if not over(oldest):
                break
            del self._waiting[oldest.id]


def queue_of(content: JsonObject) -> Queue:
    """Messages go by chat, new and edited together; presses by person; every other kind by its chat."""
    kind, body = next(iter(content.items()), ("", {}))
    owner = body.get("from" if kind == "callback_query" else "chat") if isinstance(body, dict) else None
    number = owner.get("id") if isinstance(owner, dict) else None
    name = kind.removeprefix("edited_")
    return name, number if isinstance(number, int) else 0
