"""Time zones by the words people use for them: cities, regions, countries, "msk+4", IANA names.

The tables are built at the first question, not at start: they cost some tens of milliseconds.
"""

import datetime as dt
import re
from functools import lru_cache

from crm.areas import area_zone
from crm.big_cities import CITIES, NAMES_TOO
from crm.cities import City, squeezed
from crm.city_cases import bare
from crm.city_slips import FORMER_USSR
from crm.errors import UnknownZone, UnsureZone
from crm.keys import search_key
from crm.localtime import all_zones, countries, country_zones, to_local
from crm.zone_names import zone_city
from crm.zones import find_city, same_clock

LANGUAGES = ("ru", "en")
CITY_WORDS = 4
"""The longest name of a city, in words."""
LARGE, LONG = 100_000, 6
"""Inhabitants of a city that is not asked back for when its name is misspelled; letters of its key."""
MOSCOW = "Europe/Moscow"
OF_MOSCOW = r"мск|msk|москв[аеуы]|москвой|moscow"
HOURS = (
    r"(?P<sign>[+−-]|плюс|минус|plus|minus)\s*(?P<hours>[0-9]{1,2})(?:\s*(?:ч|час|часа|часов|h|hours?)\b\.?)?"
)
OFFSETS = (
    re.compile(rf"(?P<base>{OF_MOSCOW}|utc|gmt)\s*{HOURS}", re.IGNORECASE),
    re.compile(rf"{HOURS}\s*(?:(?:к|от|с|to|from)\s+)?(?P<base>{OF_MOSCOW})", re.IGNORECASE),
)
FROM_GREENWICH = ("utc", "gmt")
MINUS = ("-", "−", "минус", "minus")


def read_zone(text: str, country: str, now: dt.datetime) -> str:
    """The IANA name of what was typed: see `find_zone`."""
    return find_zone(text, country, now)[0]


def find_zone(text: str, country: str, now: dt.datetime) -> tuple[str, City | None]:
    """The zone (IANA name) of a typed city, area, offset ("мск+4", "UTC+7") or IANA name, and the city.

    An area is a region or a country of one clock; an offset means a zone of `country` with that clock now.
    Slips are forgiven. Raises UnknownZone; UnsureZone for a name of towns with different clocks, or that is
    but nearly one of a small town.
    """
    said = " ".join(text.split())[:64]
    iana = _by_iana_name().get(said.lower().replace(" ", "_"))
    if iana or said.upper() in all_zones():
        return _known(iana), None  # a bare "EST" is no city
    if (hours := _offset(said, now)) is not None:
        return _known(_with_offset(hours, country, now)), None
    cities = _one_of_each_clock(find_city(said, country))
    if len(cities) == 1 and not cities[0].guessed:
        return cities[0].zone, cities[0]
    if len(cities) <= 1 and (zone := city_zone(said)):
        return zone, named_city(said)
    if all(city.guessed for city in cities) and (zone := area_zone(bare(said))):
        return zone, None
    if not cities:
        raise UnknownZone
    if len(cities) > 1 or not _surely_meant(cities[0], said, country):
        raise UnsureZone(cities)
    return cities[0].zone, cities[0]


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


def _surely_meant(city: City, said: str, country: str) -> bool:
    """Whether a misspelled name is hardly another's: a long one, of a large city near by.

    People do not miss a name's first letter: "Тамара" is not Самара.
    """
    near = city.country == country or city.country in FORMER_USSR
    known = near and city.population >= LARGE and not city.renamed
    key = squeezed(bare(said))
    begins = any(key[:1] == squeezed(name)[:1] for name in (city.russian, city.english))
    return known and begins and len(key) >= LONG


def _known(zone: str | None) -> str:
    if zone is None:
        raise UnknownZone
    return zone


# Offsets


def _offset(said: str, now: dt.datetime) -> dt.timedelta | None:
    """What "+3 к Москве" and "UTC+7" are from UTC now."""
    match = next(filter(None, (form.fullmatch(said) for form in OFFSETS)), None)
    if match is None:
        return None
    hours = int(match["hours"]) * (-1 if match["sign"].lower() in MINUS else 1)
    moscow = to_local(now, MOSCOW).utcoffset() or dt.timedelta()
    base = dt.timedelta() if match["base"].lower() in FROM_GREENWICH else moscow
    return base + dt.timedelta(hours=hours)


def _with_offset(offset: dt.timedelta, country: str, now: dt.datetime) -> str | None:
    return next((zone for zone in country_zones(country) if to_local(now, zone).utcoffset() == offset), None)


# Well-known cities


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
