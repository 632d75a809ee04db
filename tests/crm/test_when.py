"""Plain words for a moment, and what a reading promises. The tables are in test_when_phrases.py."""

import datetime as dt

import pytest

from crm.hours import Window
from crm.localtime import to_local
from crm.when import parse_when

NOON = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)  # a Monday, twelve in Moscow
ZONE = "Europe/Moscow"


@pytest.mark.parametrize(
    ("language", "text", "read"),
    [
        ("ru", "завтра в 15", "24.11 15:00"),
        ("ru", "завтра", "24.11 10:00"),
        ("ru", "послезавтра утром", "25.11 10:00"),
        ("ru", "через 2 часа", "23.11 14:00"),
        ("ru", "через полчаса", "23.11 12:30"),
        ("ru", "через неделю", "30.11 12:00"),
        ("ru", "в 3", "23.11 15:00"),
        ("ru", "в 0", "24.11 00:00"),
        ("ru", "15:30", "23.11 15:30"),
        ("ru", "в 11", "24.11 11:00"),
        ("ru", "в пятницу в 11", "27.11 11:00"),
        ("ru", "чт после обеда", "26.11 15:00"),
        ("ru", "в среду вечером в 7", "25.11 19:00"),
        ("ru", "25.11 в 16", "25.11 16:00"),
        ("ru", "26 ноября в 14:30", "26.11 14:30"),
        ("ru", "завтра в 3 ночи", "24.11 03:00"),
        ("ru", "26 ноября 2026", "26.11 10:00"),
        ("en", "in 2 hours", "23.11 14:00"),
        ("en", "tomorrow 10am", "24.11 10:00"),
        ("en", "fri 11:30", "27.11 11:30"),
        ("en", "monday 3 pm", "30.11 15:00"),
        ("en", "Dec 3 at 10:30", "03.12 10:30"),
        ("en", "2026-12-01 09:00", "01.12 09:00"),
    ],
)
def test_plain_words(language: str, text: str, read: str) -> None:
    moment = parse_when(text, now=NOON, zone=ZONE, language=language, hours=Window(ZONE, 540, 1200))

    assert moment is not None
    assert f"{to_local(moment.at, ZONE):%d.%m %H:%M}" == read


@pytest.mark.parametrize(
    "text",
    ["", "абв", "позвонить маме", "99.99", "25:70", "завтра в 33", "26 ноября в 99", "9" * 4096, "<b>", "🙂"],
)
def test_what_names_no_moment(text: str) -> None:
    assert parse_when(text, now=NOON, zone=ZONE, language="ru") is None


def test_a_past_day_stays_past_for_the_use_case_to_refuse() -> None:
    moment = parse_when("01.01.2020", now=NOON, zone=ZONE, language="ru")

    assert moment is not None
    assert moment.at < NOON


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("перезвонить завтра в 15, спросить Ивана", "завтра в 15"),
        ("Встреча 27.11 в 14:00, офис 305", "27.11 в 14:00"),
        ("ПОЗВОНИТЬ ЧЕРЕЗ  ПОЛЧАСА", "ЧЕРЕЗ  ПОЛЧАСА"),
    ],
)
def test_what_was_read_is_told_as_it_was_typed(text: str, said: str) -> None:
    moment = parse_when(text, now=NOON, zone=ZONE, language="ru")

    assert moment is not None
    assert moment.said == said


@pytest.mark.parametrize(
    ("language", "text"),
    [("ru", "tomorrow 3pm"), ("en", "завтра в 15"), ("en", "завтра о п'ятнадцятій")],
)
def test_the_letters_tell_the_language_of_the_text(language: str, text: str) -> None:
    moment = parse_when(text, now=NOON, zone=ZONE, language=language)

    assert moment is not None
    assert f"{to_local(moment.at, ZONE):%d.%m %H:%M}" == "24.11 15:00"


@pytest.mark.parametrize(
    ("opens", "closes", "read"),
    [(540, 1200, "23.11 19:00"), (360, 720, "24.11 07:00"), (420, 1200, "23.11 19:00")],
)
def test_a_bare_hour_is_read_inside_the_clients_hours(opens: int, closes: int, read: str) -> None:
    moment = parse_when("в 7", now=NOON, zone=ZONE, language="ru", hours=Window(ZONE, opens, closes))

    assert moment is not None
    assert f"{to_local(moment.at, ZONE):%d.%m %H:%M}" == read


def test_today_at_an_hour_that_is_over_stays_past_for_the_use_case_to_refuse() -> None:
    moment = parse_when("сегодня в 9", now=NOON, zone=ZONE, language="ru", hours=Window(ZONE, 540, 1200))

    assert moment is not None
    assert moment.at < NOON
