"""/start for everybody, the menu of the team, and the help."""

from bot.context import Ctx
from bot.handlers import requests
from bot.handlers.deals import show_card
from bot.i18n import locale_of
from bot.links import invite_token, linked_deal
from bot.routes import ANYONE, Routes
from bot.screens.home import help_screen, home_screen, welcome_screen
from bot.show import show
from bot.taps.home import HomeTap
from crm.errors import InviteInvalid
from crm.home import home
from crm.invites import open_invite

routes = Routes()


@routes.command("start", ANYONE)
async def on_start(ctx: Ctx, payload: str) -> None:
    """An invitation is accepted, the link in a calendar opens its card; otherwise the team gets its menu and
    everybody else the client's side.
    """
    token = invite_token(payload)
    if token is not None:
        await _join(ctx, token)
    elif ctx.me.is_staff and (deal_id := linked_deal(payload)) is not None:
        await show_card(ctx, deal_id)
    elif ctx.me.is_staff:
        await show_home(ctx)
    else:
        await requests.welcome(ctx, payload)


@routes.tap(HomeTap)
async def on_home(ctx: Ctx, tap: HomeTap) -> None:
    await show_home(ctx)


@routes.menu("menu-home")
async def on_home_word(ctx: Ctx) -> None:
    await show_home(ctx)


@routes.command("help", ANYONE)
async def on_help(ctx: Ctx, rest: str) -> None:
    await show(ctx, help_screen(ctx.me, ctx.locale))


async def show_home(ctx: Ctx) -> None:
    await show(ctx, home_screen(await ctx.read(home, ctx.me, now=ctx.now), ctx.locale))


async def _join(ctx: Ctx, token: str) -> None:
    """Give the role of the link, and greet by it. Somebody who had it already just gets his menu."""
    before = ctx.me
    joined = await ctx.write(open_invite, before, token, now=ctx.now)
    if joined is None:
        raise InviteInvalid
    ctx.me = joined
    ctx.locale = locale_of(ctx.me.language)
    if not ctx.me.is_staff:
        await requests.welcome(ctx)
    elif ctx.me.role is before.role:
        await show_home(ctx)
    else:
        await show(ctx, welcome_screen(await ctx.read(home, ctx.me, now=ctx.now), ctx.locale))
        await ctx.equip(ctx.me)
