"""What a phone number tells about where its owner is: the country, and how surely the zone."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberType

from crm.localtime import country_zones, to_local
from crm.regions import by_area_code

# What the usual maps tell otherwise: Kazakhstan has had one clock since 2024-03-01, Crimea has left +380, and
# the capital's zone goes before another of the same clock.
ONE_ZONE = {"KZ": "Asia/Almaty", "UA": "Europe/Kyiv", "UZ": "Asia/Tashkent", "XK": "Europe/Belgrade"}
# Countries where all but a few islands or border towns share a clock, for numbers that tell no place.
CHIEF_ZONE = {
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "MN": "Asia/Ulaanbaatar",
    "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon",
}
# Areas that phonenumbers' map of zones puts elsewhere, found by comparing it with its own map of places and
# our cities: Queensland, Cáceres, Pernambuco, Magallanes, Aysén, Bayankhongor; Chihuahua since 2022.
AREAS = {
    "+617": "Australia/Brisbane",
    "+34827": "Europe/Madrid",
    "+5581": "America/Recife",
    "+5661": "America/Punta_Arenas",
    "+5667": "America/Coyhaique",
    "+976144": "Asia/Ulaanbaatar",
    "+976244": "Asia/Ulaanbaatar",
    **{
        f"+52{code}": "America/Chihuahua"
        for code in (614, 621, 625, 627, 628, 629, 635, 636, 639, 648, 649, 652, 657, 659)
    },
}
KAZAKH = ("+76", "+77")
YAKUTSK = "4112"
MOBILE_TOO = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
# Clocks are compared in each month of two years: what zones had apart in the past does not matter.
COMPARED = [
    dt.datetime(year, month, 15, 12, tzinfo=dt.UTC) for year in (2026, 2027) for month in range(1, 13)
]


class Certainty(StrEnum):
    SURE = "sure"
    GUESSED = "guessed"
    UNKNOWN = "unknown"


class Source(StrEnum):
    """What told the zone."""

    COUNTRY = "country"
    AREA_CODE = "area_code"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Zones:
    """What a number tells of its owner's zone."""

    certainty: Certainty
    zones: tuple[str, ...]
    """IANA names: the one, or all it may be; none where not even the country is known."""
    source: Source

    @property
    def zone(self) -> str | None:
        """The one zone, sure or guessed; None while it must be asked."""
        return self.zones[0] if self.certainty is not Certainty.UNKNOWN else None


def phone_country(e164: str) -> str | None:
    """The ISO 3166 code of the number's country."""
    if e164.startswith(KAZAKH):
        return "KZ"
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(e164))
    except phonenumbers.NumberParseException:
        return None


def zone_of_phone(e164: str) -> Zones:
    """The zone of a number (E.164): sure for a landline and in a country of one clock.

    Russian mobiles travel with their owners through eleven zones, so they tell nothing.
    """
    country = phone_country(e164)
    if country is None:
        return Zones(Certainty.UNKNOWN, (), Source.NOTHING)
    if country == "RU":
        return _russian(e164.removeprefix("+7"))
    clocks = clocks_of(country)
    if len(clocks) == 1:
        return Zones(Certainty.SURE, clocks, Source.COUNTRY)
    return _by_area(e164, country) or _by_chief_zone(country)


@lru_cache(maxsize=2000)
def same_clock(one: str, other: str) -> bool:
    """Whether two zones (IANA names) show the same time all the year round."""
    return one == other or _offsets(one) == _offsets(other)


def _russian(national: str) -> Zones:
    region = next(
        (by_area_code()[national[:size]] for size in (5, 3) if national[:size] in by_area_code()), None
    )
    if region is None:
        return Zones(Certainty.UNKNOWN, country_zones("RU"), Source.NOTHING)
    if len(region.zones) == 1 or national.startswith(YAKUTSK):
        return Zones(Certainty.SURE, region.zones[:1], Source.AREA_CODE)
    # The districts far from the capital: which clock they have does not follow from three digits.
    return Zones(Certainty.UNKNOWN, region.zones, Source.AREA_CODE)


def _by_area(e164: str, country: str) -> Zones | None:
    # Imported here: its table is needed for no press on a button.
    from phonenumbers import timezone

    number = phonenumbers.parse(e164)
    known = next((zone for area, zone in AREAS.items() if e164.startswith(area)), None)
    told = [known] if known else timezone.time_zones_for_number(number)
    told = [zone for zone in told if zone in country_zones(country)]
    if not told or any(not same_clock(told[0], zone) for zone in told):
        return None
    # American numbers do not tell mobiles from landlines, and people keep them when they move.
    mobile = phonenumbers.number_type(number) in MOBILE_TOO
    return Zones(Certainty.GUESSED if mobile else Certainty.SURE, (told[0],), Source.AREA_CODE)


def _by_chief_zone(country: str) -> Zones:
    if country in CHIEF_ZONE:
        return Zones(Certainty.GUESSED, (CHIEF_ZONE[country],), Source.COUNTRY)
    return Zones(Certainty.UNKNOWN, country_zones(country), Source.NOTHING)


@lru_cache(maxsize=300)
def clocks_of(country: str) -> tuple[str, ...]:
    """A zone (IANA name) for each clock of a country (ISO 3166), the chief one first."""
    if country in ONE_ZONE:
        return (ONE_ZONE[country],)
    clocks: list[str] = []
    for zone in country_zones(country):
        if not any(same_clock(zone, known) for known in clocks):
            clocks.append(zone)
    return tuple(clocks)


@lru_cache(maxsize=600)
def _offsets(zone: str) -> tuple[dt.timedelta | None, ...]:
    return tuple(to_local(moment, zone).utcoffset() for moment in COMPARED)
