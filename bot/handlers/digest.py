"""The owner's digest: at his hour, by [Reports], and the deals behind each of its lines."""

import datetime as dt

from bot.context import Ctx
from bot.notice import Notice
from bot.routes import OWNER, Routes
from bot.screen import Screen
from bot.screens.digest import digest_screen, list_screen, people_screen
from bot.show import show
from bot.taps.home import BehindTap, DigestTap, PeopleTap, ReportsTap
from crm.digest import calendar_day, digest
from crm.digest_deals import deals_behind
from crm.reported import Period

routes = Routes()


@routes.notice("digest")
async def draw_digest(notice: Notice) -> list[Screen]:
    """From the digest before to this one. Nothing, if he owns nothing any more."""
    if not notice.me.is_owner:
        return []
    since, at = (dt.datetime.fromisoformat(notice.payload[key]) for key in ("since", "at"))
    found = await notice.read(digest, notice.me, Period(since, at), now=notice.now)
    return [digest_screen(found, notice.locale, notice.me.zone)]


@routes.tap(ReportsTap, OWNER)
async def on_reports(ctx: Ctx, tap: ReportsTap) -> None:
    await _show(ctx, calendar_day(ctx.me, ago=tap.ago, now=ctx.now))


@routes.menu("menu-reports", OWNER)
async def on_reports_word(ctx: Ctx) -> None:
    await _show(ctx, calendar_day(ctx.me, ago=0, now=ctx.now))


@routes.command("digest", OWNER)
async def on_digest_command(ctx: Ctx, rest: str) -> None:
    await _show(ctx, calendar_day(ctx.me, ago=0, now=ctx.now))


@routes.tap(DigestTap, OWNER)
async def on_digest(ctx: Ctx, tap: DigestTap) -> None:
    await _show(ctx, tap.period)


@routes.tap(PeopleTap, OWNER)
async def on_people(ctx: Ctx, tap: PeopleTap) -> None:
    found = await ctx.read(digest, ctx.me, tap.period, now=ctx.now)
    await show(ctx, people_screen(found, tap.page, ctx.locale, ctx.me.zone))


@routes.tap(BehindTap, OWNER)
async def on_line(ctx: Ctx, tap: BehindTap) -> None:
    deals = await ctx.read(
        deals_behind,
        ctx.me,
        tap.period,
        tap.known_line,
        person_id=tap.person_id,
        page=tap.page,
        now=ctx.now,
    )
    await show(ctx, list_screen(deals, ctx.locale, ctx.me.zone))


async def _show(ctx: Ctx, period: Period) -> None:
    found = await ctx.read(digest, ctx.me, period, now=ctx.now)
    await show(ctx, digest_screen(found, ctx.locale, ctx.me.zone))
