"""A client's words on the manager's side: shown with [Reply], and answered through the bot.

This file's name stands before `deals.py`: a reply to a client's words is sent to him, and not
kept as a note like a reply to any other message with a card.
"""

from typing import Any

from telegram import Message

from bot import asks
from bot.callbacks import BadTap
from bot.context import Ctx
from bot.notice import Notice
from bot.routes import Routes
from bot.screen import Screen
from bot.screens.requests import client_line_notice, replied_screen, reply_screen
from bot.show import send, show
from bot.taps.requests import ReplyTap
from crm import conversations
from crm.errors import NotFound

REPLY = "client_reply"

routes = Routes()


@routes.tap(ReplyTap)
async def on_reply_wanted(ctx: Ctx, tap: ReplyTap) -> None:
    name = await ctx.read(conversations.client_name, ctx.me, tap.deal_id, tap.activity_id)
    data = {"deal": tap.deal_id, "line": tap.activity_id}
    await ctx.write(asks.put, ctx.me.user_id, REPLY, data, now=ctx.now)
    await show(ctx, reply_screen(name, tap.deal_id, ctx.locale), new=True)


@routes.ask(REPLY)
async def on_reply_typed(ctx: Ctx, text: str, data: dict[str, Any]) -> None:
    await _relay(ctx, ReplyTap(data["deal"], data["line"]), text)


@routes.reply()
async def on_reply(ctx: Ctx, message: Message) -> bool:
    """Words in reply to the message with a client's words."""
    answered = _line_under(message.reply_to_message)
    if answered is None or message.text is None:
        return False
    await _relay(ctx, answered, message.text)
    return True


@routes.notice("client_wrote")
async def draw_client_line(notice: Notice) -> list[Screen]:
    """Nothing, if the deal is somebody else's by now."""
    try:
        line = await notice.read(conversations.client_line, notice.me, notice.payload["activity"])
    except NotFound:
        return []
    return [client_line_notice(line, notice.locale)]


async def _relay(ctx: Ctx, answered: ReplyTap, text: str) -> None:
    deal_id, line = answered.deal_id, answered.activity_id
    await ctx.write(conversations.staff_wrote, ctx.me, deal_id, text, answers=line, now=ctx.now)
    name = await ctx.read(conversations.client_name, ctx.me, deal_id, line)
    await send(ctx, replied_screen(name, deal_id, ctx.locale))


def _line_under(message: Message | None) -> ReplyTap | None:
    """What the [Reply] button under this message of the bot answers."""
    if message is None or message.reply_markup is None:
        return None
    for row in message.reply_markup.inline_keyboard:
        for button in row:
            data = button.callback_data
            if isinstance(data, str) and data.startswith(ReplyTap.prefix + ":"):
                try:
                    return ReplyTap.parse(data)
                except BadTap:
                    continue
    return None
