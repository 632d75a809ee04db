"""The client's side after a request is left: what became of it, and words to the manager."""

from typing import Any

from bot import asks
from bot.context import Ctx
from bot.handlers.requests import put_down
from bot.notice import Notice
from bot.routes import CLIENT, Routes
from bot.screen import Screen
from bot.screens.requests import (
    line_sent_screen,
    my_requests_screen,
    staff_line_notice,
    taken_notice,
    write_line_screen,
)
from bot.show import show
from bot.taps.requests import MyRequestsTap, WriteLineTap
from crm import conversations, requests
from crm.requests import Standing

LINE = "request_line"

routes = Routes()


@routes.command("requests", CLIENT)
async def on_requests(ctx: Ctx, rest: str) -> None:
    await _show_mine(ctx)


@routes.tap(MyRequestsTap, CLIENT)
async def on_my_requests(ctx: Ctx, tap: MyRequestsTap) -> None:
    await _show_mine(ctx, new=bool(tap.new))


@routes.tap(WriteLineTap, CLIENT)
async def on_write(ctx: Ctx, tap: WriteLineTap) -> None:
    await put_down(ctx)
    request = await ctx.read(requests.my_request, ctx.me, tap.request_id)
    await ctx.write(asks.put, ctx.me.user_id, LINE, {"request": request.number}, now=ctx.now)
    await show(ctx, write_line_screen(request, ctx.locale))


@routes.ask(LINE, CLIENT)
async def on_line(ctx: Ctx, text: str, data: dict[str, Any]) -> None:
    manager = await ctx.write(conversations.client_wrote, ctx.me, text, number=data["request"], now=ctx.now)
    if manager is not None:
        await show(ctx, line_sent_screen(manager, ctx.locale))


async def _show_mine(ctx: Ctx, *, new: bool = False) -> None:
    await put_down(ctx)
    mine = await ctx.read(requests.my_requests, ctx.me)
    await show(ctx, my_requests_screen(mine, ctx.me.zone, ctx.locale), new=new)


# What the bot tells him of itself


@routes.notice("request_taken")
async def draw_taken(notice: Notice) -> list[Screen]:
    """Nothing, if it was over before the message could be sent."""
    request = await notice.read(requests.my_request, notice.me, notice.payload["request"])
    if request.standing not in (Standing.TAKEN, Standing.IN_WORK):
        return []
    return [taken_notice(request, notice.locale)]


@routes.notice("staff_wrote")
async def draw_staff_line(notice: Notice) -> list[Screen]:
    line = await notice.read(conversations.line, notice.payload["activity"])
    return [staff_line_notice(line, notice.locale)]
