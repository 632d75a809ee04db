"""The week and its days; steps as files for a calendar; the link of one's own feed."""

from bot.context import Ctx
from bot.routes import Routes
from bot.screens.agenda import day_screen, week_screen
from bot.screens.day import today_screen
from bot.show import show
from bot.taps.calendar import DayTap, WeekTap
from crm import agenda, day

routes = Routes()


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


async def _week(ctx: Ctx, weeks: int = 0) -> None:
    found = await ctx.read(agenda.agenda, ctx.me, now=ctx.now, weeks=weeks)
    await show(ctx, week_screen(found, ctx.locale, ctx.me.zone))
