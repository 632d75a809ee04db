"""Where a client is: what is known of it, the question, and what it does to a promised moment."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from bot.i18n import Locale
from bot.screen import Screen
from bot.screens.zones import (
    draft_where_screen,
    draft_which_city_screen,
    draft_zones_screen,
    where_screen,
    which_city_screen,
    zones_screen,
)
from bot.taps.deals import FEED
from crm.client_zones import ClientZone
from crm.localtime import to_local
from crm.models import ZoneSource
from crm.whereabouts import Whereabouts
from crm.zone_names import ZoneChoice, choices

NOW = dt.datetime(2026, 11, 26, 9, 42, tzinfo=dt.UTC)
HERE, THERE = "Europe/Moscow", "Asia/Vladivostok"
NUMBER = 2**31 - 1
HOSTILE = '<b>&"Аня\u202e</b> 🙂 ' + "ё" * 80
PLACES = {"Москва": HERE, "Казань": HERE, "Екатеринбург": "Asia/Yekaterinburg", "Артём": THERE}
USUAL = tuple(
    ZoneChoice(2**32 - n, zone, city, to_local(NOW, zone)) for n, (city, zone) in enumerate(PLACES.items(), 1)
)
LONGEST = tuple(replace(choice, city=HOSTILE) for choice in (*USUAL, *USUAL))
CLIENT = ClientZone(
    deal_id=NUMBER,
    client_name="Анна Петрова",
    whereabouts=Whereabouts(THERE, ZoneSource.CITY, "Артём"),
    told=True,
    zone=THERE,
    country="RU",
    usual=USUAL,
    now=NOW,
)
UNKNOWN = replace(CLIENT, whereabouts=None, zone=HERE)


def _where(client: ClientZone) -> Callable[[Locale], Screen]:
    return lambda locale: where_screen(client, FEED, locale, HERE)


SAMPLES: dict[str, Callable[[Locale], Screen]] = {
    **{
        f"known by {source}": _where(replace(CLIENT, whereabouts=Whereabouts(THERE, source, city)))
        for source, city in {
            ZoneSource.PHONE: None,
            ZoneSource.CITY: "Артём",
            ZoneSource.LOCATION: "Артём",
            ZoneSource.CHOSEN: None,
            ZoneSource.LIKELY: None,
        }.items()
    },
    "known, not from what": _where(
        replace(CLIENT, whereabouts=Whereabouts(THERE, ZoneSource.CHOSEN), told=False, usual=())
    ),
    "unknown": _where(UNKNOWN),
    "unknown, hostile": _where(replace(UNKNOWN, client_name=HOSTILE, usual=LONGEST)),
    "all zones": lambda locale: zones_screen(CLIENT, FEED, choices("RU", locale.language, NOW), 1, locale),
    "no zones": lambda locale: zones_screen(CLIENT, FEED, [], 0, locale),
    "which city": lambda locale: which_city_screen(NUMBER, FEED, USUAL[:2], locale),
    "is it this town": lambda locale: which_city_screen(NUMBER, FEED, USUAL[:1], locale),
    "draft": lambda locale: draft_where_screen(NUMBER, USUAL, locale),
    "draft: all zones": lambda locale: draft_zones_screen(
        NUMBER, choices("US", locale.language, NOW), 2, locale
    ),
    "draft: which city, hostile": lambda locale: draft_which_city_screen(NUMBER, LONGEST, locale),
}
