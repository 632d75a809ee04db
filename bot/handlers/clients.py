"""A new client: from a typed line or a contact to a draft, its corrections, and Save."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session
from telegram import Contact

from bot import asks
from bot.client_draft import (
    DRAFT,
    SAVED,
    OpenDraft,
    ask_field,
    country_of,
    draw,
    draw_again,
    draw_which,
    filled,
    keep,
    opened_draft,
    prompt,
    saved_as,
    start_draft,
)
from bot.context import Ctx
from bot.handlers import edits, outcomes, picker
from bot.handlers.deals import show_card
from bot.reading import read_aside
from bot.routes import Routes
from bot.screen import Screen
from bot.screens.clients import cancelled_screen
from bot.show import send, show
from bot.taps.clients import (
    CancelTap,
    DraftClearTap,
    DraftFieldTap,
    DraftTap,
    Field,
    NewClientTap,
    SaveTap,
)
from crm import clients
from crm.access import Actor
from crm.clients import KnownNumber
from crm.contacts import draft_of_contact
from crm.drafts import Draft
from crm.errors import BadPhone, ClientDraftGone, UnknownZone, UnsureZone
from crm.lines import read_line
from crm.questions import Missing

routes = Routes()
FOUND = "found"


# The beginning


@routes.command("new")
async def on_new(ctx: Ctx, rest: str) -> None:
    if rest:
        await start_draft(ctx, read_line(rest, await country_of(ctx)))
    else:
        await prompt(ctx)


@routes.menu("menu-new-client")
async def on_menu(ctx: Ctx) -> None:
    await prompt(ctx)


@routes.tap(NewClientTap, keeps_ask=True)
async def on_new_tap(ctx: Ctx, tap: NewClientTap) -> None:
    asked = await ctx.read(asks.find, ctx.me.user_id, ctx.now)
    if tap.found and asked and asked.kind == FOUND:
        await start_draft(ctx, read_line(asked.data["text"], await country_of(ctx)))
    else:
        await prompt(ctx)


@routes.contact()
async def on_contact(ctx: Ctx, contact: Contact) -> None:
    """Somebody's contact: a number where one was asked for, a new client otherwise."""
    if contact.user_id == ctx.me.telegram_id:
        await send(ctx, Screen(ctx.locale.text("contact-own")))
        return
    country = await country_of(ctx)
    name = " ".join(filter(None, (contact.first_name, contact.last_name)))
    draft = draft_of_contact(name, contact.phone_number, contact.vcard or "", country)
    opened = OpenDraft.of(ctx.ask)
    if await _answers(ctx, draft):
        return
    if opened and not opened.draft.phones:
        await keep(ctx, replace(opened, draft=opened.draft.corrected(draft), field=None))
    else:
        await start_draft(ctx, draft)


async def _answers(ctx: Ctx, contact: Draft) -> bool:
    """Whether a number was asked for, which the contact then is."""
    asked, opened = ctx.ask, OpenDraft.of(ctx.ask)
    reported = asked is not None and asked.kind == picker.ASK and asked.data["missing"] == Missing.NUMBER
    corrected = asked is not None and asked.kind == edits.EDIT and asked.data["field"] == Field.PHONE
    in_draft = opened is not None and opened.field is Field.PHONE
    if asked is None or not (reported or corrected or in_draft):
        return False
    if not contact.phones:
        raise BadPhone
    answer = on_words if in_draft else edits.on_words if corrected else outcomes.on_typed
    await answer(ctx, contact.phones[0], asked.data)
    return True


# Words


@routes.ask(DRAFT)
async def on_words(ctx: Ctx, text: str, data: dict[str, Any]) -> None:
    """The field that was asked for, or a further line. What cannot be read is refused; the draft stays."""
    opened = OpenDraft.of(ctx.ask)
    if opened is None:
        raise ClientDraftGone
    country = opened.draft.country(await country_of(ctx))
    try:
        said = opened.draft, opened.field, text, country, ctx.me.language, ctx.now
        draft = await read_aside(filled, *said)
    except UnsureZone as unsure:
        await draw_which(ctx, opened, unsure.cities)
        return
    if draft is None:
        raise UnknownZone
    await keep(ctx, replace(opened, draft=draft, field=None))


@routes.redraw(DRAFT)
async def on_restart(ctx: Ctx, data: dict[str, Any]) -> None:
    if opened := OpenDraft.of(ctx.ask):
        await draw_again(ctx, opened)


# Buttons of the draft


@routes.tap(DraftTap, keeps_ask=True)
async def on_draft(ctx: Ctx, tap: DraftTap) -> None:
    await keep(ctx, replace(await opened_draft(ctx, tap.draft), field=None))


@routes.tap(DraftFieldTap, keeps_ask=True)
async def on_field(ctx: Ctx, tap: DraftFieldTap) -> None:
    opened = await opened_draft(ctx, tap.draft)
    if tap.field in set(Field):
        await ask_field(ctx, opened, Field(tap.field))


@routes.tap(DraftClearTap, keeps_ask=True)
async def on_clear(ctx: Ctx, tap: DraftClearTap) -> None:
    opened = await opened_draft(ctx, tap.draft)
    empty: dict[str, dict[str, Any]] = {
        Field.PHONE: {"phones": ()},
        Field.COMPANY: {"company": ""},
        Field.NEED: {"need": ""},
        Field.SUM: {"sum_minor": None},
    }
    draft = replace(opened.draft, **empty.get(tap.field, {}))
    await keep(ctx, replace(opened, draft=draft, field=None))


@routes.tap(CancelTap, keeps_ask=True)
async def on_cancel(ctx: Ctx, tap: CancelTap) -> None:
    asked = await ctx.read(asks.find, ctx.me.user_id, ctx.now)
    opened = OpenDraft.of(asked)
    if opened and opened.number == tap.draft:
        await ctx.write(asks.drop, ctx.me.user_id)
    elif saved_as(asked, tap.draft) is not None:
        raise ClientDraftGone
    await show(ctx, cancelled_screen(ctx.locale))


@routes.tap(SaveTap, keeps_ask=True)
async def on_save(ctx: Ctx, tap: SaveTap) -> None:
    """Save, and show the card. A second tap finds what the first one saved."""
    deal_id = saved_as(await ctx.read(asks.find, ctx.me.user_id, ctx.now), tap.draft)
    if deal_id is None:
        opened = await opened_draft(ctx, tap.draft)
        if not opened.draft.name:
            await ask_field(ctx, opened, Field.NAME)
            return
        deal_id = await ctx.write(_save, ctx.me, tap, now=ctx.now)
    if deal_id is None:
        await draw(ctx, await opened_draft(ctx, tap.draft))
    else:
        await show_card(ctx, deal_id, toast=ctx.locale.plain("client-saved"))


def _save(tx: Session, actor: Actor, tap: SaveTap, *, now: dt.datetime) -> int | None:
    """The new deal's id; None where the number is known and that was not yet said."""
    opened = OpenDraft.of(asks.find(tx, actor.user_id, now))
    if opened is None or opened.number != tap.draft:
        raise ClientDraftGone
    known: KnownNumber | None = clients.known_number(tx, actor, opened.draft.phones)
    if known and not tap.sure:
        return None
    deal_id = clients.add_client(tx, actor, opened.draft, now=now)
    asks.put(tx, actor.user_id, SAVED, {"number": opened.number, "deal": deal_id}, now=now)
    return deal_id
