"""The draft of a new client in a person's ask row: kept through every correction, drawn after each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from bot import asks
from bot.context import Ctx
from bot.screens.clients import draft_screen, field_screen, prompt_screen
from bot.screens.zones import draft_where_screen, draft_which_city_screen, draft_zones_screen
from bot.show import show
from bot.taps.clients import Field
from crm import clients
from crm.access import workspace_of
from crm.cities import City
from crm.client_zones import usual_cities
from crm.contacts import read_numbers
from crm.drafts import Draft
from crm.errors import ClientDraftGone
from crm.lines import correct_by_line
from crm.money import read_sum
from crm.whereabouts import read_whereabouts
from crm.zone_names import choices, city_choices

DRAFT, SAVED = "client_draft", "client_saved"


@dataclass(frozen=True)
class OpenDraft:
    """The draft in a person's ask row. `field` is what his next words fill, if one was asked for."""

    number: int
    draft: Draft
    field: Field | None

    @classmethod
    def of(cls, asked: asks.Asked | None) -> OpenDraft | None:
        if asked is None or asked.kind != DRAFT:
            return None
        data = asked.data
        field = Field(data["field"]) if data["field"] else None
        return cls(data["number"], Draft.of_data(data["draft"]), field)


def saved_as(asked: asks.Asked | None, number: int) -> int | None:
    """The deal that this draft became, if that was the last thing done."""
    if asked is None or asked.kind != SAVED or asked.data["number"] != number:
        return None
    deal_id: int = asked.data["deal"]
    return deal_id


def filled(
    draft: Draft, field: Field | None, text: str, country: str, language: str, now: dt.datetime
) -> Draft:
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
            return draft.at(read_whereabouts(text, country, language, now))
        case None:
            clients.read_text(text)
            return correct_by_line(draft, text, country)


async def start_draft(ctx: Ctx, draft: Draft) -> None:
    """Show a new draft; an earlier one that was open is forgotten."""
    await keep(ctx, OpenDraft(ctx.update.update_id, draft, None))


async def prompt(ctx: Ctx) -> None:
    opened = OpenDraft(ctx.update.update_id, Draft(), None)
    await put(ctx, opened)
    await show(ctx, prompt_screen(opened.number, ctx.locale))


async def ask_field(ctx: Ctx, opened: OpenDraft, field: Field) -> None:
    await put(ctx, replace(opened, field=field))
    await _draw_field(ctx, opened, field)


async def keep(ctx: Ctx, opened: OpenDraft) -> None:
    await put(ctx, opened)
    await draw(ctx, opened)


async def draw(ctx: Ctx, opened: OpenDraft) -> None:
    preview = await ctx.read(clients.preview, ctx.me, opened.draft, now=ctx.now)
    await show(ctx, draft_screen(preview, opened.number, ctx.locale))


async def draw_again(ctx: Ctx, opened: OpenDraft) -> None:
    """What was to be shown when the process died."""
    if opened.field is not None:
        await _draw_field(ctx, opened, opened.field)
    elif opened.draft == Draft():
        await show(ctx, prompt_screen(opened.number, ctx.locale))
    else:
        await draw(ctx, opened)


async def draw_zones(ctx: Ctx, opened: OpenDraft, page: int) -> None:
    """All zones of the client's country; a city may be typed as well."""
    await put(ctx, replace(opened, field=Field.ZONE))
    country = opened.draft.country(await country_of(ctx))
    zones = choices(country, ctx.me.language, ctx.now)
    await show(ctx, draft_zones_screen(opened.number, zones, page, ctx.locale))


async def draw_which(ctx: Ctx, opened: OpenDraft, cities: list[City]) -> None:
    """Which of these towns was meant."""
    found = city_choices(cities, ctx.me.language, ctx.now)
    await show(ctx, draft_which_city_screen(opened.number, found, ctx.locale))


async def _draw_field(ctx: Ctx, opened: OpenDraft, field: Field) -> None:
    preview = await ctx.read(clients.preview, ctx.me, opened.draft, now=ctx.now)
    if field is Field.ZONE:
        usual = preview.usual or await ctx.read(usual_cities, preview.country, ctx.me.language, ctx.now)
        await show(ctx, draft_where_screen(opened.number, usual, ctx.locale))
    else:
        await show(ctx, field_screen(preview, opened.number, field, ctx.locale))


async def put(ctx: Ctx, opened: OpenDraft) -> None:
    data = {"number": opened.number, "draft": opened.draft.as_data(), "field": opened.field}
    await ctx.write(asks.put, ctx.me.user_id, DRAFT, data, now=ctx.now)


async def opened_draft(ctx: Ctx, number: int) -> OpenDraft:
    """The draft a pressed button belongs to. Raises ClientDraftGone."""
    opened = OpenDraft.of(await ctx.read(asks.find, ctx.me.user_id, ctx.now))
    if opened is None or opened.number != number:
        raise ClientDraftGone
    return opened


async def country_of(ctx: Ctx) -> str:
    return (await ctx.read(workspace_of)).country
