"""A backup was put back: the owners are asked whether what fell due before is to be sent."""

from bot.context import Ctx
from bot.notice import Notice
from bot.routes import OWNER, Routes
from bot.screen import Screen
from bot.screens.restored import decided_screen, question_screen
from bot.show import show
from bot.taps.restored import RestoredTap
from crm import restored

routes = Routes()


@routes.notice(restored.QUESTION)
async def draw_question(notice: Notice) -> list[Screen]:
    """Nothing, if it was decided meanwhile or he owns nothing any more."""
    held = await notice.read(restored.held)
    return [question_screen(held, notice.locale)] if held and notice.me.is_owner else []


@routes.tap(RestoredTap, OWNER)
async def on_decision(ctx: Ctx, tap: RestoredTap) -> None:
    send = bool(tap.send)
    count = await ctx.write(restored.decide, ctx.me, tap.at, send=send)
    await show(ctx, decided_screen(send, count, ctx.locale))
