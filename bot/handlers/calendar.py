"""The week and its days; steps as files for a calendar; the link of one's own feed."""

import asyncio

from bot import ics
from bot.context import Ctx
from bot.html import cut
from bot.routes import Routes
from bot.screen import Screen
from bot.screens.agenda import day_screen, week_screen
from bot.screens.calendar import calendar_screen, link_screen
from bot.screens.day import today_screen
from bot.show import show
from bot.taps.calendar import CalendarTap, DayTap, IcsTap, NewLinkTap, NoLinkTap, WeekTap
from crm import agenda, calendar, day

routes = Routes()
SAID = 600  # characters of what a step is called


# The week


@routes.tap(WeekTap)
async def on_week(ctx: Ctx, tap: WeekTap) -> None:
    await _week(ctx, tap.weeks)


@routes.command("week")
async def on_week_command(ctx: Ctx, rest: str) -> None:
    await _week(ctx)


@routes.tap(DayTap)
async def on_day(ctx: Ctx, tap: DayTap) -> None:
    """The button of a day that has come by now opens the list of today."""
    plan = await ctx.read(day.day_plan, ctx.me, now=ctx.now, day=tap.date, page=tap.page)
    screen = day_screen if plan.day == tap.date else today_screen
    await show(ctx, screen(plan, ctx.locale, ctx.me.zone))


# Files


@routes.tap(IcsTap, keeps_ask=True)
async def on_file(ctx: Ctx, tap: IcsTap) -> None:
    """The step as it is now: a file drawn for an earlier moment is replaced in the calendar by this one."""
    entry = await ctx.read(calendar.entry_of, ctx.me, tap.deal_id)
    file = await asyncio.to_thread(ics.file_of, entry, ctx.locale, ctx.bot.username)
    when = ctx.locale.both(entry.step.at, entry.zone, ctx.me.zone, ctx.now)
    caption = ctx.locale.plain("ics-caption", summary=cut(ics.summary(entry, ctx.locale), SAID), when=when)
    await ctx.bot.send_document(ctx.chat_id, file, caption=caption, filename=ics.file_name(entry))


# The feed


@routes.tap(CalendarTap)
async def on_calendar(ctx: Ctx, tap: CalendarTap) -> None:
    await show(ctx, await _calendar(ctx))


@routes.tap(NewLinkTap)
async def on_new_link(ctx: Ctx, tap: NewLinkTap) -> None:
    """The only time that the link is shown: it is not kept."""
    if ctx.feeds is None:
        await show(ctx, await _calendar(ctx))
        return
    token = await ctx.write(calendar.new_link, ctx.me)
    await show(ctx, link_screen(ctx.feeds.link(token), ctx.locale))


@routes.tap(NoLinkTap)
async def on_no_link(ctx: Ctx, tap: NoLinkTap) -> None:
    await ctx.write(calendar.drop_link, ctx.me)
    await show(ctx, await _calendar(ctx), toast=ctx.locale.plain("feed-off"))


async def _calendar(ctx: Ctx) -> Screen:
    linked = await ctx.read(calendar.has_link, ctx.me)
    return calendar_screen(ctx.locale, linked=linked, offered=ctx.feeds is not None)


async def _week(ctx: Ctx, weeks: int = 0) -> None:
    found = await ctx.read(agenda.agenda, ctx.me, now=ctx.now, weeks=weeks)
    await show(ctx, week_screen(found, ctx.locale, ctx.me.zone))
