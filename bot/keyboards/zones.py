"""Buttons that say where a client is: usual cities, all zones, towns of one name."""

from collections.abc import Callable, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import Tap
from bot.i18n import Locale
from bot.keyboards.layout import Row, button, markup, rows_of
from bot.keyboards.pages import last_page, page_buttons, page_of
from bot.taps.clients import DraftTap
from bot.taps.deals import CardTap, minute_of
from bot.taps.zones import (
    CityTap,
    DraftCityTap,
    DraftUsualTap,
    DraftZonesTap,
    DraftZoneTap,
    HisClockTap,
    RightTap,
    UsualTap,
    WhereTap,
    ZoneTap,
)
from crm.client_zones import ClientZone
from crm.replan import Promised
from crm.zone_names import ZoneChoice, number_of

ZONES_ON_A_PAGE = 12


def where_buttons(client: ClientZone, mode: str, locale: Locale) -> InlineKeyboardMarkup:
    """The company's usual cities; a guess can be said to be right."""
    right: Row = []
    if client.whereabouts and client.whereabouts.likely:
        right = [button(locale.plain("button-zone-right"), RightTap(client.deal_id, mode), "success")]
    usual = _usual(
        client.usual,
        lambda choice: UsualTap(client.deal_id, mode, number_of(choice.zone), choice.number),
    )
    every = button(locale.plain("button-all-zones"), WhereTap(client.deal_id, mode, 0))
    return markup(right, *usual, [every], [_back(CardTap(client.deal_id, mode), locale)])


def zone_buttons(
    client: ClientZone, mode: str, zones: Sequence[ZoneChoice], page: int, locale: Locale
) -> InlineKeyboardMarkup:
    """All zones of his country."""
    return _pages(
        zones,
        page,
        lambda choice: ZoneTap(client.deal_id, mode, choice.number),
        lambda to: WhereTap(client.deal_id, mode, to),
        WhereTap(client.deal_id, mode),
        locale,
    )


def city_buttons(
    deal_id: int, mode: str, cities: Sequence[ZoneChoice], locale: Locale
) -> InlineKeyboardMarkup:
    """The towns that may have been meant, one in a row: each with its region."""
    rows = [[_choice(city, CityTap(deal_id, mode, city.number))] for city in cities]
    return markup(*rows, [_back(WhereTap(deal_id, mode), locale)])


def promised_rows(one: Promised, mode: str, locale: Locale) -> list[Row]:
    """By his clock, or as it was; both as the client's clock shows them."""
    his, was = (locale.time(at, one.zone) for at in (one.by_his_clock, one.step.at))
    tap = HisClockTap(one.deal_id, mode, one.version, minute_of(one.by_his_clock))
    return [
        [button(locale.plain("button-promised-his", time=his), tap)],
        [button(locale.plain("button-promised-was", time=was), CardTap(one.deal_id, mode))],
    ]


def draft_usual_rows(draft: int, usual: Sequence[ZoneChoice]) -> list[Row]:
    """The usual cities, for the draft itself."""
    return _usual(usual, lambda choice: DraftUsualTap(draft, number_of(choice.zone), choice.number))


def draft_where_buttons(draft: int, usual: Sequence[ZoneChoice], locale: Locale) -> InlineKeyboardMarkup:
    every = button(locale.plain("button-all-zones"), DraftZonesTap(draft, 0))
    return markup(*draft_usual_rows(draft, usual), [every], [_back(DraftTap(draft), locale)])


def draft_zone_buttons(
    draft: int, zones: Sequence[ZoneChoice], page: int, locale: Locale
) -> InlineKeyboardMarkup:
    return _pages(
        zones,
        page,
        lambda choice: DraftZoneTap(draft, choice.number),
        lambda to: DraftZonesTap(draft, to),
        DraftTap(draft),
        locale,
    )


def draft_city_buttons(draft: int, cities: Sequence[ZoneChoice], locale: Locale) -> InlineKeyboardMarkup:
    rows = [[_choice(city, DraftCityTap(draft, city.number))] for city in cities]
    return markup(*rows, [_back(DraftTap(draft), locale)])


def _pages(
    zones: Sequence[ZoneChoice],
    page: int,
    tap: Callable[[ZoneChoice], Tap],
    turn: Callable[[int], Tap],
    back: Tap,
    locale: Locale,
) -> InlineKeyboardMarkup:
    pages = page_buttons(page, last_page(len(zones), ZONES_ON_A_PAGE), turn, locale)
    shown = page_of(zones, page, ZONES_ON_A_PAGE)
    # The time first: it is what one looks for, and a phone cuts off the end of a long name.
    buttons = [button(f"{zone.local:%H:%M} · {zone.city}", tap(zone)) for zone in shown]
    return markup(*rows_of(buttons, 2), pages, [_back(back, locale)])


def _usual(choices: Sequence[ZoneChoice], tap: Callable[[ZoneChoice], Tap]) -> list[Row]:
    """Cities by their names alone, two in a row."""
    return rows_of([button(choice.city, tap(choice)) for choice in choices], 2)


def _choice(choice: ZoneChoice, tap: Tap) -> InlineKeyboardButton:
    return button(f"{choice.city} · {choice.local:%H:%M}", tap)


def _back(tap: Tap, locale: Locale) -> InlineKeyboardButton:
    return button(locale.plain("button-back"), tap)
