"""Those who answer requests: [Take], [Pass on], [Reassign], and how an offer is drawn."""

from bot.context import Ctx
from bot.notice import Notice
from bot.routes import Routes
from bot.screen import Screen
from bot.screens.deals import deal_card
from bot.screens.requests import (
    offered_line,
    passed_on_screen,
    reassign_screen,
    reassigned_screen,
    taken_line,
    unanswered_line,
)
from bot.show import show
from bot.taps.requests import PassOnTap, ReassignTap, ReassignToTap, TakeTap
from crm import cards, requests
from crm.errors import NotFound, RequestTaken
from crm.requests import Offer

routes = Routes()


@routes.tap(TakeTap)
async def on_take(ctx: Ctx, tap: TakeTap) -> None:
    offer = await ctx.write(requests.take, ctx.me, tap.request_id, now=ctx.now)
    card = await ctx.read(cards.deal_card, ctx.me, offer.deal_id, now=ctx.now)
    await show(ctx, deal_card(card, ctx.locale, ctx.me.zone, top=taken_line(offer, ctx.locale)))


@routes.tap(PassOnTap)
async def on_pass_on(ctx: Ctx, tap: PassOnTap) -> None:
    name = await ctx.write(requests.pass_on, ctx.me, tap.request_id, now=ctx.now)
    await show(ctx, passed_on_screen(tap.request_id, name, ctx.locale))


@routes.tap(ReassignTap)
async def on_reassign(ctx: Ctx, tap: ReassignTap) -> None:
    colleagues = await ctx.read(requests.colleagues, ctx.me, tap.request_id, now=ctx.now)
    offer = await ctx.read(requests.offer, ctx.me, tap.request_id)
    await show(ctx, reassign_screen(offer, colleagues, ctx.locale))


@routes.tap(ReassignToTap)
async def on_reassign_to(ctx: Ctx, tap: ReassignToTap) -> None:
    offer = await ctx.write(requests.reassign, ctx.me, tap.request_id, tap.manager_id, now=ctx.now)
    await show(ctx, reassigned_screen(offer, ctx.locale))


@routes.notice("request")
async def draw_request(notice: Notice) -> list[Screen]:
    """The card with the offer on top; nothing, if somebody answered or it went elsewhere meanwhile."""
    offer = await _waiting(notice)
    return [await _card(notice, offer, offered_line(offer, notice.locale))] if offer else []


@routes.notice("unanswered")
async def draw_unanswered(notice: Notice) -> list[Screen]:
    offer = await _waiting(notice)
    if offer is None:
        return []
    waited = notice.locale.span(notice.now - offer.created_at)
    top = unanswered_line(offer, notice.payload["passed"], waited, notice.locale)
    return [await _card(notice, offer, top)]


async def _waiting(notice: Notice) -> Offer | None:
    try:
        offer = await notice.read(requests.offer, notice.me, notice.payload["request"])
    except (NotFound, RequestTaken):
        return None
    return offer if offer.waiting else None


async def _card(notice: Notice, offer: Offer, top: str) -> Screen:
    card = await notice.read(cards.deal_card, notice.me, offer.deal_id, now=notice.now)
    return deal_card(card, notice.locale, notice.me.zone, top=top)
