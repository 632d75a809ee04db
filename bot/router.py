"""From an update to its handler, by tables. No handler sees a group, a foreign press or a bad button."""

import datetime as dt
from contextlib import suppress
from functools import cached_property
from typing import Any

import structlog
from sqlalchemy.orm import Session
from telegram import Bot, CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, Update, User
from telegram.error import TelegramError

from bot import asks
from bot.alarm import Alarm
from bot.callbacks import BadTap, Tap
from bot.clock import Clock
from bot.commands import Commands
from bot.context import Ctx
from bot.errors import apologise, refuse
from bot.faults import passing, reaches_nobody
from bot.feedplace import FeedPlace
from bot.i18n import LANGUAGES, locale_of
from bot.routes import Route, Routes, pick
from bot.show import toast
from crm import inbox, sendings
from crm.access import Actor, TelegramPerson, actor_of, meet
from crm.db import Crm
from crm.errors import AlreadyHandled, CrmError

__all__ = ["Router", "Routes"]

log = structlog.get_logger(__name__)


class Router:
    """Handles one decoded update at a time; `bot.lanes` keeps a chat's updates in order."""

    def __init__(
        self,
        routes: Routes,
        crm: Crm,
        bot: Bot,
        clock: Clock,
        commands: Commands,
        alarm: Alarm,
        feeds: FeedPlace | None = None,
    ) -> None:
        self._routes = routes
        self._crm = crm
        self._bot = bot
        self._clock = clock
        self._equip = commands.equip
        self._alarm = alarm
        self._feeds = feeds

    @cached_property
    def _menu_words(self) -> dict[str, str]:
        """What the menus say, in every language: read when words come, so that the first poll is not late."""
        return {locale_of(language).plain(key): key for language in LANGUAGES for key in self._routes.menus}

    async def handle(self, update: Update) -> None:
        """Do what the update asks and show the result. Never raises for what a person sent."""
        if update.my_chat_member is not None:
            await self._membership(update.my_chat_member)
            return
        user, chat, query = update.effective_user, update.effective_chat, update.callback_query
        if user is None or chat is None:
            return
        if chat.type != Chat.PRIVATE:
            if query is not None:
                with suppress(TelegramError):  # too late, mostly: nobody waits for more than an answer
                    await self._bot.answer_callback_query(query.id)
        elif query is not None:
            await self._tap(await self._context(update, user, chat), query)
        elif update.message is not None:
            await self._message(await self._context(update, user, chat), update.message)

    async def slowed(self, update: Update) -> None:
        """Say to a person who presses faster than can be followed that his answers come more slowly."""
        user, chat = update.effective_user, update.effective_chat
        if user is None or chat is None or chat.type != Chat.PRIVATE:
            return
        me = await self._actor(user, self._clock.now())
        try:
            await self._bot.send_message(chat.id, locale_of(me.language).plain("flood-slowed"))
        except TelegramError as error:
            log.info("not told that he is slowed", chat_id=chat.id, error=type(error).__name__)

    async def _context(self, update: Update, user: User, chat: Chat) -> Ctx:
        now = self._clock.now()
        me = await self._actor(user, now)
        data = self._crm.handling(update.update_id)
        return Ctx(
            me,
            locale_of(me.language),
            now,
            self._bot,
            update,
            chat.id,
            data,
            self._clock,
            self._equip,
            self._feeds,
        )

    async def _actor(self, user: User, now: dt.datetime) -> Actor:
        person = TelegramPerson(user.id, user.full_name or "", user.username, user.language_code)
        actor = await self._crm.glance(actor_of, person)
        if actor is None or actor.blocked:
            # Not through the handling of the update: meeting somebody is not yet its effect.
            actor = await self._crm.write(_greet, person, now=now)
        return actor

    async def _tap(self, ctx: Ctx, query: CallbackQuery) -> None:
        found = self._find_tap(query.data or "", ctx.me)
        if found is None:
            await ctx.answer(ctx.locale.plain("error-old-button"))
            return
        route, tap = found
        ctx.drops_ask = not route.keeps_ask
        await self._run(ctx, route, tap, deal_id=getattr(tap, "deal_id", None))
        await ctx.answer()
        await self._close_ask(ctx)

    def _find_tap(self, data: str, actor: Actor) -> tuple[Route, Tap] | None:
        route = pick(self._routes.taps.get(data.partition(":")[0]), actor)
        if route is None or route.tap is None:
            return None
        try:
            return route, route.tap.parse(data)
        except BadTap:
            return None

    async def _message(self, ctx: Ctx, message: Message) -> None:
        text = message.text or ""
        ctx.drops_ask = True
        if text.startswith("/"):
            await self._command(ctx, text)
        elif text in self._menu_words:
            await self._menu(ctx, self._menu_words[text])
        else:
            await self._words(ctx, message)
            return
        await self._close_ask(ctx)

    async def _command(self, ctx: Ctx, text: str) -> None:
        name, _, rest = text[1:].partition(" ")
        route = pick(self._routes.commands.get(name.partition("@")[0].lower()), ctx.me)
        if route is None:
            await self._start(ctx)
            return
        await self._run(ctx, route, rest.strip())

    async def _menu(self, ctx: Ctx, key: str) -> None:
        route = pick(self._routes.menus[key], ctx.me)
        if route is None:
            await self._start(ctx)
            return
        await self._run(ctx, route)

    async def _start(self, ctx: Ctx) -> None:
        """What a stranger gets, whatever he tried."""
        route = pick(self._routes.commands.get("start"), ctx.me)
        if route is not None:
            await self._run(ctx, route, "")

    async def _words(self, ctx: Ctx, message: Message) -> None:
        """Everything typed or sent that is no command: first what was asked for, then what it is."""
        ctx.ask, handled = await ctx.read(_heard, ctx.me.user_id, ctx.update.update_id, ctx.now)
        if handled:
            await self._again(ctx)
            return
        ctx.drops_ask = ctx.ask is not None
        routes, reply = self._routes, message.reply_to_message
        asked = pick(routes.asks.get(ctx.ask.kind), ctx.me) if ctx.ask else None
        if message.contact is not None:
            route = pick(routes.contacts, ctx.me)
            if route is not None:
                await self._run(ctx, route, message.contact)
                return
        to_us = reply is not None and reply.from_user is not None and reply.from_user.id == self._bot.id
        if to_us and await self._offer(ctx, routes.replies, message):
            return
        if message.text is None:
            if not await self._offer(ctx, routes.contents, message):
                await toast(ctx, ctx.locale.plain("error-only-text"))
        elif asked is not None and ctx.ask is not None:
            await self._run(ctx, asked, message.text, ctx.ask.data)
        else:
            route = pick(routes.texts, ctx.me)
            if route is not None:
                await self._run(ctx, route, message.text)

    async def _offer(self, ctx: Ctx, routes: list[Route], message: Message) -> bool:
        """Whether one of these handlers took the message: each is asked until one does."""
        for route in routes:
            if route.who.includes(ctx.me) and await self._run(ctx, route, message):
                return True
        return False

    async def _run(self, ctx: Ctx, route: Route, *args: Any, deal_id: int | None = None) -> bool:
        """Whether the handler took it; a refusal or a fault was its answer too."""
        try:
            return await route.handler(ctx, *args) is not False
        except AlreadyHandled:
            await self._again(ctx, deal_id)
        except CrmError as error:
            # What is only said leaves an open question open; a fresh card takes its place.
            ctx.drops_ask = await refuse(ctx, error, self._routes.card, deal_id)
            await self._close_ask(ctx)
        except Exception as error:
            if passing(error) or reaches_nobody(error):
                raise  # the intake hands the update in again: its effect happens once, its screen is drawn
            await apologise(ctx, error)
            await self._alarm("update_failed", number=ctx.update.update_id)
        return True

    async def _again(self, ctx: Ctx, deal_id: int | None = None) -> None:
        """An update that had its effect before the process died: only its screen may be missing."""
        ctx.drops_ask = False
        ctx.ask = await ctx.read(asks.find, ctx.me.user_id, ctx.now)
        route = pick(self._routes.redraws.get(ctx.ask.kind), ctx.me) if ctx.ask else None
        if deal_id is None and ctx.ask is not None and route is not None:
            await self._run(ctx, route, ctx.ask.data)
        else:
            await refuse(ctx, AlreadyHandled(), self._routes.card, deal_id)

    async def _close_ask(self, ctx: Ctx) -> None:
        """A button or command that wrote nothing closes the open question too, after its screen."""
        if ctx.drops_ask and await ctx.read(asks.find, ctx.me.user_id, ctx.now) is not None:
            await self._crm.write(asks.drop, ctx.me.user_id)

    async def _membership(self, change: ChatMemberUpdated) -> None:
        if change.chat.type != Chat.PRIVATE:
            return
        gone = change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
        await self._crm.write(sendings.note_reachable, change.from_user.id, not gone, now=self._clock.now())


def _heard(tx: Session, user_id: int, update_id: int, now: dt.datetime) -> tuple[asks.Asked | None, bool]:
    """What the words of this update may answer, and whether they did so before."""
    return asks.find(tx, user_id, now), inbox.had_effect(tx, update_id)


def _greet(tx: Session, person: TelegramPerson, *, now: dt.datetime) -> Actor:
    """Meet a stranger, or somebody who speaks again after he had stopped the bot."""
    sendings.note_reachable(tx, person.telegram_id, True, now=now)
    return meet(tx, person, now=now)
