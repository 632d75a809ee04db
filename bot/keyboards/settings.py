"""Buttons of the settings. What is chosen now carries a mark."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import Tap
from bot.i18n import LANGUAGES, Locale
from bot.keyboards.home import menu_button
from bot.keyboards.layout import Row, button, markup, rows_of
from bot.keyboards.pages import last_page, page_buttons, page_of
from bot.taps.calendar import CalendarTap
from bot.taps.home import (
    DigestAtTap,
    LadderTap,
    LanguageTap,
    PlanAtTap,
    SettingsTap,
    ZonesTap,
    ZoneTap,
)
from bot.taps.hours import CompanyTap
from crm.profile import Profile
from crm.zone_names import ZoneChoice

ZONES_SHOWN = 10
PLAN_HOURS = (420, 480, 510, 540, 570, 600, 660, 720)
DIGEST_HOURS = (1020, 1080, 1110, 1140, 1200, 1260, 1320, 1380)


def settings_buttons(profile: Profile, locale: Locale, *, calendar: bool) -> InlineKeyboardMarkup:
    parts = [
        button(locale.plain("settings-language"), SettingsTap("language")),
        button(locale.plain("settings-zone"), SettingsTap("zone")),
        button(locale.plain("settings-hours"), SettingsTap("hours")),
        button(locale.plain("settings-plan"), SettingsTap("plan")),
    ]
    if profile.actor.is_owner:
        parts.append(button(locale.plain("settings-company-hours"), CompanyTap()))
    if profile.digest_at is not None:
        parts.append(button(locale.plain("settings-digest"), SettingsTap("digest")))
    if profile.ladders:
        parts.append(button(locale.plain("settings-ladder"), SettingsTap("ladder")))
    if calendar:
        parts.append(button(locale.plain("settings-calendar"), CalendarTap()))
    return markup(*rows_of(parts, 2), menu_button(locale))


def language_buttons(chosen: str | None, locale: Locale, *, back: bool) -> InlineKeyboardMarkup:
    """Languages by their own names, and back to that of the Telegram profile."""
    languages = [
        choice(locale.plain(f"language-{code}"), LanguageTap(code), code == chosen, locale)
        for code in reversed(LANGUAGES)
    ]
    profile = choice(locale.plain("language-profile"), LanguageTap(""), chosen is None, locale)
    return markup(languages, [profile], _back(locale) if back else [])


def zone_buttons(
    zones: Sequence[ZoneChoice], current: str, page: int, locale: Locale
) -> InlineKeyboardMarkup:
    """A page of the country's zones, each with its clock now."""
    buttons = [
        choice(f"{zone.city} · {zone.local:%H:%M}", ZoneTap(zone.number), zone.zone == current, locale)
        for zone in page_of(zones, page, ZONES_SHOWN)
    ]
    pages = page_buttons(page, last_page(len(zones), ZONES_SHOWN), ZonesTap, locale)
    return markup(*rows_of(buttons, 2), pages, _back(locale))


def plan_buttons(profile: Profile, locale: Locale) -> InlineKeyboardMarkup:
    return _times([(minute, PlanAtTap(minute)) for minute in PLAN_HOURS], profile.plan_at, locale)


def digest_buttons(profile: Profile, locale: Locale) -> InlineKeyboardMarkup:
    return _times([(minute, DigestAtTap(minute)) for minute in DIGEST_HOURS], profile.digest_at, locale)


def ladder_buttons(profile: Profile, locale: Locale) -> InlineKeyboardMarkup:
    buttons = [
        choice(
            ", ".join(locale.span(wait) for wait in ladder.waits),
            LadderTap(ladder.ladder_id),
            ladder.chosen,
            locale,
        )
        for ladder in profile.ladders
    ]
    return markup(*rows_of(buttons, 1), _back(locale))


def clock(minute: int) -> str:
    """ "9:00" of minutes after midnight."""
    return f"{minute // 60}:{minute % 60:02}"


def _times(choices: Sequence[tuple[int, Tap]], current: int | None, locale: Locale) -> InlineKeyboardMarkup:
    buttons = [choice(clock(minute), tap, minute == current, locale) for minute, tap in choices]
    return markup(*rows_of(buttons, 4), _back(locale))


def choice(text: str, tap: Tap, chosen: bool, locale: Locale) -> InlineKeyboardButton:
    """A button, with the mark of what is chosen now where it is."""
    return button(locale.plain("button-chosen", what=text) if chosen else text, tap)


def _back(locale: Locale) -> Row:
    return [button(locale.plain("button-back"), SettingsTap())]
