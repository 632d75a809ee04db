"""The address of a meeting: asked once its moment is saved, typed or sent as a point of the map."""

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session
from telegram import Message

from bot import asks
from bot.context import Ctx
from bot.handlers.deals import mode_of, show_card
from bot.handlers.feed import follow
from bot.routes import Routes
from bot.screen import Screen
from bot.screens.deals import recorded_screen
from bot.screens.places import place_screen
from bot.show import show
from bot.taps.calendar import NoPlaceTap, PlaceTap, SkipPlaceTap
from bot.taps.deals import PLAIN, CardTap
from crm import cards, places
from crm.access import Actor
from crm.recorded import Recorded

routes = Routes()
ASK = "place"
LIVES = dt.timedelta(minutes=15)
"""Nobody was waiting for this question: what he types later means something else."""


def ask_place(tx: Session, actor: Actor, result: Recorded, mode: str, *, now: dt.datetime) -> None:
    """Wait for the address of the meeting that was just agreed on, if this is one without an address."""
    if places.wanted(result.step):
        data = {"deal": result.deal_id, "activity": result.activity_id, "mode": mode}
        asks.put(tx, actor.user_id, ASK, data, now=now, lives=LIVES)


@routes.tap(SkipPlaceTap)
async def on_skip(ctx: Ctx, tap: SkipPlaceTap) -> None:
    result = await ctx.read(places.recorded_with, ctx.me, tap.activity_id)
    await _go_on(ctx, result, mode_of(tap.mode))


@routes.tap(PlaceTap)
async def on_place_wanted(ctx: Ctx, tap: PlaceTap) -> None:
    card = await ctx.read(cards.deal_card, ctx.me, tap.deal_id, now=ctx.now)
    mode = mode_of(tap.mode)
    back = CardTap(tap.deal_id, mode).pack()
    data = {"deal": tap.deal_id, "activity": None, "mode": mode, asks.BACK: back}
    await ctx.write(asks.put, ctx.me.user_id, ASK, data, now=ctx.now)
    await show(ctx, place_screen(card, mode, ctx.locale))


@routes.tap(NoPlaceTap)
async def on_no_place(ctx: Ctx, tap: NoPlaceTap) -> None:
    await ctx.write(places.set_place, ctx.me, tap.deal_id, None, now=ctx.now)
    await show_card(ctx, tap.deal_id, mode=mode_of(tap.mode))


@routes.ask(ASK)
async def on_words(ctx: Ctx, text: str, data: dict[str, Any]) -> None:
    await _keep(ctx, places.read_place(text), data)


@routes.content()
async def on_point(ctx: Ctx, message: Message) -> bool:
    """A point of the map, or a house of it by its name and address."""
    if ctx.ask is None or ctx.ask.kind != ASK or message.location is None:
        return False
    point = message.location
    place = places.point_place(point.latitude, point.longitude)
    if (venue := message.venue) is not None:
        place = places.venue_place(venue.title, venue.address, point.latitude, point.longitude)
    await _keep(ctx, place, ctx.ask.data)
    return True


@routes.redraw(ASK)
async def on_restart(ctx: Ctx, data: dict[str, Any]) -> None:
    if data["activity"] is None:
        card = await ctx.read(cards.deal_card, ctx.me, data["deal"], now=ctx.now)
        await show(ctx, place_screen(card, data["mode"], ctx.locale))
    else:
        result = await ctx.read(places.recorded_with, ctx.me, data["activity"])
        await show(ctx, _screen(ctx, result, data["mode"], asks_place=True))


async def _keep(ctx: Ctx, place: str, data: dict[str, Any]) -> None:
    await ctx.write(places.set_place, ctx.me, data["deal"], place, now=ctx.now)
    if data["activity"] is None:
        await show_card(ctx, data["deal"], mode=mode_of(data["mode"]))
    else:
        result = await ctx.read(places.recorded_with, ctx.me, data["activity"])
        await _go_on(ctx, result, mode_of(data["mode"]))


async def _go_on(ctx: Ctx, result: Recorded, mode: str) -> None:
    """The outcome without the question, and the next card where one follows by itself."""
    await show(ctx, _screen(ctx, result, mode, asks_place=False))
    if mode != PLAIN:
        await follow(ctx, result.deal_id, mode)


def _screen(ctx: Ctx, result: Recorded, mode: str, *, asks_place: bool) -> Screen:
    return recorded_screen(result, ctx.locale, ctx.me.zone, ctx.now, mode, asks_place=asks_place)
