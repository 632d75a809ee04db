"""Where the client of a draft is: all zones, the company's usual cities, towns of one name."""

from dataclasses import replace

from bot.client_draft import OpenDraft, draw_zones, keep, opened_draft
from bot.context import Ctx
from bot.routes import Routes
from bot.taps.zones import DraftCityTap, DraftUsualTap, DraftZonesTap, DraftZoneTap
from crm import client_zones
from crm.cities import city_at
from crm.models import ZoneSource
from crm.whereabouts import Whereabouts, whereabouts_in
from crm.zone_names import zone_by_number

routes = Routes()


@routes.tap(DraftZonesTap, keeps_ask=True)
async def on_draft_zones(ctx: Ctx, tap: DraftZonesTap) -> None:
    await draw_zones(ctx, await opened_draft(ctx, tap.draft), tap.page)


@routes.tap(DraftZoneTap, keeps_ask=True)
async def on_draft_zone(ctx: Ctx, tap: DraftZoneTap) -> None:
    opened = await opened_draft(ctx, tap.draft)
    await keep_place(ctx, opened, Whereabouts(zone_by_number(tap.zone), ZoneSource.CHOSEN))


@routes.tap(DraftUsualTap, keeps_ask=True)
async def on_draft_usual(ctx: Ctx, tap: DraftUsualTap) -> None:
    opened = await opened_draft(ctx, tap.draft)
    await keep_place(
        ctx, opened, await ctx.read(client_zones.usual_whereabouts, tap.zone, tap.city, ctx.me.language)
    )


@routes.tap(DraftCityTap, keeps_ask=True)
async def on_draft_city(ctx: Ctx, tap: DraftCityTap) -> None:
    opened = await opened_draft(ctx, tap.draft)
    await keep_place(ctx, opened, whereabouts_in(city_at(tap.place), ctx.me.language))


async def keep_place(ctx: Ctx, opened: OpenDraft, place: Whereabouts) -> None:
    await keep(ctx, replace(opened, draft=opened.draft.at(place), field=None))
