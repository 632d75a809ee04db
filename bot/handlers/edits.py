"""Corrections of a saved client, from the card's [More]."""

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from bot import asks
from bot.context import Ctx
from bot.handlers.deals import show_card
from bot.routes import Routes
from bot.screens.clients import edit_screen, edit_zone_screen
from bot.show import show
from bot.taps.clients import EditTap, Field, ZoneTap
from crm import clients, edits
from crm.access import Actor, deal_of, workspace_of
from crm.cards import DealCard, deal_card
from crm.contacts import read_numbers
from crm.drafts import Draft
from crm.errors import UnsureZone
from crm.money import read_sum
from crm.zone_names import choices, city_choices, read_zone, zone_by_number

routes = Routes()
EDIT = "client_edit"


@routes.tap(EditTap)
async def on_edit(ctx: Ctx, tap: EditTap) -> None:
    if tap.field not in set(Field):
        return
    field = Field(tap.field)
    card = await ctx.read(deal_card, ctx.me, tap.deal_id, now=ctx.now)
    data = {"deal": tap.deal_id, "field": field, "seen": tap.seen}
    await ctx.write(asks.put, ctx.me.user_id, EDIT, data, now=ctx.now)
    if field is Field.ZONE:
        zones = choices(await _country(ctx, card), ctx.me.language, ctx.now)
        await show(ctx, edit_zone_screen(card, zones, tap.page, ctx.locale))
    else:
        await show(ctx, edit_screen(card, field, ctx.locale))


@routes.tap(ZoneTap)
async def on_zone(ctx: Ctx, tap: ZoneTap) -> None:
    zone = zone_by_number(tap.zone)
    await ctx.write(_correct, ctx.me, tap.deal_id, Field.ZONE, zone, seen=0, now=ctx.now)
    await show_card(ctx, tap.deal_id, toast=ctx.locale.plain("client-changed"))


@routes.ask(EDIT)
async def on_words(ctx: Ctx, text: str, data: dict[str, Any]) -> None:
    """What was typed for the field. What cannot be read is refused, and the question stays."""
    card = await ctx.read(deal_card, ctx.me, data["deal"], now=ctx.now)
    field = Field(data["field"])
    try:
        value = _read(field, text, await _country(ctx, card), ctx.now)
    except UnsureZone as unsure:
        zones = city_choices(unsure.cities, ctx.me.language, ctx.now)
        await show(ctx, edit_zone_screen(card, zones, 0, ctx.locale))
        return
    await ctx.write(_correct, ctx.me, card.deal_id, field, value, seen=data["seen"], now=ctx.now)
    await show_card(ctx, card.deal_id)


def _read(field: Field, text: str, country: str, now: dt.datetime) -> Any:
    match field:
        case Field.NAME | Field.COMPANY:
            return clients.read_name(text)
        case Field.NEED:
            return clients.read_text(text)
        case Field.PHONE:
            return read_numbers(text, country)
        case Field.SUM:
            return read_sum(text)
        case Field.ZONE:
            return read_zone(text, country, now)


def _correct(
    tx: Session, actor: Actor, deal_id: int, field: Field, value: Any, *, seen: int, now: dt.datetime
) -> None:
    client_id = deal_of(tx, actor, deal_id).client_id
    match field:
        case Field.NAME:
            edits.rename(tx, actor, client_id, value, now=now)
        case Field.COMPANY:
            edits.change_company(tx, actor, client_id, value, now=now)
        case Field.NEED:
            edits.change_need(tx, actor, deal_id, value, now=now)
        case Field.PHONE:
            for e164 in value:
                edits.give_phone(tx, actor, client_id, e164, now=now)
        case Field.SUM:
            edits.change_sum(tx, actor, deal_id, value, seen=seen, now=now)
        case Field.ZONE:
            edits.change_zone(tx, actor, client_id, value, now=now)


async def _country(ctx: Ctx, card: DealCard) -> str:
    """Whose zones to offer and how to read a number without a plus: the client's country."""
    return Draft(phones=card.phones).country((await ctx.read(workspace_of)).country)
