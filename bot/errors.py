"""What went wrong, in the person's words: a CrmError by its name, anything else with an apology."""

import re
from collections.abc import Awaitable, Callable

import structlog
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import asks
from bot.context import Ctx
from bot.html import escape
from bot.i18n import Locale
from bot.screen import Screen
from bot.show import send, show, toast
from crm.errors import AlreadyHandled, CrmError, NotFound, StaleScreen

log = structlog.get_logger(__name__)

FreshCard = Callable[[Ctx, int], Awaitable[Screen]]
ALERT_FROM = 90  # characters: longer toasts vanish before they are read


def words_of(error: CrmError, locale: Locale) -> str:
    """The sentence for a refusal: `error-<class-name>`, or that of the nearest base class."""
    values = {name: value for name, value in vars(error).items() if isinstance(value, str | int)}
    for kind in type(error).__mro__:
        key = "error-" + re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()
        if locale.has(key):
            return locale.plain(key, **values)
    return locale.plain("error-unexpected")


async def refuse(ctx: Ctx, error: CrmError, fresh_card: FreshCard | None, deal_id: int | None) -> bool:
    """Say why nothing was done; where the screen was old, show the card as it is now. Whether it was shown.

    `deal_id` is that of the pressed button, for a replayed update whose effect is committed and
    whose screen may be missing.
    """
    words = words_of(error, ctx.locale)
    stale = error.deal_id if isinstance(error, StaleScreen) else None
    if isinstance(error, AlreadyHandled):
        stale = deal_id
    if stale is None or fresh_card is None:
        await _say(ctx, words)
        return False
    try:
        card = await fresh_card(ctx, stale)
    except NotFound:
        await _say(ctx, words)
        return False
    await show(ctx, card, toast=words)
    return True


async def _say(ctx: Ctx, words: str) -> None:
    """Over the chat for a tap. For typed words a message, with the way out of the question if it has one."""
    back = ctx.ask.data.get(asks.BACK) if ctx.ask is not None else None
    if ctx.query is not None or back is None:
        await toast(ctx, words, alert=len(words) > ALERT_FROM)
        return
    cancel = InlineKeyboardButton(ctx.locale.plain("button-cancel"), callback_data=back)
    await send(ctx, Screen(escape(words), InlineKeyboardMarkup([[cancel]])))


async def apologise(ctx: Ctx, error: Exception) -> None:
    """For everything unforeseen: a line in the log with the update's id, a calm sentence to the person."""
    log.error("handler failed", update_id=ctx.update.update_id, exc_info=error)
    await toast(ctx, ctx.locale.plain("error-unexpected"), alert=True)
