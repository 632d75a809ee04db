"""Moments that follow a clock: what was promised by the client's, and the notice of what else moved."""

from bot.context import Ctx
from bot.handlers.deals import mode_of, show_card
from bot.notice import Notice
from bot.routes import Routes
from bot.screen import Screen
from bot.screens.replanned import replanned_screen
from bot.taps.zones import HisClockTap
from crm import replan
from crm.replanned import Cause, replanned

routes = Routes()


@routes.tap(HisClockTap)
async def on_his_clock(ctx: Ctx, tap: HisClockTap) -> None:
    await ctx.write(replan.put_by_his_clock, ctx.me, tap.deal_id, tap.at, seen=tap.seen, now=ctx.now)
    await show_card(ctx, tap.deal_id, mode=mode_of(tap.mode), toast=ctx.locale.plain("moved"))


@routes.notice("replanned")
async def draw_replanned(notice: Notice) -> list[Screen]:
    """Steps of his that moved without him; nothing where none of them is his any more."""
    payload = notice.payload
    steps = await notice.read(replanned, notice.me, payload["steps"])
    if not steps:
        return []
    cause = Cause(payload.get("cause", Cause.RULES))
    return [replanned_screen(steps, cause, payload["count"], notice.locale, notice.me.zone, notice.now)]
