"""Where a client's clock stands: by his number, by the city he names, by the place he shares.

Nothing is guessed silently: a number that may ring anywhere tells no zone, and a name that several towns bear
gives all of them.
"""

from dataclasses import dataclass

from crm import cities
from crm.cities import City
from crm.city_search import find_city, place_name
from crm.phone_zones import Certainty, Source, Zones, same_clock, zone_of_phone

__all__ = [
    "Certainty",
    "City",
    "Near",
    "Source",
    "Zones",
    "city_near",
    "find_city",
    "place_name",
    "same_clock",
    "zone_of_phone",
]

BORDER_KM = 50
FARTHEST_KM = (BORDER_KM, 200, 1000)


@dataclass(frozen=True)
class Near:
    """The city nearest to a shared place."""

    city: City
    km: float
    other: City | None
    """The nearest city with another clock within 50 km, if there is one: then the zone is asked."""


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
