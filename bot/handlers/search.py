"""Just typing: a name, the end of a number or a company finds clients; a line about a new one begins him."""

from sqlalchemy.orm import Session

from bot import asks
from bot.client_draft import start_draft
from bot.context import Ctx
from bot.handlers.clients import FOUND
from bot.handlers.deals import show_card
from bot.keyboards.clients import HITS_ON_A_PAGE
from bot.routes import Routes
from bot.screen import Screen
from bot.screens.clients import found_screen
from bot.show import send, show
from bot.taps.clients import FoundTap
from crm.access import Actor, workspace_of
from crm.drafts import Draft
from crm.lines import read_line
from crm.search import Found, search

routes = Routes()


@routes.command("find")
async def on_find(ctx: Ctx, rest: str) -> None:
    if rest:
        await on_words(ctx, rest)
    else:
        await send(ctx, Screen(ctx.locale.text("find-prompt")))


@routes.text()
async def on_words(ctx: Ctx, text: str) -> None:
    found, line = await ctx.read(_look, ctx.me, text)
    if found.sure:
        await show_card(ctx, found.hits[0].deal_id)
        return
    if not found.hits and line.name and line.phones:
        await start_draft(ctx, line)
        return
    if not found.hits or len(found.hits) > HITS_ON_A_PAGE:
        await ctx.write(asks.put, ctx.me.user_id, FOUND, {"text": text}, now=ctx.now)
    await show(ctx, found_screen(found, text, 0, ctx.locale))


@routes.tap(FoundTap, keeps_ask=True)
async def on_page(ctx: Ctx, tap: FoundTap) -> None:
    asked = await ctx.read(asks.find, ctx.me.user_id, ctx.now)
    if asked is None or asked.kind != FOUND:
        await ctx.answer(ctx.locale.plain("error-old-button"))
        return
    text = asked.data["text"]
    found = await ctx.read(search, ctx.me, text)
    await show(ctx, found_screen(found, text, tap.page, ctx.locale))


def _look(tx: Session, actor: Actor, text: str) -> tuple[Found, Draft]:
    """What is found, and the line of a new client that it may be."""
    return search(tx, actor, text), read_line(text, workspace_of(tx).country)
