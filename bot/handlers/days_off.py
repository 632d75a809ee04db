"""Days off of the company and of everybody: a press on a day, or typed ("28.12–08.01 leave")."""

import datetime as dt

from sqlalchemy.orm import Session

from bot import asks
from bot.context import Ctx
from bot.reading import read_aside
from bot.routes import Routes
from bot.saved import show_saved
from bot.screens.days_off import month_screen
from bot.show import show
from bot.taps.hours import CLEAR, OFF, DayTap, MonthTap
from crm import rests
from crm.access import Actor
from crm.errors import UnreadableDays
from crm.month import Month, month_of
from crm.rest_words import read_rest
from crm.rests import Rests

DAYS_OFF = "days_off"

routes = Routes()


@routes.tap(MonthTap)
async def on_month(ctx: Ctx, tap: MonthTap) -> None:
    month = await ctx.write(_open, ctx.me, tap.user_id, tap.first, now=ctx.now)
    await show(ctx, month_screen(month, ctx.locale))


@routes.tap(DayTap, keeps_ask=True)
async def on_day(ctx: Ctx, tap: DayTap) -> None:
    month, said = await ctx.write(_set_day, ctx.me, tap, now=ctx.now)
    await show_saved(ctx, month_screen(month, ctx.locale), said.moved, said.left)


@routes.redraw(DAYS_OFF)
async def on_month_again(ctx: Ctx, data: dict[str, int | None]) -> None:
    month = await ctx.read(month_of, ctx.me, data["user"], None, now=ctx.now)
    await show(ctx, month_screen(month, ctx.locale))


@routes.ask(DAYS_OFF)
async def on_words(ctx: Ctx, text: str, data: dict[str, int | None]) -> None:
    """What cannot be read is refused, and the question stays."""
    days = await read_aside(read_rest, text, now=ctx.now, zone=ctx.me.zone)
    if days is None:
        raise UnreadableDays
    month, said = await ctx.write(_add, ctx.me, data["user"], days, now=ctx.now)
    await show_saved(ctx, month_screen(month, ctx.locale), said.moved, said.left)


# Transactions


def _open(
    tx: Session, actor: Actor, user_id: int | None, first: dt.date | None, *, now: dt.datetime
) -> Month:
    """The month, and the next words typed are days of it."""
    month = month_of(tx, actor, user_id, first, now=now)
    asks.put(tx, actor.user_id, DAYS_OFF, {"user": user_id}, now=now)
    return month


def _set_day(tx: Session, actor: Actor, tap: DayTap, *, now: dt.datetime) -> tuple[Month, Rests]:
    day, whose = tap.date, tap.user_id
    if tap.make == CLEAR:
        said = rests.remove_day_off(tx, actor, day, day, user_id=whose, now=now)
    else:
        said = rests.add_day_off(tx, actor, day, day, off=tap.make == OFF, user_id=whose, now=now)
    return month_of(tx, actor, whose, day, now=now), said


def _add(
    tx: Session,
    actor: Actor,
    user_id: int | None,
    days: tuple[dt.date, dt.date, str | None],
    *,
    now: dt.datetime,
) -> tuple[Month, Rests]:
    first, last, name = days
    said = rests.add_day_off(tx, actor, first, last, name=name, user_id=user_id, now=now)
    asks.put(tx, actor.user_id, DAYS_OFF, {"user": user_id}, now=now)
    return month_of(tx, actor, user_id, first, now=now), said
