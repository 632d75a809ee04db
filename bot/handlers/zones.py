"""Where a client is: asked on his card, answered by a button, words or a location (a draft's too)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session
from telegram import Message

from bot import asks
from bot.client_draft import OpenDraft, draw_which
from bot.context import Ctx
from bot.handlers.deals import mode_of, show_card
from bot.handlers.draft_zones import keep_place
from bot.reading import read_aside
from bot.routes import Routes
from bot.screens.zones import promised_screen, where_screen, which_city_screen, zones_screen
from bot.show import show
from bot.taps.deals import CardTap
from bot.taps.zones import CityTap, RightTap, UsualTap, WhereTap, ZoneTap
from crm import client_zones, reminders
from crm.access import Actor, deal_of
from crm.cities import city_at
from crm.client_zones import ClientZone
from crm.errors import UnknownZone, UnsureZone
from crm.models import ZoneSource
from crm.replan import Promised
from crm.whereabouts import Whereabouts, read_whereabouts, whereabouts_in, whereabouts_near
from crm.zone_names import choices, city_choices, zone_by_number

routes = Routes()
WHERE = "client_zone"
Find = Callable[[Session, ClientZone], Whereabouts]


# On a card


@routes.tap(WhereTap)
async def on_where(ctx: Ctx, tap: WhereTap) -> None:
    await ask_where(ctx, tap.deal_id, mode_of(tap.mode), tap.page)


async def ask_where(ctx: Ctx, deal_id: int, mode: str, page: int | None = None) -> None:
    """What is known of it, and the question; with a `page`, all zones. Raises NotFound."""
    client = await ctx.write(_asked, ctx.me, deal_id, mode, now=ctx.now)
    if page is None:
        await show(ctx, where_screen(client, mode, ctx.locale, ctx.me.zone))
    else:
        zones = choices(client.country, ctx.me.language, ctx.now)
        await show(ctx, zones_screen(client, mode, zones, page, ctx.locale))


@routes.redraw(WHERE)
async def on_restart(ctx: Ctx, data: dict[str, Any]) -> None:
    client = await ctx.read(client_zones.client_zone, ctx.me, data["deal"], now=ctx.now)
    await show(ctx, where_screen(client, data["mode"], ctx.locale, ctx.me.zone))


@routes.tap(ZoneTap)
async def on_zone(ctx: Ctx, tap: ZoneTap) -> None:
    place = Whereabouts(zone_by_number(tap.zone), ZoneSource.CHOSEN)
    await _settle(ctx, tap.deal_id, tap.mode, lambda tx, client: place)


@routes.tap(UsualTap)
async def on_usual(ctx: Ctx, tap: UsualTap) -> None:
    def find(tx: Session, client: ClientZone) -> Whereabouts:
        return client_zones.usual_whereabouts(tx, tap.zone, tap.city, ctx.me.language)

    await _settle(ctx, tap.deal_id, tap.mode, find)


@routes.tap(CityTap)
async def on_city(ctx: Ctx, tap: CityTap) -> None:
    place = whereabouts_in(city_at(tap.place), ctx.me.language)
    await _settle(ctx, tap.deal_id, tap.mode, lambda tx, client: place)


@routes.tap(RightTap)
async def on_right(ctx: Ctx, tap: RightTap) -> None:
    def find(tx: Session, client: ClientZone) -> Whereabouts:
        return Whereabouts(
            client.zone, ZoneSource.CHOSEN, client.whereabouts.city if client.whereabouts else None
        )

    await _settle(ctx, tap.deal_id, tap.mode, find)


@routes.ask(WHERE)
async def on_words(ctx: Ctx, text: str, data: dict[str, Any]) -> None:
    """A typed city. What cannot be read is refused, and the question stays."""
    client = await ctx.read(client_zones.client_zone, ctx.me, data["deal"], now=ctx.now)
    try:
        place = await read_aside(read_whereabouts, text, client.country, ctx.me.language, ctx.now)
    except UnsureZone as unsure:
        await _draw_which(ctx, unsure, data)
        return
    if place is None:
        raise UnknownZone
    await _settle(ctx, data["deal"], data["mode"], lambda tx, client: place)


@routes.content()
async def on_location(ctx: Ctx, message: Message) -> bool:
    """A shared location where it was asked where the client is, or while a draft is open."""
    opened, asked = OpenDraft.of(ctx.ask), ctx.ask is not None and ctx.ask.kind == WHERE
    if message.location is None or ctx.ask is None or not (opened or asked):
        return False
    data = ctx.ask.data
    try:
        place = whereabouts_near(message.location.latitude, message.location.longitude, ctx.me.language)
    except UnsureZone as unsure:
        if opened:
            await draw_which(ctx, opened, unsure.cities)
        else:
            await _draw_which(ctx, unsure, data)
        return True
    if opened:
        await keep_place(ctx, opened, place)
    else:
        await _settle(ctx, data["deal"], data["mode"], lambda tx, client: place)
    return True


async def _draw_which(ctx: Ctx, unsure: UnsureZone, data: dict[str, Any]) -> None:
    """The question stays open: the town may be typed better, too."""
    ctx.drops_ask = False
    cities = city_choices(unsure.cities, ctx.me.language, ctx.now)
    await show(ctx, which_city_screen(data["deal"], data["mode"], cities, ctx.locale))


async def _settle(ctx: Ctx, deal_id: int, mode: str, find: Find) -> None:
    promised = await ctx.write(_change, ctx.me, deal_id, find, now=ctx.now)
    if promised:
        await show(ctx, promised_screen(promised, mode_of(mode), ctx.locale, ctx.me.zone, ctx.now))
        return
    await show_card(ctx, deal_id, mode=mode_of(mode), toast=ctx.locale.plain("client-changed"))


# Transactions


def _asked(tx: Session, actor: Actor, deal_id: int, mode: str, *, now: dt.datetime) -> ClientZone:
    """The question, remembered; a reminder is answered by the press."""
    reminders.acknowledge(tx, actor, deal_id)
    client = client_zones.client_zone(tx, actor, deal_id, now=now)
    data = {"deal": deal_id, "mode": mode, asks.BACK: CardTap(deal_id, mode).pack()}
    asks.put(tx, actor.user_id, WHERE, data, now=now)
    return client


def _change(tx: Session, actor: Actor, deal_id: int, find: Find, *, now: dt.datetime) -> tuple[Promised, ...]:
    place = find(tx, client_zones.client_zone(tx, actor, deal_id, now=now))
    return client_zones.change_whereabouts(tx, actor, deal_of(tx, actor, deal_id).client_id, place, now=now)
