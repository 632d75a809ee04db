"""The settings, and each of them with its choices."""

import datetime as dt

from bot.i18n import Locale
from bot.keyboards.settings import (
    clock,
    digest_buttons,
    ladder_buttons,
    language_buttons,
    plan_buttons,
    settings_buttons,
    zone_buttons,
)
from bot.screen import Screen
from crm.profile import Profile
from crm.zone_names import ZoneChoice, zone_city


def settings_screen(profile: Profile, locale: Locale, now: dt.datetime, *, calendar: bool = False) -> Screen:
    """`calendar`: there are links for calendars."""
    lines = [
        locale.text("settings-title"),
        locale.text(
            "settings-language-now" if profile.language else "settings-language-as-profile",
            language=locale.plain(f"language-{locale.language}"),
        ),
        zone_line(profile, locale, now),
        locale.text("settings-hours-now", opens=clock(profile.work_from), closes=clock(profile.work_to)),
        locale.text("settings-plan-now", time=clock(profile.plan_at)),
    ]
    if profile.digest_at is not None:
        lines.append(locale.text("settings-digest-now", time=clock(profile.digest_at)))
    for ladder in profile.ladders:
        if ladder.chosen:
            waits = ", ".join(locale.span(wait) for wait in ladder.waits)
            lines.append(locale.text("settings-ladder-now", waits=waits))
    return Screen("\n".join(lines), settings_buttons(profile, locale, calendar=calendar))


def language_screen(chosen: str | None, locale: Locale, *, back: bool) -> Screen:
    """`back`: to the settings, which clients do not have."""
    return Screen(locale.text("settings-ask-language"), language_buttons(chosen, locale, back=back))


def zone_screen(
    profile: Profile, zones: list[ZoneChoice], page: int, locale: Locale, now: dt.datetime
) -> Screen:
    lines = [zone_line(profile, locale, now), locale.text("settings-ask-zone")]
    return Screen("\n".join(lines), zone_buttons(zones, profile.zone, page, locale))


def plan_hour_screen(profile: Profile, locale: Locale) -> Screen:
    return Screen(locale.text("settings-ask-plan"), plan_buttons(profile, locale))


def digest_hour_screen(profile: Profile, locale: Locale) -> Screen:
    return Screen(locale.text("settings-ask-digest"), digest_buttons(profile, locale))


def ladder_screen(profile: Profile, locale: Locale) -> Screen:
    return Screen(locale.text("settings-ask-ladder"), ladder_buttons(profile, locale))


def zone_line(profile: Profile, locale: Locale, now: dt.datetime) -> str:
    city = zone_city(profile.zone, locale.language)
    return locale.text("settings-zone-now", city=city, time=locale.time(now, profile.zone))
