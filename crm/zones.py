"""Where a client's clock stands: by his number, by the city he names, by the place he shares.

Nothing is guessed silently: a number that may ring anywhere tells no zone, and a name that several towns bear
gives all of them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from babel import Locale

from crm import cities
from crm.cities import City, squeezed
from crm.city_cases import nominatives
from crm.keys import other_layout
from crm.phone_zones import Certainty, Source, Zones, same_clock, zone_of_phone
from crm.regions import regions

__all__ = [
    "Certainty",
    "City",
    "Near",
    "Source",
    "Zones",
    "city_near",
    "find_city",
    "same_clock",
    "zone_of_phone",
]

CITY_LIMIT = 64
CITIES_AT_MOST = 8
BEFORE = re.compile(
    r"^(?:(?:живу|жив[её]т|находится|нахожусь|клиент|город|городе|города|гор\.|гор|г\.|г|в|во|на|из|под|пгт|пос\.|село"
    r"|станица|ст\.|деревня|с\.|the|city of|in|from|near)(?:\s+|(?<=\.)))+",
    re.IGNORECASE,
)
AFTER = re.compile(r"\s+(?:город|г\.?|city)$", re.IGNORECASE)
QUALIFIED = re.compile(r"[,(]")
FORMER_USSR = {"RU", "BY", "KZ", "UZ", "KG", "TJ", "TM", "AM", "AZ", "GE", "MD", "LT", "LV", "EE", "UA"}
NEIGHBOUR, FOREIGN = 0.02, 0.1
"""Shares of the leader's weight below which a namesake is not meant: near by and far off."""
AT_HOME = 50
"""How much more likely a city of the client's country is."""
SMALL = 3000
KNOWN_ABROAD = 100_000
"""Inhabitants of a foreign city that a misspelled word may mean."""
SHORTEST = 3
"""Letters of a name that is known in cases."""
ONE_SLIP_FROM, TWO_SLIPS_FROM = 6, 9
"""Letters: a shorter name is never guessed at."""
BORDER_KM = 50
FARTHEST_KM = (50, 200, 1000)


@dataclass(frozen=True)
class Near:
    """The city nearest to a shared place."""

    city: City
    km: float
    other: City | None
    """The nearest city with another clock within 50 km, if there is one: then the zone is asked."""


def find_city(text: str, country: str | None = None) -> list[City]:
    """The cities a person may mean, the likeliest first; none where the words name no city we know.

    Understands cases, old and short names, transliteration, the wrong keyboard layout and a slip or two.
    `country` (ISO 3166) is the client's: a city there is likelier. More than one city: ask which.
    """
    said = " ".join(text.split())
    if len(said) > CITY_LIMIT:
        return []
    name, *qualifiers = (part.strip(" .)") for part in QUALIFIED.split(said))
    found = _named(name) or _all_named([other_layout(said)]) or _misspelled(name)
    return _likely(_qualified(found, qualifiers), country)


def city_near(latitude: float, longitude: float) -> Near | None:
    """The city nearest to a point (degrees); None far from any."""
    for km in FARTHEST_KM:
        found = cities.nearby(latitude, longitude, km)
        if found:
            nearest, city = found[0]
            around = found if km == BORDER_KM else []
            other = next((other for _, other in around if not same_clock(city.zone, other.zone)), None)
            return Near(city, nearest, other)
    return None


def _named(name: str) -> list[City]:
    """Cities of exactly this name, in any case of it."""
    bare = AFTER.sub("", BEFORE.sub("", name))
    exact = _all_named([name, bare])
    if exact and bare == name:
        return exact
    return _all_named([name, bare, *(said for said in nominatives(bare) if len(squeezed(said)) >= SHORTEST)])


def _all_named(names: Iterable[str]) -> list[City]:
    """Each city once, by its name of today if that is among them."""
    keys = dict.fromkeys(squeezed(name) for name in names)
    found: dict[City, City] = {}
    for city in (city for key in keys if key for city in cities.named(key)):
        same = replace(city, renamed=False)
        if not city.renamed or same not in found:
            found[same] = city
    return list(found.values())


def _misspelled(name: str) -> list[City]:
    """The nearest names, within a slip of the finger or two; the case may be any."""
    bare = AFTER.sub("", BEFORE.sub("", name))
    for said in (bare, *nominatives(bare)):
        key = squeezed(said)
        if not key.isascii() or len(key) < ONE_SLIP_FROM:
            continue
        found = cities.like(key, 2 if len(key) >= TWO_SLIPS_FROM else 1)
        known = [city for city in found if city.country in FORMER_USSR or city.population >= KNOWN_ABROAD]
        if known:
            return [city.as_guess() for city in known]
    return []


def place_name(city: City, language: str) -> str:
    """What tells the city from its namesakes, in "ru" or "en": its region, or its country."""
    if city.country == "RU":
        return regions()[city.region].name(language)
    return city.region or _country_names(language)[city.country]


def _qualified(found: list[City], qualifiers: list[str]) -> list[City]:
    """Those of the region or country that was said behind the name, if any is."""
    keys = [key for key in map(squeezed, qualifiers) if len(key) > 1]
    return [city for city in found if any(_lies_in(city, key) for key in keys)] or found


def _lies_in(city: City, key: str) -> bool:
    for language in ("ru", "en"):
        place, country = (
            squeezed(place_name(city, language)),
            squeezed(_country_names(language)[city.country]),
        )
        if key in (place, country) or (len(key) >= 4 and (key.startswith(place) or place.startswith(key))):
            return True
    return False


def _likely(found: list[City], country: str | None) -> list[City]:
    """Without the namesakes that are too small beside the likeliest to be meant."""

    def weight(city: City) -> int:
        return (city.population + 1) * (AT_HOME if city.country == country else 1)

    ranked = sorted(_of_today(found), key=weight, reverse=True)
    likely = [city for city in ranked if weight(city) >= weight(ranked[0]) * _share(ranked[0], city)]
    return [city.as_guess() if city.population < SMALL else city for city in likely[:CITIES_AT_MOST]]


def _of_today(found: list[City]) -> list[City]:
    """Without those that bear the name in another time or tongue only, if it is a town's name of today."""
    if any(not city.renamed and city.population >= SMALL for city in found):
        return [city for city in found if not city.renamed]
    return found


def _share(leader: City, city: City) -> float:
    both = {leader.country, city.country}
    return NEIGHBOUR if len(both) == 1 or both <= FORMER_USSR else FOREIGN


@lru_cache(maxsize=4)
def _country_names(language: str) -> dict[str, str]:
    return dict(Locale(language).territories)
