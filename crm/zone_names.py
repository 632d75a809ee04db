"""Time zones by their cities in Russian and English, and by a number in a button.

The tables are built at the first question, not at start: they cost some tens of milliseconds.
"""

import datetime as dt
import zlib
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from crm.cities import City
from crm.errors import UnknownZone
from crm.localtime import all_zones, country_zones, to_local
from crm.zones import place_name


@dataclass(frozen=True)
class ZoneChoice:
    """A zone or city to offer. `number` stands for it in a button."""

    number: int
    zone: str
    city: str
    local: dt.datetime
    """The wall clock there now."""


@lru_cache(maxsize=2000)
def zone_city(zone: str, language: str) -> str:
    """The city that names an IANA zone, in "ru" or "en": "Владивосток" for Asia/Vladivostok."""
    cities = Locale(language).time_zones
    for name in (zone, *_spellings().get(_current(zone), ())):
        if name in cities and "city" in cities[name]:
            return str(cities[name]["city"])
    return zone.rpartition("/")[2].replace("_", " ")


def choices(country: str, language: str, now: dt.datetime) -> list[ZoneChoice]:
    """The zones of a country (ISO 3166) from west to east by their clocks now, cities in the language."""
    found = [
        ZoneChoice(number_of(zone), zone, zone_city(zone, language), to_local(now, zone))
        for zone in country_zones(country)
    ]
    return sorted(found, key=lambda choice: (choice.local.utcoffset() or dt.timedelta(), choice.city))


def number_of(zone: str) -> int:
    """A number that stands for the zone in a button and never changes."""
    return zlib.crc32(zone.encode())


def zone_by_number(number: int) -> str:
    """The zone of a button. Raises UnknownZone."""
    try:
        return _numbers()[number]
    except KeyError as error:
        raise UnknownZone from error


def city_choices(cities: list[City], language: str, now: dt.datetime) -> list[ZoneChoice]:
    """Namesakes to choose from, each with its region or country."""
    return [
        ZoneChoice(
            city.point,
            city.zone,
            f"{city.name(language)}, {place_name(city, language)}",
            to_local(now, city.zone),
        )
        for city in cities
    ]


def _current(zone: str) -> str:
    return str(get_global("zone_aliases").get(zone, zone))


@lru_cache(maxsize=1)
def _spellings() -> dict[str, list[str]]:
    """Current names with their old spellings: Babel knows some cities by those."""
    spellings: dict[str, list[str]] = {}
    for zone in all_zones():
        spellings.setdefault(_current(zone), []).append(zone)
    return spellings


@lru_cache(maxsize=1)
def _numbers() -> dict[int, str]:
    return {number_of(zone): zone for zone in all_zones()}
