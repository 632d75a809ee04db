"""The client's side: the welcome, and a request left question by question."""

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session
from telegram import Contact

from bot import request_draft
from bot.context import Ctx
from bot.request_draft import Missing, Pending
from bot.routes import CLIENT, Routes
from bot.screens.requests import (
    accepted_screen,
    draft_screen,
    line_sent_screen,
    phone_kept_screen,
    press_instead_screen,
    put_down_screen,
    welcome_screen,
)
from bot.show import send, show, toast
from bot.taps.requests import (
    AgreeTap,
    ConvenientTap,
    DropTap,
    LeaveTap,
    WelcomeTap,
)
from crm import conversations, requests
from crm.access import Actor, workspace_of
from crm.errors import DraftGone
from crm.requests import Accepted

JUST_NOW = dt.timedelta(minutes=10)

routes = Routes()


async def welcome(ctx: Ctx, payload: str = "", *, said: str | None = None) -> None:
    """The client's first screen; `payload` of his deep link is kept as his source."""
    await put_down(ctx)
    if payload:
        await ctx.write(requests.keep_source, ctx.me, payload)
    await _show_welcome(ctx, said)


@routes.tap(WelcomeTap, CLIENT)
async def on_welcome(ctx: Ctx, tap: WelcomeTap) -> None:
    await welcome(ctx)


# A request, question by question


@routes.tap(LeaveTap, CLIENT)
async def on_leave(ctx: Ctx, tap: LeaveTap) -> None:
    await put_down(ctx)
    pending = await ctx.write(request_draft.begin, ctx.me, ctx.update.update_id, now=ctx.now)
    await show(ctx, draft_screen(pending, ctx.locale))


@routes.ask(request_draft.ASK, CLIENT)
async def on_answer(ctx: Ctx, text: str, data: dict[str, Any]) -> None:
    """Words typed while a draft is open; what cannot be read is refused and the draft stays."""
    pending = Pending.of(data)
    match pending.missing:
        case Missing.NEED:
            kept = await ctx.write(request_draft.keep_need, ctx.me, pending, text, now=ctx.now)
            await show(ctx, draft_screen(kept, ctx.locale))
        case Missing.PHONE:
            await _keep_phone(ctx, pending, text, own=False)
        case _:
            await show(ctx, press_instead_screen(pending, ctx.locale))


@routes.redraw(request_draft.ASK, CLIENT)
async def ask_again(ctx: Ctx, data: dict[str, Any]) -> None:
    await show(ctx, draft_screen(Pending.of(data), ctx.locale))


@routes.contact(CLIENT)
async def on_contact(ctx: Ctx, contact: Contact) -> None:
    """A number counts as his own only if Telegram says whose it is."""
    if contact.user_id != ctx.me.telegram_id:
        await toast(ctx, ctx.locale.plain("request-foreign-contact"))
        return
    open_ask = ctx.ask is not None and ctx.ask.kind == request_draft.ASK
    pending = Pending.of(ctx.ask.data) if ctx.ask and open_ask else Pending(ctx.update.update_id)
    await _keep_phone(ctx, pending, contact.phone_number, own=True)


@routes.tap(ConvenientTap, CLIENT, keeps_ask=True)
async def on_convenient(ctx: Ctx, tap: ConvenientTap) -> None:
    pending = await ctx.write(request_draft.keep_when, ctx.me, tap.draft, tap.code, now=ctx.now)
    await show(ctx, draft_screen(pending, ctx.locale))


@routes.tap(AgreeTap, CLIENT, keeps_ask=True)
async def on_agree(ctx: Ctx, tap: AgreeTap) -> None:
    """Sends the request. A second press, or one replayed after a restart, shows what the first did."""
    accepted = await ctx.read(_sent_already, ctx.me, tap.draft, now=ctx.now)
    if accepted is None:
        accepted = await ctx.write(request_draft.agree, ctx.me, tap.draft, now=ctx.now)
    await show(ctx, accepted_screen(accepted, ctx.locale))


@routes.tap(DropTap, CLIENT)
async def on_drop(ctx: Ctx, tap: DropTap) -> None:
    await welcome(ctx, said=ctx.locale.plain("request-not-sent"))


@routes.menu("button-dont-send", CLIENT)
async def on_dont_send(ctx: Ctx) -> None:
    await send(ctx, put_down_screen(ctx.locale))
    await _show_welcome(ctx, None)


@routes.text(CLIENT)
async def on_text(ctx: Ctx, text: str) -> None:
    """Words out of the blue: for the manager of his open deal, or else what a new request is about."""
    heard = await ctx.write(_hear, ctx.me, text, ctx.update.update_id, now=ctx.now)
    if isinstance(heard, Pending):
        await show(ctx, draft_screen(heard, ctx.locale))
    else:
        await show(ctx, line_sent_screen(heard, ctx.locale))


async def _show_welcome(ctx: Ctx, said: str | None) -> None:
    company, has_requests = await ctx.read(_lobby, ctx.me)
    await show(ctx, welcome_screen(company, has_requests, ctx.locale), toast=said)


async def _keep_phone(ctx: Ctx, pending: Pending, text: str, *, own: bool) -> None:
    kept = await ctx.write(request_draft.keep_phone, ctx.me, pending, text, own=own, now=ctx.now)
    if own or pending.missing is Missing.PHONE:
        await send(ctx, phone_kept_screen(kept, ctx.locale))
    await show(ctx, draft_screen(kept, ctx.locale))


async def put_down(ctx: Ctx) -> None:
    """Going elsewhere ends an open draft; the keyboard with the share button must not stay behind."""
    pending = await ctx.read(request_draft.find, ctx.me, ctx.now)
    if pending is not None and pending.missing is Missing.PHONE:
        await send(ctx, put_down_screen(ctx.locale))


# Several things of one transaction


def _lobby(tx: Session, actor: Actor) -> tuple[str, bool]:
    return workspace_of(tx).name, bool(requests.my_requests(tx, actor, 1))


def _hear(tx: Session, actor: Actor, text: str, number: int, *, now: dt.datetime) -> Pending | str:
    manager = conversations.client_wrote(tx, actor, text, now=now)
    return manager or request_draft.begin(tx, actor, number, need=text, now=now)


def _sent_already(tx: Session, actor: Actor, number: int, *, now: dt.datetime) -> Accepted | None:
    """The request just left, if the draft of the pressed button is closed."""
    pending = request_draft.find(tx, actor, now)
    if pending is not None and pending.number == number:
        return None
    latest = next(iter(requests.my_requests(tx, actor, 1)), None)
    if latest is None or latest.created_at <= now - JUST_NOW:
        raise DraftGone
    return requests.accepted(tx, latest.number, now=latest.created_at)
