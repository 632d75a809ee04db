"""Telegram brings updates instead of being asked for them: stored first, answered then.

Until the answer 200 Telegram keeps an update and repeats it for a day, and holds back what its chat sent
later. So what can be stored is stored before the answer; what can never be is answered 200 all the same.
"""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import orjson
import structlog
from telegram import Bot, WebhookInfo

from bot.attempts import PAUSES
from bot.incoming import KINDS
from bot.settings import Settings

log = structlog.get_logger(__name__)

CONNECTIONS = 40  # that Telegram may open
CHECK_EVERY = 30.0  # seconds between the looks at what Telegram says of the webhook
LABEL = b"dozvon webhook"

Take = Callable[[list[Any]], Awaitable[list[int]]]
Heard = Callable[[], Awaitable[None]]
Shape = tuple[str, int | None, frozenset[str]]


@dataclass(frozen=True)
class Place:
    """Where Telegram knocks, where that arrives here, and the word between the two."""

    url: str
    host: str
    port: int
    secret: str = field(repr=False)

    @classmethod
    def of(cls, settings: Settings) -> "Place | None":
        """None without WEBHOOK_URL. Raises SettingsError without a token."""
        if settings.webhook_url is None:
            return None
        given = settings.webhook_secret
        secret = given.get_secret_value() if given is not None else secret_of(settings.token())
        host, _, port = settings.webhook_listen.rpartition(":")
        return cls(settings.webhook_url, host.strip("[]"), int(port), secret)

    @property
    def path(self) -> str:
        return urlsplit(self.url).path or "/"


def secret_of(token: str) -> str:
    """The same in every process that has the token, and of no use to find it."""
    return hmac.new(token.encode(), LABEL, hashlib.sha256).hexdigest()


class Webhook:
    """In place of `Polling`: takes what Telegram brings, and keeps it coming here.

    `take` stores raw updates, `heard` is awaited after each look at Telegram that found all well, and
    `unreadable`, which raises nothing, after something that is no update at all.
    """

    def __init__(
        self,
        bot: Bot,
        place: Place,
        take: Take,
        heard: Heard,
        unreadable: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._bot = bot
        self._place = place
        self._take = take
        self._heard = heard
        self._unreadable = unreadable
        self._as_set: Shape | None = None
        """How Telegram told of the webhook when it was set: it may spell our address otherwise."""
        self._failed_at: datetime | None = None
        self._watching: asyncio.Task[None] | None = None
        self.begun = asyncio.Event()
        """Set once Telegram knows where to knock."""

    async def start(self) -> None:
        """Listen, then tell Telegram, as often as it takes. Raises SettingsError."""
        from bot.webdoor import Door  # here alone, so that a bot that asks loads no web server

        self._door = Door(self._place.path, self._place.secret, self.receive)
        await self._door.open(self._place.host, self._place.port)
        self._watching = asyncio.create_task(self._watch())

    async def stop(self, grace: float = 1.0) -> None:
        """The webhook stays set: Telegram keeps what comes meanwhile and repeats it."""
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)
            await self._door.close(grace)

    @property
    def port(self) -> int:
        """The one it listens on."""
        return self._door.port

    # Taking

    async def receive(self, body: bytes) -> int:
        """The status to answer with: 200 for what is stored, and for what can never be; 503: again later."""
        update = update_of(body)
        try:
            if update is not None:
                await self._take([update])
                return 200
        except Exception as error:
            log.error("an update is not stored: Telegram will repeat it", error=type(error).__name__)
            return 503
        log.error("what came with the webhook's secret is no update", length=len(body))
        if self._unreadable is not None:
            await self._unreadable()
        return 200

    # Telegram's side

    async def _watch(self) -> None:
        failures = 0
        while True:
            try:
                await self.look()
                failures, pause = 0, CHECK_EVERY
            except Exception as error:
                pause = PAUSES[min(failures, len(PAUSES) - 1)]
                failures += 1
                words = f"{type(error).__name__}: {error}"
                log.warning("the webhook cannot be looked at", error=words, next_try_in=pause)
            await asyncio.sleep(pause)

    async def look(self) -> None:
        """Put right what Telegram knows of us. Raises TelegramError, and what `heard` raises."""
        if self._as_set is None:
            # Whatever it says of itself: its secret cannot be read back.
            await self._register()
        info = await self._bot.get_webhook_info()
        if _shape(info) != self._as_set:
            log.warning("the webhook was changed: setting it again")
            await self._register()
        if not await self._failing(info):
            await self._heard()

    async def _register(self) -> None:
        await self._bot.set_webhook(
            self._place.url,
            secret_token=self._place.secret,
            max_connections=CONNECTIONS,
            allowed_updates=KINDS,
        )
        self._as_set = _shape(await self._bot.get_webhook_info())
        if not self.begun.is_set():
            log.info("Telegram brings updates", port=self.port)
            self.begun.set()

    async def _failing(self, info: WebhookInfo) -> bool:
        """Whether an update could not be brought since the last look, and still waits."""
        if info.last_error_date is None or info.last_error_date == self._failed_at:
            return False
        self._failed_at, waiting = info.last_error_date, info.pending_update_count
        log.warning("Telegram cannot bring updates", error=info.last_error_message, waiting=waiting)
        if "401" in (info.last_error_message or ""):  # it has the secret of another time
            await self._register()
        return waiting > 0


def _shape(info: WebhookInfo) -> Shape:
    return info.url, info.max_connections, frozenset(info.allowed_updates or ())


def update_of(body: bytes) -> dict[str, Any] | None:
    """An object with a whole number for its id; None for everything else."""
    try:
        update = orjson.loads(body)
    except ValueError:
        try:
            # Half a surrogate in somebody's text: the strict parser refuses all of the update.
            update = json.loads(body.decode(errors="replace"))
        except (ValueError, RecursionError):
            return None
    if not isinstance(update, dict):
        return None
    number = update.get("update_id")
    return update if type(number) is int and 0 <= number < 2**63 else None
