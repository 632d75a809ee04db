"""A sent contact read into a draft, and numbers typed one after the other."""

import phonenumbers

from crm.drafts import Draft
from crm.errors import BadPhone
from crm.line_parts import PHONES_AT_MOST, find_phones
from crm.models import ZoneSource
from crm.phones import read_phone
from crm.rules import NAME_LIMIT
from crm.vcards import read_vcard
from crm.whereabouts import Whereabouts
from crm.zone_words import sure_city


def read_numbers(text: str, country: str) -> tuple[str, ...]:
    """All numbers of phones in the text, E.164. Raises BadPhone if there is none."""
    found = tuple(dict.fromkeys(found.value for found in find_phones(text, country)))
    return found or (read_phone(text, country),)


def draft_of_contact(name: str, number: str, vcard: str, country: str) -> Draft:
    """The draft of a contact as Telegram sends it; `country` (ISO 3166) is the workspace's."""
    card = read_vcard(vcard)
    numbers = (_contact_number(typed, country) for typed in (number, *card.phones[:PHONES_AT_MOST]))
    city = sure_city(card.city, country) if card.city else None
    draft = Draft(
        name=" ".join(name.split())[:NAME_LIMIT],
        company=card.company[:NAME_LIMIT],
        phones=tuple(dict.fromkeys(e164 for e164 in numbers if e164)),
        need=", ".join([*card.notes, *([card.city] if card.city and city is None else [])]),
    )
    return draft.at(Whereabouts(city.zone, ZoneSource.CITY, card.city)) if city else draft


def _contact_number(typed: str, country: str) -> str | None:
    """Address books keep numbers as they were typed, Telegram without the plus."""
    for text in (typed, "+" + typed.strip().lstrip("+")):
        try:
            e164 = read_phone(text, country)
        except BadPhone:
            continue
        if phonenumbers.is_valid_number(phonenumbers.parse(e164)):
            return e164
    try:
        return read_phone("+" + typed.strip().lstrip("+"), country)
    except BadPhone:
        return None
