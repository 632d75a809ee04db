"""The cities a person may mean by what he typed, the likeliest first."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from babel import Locale

from crm import cities
from crm.cities import City, squeezed
from crm.city_cases import bare, nominatives
from crm.city_slips import FORMER_USSR, misspelled
from crm.keys import other_layout
from crm.regions import regions

CITY_LIMIT = 64
CITIES_AT_MOST = 8
QUALIFIED = re.compile(r"[,(]")
QUALIFIER_STEM = 4
NEIGHBOUR, FOREIGN = 0.02, 0.1
"""Shares of the leader's weight below which a namesake is not meant: near by and far off."""
AT_HOME, MISSPELLED, RENAMED = 50, 0.1, 0.01
"""How much likelier a city is in the client's country; past a slip; by a name of another time or tongue."""
SMALL = 3000
KNOWN_ABROAD = 100_000
"""Inhabitants of a foreign city that is known here."""
SHORTEST = 3
"""Letters of a name that is known in cases."""
CASE_ALONE = 50_000
"""Inhabitants of a city that its name in a case, with nothing before it, surely means."""


def find_city(text: str, country: str | None = None) -> list[City]:
    """The cities a person may mean, the likeliest first; none where the words name no city we know.

    Understands cases, old and short names, transliteration, the wrong keyboard layout and a slip or two.
    `country` (ISO 3166) is the client's: a city there is likelier. More than one city: ask which.
    """
    said = " ".join(text.split())
    if len(said) > CITY_LIMIT:
        return []
    name, *qualifiers = (part.strip(" .)") for part in QUALIFIED.split(said))
    found = _named(name, country) or _all_named([other_layout(said)])
    if not any(_well_known(city, country) for city in found):
        found = _once([*found, *misspelled(name)])
    return _likely(_qualified(found, qualifiers), country)


def place_name(city: City, language: str) -> str:
    """What tells the city from its namesakes, in "ru" or "en": its region, or its country."""
    if city.country == "RU":
        return regions()[city.region].name(language)
    return city.region or _country_names(language)[city.country]


def _named(name: str, country: str | None) -> list[City]:
    """Cities of this name; in another case of it, if a word before asks for one or nothing else fits."""
    core = bare(name)
    exact = _all_named([name, core])
    if core == name and any(_well_known(city, country) for city in exact):
        return exact
    forms = (form for form in nominatives(core) if len(squeezed(form)) >= SHORTEST)
    cased = _all_named(forms)
    if core == name:
        # Without such a word a form of a small city abroad is rather another word, and of others it may be.
        near = [city for city in cased if _well_known(city, country)]
        cased = [city if _is_large_here(city, country) else city.as_guess() for city in near]
    return _once([*exact, *cased])


def _all_named(names: Iterable[str]) -> list[City]:
    keys = dict.fromkeys(squeezed(name) for name in names)
    return _once(city for key in keys if key for city in cities.named(key))


def _once(found: Iterable[City]) -> list[City]:
    """Each city once, as surely as it was found."""
    surest: dict[City, City] = {}
    for city in found:
        same = replace(city, renamed=False, guessed=False)
        if same not in surest or _doubts(city) < _doubts(surest[same]):
            surest[same] = city
    return list(surest.values())


def _doubts(city: City) -> int:
    return city.renamed + city.guessed


def _well_known(city: City, country: str | None) -> bool:
    """Whether the city is near enough, or large enough and called so today, to be meant."""
    near = city.country in FORMER_USSR or city.country == country
    return near or (city.population >= KNOWN_ABROAD and not city.renamed)


def _is_large_here(city: City, country: str | None) -> bool:
    return city.population >= CASE_ALONE and city.country in ("RU", country)


def _qualified(found: list[City], qualifiers: list[str]) -> list[City]:
    """Those of the region or country that was said behind the name, if any is."""
    keys = [key for key in map(squeezed, qualifiers) if len(key) > 1]
    return [city for city in found if any(_lies_in(city, key) for key in keys)] or found


def _lies_in(city: City, key: str) -> bool:
    for language in ("ru", "en"):
        place = squeezed(place_name(city, language))
        begins = key.startswith(place) or place.startswith(key)
        if key in (place, squeezed(_country_names(language)[city.country])):
            return True
        if begins and min(len(key), len(place)) >= QUALIFIER_STEM:
            return True
    return False


def _likely(found: list[City], country: str | None) -> list[City]:
    """Without the namesakes that are too small beside the likeliest to be meant."""

    def weight(city: City) -> float:
        known = (MISSPELLED if city.guessed else 1) * (RENAMED if city.renamed else 1)
        return (city.population + 1) * known * (AT_HOME if city.country == country else 1)

    ranked = sorted(_of_today(found), key=weight, reverse=True)
    likely = [
        city
        for city in ranked
        if weight(city) >= weight(ranked[0]) * _share(ranked[0], city) and not _sounds_alike(ranked[0], city)
    ]
    return [_doubted(city, country) for city in likely[:CITIES_AT_MOST]]


def _of_today(found: list[City]) -> list[City]:
    """Without those of this name in another time or tongue, if it is a town's name of today."""
    if any(not city.renamed and not city.guessed and city.population >= SMALL for city in found):
        return [city for city in found if not city.renamed]
    return found


def _sounds_alike(leader: City, city: City) -> bool:
    """Whether a city far off is not spelled like the leader near by: Samara and Samarra have one key."""
    far = leader.country in FORMER_USSR and city.country not in FORMER_USSR
    return far and not {leader.russian, leader.english} & {city.russian, city.english}


def _doubted(city: City, country: str | None) -> City:
    sure = _well_known(city, country) and not city.renamed and city.population >= SMALL
    return city if sure else city.as_guess()


def _share(leader: City, city: City) -> float:
    both = {leader.country, city.country}
    return NEIGHBOUR if len(both) == 1 or both <= FORMER_USSR else FOREIGN


@lru_cache(maxsize=4)
def _country_names(language: str) -> dict[str, str]:
    return dict(Locale(language).territories)
