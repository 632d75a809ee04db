"""The company's hours, for its owner, and everybody's own: days, hours, lunch. By buttons or typed."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from bot import asks
from bot.context import Ctx
from bot.routes import OWNER, Routes
from bot.screen import Screen
from bot.screens.hours import (
    company_part,
    company_screen,
    own_days_screen,
    own_lunch_screen,
    own_week_screen,
)
from bot.show import show, toast
from bot.taps.home import HoursTap
from bot.taps.hours import (
    COMPANY,
    CallingTap,
    CompanyTap,
    FullHourTap,
    HolidaysTap,
    LunchTap,
    OwnWeekTap,
    WeekdaysTap,
    WorkHoursTap,
)
from crm import profile, week
from crm.access import Actor
from crm.week import CompanyWeek, OwnWeek

OWN_HOURS, OWN_LUNCH = "own_hours", "own_lunch"
TYPED = ("hours", "lunch", "calling")
"""Parts of the company's hours that may be typed: the question is named after its part."""
COMPANY_HOURS = "company_hours"

routes = Routes()


# One's own


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
    await _change_own(ctx, profile.set_hours, tap.work_from, tap.work_to)


@routes.ask(OWN_HOURS)
async def on_hours_words(ctx: Ctx, text: str, data: dict[str, str]) -> None:
    await _change_own(ctx, profile.set_hours, *profile.read_hours(text))


@routes.redraw(OWN_HOURS)
async def on_own_week_again(ctx: Ctx, data: dict[str, str]) -> None:
    await show(ctx, own_week_screen(await _own(ctx), ctx.me.user_id, ctx.locale))


@routes.redraw(OWN_LUNCH)
async def on_own_lunch_again(ctx: Ctx, data: dict[str, str]) -> None:
    await show(ctx, own_lunch_screen(await _own(ctx), ctx.locale))


@routes.ask(OWN_LUNCH)
async def on_own_lunch_words(ctx: Ctx, text: str, data: dict[str, str]) -> None:
    await _change_own(ctx, week.set_own_lunch, profile.read_hours(text))


# Both: whose it is stands in the button


@routes.tap(WeekdaysTap)
async def on_weekdays(ctx: Ctx, tap: WeekdaysTap) -> None:
    """The switches stay, as several are pressed in a row."""
    if tap.days == 0:
        await toast(ctx, ctx.locale.plain("weekdays-one-at-least"))
    elif tap.whose == COMPANY:
        company = await ctx.write(week.set_company_days, ctx.me, tap.days or 0, now=ctx.now)
        await show_saved(ctx, company_part(company, "days", ctx.locale), company.moved)
    else:
        own = await ctx.write(week.set_own_days, ctx.me, tap.days, now=ctx.now)
        await show_saved(ctx, own_days_screen(own, ctx.locale), own.moved)


@routes.tap(LunchTap)
async def on_lunch(ctx: Ctx, tap: LunchTap) -> None:
    if tap.whose == COMPANY:
        await _saved(ctx, await ctx.write(week.set_company_lunch, ctx.me, tap.span, now=ctx.now))
    else:
        await _change_own(ctx, week.set_own_lunch, tap.span)


# The company's


@routes.tap(CompanyTap, OWNER)
async def on_company(ctx: Ctx, tap: CompanyTap) -> None:
    """All of it, or one part; hours, lunch and calling hours may also be typed."""
    if tap.part in TYPED:
        await ctx.write(asks.put, ctx.me.user_id, COMPANY_HOURS, {"part": tap.part}, now=ctx.now)
    await _show_company(ctx, tap.part)


@routes.redraw(COMPANY_HOURS, OWNER)
async def on_company_again(ctx: Ctx, data: dict[str, str]) -> None:
    await _show_company(ctx, data["part"])


@routes.ask(COMPANY_HOURS, OWNER)
async def on_company_words(ctx: Ctx, text: str, data: dict[str, str]) -> None:
    span = profile.read_hours(text)
    setters = {
        "hours": week.set_company_hours,
        "lunch": week.set_company_lunch,
        "calling": week.set_calling_hours,
    }
    await _saved(ctx, await ctx.write(setters[data["part"]], ctx.me, span, now=ctx.now))


@routes.tap(WorkHoursTap, OWNER)
async def on_work_hours(ctx: Ctx, tap: WorkHoursTap) -> None:
    span = (tap.opens, tap.closes)
    await _saved(ctx, await ctx.write(week.set_company_hours, ctx.me, span, now=ctx.now))


@routes.tap(CallingTap, OWNER)
async def on_calling(ctx: Ctx, tap: CallingTap) -> None:
    span = (tap.opens, tap.closes)
    await _saved(ctx, await ctx.write(week.set_calling_hours, ctx.me, span, now=ctx.now))


@routes.tap(HolidaysTap, OWNER)
async def on_holidays(ctx: Ctx, tap: HolidaysTap) -> None:
    await _saved(ctx, await ctx.write(week.set_keeps_holidays, ctx.me, bool(tap.keeps), now=ctx.now))


@routes.tap(FullHourTap, OWNER)
async def on_full_hour(ctx: Ctx, tap: FullHourTap) -> None:
    await _saved(ctx, await ctx.write(week.set_full_hour, ctx.me, tap.steps, now=ctx.now))


async def _show_company(ctx: Ctx, part: str) -> None:
    company = await ctx.read(week.company, ctx.me, now=ctx.now)
    await show(ctx, company_part(company, part, ctx.locale))


async def _own(ctx: Ctx) -> OwnWeek:
    return await ctx.read(week.own, ctx.me, now=ctx.now)


async def _change_own(ctx: Ctx, change: Callable[..., Any], *said: Any) -> None:
    own = await ctx.write(_own_changed, ctx.me, change, said, now=ctx.now)
    await show_saved(ctx, own_week_screen(own, ctx.me.user_id, ctx.locale), own.moved)


async def _saved(ctx: Ctx, company: CompanyWeek) -> None:
    await show_saved(ctx, company_screen(company, ctx.locale), company.moved)


async def show_saved(ctx: Ctx, screen: Screen, moved: int) -> None:
    """Say that it is saved, and how many automatic calls found another time by it.

    Over the chat after a press; after typed words above the screen, and only what cannot be seen on it.
    """
    words = ctx.locale.plain("hours-saved-moved", count=moved) if moved else None
    if ctx.query is None and words is not None:
        screen = replace(screen, text=f"{words}\n\n{screen.text}")
    await show(ctx, screen, toast=words or ctx.locale.plain("settings-saved"))


# Transactions: on one's own week the next words typed are hours


def _own_week(tx: Session, actor: Actor, *, now: dt.datetime) -> OwnWeek:
    asks.put(tx, actor.user_id, OWN_HOURS, {}, now=now)
    return week.own(tx, actor, now=now)


def _own_changed(
    tx: Session, actor: Actor, change: Callable[..., Any], said: tuple[Any, ...], *, now: dt.datetime
) -> OwnWeek:
    changed = change(tx, actor, *said, now=now)
    return replace(_own_week(tx, actor, now=now), moved=changed.moved)
