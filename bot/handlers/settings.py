"""Settings, each by buttons; a zone may be typed. Clients have the language alone."""

from bot import asks
from bot.context import Ctx
from bot.handlers.own_hours import show_own_week
from bot.i18n import locale_of
from bot.routes import ANYONE, OWNER, Routes
from bot.screen import Screen
from bot.screens.settings import (
    digest_hour_screen,
    ladder_screen,
    language_screen,
    plan_hour_screen,
    settings_screen,
    zone_screen,
)
from bot.show import show
from bot.taps.home import (
    DigestAtTap,
    LadderTap,
    LanguageTap,
    PlanAtTap,
    SettingsTap,
    ZonesTap,
    ZoneTap,
)
from crm import profile
from crm.profile import Profile
from crm.zone_names import choices

OWN_ZONE = "own_zone"

routes = Routes()


@routes.tap(SettingsTap)
async def on_settings(ctx: Ctx, tap: SettingsTap) -> None:
    """All settings, or one of them."""
    found = await ctx.read(profile.profile, ctx.me)
    match tap.part:
        case "language":
            await show(ctx, language_screen(found.language, ctx.locale, back=True))
        case "zone":
            await ctx.write(asks.put, ctx.me.user_id, OWN_ZONE, {}, now=ctx.now)
            await _show_zones(ctx, found, 0)
        case "hours":
            await show_own_week(ctx)
        case "plan":
            await show(ctx, plan_hour_screen(found, ctx.locale))
        case "digest" if found.digest_at is not None:
            await show(ctx, digest_hour_screen(found, ctx.locale))
        case "ladder" if found.ladders:
            await show(ctx, ladder_screen(found, ctx.locale))
        case _:
            await show(ctx, _screen(ctx, found))


@routes.command("settings")
async def on_settings_command(ctx: Ctx, rest: str) -> None:
    await _show_settings(ctx)


@routes.menu("menu-settings")
async def on_settings_word(ctx: Ctx) -> None:
    await _show_settings(ctx)


# Language


@routes.command("language", ANYONE)
async def on_language_command(ctx: Ctx, rest: str) -> None:
    found = await ctx.read(profile.profile, ctx.me)
    await show(ctx, language_screen(found.language, ctx.locale, back=ctx.me.is_staff))


@routes.tap(LanguageTap, ANYONE)
async def on_language(ctx: Ctx, tap: LanguageTap) -> None:
    """The very next screen is in the new language."""
    ctx.me = await ctx.write(profile.set_language, ctx.me, tap.language or None)
    ctx.locale = locale_of(ctx.me.language)
    found = await ctx.read(profile.profile, ctx.me)
    if ctx.me.is_staff:
        await _saved(ctx, found)
    else:
        screen = language_screen(found.language, ctx.locale, back=False)
        await show(ctx, screen, toast=ctx.locale.plain("settings-saved"))
    await ctx.equip(ctx.me)


# Zone


@routes.tap(ZonesTap, keeps_ask=True)
async def on_zones(ctx: Ctx, tap: ZonesTap) -> None:
    await _show_zones(ctx, await ctx.read(profile.profile, ctx.me), tap.page)


@routes.tap(ZoneTap)
async def on_zone(ctx: Ctx, tap: ZoneTap) -> None:
    await _saved(ctx, await ctx.write(profile.set_zone_by_number, ctx.me, tap.number, now=ctx.now))


@routes.ask(OWN_ZONE)
async def on_zone_words(ctx: Ctx, text: str, data: dict[str, str]) -> None:
    await _saved(ctx, await ctx.write(profile.set_zone_by_words, ctx.me, text, now=ctx.now))


# Daily messages and the ladder


@routes.tap(PlanAtTap)
async def on_plan_at(ctx: Ctx, tap: PlanAtTap) -> None:
    await _saved(ctx, await ctx.write(profile.set_plan_at, ctx.me, tap.minute, now=ctx.now))


@routes.tap(DigestAtTap, OWNER)
async def on_digest_at(ctx: Ctx, tap: DigestAtTap) -> None:
    await _saved(ctx, await ctx.write(profile.set_digest_at, ctx.me, tap.minute, now=ctx.now))


@routes.tap(LadderTap, OWNER)
async def on_ladder(ctx: Ctx, tap: LadderTap) -> None:
    await _saved(ctx, await ctx.write(profile.set_ladder, ctx.me, tap.ladder_id))


async def _saved(ctx: Ctx, found: Profile) -> None:
    await show(ctx, _screen(ctx, found), toast=ctx.locale.plain("settings-saved"))


async def _show_settings(ctx: Ctx) -> None:
    await show(ctx, _screen(ctx, await ctx.read(profile.profile, ctx.me)))


def _screen(ctx: Ctx, found: Profile) -> Screen:
    return settings_screen(found, ctx.locale, ctx.now, calendar=ctx.feeds is not None)


async def _show_zones(ctx: Ctx, found: Profile, page: int) -> None:
    zones = choices(found.country, ctx.locale.language, ctx.now)
    await show(ctx, zone_screen(found, zones, page, ctx.locale, ctx.now))
