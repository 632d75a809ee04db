"""Where a client is: his zone, what told it, and the city if one was named."""

import datetime as dt
from dataclasses import dataclass

from crm.cities import City
from crm.errors import NoCityNear, UnsureZone
from crm.models import ZoneSource
from crm.phone_zones import Certainty, zone_of_phone
from crm.zone_words import find_zone
from crm.zones import city_near


@dataclass(frozen=True)
class Whereabouts:
    zone: str
    """IANA name."""
    source: ZoneSource
    city: str | None = None

    @property
    def likely(self) -> bool:
        """Whether it is no more than a guess."""
        return self.source is ZoneSource.LIKELY


def whereabouts_of_phones(phones: tuple[str, ...]) -> Whereabouts | None:
    """What the numbers (E.164) tell, a sure one before a guess; None where it must be asked."""
    told = [zones for zones in map(zone_of_phone, phones) if zones.zone]
    for certainty, source in ((Certainty.SURE, ZoneSource.PHONE), (Certainty.GUESSED, ZoneSource.LIKELY)):
        zone = next((zones.zone for zones in told if zones.certainty is certainty), None)
        if zone:
            return Whereabouts(zone, source)
    return None


def read_whereabouts(text: str, country: str, language: str, now: dt.datetime) -> Whereabouts:
    """The place of a typed city, offset or IANA name; `country` (ISO 3166) is the client's.

    Raises UnknownZone, UnsureZone.
    """
    zone, city = find_zone(text, country, now)
    return whereabouts_in(city, language) if city else Whereabouts(zone, ZoneSource.CHOSEN)


def whereabouts_in(city: City, language: str, source: ZoneSource = ZoneSource.CITY) -> Whereabouts:
    return Whereabouts(city.zone, source, city.name(language))


def whereabouts_near(latitude: float, longitude: float, language: str) -> Whereabouts:
    """The place of a shared location (degrees).

    Raises NoCityNear; UnsureZone where another clock begins near by: it is asked which.
    """
    near = city_near(latitude, longitude)
    if near is None:
        raise NoCityNear
    if near.other is not None:
        raise UnsureZone([near.city, near.other])
    return whereabouts_in(near.city, language, ZoneSource.LOCATION)
