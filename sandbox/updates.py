"""The queue of updates the bot fetches, with Telegram's rules of confirmation."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from sandbox.errors import ApiError

KINDS = (
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection",
    "business_message", "edited_business_message", "deleted_business_messages", "message_reaction",
    "message_reaction_count", "inline_query", "chosen_inline_result", "callback_query", "shipping_query",
    "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member",
    "chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot", "guest_message",
)  # fmt: skip
DEFAULT_KINDS = frozenset(KINDS) - {"chat_member", "message_reaction", "message_reaction_count"}
KEPT_SECONDS = 24 * 60 * 60
_ID_EPOCH = 1_700_000_000


class Updates:
    """Updates stay until a higher offset confirms them, or until they are a day old on the sandbox clock."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._waiting: deque[tuple[int, float, dict[str, Any]]] = deque()
        # A bot remembers ids it has seen. Starting from the real time keeps them ascending when the
        # sandbox is started again and the bot's database is not.
        self._next_id = int(time.time() - _ID_EPOCH) * 5
        self._poll: asyncio.Future[None] | None = None
        self.allowed: frozenset[str] = DEFAULT_KINDS
        self.webhook_url = ""
        self.webhook_connections = 40

    def push(self, kind: str, payload: dict[str, Any]) -> None:
        """Queue one update unless its kind isn't asked for: Telegram filters when it is created."""
        if kind in self.allowed:
            self.put({kind: payload})

    def put(self, content: dict[str, Any]) -> None:
        """Queue one update whatever is in it."""
        self._waiting.append((self._next_id, self._now(), {"update_id": self._next_id} | content))
        self._next_id += 1
        self._wake()

    def pending(self) -> int:
        self._expire()
        return len(self._waiting)

    def forget(self) -> None:
        """Drop everything that waits (drop_pending_updates)."""
        self._waiting.clear()

    async def get(self, offset: int, limit: int, seconds: float) -> list[dict[str, Any]]:
        """What waits from `offset` on, at most `limit`; waits up to `seconds` of real time for the first."""
        if self.webhook_url:
            raise ApiError(
                409,
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self.abort_poll()
        self._confirm(offset)
        if not self._waiting and seconds > 0:
            await self._wait(seconds)
        self._expire()
        return [update for _, (_, _, update) in zip(range(limit), self._waiting, strict=False)]

    def abort_poll(self) -> None:
        """End a poll that is still held open: there may be only one."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(
                ApiError(
                    409,
                    "terminated by other getUpdates request; make sure that only one bot instance is running",
                )
            )

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

    def _confirm(self, offset: int) -> None:
        self._expire()
        if offset > 0:
            while self._waiting and self._waiting[0][0] < offset:
                self._waiting.popleft()
        elif offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()

    def _expire(self) -> None:
        oldest = self._now() - KEPT_SECONDS
        while self._waiting and self._waiting[0][1] < oldest:
            self._waiting.popleft()
