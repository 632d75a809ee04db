"""What a phone number tells about where its owner is: the country, sometimes the zone."""

import phonenumbers

from crm.localtime import country_zones

RUSSIAN_MOBILE = "+79"


def phone_country(e164: str) -> str | None:
    """The ISO 3166 code of the number's country."""
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(e164))
    except phonenumbers.NumberParseException:
        return None


def phone_zone(e164: str) -> str | None:
    """The IANA zone of a number, only where it can be no other.

    Russian mobiles travel with their owners through eleven zones, so they tell nothing.
    """
    if e164.startswith(RUSSIAN_MOBILE):
        return None
    zones = country_zones(phone_country(e164) or "")
    if len(zones) == 1:
        return zones[0]
    # Imported here: its table is needed for no press on a button.
    from phonenumbers import timezone

    found = timezone.time_zones_for_number(phonenumbers.parse(e164)) if zones else ()
    return found[0] if len(found) == 1 and found[0] in zones else None
