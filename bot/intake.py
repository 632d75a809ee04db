"""Updates from Telegram into the inbox, and from there to their handlers.

The next offset is asked for only after the commit, so a kill at any moment loses nothing.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import urlencode

import orjson
import structlog
from sqlalchemy.orm import Session
from telegram import Bot, Update
from telegram.error import Conflict, RetryAfter, TelegramError

from bot.clock import Clock
from bot.faults import passing
from bot.lanes import LANE_LENGTH, Lanes
from bot.taps.deals import FeedTap
from bot.transport import Transport, pause_of
from crm import inbox
from crm.db import Crm
from crm.inbox import Handled, Incoming

log = structlog.get_logger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

KINDS = ("message", "callback_query", "my_chat_member")
POLL_SECONDS = 30
BATCH = 100
TRIES = 12  # of one update while the network or the database is away: about three minutes
PAUSES = (0.2, 0.5, 1, 2, 5, 10, 20, 30)  # seconds after the 1st, 2nd, ... failure in a row
MARK_AFTER = 0.5  # seconds until finished updates are marked, if nothing comes meanwhile


class Intake:
    """The polling loop, the lanes, and the marks of what is finished."""

    def __init__(
        self,
        crm: Crm,
        bot: Bot,
        transport: Transport,
        clock: Clock,
        handle: Callable[[Update], Awaitable[None]],
    ) -> None:
        self._crm = crm
        self._bot = bot
        self._transport = transport
        self._clock = clock
        self._handle_update = handle
        self._handled = Handled([], [])
        self._lanes = Lanes(self._handle, self._refill)
        self._tasks: list[asyncio.Task[None]] = []
        self.polled = asyncio.Event()
        """Set once Telegram has answered for the first time."""

    async def start(self) -> None:
        """Take up what an earlier life of the process left open, then poll."""
        for update in await self._crm.read(inbox.open_updates, limit=1_000_000):
            self._lanes.put(update)
        self._tasks = [asyncio.create_task(self._poll()), asyncio.create_task(self._mark())]

    async def stop(self, grace: float) -> None:
        """Stop polling at once; give what is being handled `grace` seconds."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._lanes.stop(grace)
        await self._crm.write(inbox.finish, self._taken())

    async def settle(self) -> None:
        """Return once everything fetched is handled."""
        await self._lanes.settle()

    @property
    def idle(self) -> bool:
        return self._lanes.idle

    # Polling

    async def _poll(self) -> None:
        offset: int | None = None
        failures = 0
        while True:
            try:
                updates = await self._fetch(offset)
                self.polled.set()
                stored = await self._store(updates)
            except Exception as error:
                await self._pause_after(error, failures)
                failures += 1
                continue
            failures = 0
            # After an empty answer everything is confirmed: without an offset the next one is found even
            # if Telegram, after a silent week, counts from a lower number.
            offset = max(stored) + 1 if stored else None

    async def _fetch(self, offset: int | None) -> list[Any]:
        # The first poll does not wait: whoever started the bot learns at once that it is heard.
        wait = POLL_SECONDS if self.polled.is_set() else 0
        query = {"timeout": wait, "limit": BATCH, "allowed_updates": json.dumps(KINDS)}
        if offset is not None:
            query["offset"] = offset
        url = f"{self._bot.base_url}/getUpdates?{urlencode(query)}"
        answer = await self._transport.post(url, read_timeout=POLL_SECONDS + 10)
        if not isinstance(answer, list):
            raise TelegramError("Invalid server response")
        return answer

    async def _store(self, updates: list[Any]) -> list[int]:
        """Commit the updates, queue the new ones; returns the ids of all."""
        incoming = [one for one in map(incoming_of, updates) if one is not None]
        if len(incoming) < len(updates):
            log.error("updates without an id", count=len(updates) - len(incoming))
            if not incoming:
                raise TelegramError("Invalid server response")
        if incoming:
            handled = self._taken()
            new = await self._with_marks(handled, inbox.store, incoming, handled, now=self._clock.now())
            for one in incoming:
                if one.update_id in new:
                    self._lanes.put(one)
        return [one.update_id for one in incoming]

    async def _pause_after(self, error: Exception, failures: int) -> None:
        pause = PAUSES[min(failures, len(PAUSES) - 1)]
        if isinstance(error, RetryAfter):
            pause = max(pause, pause_of(error).total_seconds())
        elif isinstance(error, Conflict) and "webhook is active" in error.message:
            log.warning("a webhook was set for this bot: removing it")
            await self._remove_webhook()
        log.warning("polling failed", error=f"{type(error).__name__}: {error}", next_try_in=pause)
        await asyncio.sleep(pause)

    async def _remove_webhook(self) -> None:
        try:
            await self._bot.delete_webhook()
        except TelegramError as error:
            log.warning("the webhook stays", error=str(error))

    # Handling

    async def _handle(self, incoming: Incoming) -> None:
        try:
            update = Update.de_json(_needed(_decoded(incoming.payload)), self._bot)
        except Exception as error:
            self._park(incoming, "an update cannot be read", error)
            return
        for failures in range(TRIES):
            try:
                await self._handle_update(update)
            except Exception as error:
                if not passing(error):
                    self._park(incoming, "an update could not be handled", error)
                    return
                await self._wait_out(incoming, error, failures)
            else:
                self._handled.done.append(incoming.update_id)
                return
        # Neither done nor parked: the next start takes it up again.
        log.error("an update is left for the next start", update_id=incoming.update_id)

    async def _wait_out(self, incoming: Incoming, error: Exception, failures: int) -> None:
        """Only this chat waits; its effect, if it is committed already, is not repeated."""
        pause = PAUSES[min(failures, len(PAUSES) - 1)]
        if isinstance(error, RetryAfter):
            pause = max(pause, pause_of(error).total_seconds())
        name = type(error).__name__
        log.warning("an update waits", update_id=incoming.update_id, error=name, next_try_in=pause)
        await asyncio.sleep(pause)

    def _park(self, incoming: Incoming, what: str, error: Exception) -> None:
        log.error(what, update_id=incoming.update_id, exc_info=error)
        self._handled.parked.append(incoming.update_id)

    async def _refill(self, chat_key: int) -> list[Incoming]:
        while True:
            handled = self._taken()
            try:
                return await self._with_marks(handled, _mark_and_read, handled, chat_key)
            except Exception as error:
                log.error("the inbox cannot be read", exc_info=error)
                await asyncio.sleep(1)

    # Marks

    async def _mark(self) -> None:
        while True:
            await asyncio.sleep(MARK_AFTER)
            if self._handled.done or self._handled.parked:
                handled = self._taken()
                try:
                    await self._with_marks(handled, inbox.finish, handled)
                except Exception as error:
                    log.error("finished updates cannot be marked", exc_info=error)

    def _taken(self) -> Handled:
        taken, self._handled = self._handled, Handled([], [])
        return taken

    async def _with_marks(
        self, handled: Handled, f: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Write, and take the marks back if that fails."""
        try:
            return await self._crm.write(f, *args, **kwargs)
        except BaseException:
            self._handled.done += handled.done
            self._handled.parked += handled.parked
            raise


def _decoded(payload: str) -> Any:
    """The update without zero characters, which PostgreSQL keeps in no text."""
    update = orjson.loads(payload)
    return _without_zeros(update) if "\\u0000" in payload else update


def _without_zeros(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, dict):
        return {name: _without_zeros(part) for name, part in value.items()}
    return [_without_zeros(part) for part in value] if isinstance(value, list) else value


def _needed(update: dict[str, Any]) -> dict[str, Any]:
    """Without what stands on a pressed message: it takes long to decode.

    Only [Next] reads the buttons beside it: on a list of reminders they name the deals it quiets.
    """
    query = update.get("callback_query")
    message = query.get("message") if isinstance(query, dict) else None
    if isinstance(query, dict) and isinstance(message, dict):
        for part in ("entities", "text"):
            message.pop(part, None)
        if not str(query.get("data")).startswith(f"{FeedTap.prefix}:"):
            message.pop("reply_markup", None)
    return update


def incoming_of(update: Any) -> Incoming | None:
    """What to store of a raw update; None for what has no id."""
    if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
        return None
    # The standard library's JSON: it writes half a surrogate as \\ud800, which every database keeps.
    return Incoming(update["update_id"], chat_key_of(update), json.dumps(update))


def chat_key_of(update: dict[str, Any]) -> int:
    """The chat an update belongs to, or else the person; 0 if it names neither."""
    for kind in KINDS:
        body = update.get(kind)
        if not isinstance(body, dict):
            continue
        message = body.get("message") if kind == "callback_query" else body
        for owner in (message.get("chat") if isinstance(message, dict) else None, body.get("from")):
            if isinstance(owner, dict) and isinstance(owner.get("id"), int):
                return int(owner["id"])
    return 0


def _mark_and_read(tx: Session, handled: Handled, chat_key: int) -> list[Incoming]:
    inbox.finish(tx, handled)
    return inbox.open_updates(tx, chat_key=chat_key, limit=LANE_LENGTH)
