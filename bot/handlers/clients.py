"""A new client: from a typed line or a contact to a draft, its corrections, and Save."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session
from telegram import Contact

from bot import asks
from bot.context import Ctx
from bot.handlers import outcomes
from bot.handlers.deals import show_card
from bot.routes import Routes
from bot.screen import Screen
from bot.screens.clients import (
    cancelled_screen,
    draft_screen,
    draft_zone_screen,
    field_screen,
    prompt_screen,
)
from bot.show import send, show
from bot.taps.clients import (
    CancelTap,
    DraftClearTap,
    DraftFieldTap,
    DraftTap,
    DraftZoneTap,
    Field,
    NewClientTap,
    SaveTap,
)
from crm import clients
from crm.access import Actor, workspace_of
from crm.clients import KnownNumber
from crm.contacts import draft_of_contact, read_numbers
from crm.drafts import Draft
from crm.errors import ClientDraftGone
from crm.lines import correct_by_line, read_line
from crm.money import read_sum
from crm.zone_names import choices, read_zone, zone_by_number

routes = Routes()
DRAFT, SAVED, FOUND = "client_draft", "client_saved", "found"


@dataclass(frozen=True)
class OpenDraft:
    """The draft in a person's ask row. `field` is what his next words fill, if one was asked for."""

    number: int
    draft: Draft
    field: Field | None
    update_id: int
    """The update that wrote it, so that a replay draws it and repeats nothing."""

    @classmethod
    def of(cls, asked: asks.Asked | None) -> OpenDraft | None:
        if asked is None or asked.kind != DRAFT:
            return None
        data = asked.data
        field = Field(data["field"]) if data["field"] else None
        return cls(data["number"], Draft.of_data(data["draft"]), field, data["update"])


# The beginning


@routes.command("new")
async def on_new(ctx: Ctx, rest: str) -> None:
    if rest:
        await start_draft(ctx, read_line(rest, await _country(ctx)))
    else:
        await _prompt(ctx)


@routes.menu("menu-new-client")
async def on_menu(ctx: Ctx) -> None:
    await _prompt(ctx)


@routes.tap(NewClientTap, keeps_ask=True)
async def on_new_tap(ctx: Ctx, tap: NewClientTap) -> None:
    asked = await ctx.read(asks.find, ctx.me.user_id, ctx.now)
    if tap.found and asked and asked.kind == FOUND:
        await start_draft(ctx, read_line(asked.data["text"], await _country(ctx)))
    else:
        await _prompt(ctx)


@routes.contact()
async def on_contact(ctx: Ctx, contact: Contact) -> None:
    """Somebody's contact: a number where one was asked for, a new client otherwise."""
    if contact.user_id == ctx.me.telegram_id:
        await send(ctx, Screen(ctx.locale.text("contact-own")))
        return
    country = await _country(ctx)
    name = " ".join(filter(None, (contact.first_name, contact.last_name)))
    draft = draft_of_contact(name, contact.phone_number, contact.vcard or "", country)
    asked, opened = ctx.ask, OpenDraft.of(ctx.ask)
    if asked and asked.kind == outcomes.ASK and draft.phones:
        await outcomes.on_typed(ctx, draft.phones[0], asked.data)
    elif opened and opened.field is Field.PHONE:
        await _keep(ctx, replace(opened, draft=replace(opened.draft, phones=draft.phones), field=None))
    elif opened and not opened.draft.phones:
        await _keep(ctx, replace(opened, draft=opened.draft.corrected(draft), field=None))
    else:
        await start_draft(ctx, draft)


async def start_draft(ctx: Ctx, draft: Draft) -> None:
    """Show a new draft; an earlier one that was open is forgotten."""
    await _keep(ctx, OpenDraft(ctx.update.update_id, draft, None, 0))


# Words


@routes.ask(DRAFT)
async def on_words(ctx: Ctx, text: str, data: dict[str, Any]) -> None:
    """The field that was asked for, or a further line. What cannot be read is refused; the draft stays."""
    opened = OpenDraft.of(ctx.ask)
    if opened is None:
        raise ClientDraftGone
    if opened.update_id != ctx.update.update_id:
        country = opened.draft.country(await _country(ctx))
        draft = _filled(opened.draft, opened.field, text, country, ctx.now)
        opened = replace(opened, draft=draft, field=None)
    await _keep(ctx, opened)


def _filled(draft: Draft, field: Field | None, text: str, country: str, now: dt.datetime) -> Draft:
    """The draft with one field said. Raises what reading it raises."""
    match field:
        case Field.NAME:
            return replace(draft, name=clients.read_name(text))
        case Field.COMPANY:
            return replace(draft, company=clients.read_name(text))
        case Field.NEED:
            return replace(draft, need=clients.read_text(text))
        case Field.PHONE:
            return replace(draft, phones=read_numbers(text, country))
        case Field.SUM:
            return replace(draft, sum_minor=read_sum(text))
        case Field.ZONE:
            return replace(draft, zone=read_zone(text, country, now))
        case None:
            clients.read_text(text)
            return correct_by_line(draft, text, country)


# Buttons of the draft


@routes.tap(DraftTap, keeps_ask=True)
async def on_draft(ctx: Ctx, tap: DraftTap) -> None:
    await _keep(ctx, replace(await _opened(ctx, tap.draft), field=None))


@routes.tap(DraftFieldTap, keeps_ask=True)
async def on_field(ctx: Ctx, tap: DraftFieldTap) -> None:
    opened = await _opened(ctx, tap.draft)
    if tap.field in set(Field):
        await _ask_field(ctx, opened, Field(tap.field), tap.page)


@routes.tap(DraftClearTap, keeps_ask=True)
async def on_clear(ctx: Ctx, tap: DraftClearTap) -> None:
    opened = await _opened(ctx, tap.draft)
    empty: dict[str, dict[str, Any]] = {
        Field.PHONE: {"phones": ()},
        Field.COMPANY: {"company": ""},
        Field.NEED: {"need": ""},
        Field.SUM: {"sum_minor": None},
    }
    draft = replace(opened.draft, **empty.get(tap.field, {}))
    await _keep(ctx, replace(opened, draft=draft, field=None))


@routes.tap(DraftZoneTap, keeps_ask=True)
async def on_zone(ctx: Ctx, tap: DraftZoneTap) -> None:
    opened = await _opened(ctx, tap.draft)
    draft = replace(opened.draft, zone=zone_by_number(tap.zone))
    await _keep(ctx, replace(opened, draft=draft, field=None))


@routes.tap(CancelTap, keeps_ask=True)
async def on_cancel(ctx: Ctx, tap: CancelTap) -> None:
    asked = await ctx.read(asks.find, ctx.me.user_id, ctx.now)
    opened = OpenDraft.of(asked)
    if opened and opened.number == tap.draft:
        await ctx.write(asks.drop, ctx.me.user_id)
    elif _saved_as(asked, tap.draft) is not None:
        raise ClientDraftGone
    await show(ctx, cancelled_screen(ctx.locale))


@routes.tap(SaveTap, keeps_ask=True)
async def on_save(ctx: Ctx, tap: SaveTap) -> None:
    """Save, and show the card. A second tap finds what the first one saved."""
    deal_id = _saved_as(await ctx.read(asks.find, ctx.me.user_id, ctx.now), tap.draft)
    if deal_id is None:
        opened = await _opened(ctx, tap.draft)
        if not opened.draft.name:
            await _ask_field(ctx, opened, Field.NAME)
            return
        deal_id = await ctx.write(_save, ctx.me, tap, now=ctx.now)
    if deal_id is None:
        await _draw(ctx, await _opened(ctx, tap.draft))
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


def _saved_as(asked: asks.Asked | None, number: int) -> int | None:
    """The deal that this draft became, if that was the last thing done."""
    if asked is None or asked.kind != SAVED or asked.data["number"] != number:
        return None
    deal_id: int = asked.data["deal"]
    return deal_id


# Drawing


async def _prompt(ctx: Ctx) -> None:
    number = ctx.update.update_id
    await _put(ctx, OpenDraft(number, Draft(), None, 0))
    await show(ctx, prompt_screen(number, ctx.locale))


async def _ask_field(ctx: Ctx, opened: OpenDraft, field: Field, page: int = 0) -> None:
    await _put(ctx, replace(opened, field=field))
    preview = await ctx.read(clients.preview, ctx.me, opened.draft, now=ctx.now)
    if field is Field.ZONE:
        zones = choices(preview.country, ctx.me.language, ctx.now)
        await show(ctx, draft_zone_screen(opened.number, zones, page, ctx.locale))
    else:
        await show(ctx, field_screen(preview, opened.number, field, ctx.locale))


async def _keep(ctx: Ctx, opened: OpenDraft) -> None:
    await _put(ctx, opened)
    await _draw(ctx, opened)


async def _draw(ctx: Ctx, opened: OpenDraft) -> None:
    preview = await ctx.read(clients.preview, ctx.me, opened.draft, now=ctx.now)
    await show(ctx, draft_screen(preview, opened.number, ctx.locale))


async def _put(ctx: Ctx, opened: OpenDraft) -> None:
    """Write the draft down, unless this very update did so in an earlier life of the process."""
    update_id = ctx.update.update_id
    kept = OpenDraft.of(ctx.ask or await ctx.read(asks.find, ctx.me.user_id, ctx.now))
    if kept and kept.update_id == update_id:
        return
    data = {
        "number": opened.number,
        "draft": opened.draft.as_data(),
        "field": opened.field,
        "update": update_id,
    }
    await ctx.write(asks.put, ctx.me.user_id, DRAFT, data, now=ctx.now)


async def _opened(ctx: Ctx, number: int) -> OpenDraft:
    """The draft a pressed button belongs to. Raises ClientDraftGone."""
    opened = OpenDraft.of(await ctx.read(asks.find, ctx.me.user_id, ctx.now))
    if opened is None or opened.number != number:
        raise ClientDraftGone
    return opened


async def _country(ctx: Ctx) -> str:
    return (await ctx.read(workspace_of)).country
