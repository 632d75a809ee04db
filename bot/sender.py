"""One owed message on its way: drawn for its reader, sent, and how that ended."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

import structlog
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.clock import Clock
from bot.doubt import Doubt
from bot.faults import html_refused
from bot.html import cut_html, plain_of
from bot.i18n import locale_of
from bot.notice import Notice
from bot.pacing import Owed as Aside
from bot.results import lost, result_of, undrawn
from bot.routes import Drawer
from bot.screen import Screen
from bot.show import NO_PREVIEW
from crm.db import Crm
from crm.models import OutboxState
from crm.outbox import Owed
from crm.sendings import Sending

log = structlog.get_logger(__name__)

CONNECT, READ, ALL = 5.0, 10.0, 17.0  # seconds; all, drawing too, less than the lease of `bot.delivery`


class Sender:
    def __init__(
        self, crm: Crm, bot: ExtBot[Aside], clock: Clock, drawers: Mapping[str, Drawer], doubt: Doubt
    ) -> None:
        """`doubt` learns of failures that may be Telegram's altogether."""
        self._crm = crm
        self._bot = bot
        self._clock = clock
        self._drawers = drawers
        self._doubt = doubt

    async def send(self, owed: Owed, aside: Aside) -> Sending:
        """Draw and send it; never raises. `aside` is called where it must wait for its chat's sake."""
        return self._without_token(await self._send(owed, aside))

    async def _send(self, owed: Owed, aside: Aside) -> Sending:
        until = asyncio.get_running_loop().time() + ALL
        try:
            async with asyncio.timeout_at(until):
                screens = await self._draw(owed)
        except Exception as error:
            log.error("a message cannot be drawn", kind=owed.kind, exc_info=error)
            return undrawn(owed, error, self._clock.now())
        if not screens:
            return Sending(owed.id, owed.tries, OutboxState.CANCELLED)
        try:
            async with asyncio.timeout_at(until):
                return await self._send_all(owed, screens, aside)
        except asyncio.CancelledError:
            # The bot stops. It may have arrived, and the next start must not take it for never sent.
            return lost(owed, "stopped", self._clock.now())
        except Exception as error:
            self._doubt.after(error)
            return result_of(owed, error, self._clock.now())

    async def _draw(self, owed: Owed) -> list[Screen]:
        # Another process may have caused it by a clock that is ahead of ours: what was due then is due.
        me, now = owed.me, max(self._clock.now(), owed.at)
        notice = Notice(me, locale_of(me.language), now, owed.payload, owed.deal_id, self._crm)
        return await self._drawers[owed.kind](notice)

    async def _send_all(self, owed: Owed, screens: list[Screen], aside: Aside) -> Sending:
        ended = Sending(owed.id, owed.tries, OutboxState.SENT)
        for screen in screens:
            text, chat_id = cut_html(screen.text), owed.me.telegram_id
            try:
                message_id = await self._send_one(chat_id, text, screen, ParseMode.HTML, aside)
            except BadRequest as error:
                if not html_refused(error):
                    raise
                message_id = await self._send_one(chat_id, plain_of(text), screen, None, aside)
                ended = replace(ended, error=error.message, alert="html_refused")
            ended = replace(ended, message_id=message_id)
        return ended

    async def _send_one(
        self, chat_id: int, text: str, screen: Screen, parse_mode: str | None, aside: Aside
    ) -> int:
        message = await self._bot.send_message(
            chat_id,
            text,
            parse_mode=parse_mode,
            reply_markup=screen.keyboard,
            link_preview_options=NO_PREVIEW,
            connect_timeout=CONNECT,
            read_timeout=READ,
            rate_limit_args=aside,
        )
        return message.message_id

    def _without_token(self, ended: Sending) -> Sending:
        return (
            ended if ended.error is None else replace(ended, error=ended.error.replace(self._bot.token, "…"))
        )
