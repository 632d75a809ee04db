"""How sure it is where a client is: his city, and the line of his clock."""

from bot.i18n import Locale
from crm.whereabouts import Whereabouts
from crm.zone_names import zone_city


def city_name(place: Whereabouts | None, zone: str, locale: Locale) -> str:
    """The client's city, or the one that names `zone`: his, or the one assumed while his is unknown."""
    return place.city if place and place.city else zone_city(zone, locale.language)


def clock_key(place: Whereabouts | None) -> str:
    """How his clock is shown on a card: a sure zone, a guess and an unknown one look different."""
    if place is None:
        return "card-clock-unknown"
    if place.likely:
        return "card-clock-likely"
    return "card-clock-city" if place.city else "card-clock"
