"""The feed and the list of today."""

from telegram import MaybeInaccessibleMessage, Message

from bot.callbacks import BadTap
from bot.context import Ctx
from bot.handlers.deals import show_card
from bot.routes import Routes
from bot.screens.day import nothing_due, today_screen
from bot.screens.deals import deal_card
from bot.show import send, show
from bot.taps.deals import FEED, REMINDER, CardTap, FeedTap, TodayTap
from crm import cards, day, feed, reminders

routes = Routes()


@routes.tap(FeedTap)
async def on_next(ctx: Ctx, tap: FeedTap) -> None:
    if listed := reminded_under(ctx.query.message if ctx.query else None):
        await ctx.write(reminders.acknowledge_listed, ctx.me, listed)
    await _next(ctx, ahead=bool(tap.ahead))


@routes.command("next")
async def on_next_command(ctx: Ctx, rest: str) -> None:
    await _next(ctx)


@routes.menu("menu-next")
async def on_next_word(ctx: Ctx) -> None:
    await _next(ctx)


@routes.tap(TodayTap)
async def on_today(ctx: Ctx, tap: TodayTap) -> None:
    await _today(ctx, tap.page)


@routes.command("today")
async def on_today_command(ctx: Ctx, rest: str) -> None:
    await _today(ctx)


@routes.menu("menu-today")
async def on_today_word(ctx: Ctx) -> None:
    await _today(ctx)


async def follow(ctx: Ctx, after: int, mode: str) -> None:
    """After an outcome the next card comes by itself; a reminder is followed only by what is due."""
    following = await ctx.read(feed.next_deal, ctx.me, now=ctx.now, after=after)
    if following.deal_id is not None:
        card = await ctx.read(cards.deal_card, ctx.me, following.deal_id, now=ctx.now)
        await send(ctx, deal_card(card, ctx.locale, ctx.me.zone, mode=FEED))
    elif mode == FEED:
        await send(ctx, nothing_due(following, ctx.locale, ctx.me.zone, ctx.now))


def reminded_under(message: MaybeInaccessibleMessage | None) -> list[int]:
    """The deals of a list of reminders, read off its buttons."""
    markup = message.reply_markup if isinstance(message, Message) else None
    found = []
    for row in markup.inline_keyboard if markup else ():
        for button in row:
            try:
                tap = CardTap.parse(str(button.callback_data))
            except BadTap:
                continue
            if tap.mode == REMINDER:
                found.append(tap.deal_id)
    return found


async def _next(ctx: Ctx, *, ahead: bool = False) -> None:
    following = await ctx.read(feed.next_deal, ctx.me, now=ctx.now, ahead=ahead)
    if following.deal_id is None:
        await show(ctx, nothing_due(following, ctx.locale, ctx.me.zone, ctx.now), new=True)
    else:
        await show_card(ctx, following.deal_id, mode=FEED, new=True)


async def _today(ctx: Ctx, page: int = 0) -> None:
    plan = await ctx.read(day.day_plan, ctx.me, now=ctx.now, page=page)
    await show(ctx, today_screen(plan, ctx.locale, ctx.me.zone))
