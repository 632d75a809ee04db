"""The setting of one's own calendar feed: its link, a new one, none."""

from telegram import CopyTextButton, InlineKeyboardButton

from bot.i18n import Locale
from bot.keyboards.layout import Row, button, markup
from bot.screen import Screen
from bot.taps.calendar import NewLinkTap, NoLinkTap
from bot.taps.home import SettingsTap

COPIED_AT_MOST = 256  # characters; Telegram's


def calendar_screen(locale: Locale, *, linked: bool, offered: bool) -> Screen:
    """Whether there is a link, and what can be done. `offered`: the company has feeds at all."""
    text = locale.text("feed-on" if linked else "feed-none" if offered else "feed-unknown")
    rows: list[Row] = []
    if offered:
        key = "button-feed-again" if linked else "button-feed-new"
        rows.append([button(locale.plain(key), NewLinkTap(), None if linked else "primary")])
    if linked:
        rows.append([button(locale.plain("button-feed-off"), NoLinkTap())])
    return Screen(text, markup(*rows, _back(locale)))


def link_screen(link: str, locale: Locale) -> Screen:
    """The link itself, to be taken at once."""
    copy: Row = []
    if len(link) <= COPIED_AT_MOST:
        copy = [InlineKeyboardButton(locale.plain("button-copy"), copy_text=CopyTextButton(link))]
    off = [button(locale.plain("button-feed-off"), NoLinkTap())]
    return Screen(locale.text("feed-link", link=link), markup(copy, off, _back(locale)))


def _back(locale: Locale) -> Row:
    return [button(locale.plain("button-back"), SettingsTap())]
