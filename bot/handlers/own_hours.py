"""One's own hours: days, hours, lunch. By buttons or typed."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from bot import asks
from bot.context import Ctx
from bot.routes import Routes
from bot.saved import show_saved
from bot.screens.hours import own_days_screen, own_lunch_screen, own_week_screen
from bot.show import show
from bot.taps.home import HoursTap
from bot.taps.hours import OwnWeekTap
from crm import own_week, profile
from crm.access import Actor
from crm.own_week import OwnWeek

OWN_HOURS, OWN_LUNCH = "own_hours", "own_lunch"

routes = Routes()


@routes.tap(OwnWeekTap)
async def on_own_week(ctx: Ctx, tap: OwnWeekTap) -> None:
    if tap.part == "lunch":
        await ctx.write(asks.put, ctx.me.user_id, OWN_LUNCH, {}, now=ctx.now)
        await show(ctx, own_lunch_screen(await _own(ctx), ctx.locale))
    elif tap.part == "days":
        await show(ctx, own_days_screen(await _own(ctx), ctx.locale))
    else:
        await show_own_week(ctx)


async def show_own_week(ctx: Ctx) -> None:
    own = await ctx.write(_own_week, ctx.me, now=ctx.now)
    await show(ctx, own_week_screen(own, ctx.me.user_id, ctx.locale))


@routes.tap(HoursTap)
async def on_hours(ctx: Ctx, tap: HoursTap) -> None:
    await change_own(ctx, profile.set_hours, tap.work_from, tap.work_to)


@routes.ask(OWN_HOURS)
async def on_hours_words(ctx: Ctx, text: str, data: dict[str, str]) -> None:
    await change_own(ctx, profile.set_hours, *profile.read_hours(text))


@routes.redraw(OWN_HOURS)
async def on_own_week_again(ctx: Ctx, data: dict[str, str]) -> None:
    await show(ctx, own_week_screen(await _own(ctx), ctx.me.user_id, ctx.locale))


@routes.redraw(OWN_LUNCH)
async def on_own_lunch_again(ctx: Ctx, data: dict[str, str]) -> None:
    await show(ctx, own_lunch_screen(await _own(ctx), ctx.locale))


@routes.ask(OWN_LUNCH)
async def on_own_lunch_words(ctx: Ctx, text: str, data: dict[str, str]) -> None:
    await change_own(ctx, own_week.set_own_lunch, profile.read_hours(text))


async def _own(ctx: Ctx) -> OwnWeek:
    return await ctx.read(own_week.own, ctx.me, now=ctx.now)


async def change_own(ctx: Ctx, change: Callable[..., Any], *said: Any) -> None:
    own = await ctx.write(_own_changed, ctx.me, change, said, now=ctx.now)
    await show_saved(ctx, own_week_screen(own, ctx.me.user_id, ctx.locale), own.moved)


# Transactions: on one's own week the next words typed are hours


def _own_week(tx: Session, actor: Actor, *, now: dt.datetime) -> OwnWeek:
    asks.put(tx, actor.user_id, OWN_HOURS, {}, now=now)
    return own_week.own(tx, actor, now=now)


def _own_changed(
    tx: Session, actor: Actor, change: Callable[..., Any], said: tuple[Any, ...], *, now: dt.datetime
) -> OwnWeek:
    changed = change(tx, actor, *said, now=now)
    return replace(_own_week(tx, actor, now=now), moved=changed.moved)
