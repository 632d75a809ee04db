"""The least that a bot takes for Telegram: it hands out updates, says yes to every call, and counts.

It runs in the process that measures, on the other core, so that only the bot's own work shows in
the bot's CPU. Nothing is checked here: that is what the sandbox is for.
"""

import asyncio
import json
from collections import Counter, deque
from collections.abc import Callable
from typing import Any

from benchmarks.wire import Connection, JsonObject

TOKEN = "700000001:standin"
BOT = {"id": 700000001, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
ME = BOT | {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
ANSWERS: dict[str, Any] = {
    "getme": ME,
    "getwebhookinfo": {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
    "getmycommands": [],
    "getmydescription": {"description": ""},
    "getmyshortdescription": {"short_description": ""},
}
MESSAGES = {"sendmessage", "editmessagetext"}


class StandIn:
    """A Bot API server on loopback. `delay`, if set, gives the seconds that one call takes."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        """How often each method was called, by its name in small letters."""
        self.answered: list[str] = []
        """The taps in the order in which they were answered, by `callback_query_id`."""
        self.connections = 0
        """How many were opened so far: over HTTPS each would be a handshake."""
        self.polling = False
        """Whether a poll is being held: whoever polls has nothing left to fetch."""
        self.delay: Callable[[], float] | None = None
        self.watch: list[Callable[[str, JsonObject], None]] = []
        """Told of every call but polls when it arrives: the method in small letters, what it carries."""
        self.holds: Callable[[str, JsonObject], int] | None = None
        """The seconds for which this call is refused by a 429; 0 if it is granted."""
        self._updates: deque[JsonObject] = deque()
        self._poll: tuple[Connection, JsonObject, asyncio.TimerHandle] | None = None
        self._wanted: list[tuple[Callable[[], bool], asyncio.Future[None]]] = []
        self._server: asyncio.Server | None = None
        self._last_message = 1_000_000

    @property
    def base_url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._opened, "127.0.0.1", 0)

    def stop(self) -> None:
        if self._server is not None:
            self._server.close()

    def deliver(self, *updates: JsonObject) -> None:
        """Something happened at Telegram: whoever polls gets it."""
        self._updates.extend(updates)
        if self._poll is not None:
            connection, params, timer = self._poll
            timer.cancel()
            if connection.open:
                self._give(connection, params)
            else:
                self._poll, self.polling = None, False

    async def until(self, true: Callable[[], bool], seconds: float = 60) -> None:
        """Return once this holds; it is looked at after every call. Raises TimeoutError."""
        if not true():
            future = asyncio.get_running_loop().create_future()
            self._wanted.append((true, future))
            await asyncio.wait_for(future, seconds)

    def _opened(self) -> Connection:
        self.connections += 1
        return Connection(self._takes)

    def _takes(self, connection: Connection, method: str, params: JsonObject) -> None:
        """One call of the bot."""
        self.calls[method] += 1
        if method == "getupdates":
            self._polled(connection, params)
        else:
            for told in self.watch:
                told(method, params)
            if self.delay is None:
                self._reply(connection, method, params)
            else:
                asyncio.get_running_loop().call_later(self.delay(), self._reply, connection, method, params)
        self._look()

    def _reply(self, connection: Connection, method: str, params: JsonObject) -> None:
        wait = self.holds(method, params) if self.holds else 0
        if wait:
            connection.refuse(wait)
        else:
            connection.reply(self._answer(method, params))
        self._look()

    def _polled(self, connection: Connection, params: JsonObject) -> None:
        if self._poll is not None:
            self._poll[2].cancel()  # of a bot that was killed
        offset, timeout = int(params.get("offset") or 0), float(params.get("timeout") or 0)
        while self._updates and self._updates[0]["update_id"] < offset:
            self._updates.popleft()
        if self._updates or not timeout:
            self._give(connection, params)
            return
        timer = asyncio.get_running_loop().call_later(timeout, self._give, connection, params)
        self._poll, self.polling = (connection, params, timer), True

    def _give(self, connection: Connection, params: JsonObject) -> None:
        self._poll, self.polling = None, False
        limit = int(params.get("limit") or 100)
        connection.reply(list(self._updates)[:limit])

    def _answer(self, method: str, params: JsonObject) -> Any:
        if method == "answercallbackquery":
            self.answered.append(params["callback_query_id"])
            return True
        if method in MESSAGES:
            return self._message(params)
        if method == "getchat":
            return chat(int(params["chat_id"])) | {"accent_color_id": 0, "max_reaction_count": 11}
        return ANSWERS.get(method, True)

    def _message(self, params: JsonObject) -> JsonObject:
        """As Telegram does, the whole message with its buttons comes back."""
        self._last_message += 1
        message = {
            "message_id": int(params.get("message_id") or self._last_message),
            "from": BOT,
            "chat": chat(int(params["chat_id"])),
            "date": 1_795_000_000,
            "text": params["text"],
        }
        markup = params.get("reply_markup")
        markup = json.loads(markup) if isinstance(markup, str) else markup
        return message | ({"reply_markup": markup} if markup and "inline_keyboard" in markup else {})

    def _look(self) -> None:
        for true, future in list(self._wanted):
            if future.done() or true():
                self._wanted.remove((true, future))
                if not future.done():
                    future.set_result(None)


def chat(number: int) -> JsonObject:
    return {"id": number, "type": "private", "first_name": "Irina"}
