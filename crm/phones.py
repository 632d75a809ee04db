"""Phone numbers: read as people type them, kept in E.164."""

import phonenumbers
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.errors import BadPhone
from crm.models import Client, Phone


def read_phone(text: str, country: str) -> str:
    """The E.164 form of a typed number; `country` (ISO 3166) is assumed without a `+`.

    Raises BadPhone for anything that is no possible number.
    """
    text = text.strip()[:64]
    # In Russia and Kazakhstan a bare 7 or 8 in front of ten digits is the same national prefix.
    digits = "".join(char for char in text if char.isdecimal())
    if country in ("RU", "KZ") and not text.startswith("+") and len(digits) == 11 and digits[0] in "78":
        text = "+7" + digits[1:]
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException as error:
        raise BadPhone from error
    if not phonenumbers.is_possible_number(number) or number.extension:
        raise BadPhone
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def add_phone(tx: Session, client: Client, e164: str) -> Phone:
    """Give the client this number, or make it good again if he had it as a wrong one."""
    phone = tx.scalar(select(Phone).where(Phone.client_id == client.id, Phone.e164 == e164))
    if phone is None:
        phone = Phone(e164=e164, tail=e164[:0:-1], wrong=False)
        client.phones.append(phone)
    phone.wrong = False
    tx.flush()
    return phone
