"""The only module that decides between editing the pressed message and sending a new one."""

import asyncio

from telegram import LinkPreviewOptions, MaybeInaccessibleMessage, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.context import Ctx
from bot.html import cut_html
from bot.screen import Screen

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
# Stable parts of Telegram's sentences; the whole ones change.
UNCHANGED = "not modified"
CANNOT_EDIT = ("message to edit not found", "message can't be edited", "there is no text in the message")


async def show(
    ctx: Ctx, screen: Screen, *, toast: str | None = None, alert: bool = False, new: bool = False
) -> None:
    """Draw `screen`: in place of the pressed message, or below everything when nothing was pressed.

    The tap is answered beside the drawing, with the toast if there is one. `new` leaves the
    pressed message as it is and sends another.
    """
    pressed = ctx.query.message if ctx.query else None
    # Only inline keyboards live on an edited message: a reply keyboard needs a new one.
    editable = screen.keyboard is None or screen.inline is not None
    drawing = send(ctx, screen) if new or pressed is None or not editable else _edit(ctx, screen, pressed)
    if ctx.query is None:
        await drawing
        return
    _, drawn = await asyncio.gather(ctx.answer(toast, alert=alert), drawing, return_exceptions=True)
    if isinstance(drawn, BaseException):
        raise drawn


async def send(ctx: Ctx, screen: Screen) -> Message:
    """Send `screen` as a new message to the chat of the update."""
    return await ctx.bot.send_message(
        ctx.chat_id,
        cut_html(screen.text),
        parse_mode=ParseMode.HTML,
        reply_markup=screen.keyboard,
        link_preview_options=NO_PREVIEW,
    )


async def toast(ctx: Ctx, text: str, *, alert: bool = False) -> None:
    """Say `text` without drawing anything: over the chat for a tap, as a message otherwise."""
    if ctx.query is not None:
        await ctx.answer(text, alert=alert)
    else:
        await ctx.bot.send_message(ctx.chat_id, text)


async def _edit(ctx: Ctx, screen: Screen, pressed: MaybeInaccessibleMessage) -> None:
    try:
        await ctx.bot.edit_message_text(
            cut_html(screen.text),
            chat_id=ctx.chat_id,
            message_id=pressed.message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=screen.inline,
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as error:
        if UNCHANGED in error.message:
            return
        if not any(reason in error.message.lower() for reason in CANNOT_EDIT):
            raise
        await send(ctx, screen)
