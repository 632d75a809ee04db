"""Buttons under requests: the offer on top of a card."""

from bot.i18n import Locale
from bot.keyboards.layout import Row, button
from bot.taps.requests import PassOnTap, ReassignTap, TakeTap


def offer_buttons(request_id: int, locale: Locale, *, oversees: bool = False) -> list[Row]:
    """[Take] and [Pass on] for the top of a card; one who oversees the team gets [Reassign] instead."""
    take = button(locale.plain("button-take"), TakeTap(request_id), "primary")
    if oversees:
        return [[take, button(locale.plain("button-reassign"), ReassignTap(request_id))]]
    return [[take, button(locale.plain("button-pass-on"), PassOnTap(request_id))]]
