"""Contacts as Telegram sends them, and several numbers typed at once."""

import pytest

from crm.contacts import draft_of_contact, read_numbers
from crm.drafts import Draft
from crm.errors import BadPhone
from crm.models import ZoneSource
from crm.vcards import VCard, read_vcard

VCARD = """BEGIN:VCARD
VERSION:3.0
FN:Anna Petrova
ORG:ACME\\, Ltd;Sales
TEL;TYPE=CELL;TYPE=pref:+7 914 123-45-67
item1.TEL:8 (912) 345-67-89
EMAIL:anna@example.com
ADR;TYPE=WORK:;;Lenina 1;Владивосток;;690000;Russia
NOTE:likes
  tea\\nand mornings
PHOTO;ENCODING=b:AAAA
END:VCARD
"""
MOBILE = "+79141234567"


def test_a_vcard_is_read() -> None:
    assert read_vcard(VCARD) == VCard(
        phones=("+7 914 123-45-67", "8 (912) 345-67-89"),
        company="ACME, Ltd",
        city="Владивосток",
        notes=("likes tea and mornings", "anna@example.com"),
    )


def test_a_contact_is_a_draft() -> None:
    assert draft_of_contact("Анна  Петрова", "79141234567", VCARD, "RU") == Draft(
        "Анна Петрова",
        "ACME, Ltd",
        (MOBILE, "+79123456789"),
        "likes tea and mornings, anna@example.com",
        zone="Asia/Vladivostok",
        zone_source=ZoneSource.CITY,
        city="Владивосток",
    )


@pytest.mark.parametrize(
    ("typed", "e164"),
    [
        ("79141234567", MOBILE),
        ("+79141234567", MOBILE),
        ("89141234567", MOBILE),
        ("9141234567", MOBILE),
        ("447911123456", "+447911123456"),
        ("14155552671", "+14155552671"),
        ("375291234567", "+375291234567"),
    ],
)
def test_numbers_of_address_books(typed: str, e164: str) -> None:
    assert draft_of_contact("Анна", typed, "", "RU").phones == (e164,)


@pytest.mark.parametrize(
    "broken",
    ["", "TEL", "TEL:", "ADR:;;;", ":::", "TEL:abc\nORG:", "\x00" * 100, "N:" * 50_000],
)
def test_a_broken_vcard_breaks_nothing(broken: str) -> None:
    assert draft_of_contact("Анна", "112", broken, "RU") == Draft("Анна")


def test_several_numbers_are_read() -> None:
    assert read_numbers("8 914 123-45-67, +44 20 7946 0958", "RU") == (MOBILE, "+442079460958")
    with pytest.raises(BadPhone):
        read_numbers("abc", "RU")
