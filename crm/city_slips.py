"""The cities that a misspelled name may mean: a slip of the finger or two away."""

import re
from itertools import islice

from crm import cities
from crm.cities import City, squeezed
from crm.city_cases import bare, nominatives

FORMER_USSR = {"RU", "BY", "KZ", "UZ", "KG", "TJ", "TM", "AM", "AZ", "GE", "MD", "LT", "LV", "EE", "UA"}
SLIPS_FROM = (5, 8, 12)
"""Letters of a key from which one slip, two, three are forgiven: one Russian letter may be two in a key."""
FIVE_LETTERS = 5
LARGE = 50_000
"""Inhabitants of a city that five letters, one of them wrong, may still mean."""
CASES_WITH_SLIPS, CASES_WITH_SLIPS_FROM = 3, 6
KNOWN_MISSPELLED = 500_000
"""Inhabitants of a city abroad that a misspelled word may mean."""
PARTS = re.compile(r"[\s-]+")


def misspelled(name: str) -> list[City]:
    """The nearest names, within a slip of the finger or two; the case may be any."""
    core = bare(name)
    forms = nominatives(core) if len(squeezed(core)) >= CASES_WITH_SLIPS_FROM else ()
    for said in (core, *islice(forms, CASES_WITH_SLIPS)):
        key = squeezed(said)
        if key.isascii() and len(key) >= SLIPS_FROM[0]:
            near = cities.like(key, sum(len(key) >= least for least in SLIPS_FROM))
            least = LARGE if len(key) == FIVE_LETTERS else 0
            found = [
                city
                for city in near
                if city.population >= least and _is_near(city) and _holds_words(city, core)
            ]
            if found:
                return [city.as_guess() for city in found]
    return []


def _holds_words(city: City, said: str) -> bool:
    """Whether the name has no fewer words than what was said: nobody types a space into Каунас."""
    return len(PARTS.split(said)) <= max(len(PARTS.split(name)) for name in (city.russian, city.english))


def _is_near(city: City) -> bool:
    near = city.country in FORMER_USSR or city.population >= KNOWN_MISSPELLED
    return near and not city.renamed
