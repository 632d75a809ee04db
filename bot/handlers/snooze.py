"""Putting a reminder off, and what is done with a step that was put off too often."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot import asks
from bot.context import Ctx
from bot.handlers.deals import mode_of
from bot.handlers.feed import follow
from bot.i18n import Locale
from bot.notice import Notice
from bot.routes import Routes
from bot.screen import Screen
from bot.screens.deals import deal_card
from bot.screens.moved import moved_line
from bot.screens.snooze import (
    answered_line,
    ask_head_screen,
    asked_line,
    head_asked_screen,
    later_screen,
    snoozed_screen,
)
from bot.show import send, show
from bot.taps.deals import PLAIN, CardTap
from bot.taps.snooze import AskHeadTap, AskWordlessTap, LastTryTap, LaterTap, SnoozeTap
from crm import cards, often, reminders, snooze
from crm.access import Actor
from crm.errors import DealClosed, NotFound
from crm.models import DealState
from crm.often import Said
from crm.snooze import Later

routes = Routes()
ASK = "ask_head"


@routes.tap(LaterTap)
async def on_later(ctx: Ctx, tap: LaterTap) -> None:
    card = await ctx.write(_heard, ctx.me, tap.deal_id, now=ctx.now)
    await show(ctx, later_screen(card, ctx.locale, ctx.me.zone, mode_of(tap.mode)))


@routes.tap(SnoozeTap)
async def on_snooze(ctx: Ctx, tap: SnoozeTap) -> None:
    mode, later = mode_of(tap.mode), Later(tap.later)
    done = await ctx.write(snooze.snooze, ctx.me, tap.deal_id, later, seen=tap.seen, now=ctx.now)
    toast = ctx.locale.plain("recorded-again") if done.again else None
    await show(ctx, snoozed_screen(done, ctx.locale, ctx.me.zone, mode), toast=toast)
    if mode != PLAIN and not done.again and done.card.often is None:
        await follow(ctx, tap.deal_id, mode)


@routes.tap(LastTryTap)
async def on_last_try(ctx: Ctx, tap: LastTryTap) -> None:
    opening = await ctx.write(often.last_try, ctx.me, tap.deal_id, seen=tap.seen, now=ctx.now)
    card = await ctx.read(cards.deal_card, ctx.me, tap.deal_id, now=ctx.now)
    why = "\n".join(moved_line(opening, ctx.locale, mine=card.mine)) or None
    await show(ctx, deal_card(card, ctx.locale, ctx.me.zone, mode=mode_of(tap.mode), top=why))


# The question to the head


@routes.tap(AskHeadTap)
async def on_ask_head(ctx: Ctx, tap: AskHeadTap) -> None:
    card = await ctx.write(_wanted, ctx.me, tap.deal_id, now=ctx.now)
    await show(ctx, ask_head_screen(card, ctx.locale))


@routes.tap(AskWordlessTap)
async def on_wordless(ctx: Ctx, tap: AskWordlessTap) -> None:
    names = await ctx.write(often.ask_head, ctx.me, tap.deal_id, "", now=ctx.now)
    await show(ctx, head_asked_screen(tap.deal_id, names, ctx.locale))


@routes.ask(ASK)
async def on_question(ctx: Ctx, text: str, data: dict[str, Any]) -> None:
    names = await ctx.write(often.ask_head, ctx.me, data["deal"], text, now=ctx.now)
    await send(ctx, head_asked_screen(data["deal"], names, ctx.locale))


@routes.redraw(ASK)
async def on_restart(ctx: Ctx, data: dict[str, Any]) -> None:
    card = await ctx.read(cards.deal_card, ctx.me, data["deal"], now=ctx.now)
    await show(ctx, ask_head_screen(card, ctx.locale))


@routes.notice("asked")
async def draw_asked(notice: Notice) -> list[Screen]:
    """For the head: the card with the manager's question above it."""
    return await _with_card(notice, asked_line)


@routes.notice("head_answered")
async def draw_answered(notice: Notice) -> list[Screen]:
    """For the manager: the card again, with what the head says."""
    return await _with_card(notice, answered_line)


async def _with_card(notice: Notice, line: Callable[[Said, Locale], str]) -> list[Screen]:
    """Nothing once the deal is closed or another's."""
    try:
        card = await notice.read(cards.deal_card, notice.me, notice.payload["deal"], now=notice.now)
        said = await notice.read(often.said, notice.payload["activity"])
    except NotFound:
        return []
    if card.state is not DealState.OPEN:
        return []
    return [deal_card(card, notice.locale, notice.me.zone, top=line(said, notice.locale))]


# Transactions


def _heard(tx: Session, actor: Actor, deal_id: int, *, now: dt.datetime) -> cards.DealCard:
    """The card of an open deal, and the reminder it stands in is answered by the press."""
    reminders.acknowledge(tx, actor, deal_id)
    card = cards.deal_card(tx, actor, deal_id, now=now)
    if card.state is not DealState.OPEN:
        raise DealClosed(deal_id)
    return card


def _wanted(tx: Session, actor: Actor, deal_id: int, *, now: dt.datetime) -> cards.DealCard:
    """The card of the deal, and the question of what to ask is open."""
    deal = often.check_may_ask(tx, actor, deal_id)
    reminders.acknowledge(tx, actor, deal_id)
    asks.put(tx, actor.user_id, ASK, {"deal": deal.id, asks.BACK: CardTap(deal.id).pack()}, now=now)
    return cards.card_of(tx, actor, deal, now=now)
