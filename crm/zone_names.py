"""Time zones by the names people use: cities in Russian and English, "msk+4", IANA names.

The tables are built at the first question, not at start: they cost some tens of milliseconds.
"""

import datetime as dt
import re
import zlib
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from crm.big_cities import CITIES, NAMES_TOO
from crm.cities import City
from crm.city_search import FORMER_USSR
from crm.errors import UnknownZone, UnsureZone
from crm.keys import search_key
from crm.localtime import all_zones, countries, country_zones, to_local
from crm.zones import find_city, place_name, same_clock

LANGUAGES = ("ru", "en")
CITY_WORDS = 4
"""The longest name of a city, in words."""
LARGE = 100_000
"""Inhabitants of a city that is not asked back for when its name is misspelled."""
OFFSET = re.compile(r"(?P<base>мск|msk|utc|gmt)\s*(?P<sign>[+−-])\s*(?P<hours>[0-9]{1,2})", re.IGNORECASE)
MOSCOW = "Europe/Moscow"


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


def read_zone(text: str, country: str, now: dt.datetime) -> str:
    """The IANA name of what was typed: see `find_zone`."""
    return find_zone(text, country, now)[0]


def find_zone(text: str, country: str, now: dt.datetime) -> tuple[str, City | None]:
    """The zone (IANA name) of a typed city, offset ("мск+4", "UTC+7") or IANA name, and the city.

    Slips are forgiven. An offset means a zone of `country` with that clock now. Raises UnknownZone;
    UnsureZone for a name of towns with different clocks, or that is but nearly one of a small town.
    """
    said = " ".join(text.split())[:64]
    iana = _by_iana_name().get(said.lower().replace(" ", "_"))
    if iana or said.upper() in all_zones():
        return _known(iana), None  # a bare "EST" is no city
    cities = _one_of_each_clock(find_city(said, country))
    if len(cities) == 1 and not cities[0].guessed:
        return cities[0].zone, cities[0]
    zone = None if len(cities) > 1 else city_zone(said) or _by_offset(said, country, now)
    if zone is None and cities:
        if len(cities) > 1 or not _surely_meant(cities[0], country):
            raise UnsureZone(cities)
        return cities[0].zone, cities[0]
    return _known(zone), named_city(said)


def sure_city(name: str, country: str) -> City | None:
    """The city named without a slip; None where another clock may be meant."""
    found = _one_of_each_clock(find_city(name, country))
    return found[0] if len(found) == 1 and not found[0].guessed else None


def answered_city(text: str, country: str) -> City | None:
    """The same, of what may answer where the client is. Raises UnsureZone for a double name."""
    sure = [city for city in _one_of_each_clock(find_city(text, country)) if not city.guessed]
    if len(sure) > 1:
        raise UnsureZone(sure)
    return sure_city(text, country)


def _one_of_each_clock(cities: list[City]) -> list[City]:
    clocks: list[City] = []
    for city in cities:
        if not any(same_clock(city.zone, known.zone) for known in clocks):
            clocks.append(city)
    return clocks


def _surely_meant(city: City, country: str) -> bool:
    """Whether a misspelled name is hardly another's: that of a large city near by."""
    near = city.country == country or city.country in FORMER_USSR
    return near and city.population >= LARGE and not city.renamed


def _known(zone: str | None) -> str:
    if zone is None:
        raise UnknownZone
    return zone


def city_zone(name: str) -> str | None:
    """The zone of a well-known city named exactly; none for a double name."""
    zone = _cities().get(search_key(name))
    return zone if zone and len(_one_of_each_clock(find_city(name))) <= 1 else None


def named_city(name: str) -> City | None:
    """The well-known city that `city_zone` takes this name for."""
    zone = city_zone(name)
    found = find_city(name) if zone else []
    return next((city for city in found if zone and same_clock(city.zone, zone)), None)


def named_by(zone: str, name: str) -> bool:
    """Whether the zone bears this city's name, so that showing the zone tells the city."""
    key = search_key(name)
    return any(search_key(zone_city(zone, language)) == key for language in LANGUAGES)


def is_name_too(name: str) -> bool:
    """Whether people are called like this city."""
    return search_key(name) in _names_too()


def _by_offset(said: str, country: str, now: dt.datetime) -> str | None:
    match = OFFSET.fullmatch(said)
    if match is None:
        return None
    hours = int(match["hours"]) * (1 if match["sign"] == "+" else -1)
    base = to_local(now, MOSCOW).utcoffset() if match["base"].lower() in ("мск", "msk") else dt.timedelta()
    offset = (base or dt.timedelta()) + dt.timedelta(hours=hours)
    zones = country_zones(country)
    return next((zone for zone in zones if to_local(now, zone).utcoffset() == offset), None)


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


@lru_cache(maxsize=1)
def _by_iana_name() -> dict[str, str]:
    return {zone.lower(): zone for zone in all_zones() if "/" in zone or zone == "UTC"}


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """Keys of cities with their zones; a name borne by two zones is left out, big cities go first."""
    zones: dict[str, set[str]] = {}
    for zone in {zone for country in countries() for zone in country_zones(country)}:
        for name in (*(zone_city(zone, language) for language in LANGUAGES), zone.rpartition("/")[2]):
            zones.setdefault(search_key(name), set()).add(zone)
    table = {key: min(found) for key, found in zones.items() if len(found) == 1 and key}
    big = {search_key(city): zone for zone, cities in CITIES.items() for city in cities.split(",")}
    return table | big


@lru_cache(maxsize=1)
def _names_too() -> frozenset[str]:
    keys = {search_key(name) for name in NAMES_TOO.split(",")}
    zones = {zone for key in keys if (zone := _cities().get(key)) and named_by(zone, key)}
    return frozenset(
        keys | {search_key(zone_city(zone, language)) for zone in zones for language in LANGUAGES}
    )
