"""Where a client is: what is known of it and from what, and the question for it."""

import datetime as dt
from collections.abc import Sequence

from bot.i18n import Locale, Raw
from bot.keyboards.layout import Row, markup
from bot.keyboards.zones import (
    city_buttons,
    draft_city_buttons,
    draft_where_buttons,
    draft_zone_buttons,
    promised_rows,
    where_buttons,
    zone_buttons,
)
from bot.screen import Screen
from bot.screens.deals import purpose, step_icon
from bot.screens.whereabouts import city_name
from crm.client_zones import ClientZone
from crm.replan import Promised
from crm.zone_names import ZoneChoice

PROMISED_SHOWN = 5


def where_screen(client: ClientZone, mode: str, locale: Locale, zone: str) -> Screen:
    """`zone` is the viewer's."""
    place = client.whereabouts
    values = {
        "city": city_name(place, client.zone, locale),
        "times": locale.both_times(client.now, client.zone, zone),
    }
    if place is None:
        known = [locale.text("where-unknown", **values)]
    else:
        source = place.source.value if client.told else "unkept"
        known = [
            locale.text("where-likely" if place.likely else "where-known", **values),
            locale.text("where-source", source=source),
        ]
    lines = [locale.text("where-title", name=client.client_name), *known, "", locale.text("where-ask")]
    return Screen("\n".join(lines), where_buttons(client, mode, locale))


def zones_screen(
    client: ClientZone, mode: str, zones: Sequence[ZoneChoice], page: int, locale: Locale
) -> Screen:
    """All zones of the client's country."""
    lines = [locale.text("where-title", name=client.client_name), locale.text("where-ask-zone")]
    return Screen("\n".join(lines), zone_buttons(client, mode, zones, page, locale))


def which_city_screen(deal_id: int, mode: str, cities: Sequence[ZoneChoice], locale: Locale) -> Screen:
    """The words, or the point on the map, leave more than one town with another clock."""
    return Screen(_which(cities, locale), city_buttons(deal_id, mode, cities, locale))


def promised_screen(
    promised: Sequence[Promised], mode: str, locale: Locale, zone: str, now: dt.datetime
) -> Screen:
    """What the client was promised may be meant by either clock. `zone` is the viewer's."""
    lines = [locale.text("promised-title", name=promised[0].client_name)]
    rows: list[Row] = []
    for one in promised[:PROMISED_SHOWN]:
        his, was = (locale.both(at, one.zone, zone, now) for at in (one.by_his_clock, one.step.at))
        lines += [
            "",
            locale.text("promised-ask", icon=Raw(step_icon(one.step)), purpose=purpose(one.step, locale)),
            locale.text("promised-his", when=his),
            locale.text("promised-was", when=was),
        ]
        rows += promised_rows(one, mode, locale)
    return Screen("\n".join(lines), markup(*rows))


def draft_where_screen(draft: int, usual: Sequence[ZoneChoice], locale: Locale) -> Screen:
    return Screen(locale.text("where-ask"), draft_where_buttons(draft, usual, locale))


def draft_zones_screen(draft: int, zones: Sequence[ZoneChoice], page: int, locale: Locale) -> Screen:
    return Screen(locale.text("where-ask-zone"), draft_zone_buttons(draft, zones, page, locale))


def draft_which_city_screen(draft: int, cities: Sequence[ZoneChoice], locale: Locale) -> Screen:
    return Screen(_which(cities, locale), draft_city_buttons(draft, cities, locale))


def _which(cities: Sequence[ZoneChoice], locale: Locale) -> str:
    return locale.text("where-which" if len(cities) > 1 else "where-this-town")
