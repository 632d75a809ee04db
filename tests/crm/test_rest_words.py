"""Days off as people type them, on Monday 23 November 2026 in Moscow."""

import datetime as dt

import pytest

from crm.errors import UnreadableDays
from crm.rest_words import read_rest
from tests.town import NOON

READ = [
    ("28.12-08.01 отпуск", "2026-12-28", "2027-01-08", "отпуск"),
    ("28.12 – 8.01: отпуск", "2026-12-28", "2027-01-08", "отпуск"),
    ("отпуск с 1 по 14 декабря", "2026-12-01", "2026-12-14", "отпуск"),
    ("1-14 января", "2027-01-01", "2027-01-14", None),
    ("с 28 декабря до 8 января отпуск", "2026-12-28", "2027-01-08", "отпуск"),
    ("24 Dec leave", "2026-12-24", "2026-12-24", "leave"),
    ("Dec 28 - Jan 8 vacation", "2026-12-28", "2027-01-08", "vacation"),
    ("leave from 1 to 14 May", "2027-05-01", "2027-05-14", "leave"),
    ("May 1st to 14th", "2027-05-01", "2027-05-14", None),
    ("завтра", "2026-11-24", "2026-11-24", None),
    ("Сегодня дача", "2026-11-23", "2026-11-23", "дача"),
    ("tomorrow dentist", "2026-11-24", "2026-11-24", "dentist"),
    ("12.06.2027 День города", "2027-06-12", "2027-06-12", "День города"),
    ("2026-12-31", "2026-12-31", "2026-12-31", None),
    ("2026-12-31 - 2027-01-11 праздники", "2026-12-31", "2027-01-11", "праздники"),
    ("30.12.26-10.01.27", "2026-12-30", "2027-01-10", None),
    ("23.11", "2026-11-23", "2026-11-23", None),
    ("22.11", "2027-11-22", "2027-11-22", None),
    ("3-го марта больничный", "2027-03-03", "2027-03-03", "больничный"),
    ("инвентаризация 30 ноября", "2026-11-30", "2026-11-30", "инвентаризация"),
    ("відпустка з 1 по 14 липня", "2027-07-01", "2027-07-14", "відпустка"),
    ("від 28 грудня до 8 січня", "2026-12-28", "2027-01-08", None),
    ("післязавтра лікар", "2026-11-25", "2026-11-25", "лікар"),
    ("3 лютого - 5 березня", "2027-02-03", "2027-03-05", None),
    ("мая 1", "2027-05-01", "2027-05-01", None),
]
NOT_READ = [
    "", "отпуск", "как получится", "31.02", "32.12", "12.13", "28", "1-14", "28.12-08.01.2026", "в 15:00",
    "28.12 в 15:00", "14.01.2027-01.01.2027", "1 января и 8 января", "9161234567", "00.00", "١٢.١٢",
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "last", "name"), READ)
def test_days_are_read(text: str, first: str, last: str, name: str | None) -> None:
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)

    assert read_rest(text, now=NOON, zone="Europe/Moscow") == (*days, name)


@pytest.mark.parametrize("text", NOT_READ)
def test_what_names_no_days_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDays):
        read_rest(text, now=NOON, zone="Europe/Moscow")


def test_today_is_that_of_the_zone() -> None:
    night = NOON.replace(hour=22)  # already Tuesday in Moscow

    assert read_rest("сегодня", now=night, zone="Europe/Moscow")[0] == dt.date(2026, 11, 24)
