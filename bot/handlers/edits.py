"""Corrections of a saved client, from the card's [More]."""

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from bot import asks
from bot.context import Ctx
from bot.handlers.deals import show_card
from bot.handlers.zones import ask_where
from bot.routes import Routes
from bot.screens.clients import edit_screen
from bot.show import show
from bot.taps.clients import EditTap, Field
from bot.taps.deals import PLAIN
from crm import clients, edits
from crm.access import Actor, deal_of, workspace_of
from crm.cards import DealCard, deal_card
from crm.contacts import read_numbers
from crm.drafts import Draft
from crm.money import read_sum

routes = Routes()
EDIT = "client_edit"


@routes.tap(EditTap)
async def on_edit(ctx: Ctx, tap: EditTap) -> None:
    if tap.field not in set(Field):
        return
    field = Field(tap.field)
    if field is Field.ZONE:
        await ask_where(ctx, tap.deal_id, PLAIN)
        return
    card = await ctx.read(deal_card, ctx.me, tap.deal_id, now=ctx.now)
    data = {"deal": tap.deal_id, "field": field, "seen": tap.seen}
    await ctx.write(asks.put, ctx.me.user_id, EDIT, data, now=ctx.now)
    await show(ctx, edit_screen(card, field, ctx.locale))


@routes.ask(EDIT)
async def on_words(ctx: Ctx, text: str, data: dict[str, Any]) -> None:
    """What was typed for the field. What cannot be read is refused, and the question stays."""
    card = await ctx.read(deal_card, ctx.me, data["deal"], now=ctx.now)
    field = Field(data["field"])
    value = _read(field, text, await _country(ctx, card))
    await ctx.write(_correct, ctx.me, card.deal_id, field, value, seen=data["seen"], now=ctx.now)
    await show_card(ctx, card.deal_id)


def _read(field: Field, text: str, country: str) -> Any:
    match field:
        case Field.NAME | Field.COMPANY:
            return clients.read_name(text)
        case Field.NEED:
            return clients.read_text(text)
        case Field.PHONE:
            return read_numbers(text, country)
        case Field.SUM:
            return read_sum(text)


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


async def _country(ctx: Ctx, card: DealCard) -> str:
    """How to read a number without a plus: the client's country."""
    return Draft(phones=card.phones).country((await ctx.read(workspace_of)).country)
