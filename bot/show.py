"""The only module that decides between editing the pressed message and sending a new one."""

import asyncio

import structlog
from telegram import LinkPreviewOptions, MaybeInaccessibleMessage, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.context import Ctx
from bot.faults import html_refused
from bot.html import cut_html, plain_of
from bot.screen import Screen
from crm.alerts import raise_alert

log = structlog.get_logger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
# Stable parts of Telegram's sentences; the whole ones change.
UNCHANGED = "not modified"
CANNOT_EDIT = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message",
)


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
    drawn, _ = await asyncio.gather(drawing, _answer(ctx, toast, alert), return_exceptions=True)
    if isinstance(drawn, BaseException):
        raise drawn


async def _answer(ctx: Ctx, toast: str | None, alert: bool) -> None:
    await asyncio.sleep(0)  # the screen leaves first: it is what the person waits for
    await ctx.answer(toast, alert=alert)


async def send(ctx: Ctx, screen: Screen) -> Message:
    """Send `screen` as a new message to the chat of the update."""
    text = cut_html(screen.text)
    try:
        return await _send(ctx, screen, text, ParseMode.HTML)
    except BadRequest as error:
        if not html_refused(error):
            raise
        message = await _send(ctx, screen, plain_of(text), None)
        await _tell_of_html(ctx)
        return message


async def toast(ctx: Ctx, text: str, *, alert: bool = False) -> None:
    """Say `text` without drawing anything: over the chat for a tap, as a message otherwise."""
    if ctx.query is not None:
        await ctx.answer(text, alert=alert)
    else:
        await ctx.bot.send_message(ctx.chat_id, text)


async def _send(ctx: Ctx, screen: Screen, text: str, parse_mode: str | None) -> Message:
    return await ctx.bot.send_message(
        ctx.chat_id,
        text,
        parse_mode=parse_mode,
        reply_markup=screen.keyboard,
        link_preview_options=NO_PREVIEW,
    )


async def _edit(ctx: Ctx, screen: Screen, pressed: MaybeInaccessibleMessage) -> None:
    text = cut_html(screen.text)
    try:
        await _redraw(ctx, screen, pressed, text, ParseMode.HTML)
    except BadRequest as error:
        if html_refused(error):
            await _redraw(ctx, screen, pressed, plain_of(text), None)
            await _tell_of_html(ctx)
        elif any(reason in error.message.lower() for reason in CANNOT_EDIT):
            await send(ctx, screen)
        else:
            raise


async def _redraw(
    ctx: Ctx, screen: Screen, pressed: MaybeInaccessibleMessage, text: str, parse_mode: str | None
) -> None:
    try:
        await ctx.bot.edit_message_text(
            text,
            chat_id=ctx.chat_id,
            message_id=pressed.message_id,
            parse_mode=parse_mode,
            reply_markup=screen.inline,
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as error:
        if UNCHANGED not in error.message:
            raise


async def _tell_of_html(ctx: Ctx) -> None:
    """The person has his words; the owners learn that something in them needs mending."""
    log.error("Telegram refused the HTML of a screen", update_id=ctx.update.update_id)
    await ctx.data.aside(raise_alert, "html_refused", number=ctx.update.update_id, now=ctx.now)
