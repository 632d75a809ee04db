"""The running bot: its parts started in order, stopped in order, and watched until they rest."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

import structlog
from sqlalchemy.orm import Session
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.alarm import Alarm
from bot.attempts import PAUSES
from bot.clock import Clock
from bot.commands import Commands
from bot.delivery import Delivery
from bot.feedplace import FeedPlace
from bot.feeds import Feeds
from bot.flood import Flood
from bot.health import Vitals
from bot.hearing import Hearing
from bot.intake import Intake
from bot.meters import Meters
from bot.pacing import Pacing
from bot.polling import Polling
from bot.router import Router
from bot.routes import Routes
from bot.street import REAL, Limits
from bot.transport import Transport
from bot.watch import Watch
from bot.webhook import Place, Webhook
from crm.access import Actor, managers, owners
from crm.db import Crm
from crm.locks import locks_of

log = structlog.get_logger(__name__)

GRACE = 4.0  # seconds for what is being handled, and again for what is being sent
SETTLE_TIMEOUT = 30.0
BEHIND_PRESSES = 1.0  # seconds that the next command list waits while presses are being handled
GLANCE = 0.005  # seconds between looks while settling


class TokenRefused(Exception):
    """Telegram does not know the token."""


class Ticks(Protocol):
    """What the scheduler is for the bot: something that ticks."""

    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    async def tick(self) -> None: ...
    def look(self) -> None: ...


class App:
    """One process of the bot. The database is migrated before, by whoever makes this."""

    def __init__(
        self,
        crm: Crm,
        clock: Clock,
        ticks: Ticks,
        routes: Routes,
        *,
        token: str,
        api_url: str,
        prepare: Callable[["App"], Awaitable[None]] | None = None,
        flood: Flood | None = None,
        limits: Limits = REAL,
        watch: Watch | None = None,
        webhook: Place | None = None,
        feeds: FeedPlace | None = None,
    ) -> None:
        """`prepare` is awaited once Telegram has said who the bot is and before it hears anybody.

        With a `webhook` Telegram brings the updates there; without one they are asked for. `feeds` is where
        people's calendars ask, if anywhere.
        """
        self._prepare = prepare
        self._watch = watch
        self._vitals = watch.vitals if watch else Vitals()
        meters = watch.meters if watch else Meters()
        self.crm = crm
        self.clock = clock
        transport = Transport()
        pacing = Pacing(limits, meters)
        clock.on_change(pacing.forget)
        self.bot = ExtBot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=transport,
            get_updates_request=transport,
            rate_limiter=pacing,
        )
        self._ticks = ticks
        self._commands = Commands(self.bot, routes)
        self._alarm = Alarm(crm, clock)
        self._router = Router(routes, crm, self.bot, clock, self._commands, self._alarm, feeds)
        self._locks = locks_of(crm.engine)
        self._intake = Intake(
            crm,
            self.bot,
            clock,
            self._router.handle,
            locks=self._locks,
            flood=flood,
            slowed=self._router.slowed,
            alarm=self._alarm,
            meters=meters,
        )
        self._hearing = Hearing(crm, clock, self._vitals)
        self._source: Polling | Webhook = (
            Polling(
                self.bot,
                transport,
                self._locks,
                self._intake.take,
                self._hearing,
                vitals=self._vitals,
                meters=meters,
                alarm=self._alarm,
            )
            if webhook is None
            else Webhook(self.bot, webhook, self._intake.take, self._hearing, self._unreadable)
        )
        self._delivery = Delivery(crm, self.bot, clock, routes.drawers, meters)
        self._feeds = None if feeds is None else Feeds(crm, self.bot, feeds)
        self._introducing: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Return once updates come in; a network that is down is waited for.

        Raises TokenRefused, and SettingsError where a port is taken.
        """
        await self.clock.start()
        if self._watch is not None:
            await self._watch.start()
        await self._connect()
        if self._prepare is not None:
            await self._prepare(self)
        self.clock.on_change(self._ticks.look)
        # Telegram has answered: what did not arrive is said before anything that fell due meanwhile.
        await self._hearing()
        await self._delivery.start()
        await self._intake.start()
        await self._source.start()
        await self._ticks.start()
        if self._feeds is not None:
            await self._feeds.start()
        self._introducing = asyncio.create_task(self._introduce())
        self._vitals.ready = True

    async def stop(self) -> None:
        """Stop within ten seconds. What is not finished by then is taken up by the next start.

        A part that fails to end well, since the database is away, keeps no other from its end.
        """
        self._vitals.ready = False
        if self._introducing is not None:
            self._introducing.cancel()
            await asyncio.gather(self._introducing, return_exceptions=True)
        # Each is safe to stop though it was never started: a start may have ended halfway.
        if self._feeds is not None:
            await _ended(self._feeds.stop())
        await _ended(self._source.stop())
        await _ended(self._hearing.last())
        await _ended(self._intake.stop(GRACE))
        await _ended(self._ticks.stop())
        await _ended(self._delivery.stop(GRACE))
        await _ended(self._locks.close())
        if self._watch is not None:
            await _ended(self._watch.stop())
        await _ended(self.clock.stop())
        await _ended(self.bot.shutdown())
        await asyncio.to_thread(self.crm.close)

    async def settle(self) -> None:
        """Return once everything sent to the bot so far is answered and everything due is sent.

        For tests and the demonstration: with the clock as it stands, nothing more will happen.
        """
        if self._introducing is not None:
            await self._introducing
        async with asyncio.timeout(SETTLE_TIMEOUT):
            await self.clock.synced()
            await _once(self._all_fetched)
            await self._intake.settle()
            await self._ticks.tick()
            await _once(self._delivery.idle)

    async def equip_team(self) -> None:
        """Give everybody of the team his commands: after people came otherwise than by a chat."""
        await self._commands.equip(*await self.crm.read(_team))

    async def _all_fetched(self) -> bool:
        return not (await self.bot.get_webhook_info()).pending_update_count

    async def _connect(self) -> None:
        failures = 0
        while True:
            try:
                await self.bot.initialize()
                return
            except InvalidToken:
                raise TokenRefused from None
            except TelegramError as error:
                pause = PAUSES[min(failures, len(PAUSES) - 1)]
                log.warning("Telegram does not answer", error=str(error), next_try_in=pause)
                await asyncio.sleep(pause)
                failures += 1

    async def _unreadable(self) -> None:
        await self._alarm("update_unreadable")

    async def _introduce(self) -> None:
        """Command lists and descriptions: after the first poll, since nobody waits for them."""
        await self._source.begun.wait()
        await self._commands.introduce()
        for actor in await self.crm.read(_team):
            if not self._intake.idle:
                await asyncio.sleep(BEHIND_PRESSES)
            await self._commands.equip(actor)


async def _ended(stop: Awaitable[None]) -> None:
    try:
        await stop
    except Exception as error:
        log.error("a part did not stop well", exc_info=error)


async def _once(true: Callable[[], Awaitable[bool]]) -> None:
    while True:
        if await true():
            return
        await asyncio.sleep(GLANCE)


def _team(tx: Session) -> list[Actor]:
    return [Actor.of(user) for user in (*owners(tx), *managers(tx))]
