"""The company's hours, for its owner: days, hours, lunch, holidays. By buttons or typed."""

from bot import asks
from bot.context import Ctx
from bot.handlers.own_hours import change_own
from bot.routes import OWNER, Routes
from bot.saved import show_saved
from bot.screens.hours import company_part, company_screen, own_days_screen
from bot.show import show, toast
from bot.taps.hours import (
    COMPANY,
    CallingTap,
    CompanyTap,
    FullHourTap,
    HolidaysTap,
    LunchTap,
    WeekdaysTap,
    WorkHoursTap,
)
from crm import own_week, profile, week
from crm.week import CompanyWeek

TYPED = ("hours", "lunch", "calling")
"""Parts of the company's hours that may be typed: the question is named after its part."""
COMPANY_HOURS = "company_hours"

routes = Routes()


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
        own = await ctx.write(own_week.set_own_days, ctx.me, tap.days, now=ctx.now)
        await show_saved(ctx, own_days_screen(own, ctx.locale), own.moved)


@routes.tap(LunchTap)
async def on_lunch(ctx: Ctx, tap: LunchTap) -> None:
    if tap.whose == COMPANY:
        await _saved(ctx, await ctx.write(week.set_company_lunch, ctx.me, tap.span, now=ctx.now))
    else:
        await change_own(ctx, own_week.set_own_lunch, tap.span)


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


async def _saved(ctx: Ctx, company: CompanyWeek) -> None:
    await show_saved(ctx, company_screen(company, ctx.locale), company.moved)
