"""The outbox to Telegram: claim, draw, send, write down how it ended."""

import asyncio
import datetime as dt
from collections.abc import Mapping

import structlog
from sqlalchemy.orm import Session
from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from bot.clock import Clock
from bot.html import cut_html
from bot.i18n import locale_of
from bot.notice import Notice
from bot.routes import Drawer
from bot.screen import Screen
from bot.show import NO_PREVIEW
from bot.transport import AnswerLost, pause_of
from crm import outbox
from crm.access import Actor, user_of
from crm.db import Crm
from crm.models import OutboxState
from crm.outbox import Owed, Sending

log = structlog.get_logger(__name__)

AT_ONCE = 25
LEASE = dt.timedelta(minutes=2)
GATHER = 0.01  # seconds: wakes that come together are one look into the outbox
SWEEP = 1.0  # seconds between looks when nothing wakes us
RETRY = dt.timedelta(seconds=5)  # after the first failure; doubled after each further one
RETRY_MOST = dt.timedelta(minutes=10)
TRIES = 8


class Delivery:
    """Sends what the bot owes. One person's messages go in order; different people's at once."""

    def __init__(self, crm: Crm, bot: Bot, clock: Clock, drawers: Mapping[str, Drawer]) -> None:
        self._crm = crm
        self._bot = bot
        self._clock = clock
        self._drawers = drawers
        self._wake = asyncio.Event()
        self._ended: list[Sending] = []
        self._claiming = False
        self._in_hand: dict[int, asyncio.Task[None]] = {}
        self._running: asyncio.Task[None] | None = None

    async def start(self) -> None:
        if self._crm.engine.dialect.name == "sqlite":
            # One file is one process: what is marked as being sent was in the hands of a dead one.
            await self._crm.write(outbox.release)
        self._crm.on_owed(self._wake.set)
        self._clock.on_change(self._wake.set)
        self._running = asyncio.create_task(self._run())

    async def stop(self, grace: float) -> None:
        """Claim nothing more, give what is being sent `grace` seconds, write down how it ended."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
        if self._in_hand:
            await asyncio.wait(self._in_hand.values(), timeout=grace)
        for task in self._in_hand.values():
            task.cancel()
        await asyncio.gather(*self._in_hand.values(), return_exceptions=True)
        await self._crm.write(outbox.settle, self._taken(), now=self._clock.now())

    async def idle(self) -> bool:
        """Whether nothing is being sent and nothing waits to be."""
        waiting = await self._crm.read(outbox.waiting, now=self._clock.now())
        # Looked at after the read: what it no longer sees waiting is being claimed, or in hand.
        return not (waiting or self._claiming or self._in_hand or self._ended)

    async def _run(self) -> None:
        while True:
            try:
                await self._turn()
            except Exception as error:
                log.error("the outbox cannot be worked", exc_info=error)
                await asyncio.sleep(SWEEP)
            try:
                async with asyncio.timeout(SWEEP):
                    await self._wake.wait()
                await asyncio.sleep(GATHER)
            except TimeoutError:
                pass

    async def _turn(self) -> None:
        self._wake.clear()
        now = self._clock.now()
        room = AT_ONCE - len(self._in_hand)
        # A look that changes nothing comes first: a claim is a write, and would wake us again.
        if not self._ended and not (room and await self._crm.read(outbox.waiting, now=now)):
            return
        ended = self._taken()
        self._claiming = True
        try:
            claimed = await self._crm.write(_settle_and_claim, ended, room, now=now)
            for owed in claimed:
                if owed.id not in self._in_hand:
                    self._in_hand[owed.id] = asyncio.create_task(self._deliver(owed))
        except BaseException:
            self._ended += ended
            raise
        finally:
            self._claiming = False

    def _taken(self) -> list[Sending]:
        taken, self._ended = self._ended, []
        return taken

    async def _deliver(self, owed: Owed) -> None:
        ended = await self._send(owed)
        if ended.state not in (OutboxState.SENT, OutboxState.CANCELLED):
            log.warning(
                "not delivered", outbox_id=owed.id, kind=owed.kind, state=ended.state, error=ended.error
            )
        self._ended.append(ended)
        del self._in_hand[owed.id]
        self._wake.set()

    async def _send(self, owed: Owed) -> Sending:
        try:
            me, screens = await self._draw(owed)
            if not screens:
                return Sending(owed.id, OutboxState.CANCELLED)
            sent = [await self._send_one(me.telegram_id, screen) for screen in screens]
            return Sending(owed.id, OutboxState.SENT, message_id=sent[-1])
        except RetryAfter as error:
            return self._later(owed, error, pause_of(error))
        except Forbidden as error:
            return Sending(owed.id, OutboxState.REFUSED, error=error.message, unreachable=True)
        except BadRequest as error:
            gone = "chat not found" in error.message.lower()
            return Sending(owed.id, OutboxState.REFUSED, error=error.message, unreachable=gone)
        except AnswerLost as error:
            return Sending(owed.id, OutboxState.UNKNOWN, error=error.message)
        except NetworkError as error:
            return self._later(owed, error)
        except Exception as error:
            log.error("a message cannot be drawn", outbox_id=owed.id, kind=owed.kind, exc_info=error)
            if owed.tries >= TRIES:
                return Sending(owed.id, OutboxState.REFUSED, error=repr(error))
            return self._later(owed, error)

    async def _draw(self, owed: Owed) -> tuple[Actor, list[Screen]]:
        me = await self._crm.read(_person, owed.user_id)
        notice = Notice(me, locale_of(me.language), self._clock.now(), owed.payload, owed.deal_id, self._crm)
        return me, await self._drawers[owed.kind](notice)

    async def _send_one(self, chat_id: int, screen: Screen) -> int:
        message = await self._bot.send_message(
            chat_id,
            cut_html(screen.text),
            parse_mode=ParseMode.HTML,
            reply_markup=screen.keyboard,
            link_preview_options=NO_PREVIEW,
        )
        return message.message_id

    def _later(self, owed: Owed, error: Exception, pause: dt.timedelta | None = None) -> Sending:
        pause = pause or min(RETRY * 2**owed.tries, RETRY_MOST)
        return Sending(owed.id, OutboxState.QUEUED, error=str(error), until=self._clock.now() + pause)


def _person(tx: Session, user_id: int) -> Actor:
    return Actor.of(user_of(tx, user_id))


def _settle_and_claim(tx: Session, ended: list[Sending], room: int, *, now: dt.datetime) -> list[Owed]:
    outbox.settle(tx, ended, now=now)
    return outbox.claim(tx, room, LEASE, now=now) if room else []
