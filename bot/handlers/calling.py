"""When a client may be called: from the card's [More], by buttons or in his own words."""

import datetime as dt

from sqlalchemy.orm import Session

from bot import asks
from bot.context import Ctx
from bot.reading import read_aside
from bot.routes import Routes
from bot.saved import show_saved
from bot.screens.calling import client_hours_screen
from bot.show import show
from bot.taps.deals import CardTap
from bot.taps.hours import ClientHoursTap, WishTap
from crm import calling
from crm.access import Actor, deal_of
from crm.calling import ClientHours
from crm.errors import UnreadableWish
from crm.wish_reading import read_calling
from crm.wishes import Wish

WISH = "client_hours"

routes = Routes()


@routes.tap(ClientHoursTap)
async def on_client_hours(ctx: Ctx, tap: ClientHoursTap) -> None:
    hours = await ctx.write(_open, ctx.me, tap.deal_id, now=ctx.now)
    await show(ctx, client_hours_screen(tap.deal_id, hours, ctx.locale, ctx.now))


@routes.tap(WishTap)
async def on_wish(ctx: Ctx, tap: WishTap) -> None:
    said = (tap.opens, tap.closes, tap.days)
    wish = None if said == (None, None, None) else Wish(*said)
    await _say(ctx, tap.deal_id, wish)


@routes.redraw(WISH)
async def on_client_hours_again(ctx: Ctx, data: dict[str, int]) -> None:
    hours = await ctx.read(_hours, ctx.me, data["deal"], now=ctx.now)
    await show(ctx, client_hours_screen(data["deal"], hours, ctx.locale, ctx.now))


@routes.ask(WISH)
async def on_words(ctx: Ctx, text: str, data: dict[str, int]) -> None:
    """What cannot be read is refused, and the question stays."""
    wish = await read_aside(read_calling, text)
    if wish is None:
        raise UnreadableWish
    await _say(ctx, data["deal"], wish)


async def _say(ctx: Ctx, deal_id: int, wish: Wish | None) -> None:
    hours = await ctx.write(_set, ctx.me, deal_id, wish, now=ctx.now)
    await show_saved(ctx, client_hours_screen(deal_id, hours, ctx.locale, ctx.now), hours.moved)


# Transactions: on the screen of his hours the next words typed are a wish of his


def _open(tx: Session, actor: Actor, deal_id: int, *, now: dt.datetime) -> ClientHours:
    hours = _hours(tx, actor, deal_id, now=now)
    _ask(tx, actor, deal_id, now)
    return hours


def _set(tx: Session, actor: Actor, deal_id: int, wish: Wish | None, *, now: dt.datetime) -> ClientHours:
    client_id = deal_of(tx, actor, deal_id).client_id
    hours = calling.set_calling(tx, actor, client_id, wish, now=now)
    _ask(tx, actor, deal_id, now)
    return hours


def _hours(tx: Session, actor: Actor, deal_id: int, *, now: dt.datetime) -> ClientHours:
    return calling.client_hours(tx, actor, deal_of(tx, actor, deal_id).client_id, now=now)


def _ask(tx: Session, actor: Actor, deal_id: int, now: dt.datetime) -> None:
    asks.put(tx, actor.user_id, WISH, {"deal": deal_id, asks.BACK: CardTap(deal_id).pack()}, now=now)
