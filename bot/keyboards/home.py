"""Buttons of the menu, and the ways from a message into the work."""

from telegram import InlineKeyboardMarkup

from bot.i18n import Locale
from bot.keyboards.layout import Row, button, markup
from bot.taps.clients import NewClientTap
from bot.taps.deals import FeedTap, TodayTap
from bot.taps.home import HomeTap, ReportsTap, SettingsTap, TeamTap


def menu_buttons(locale: Locale, *, owner: bool) -> InlineKeyboardMarkup:
    rows: list[Row] = [
        [
            button(locale.plain("button-next"), FeedTap(), "primary"),
            button(locale.plain("button-today"), TodayTap()),
        ],
        [
            button(locale.plain("button-new-client"), NewClientTap()),
            button(locale.plain("button-settings"), SettingsTap()),
        ],
    ]
    if owner:
        rows.append(
            [
                button(locale.plain("button-team"), TeamTap()),
                button(locale.plain("button-reports"), ReportsTap()),
            ]
        )
    return markup(*rows)


def start_buttons(locale: Locale, *, work: bool) -> InlineKeyboardMarkup:
    """[Start] the day, or just the menu where there is nothing to start."""
    if not work:
        return menu_only(locale)
    return markup(
        [button(locale.plain("button-start"), FeedTap(), "primary")],
        [button(locale.plain("button-today"), TodayTap()), menu_button(locale)[0]],
    )


def menu_only(locale: Locale) -> InlineKeyboardMarkup:
    return markup(menu_button(locale))


def menu_button(locale: Locale) -> Row:
    return [button(locale.plain("button-menu"), HomeTap())]
