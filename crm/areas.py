"""Regions of Russia and whole countries by their names, where one clock does for all of it."""

import re
from functools import lru_cache

from babel import Locale

from crm.cities import squeezed
from crm.city_cases import nominatives
from crm.phone_zones import clocks_of
from crm.regions import regions

IN_FULL = (
    (re.compile(r"\bобл\b\.?", re.IGNORECASE), "область"),
    (re.compile(r"\b(?:респ\b\.?|республик[аеиу])", re.IGNORECASE), ""),
)
CITIES_TOO = {"en": {"GE", "JE"}}
"""Georgia and Jersey mean the American ones just as well."""


def area_zone(name: str) -> str | None:
    """The zone (IANA name) of a region or a country, in any case; None where it has several clocks."""
    for pattern, becomes in IN_FULL:
        name = pattern.sub(becomes, name)
    said = name.strip()
    return next((zone for form in (said, *nominatives(said)) if (zone := _areas().get(squeezed(form)))), None)


@lru_cache(maxsize=1)
def _areas() -> dict[str, str]:
    areas = {}
    for language in ("ru", "en"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code not in CITIES_TOO.get(language, ()) and len(clocks_of(code)) == 1:
                areas[squeezed(name)] = clocks_of(code)[0]
    for region in regions().values():
        if len(region.zones) == 1:
            named = (region.russian, region.english, *region.also)
            areas |= {squeezed(name.replace("обл.", "область")): region.zones[0] for name in named}
    return areas
