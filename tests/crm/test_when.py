"""Plain words for a moment, and what a reading promises. The tables are in test_when_phrases.py."""

import datetime as dt

import pytest

from crm.hours import Window
from crm.localtime import to_local
from crm.when import parse_when, read_when

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


def reading(text: str, language: str = "ru", own_zone: str | None = None) -> str | None:
    """What is read at noon in Moscow: the moments there, or "past"."""
    hours = Window(ZONE, 540, 1200)
    read = read_when(text, now=NOON, zone=ZONE, language=language, hours=hours, own_zone=own_zone)
    if read is None:
        return None
    return " or ".join(f"{to_local(one.at, ZONE):%d.%m %H:%M}" for one in read.moments) or "past"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "сегодня в 9"),
        ("ru", "сегодня утром"),
        ("ru", "вчера"),
        ("ru", "вчера в 15"),
        ("ru", "позавчера вечером"),
        ("ru", "01.01.2020"),
        ("ru", "20.11.2026"),
        ("en", "today at 9am"),
        ("en", "yesterday 3pm"),
        ("uk", "вчора о 15"),
    ],
)
def test_a_past_moment_is_said_to_be_past_and_never_a_next_contact(language: str, text: str) -> None:
    assert reading(text, language) == "past"
    assert parse_when(text, now=NOON, zone=ZONE, language=language) is None


@pytest.mark.parametrize(
    ("language", "text", "offered"),
    [
        ("ru", "в среду или в четверг в 15", "25.11 15:00 or 26.11 15:00"),
        ("ru", "завтра в 10 или в 11", "24.11 10:00 or 24.11 11:00"),
        ("ru", "завтра в 10 или послезавтра в 12", "24.11 10:00 or 25.11 12:00"),
        ("ru", "через 2 часа или завтра утром", "23.11 14:00 or 24.11 10:00"),
        ("ru", "в пятницу 28 ноября", "27.11 10:00 or 28.11 10:00"),
        ("ru", "завтра, в среду, в 12", "24.11 12:00 or 25.11 12:00"),
        ("ru", "завтра в 15 или 16", "24.11 15:00 or 24.11 16:00"),
        ("ru", "25 или 26 ноября", "25.11 10:00 or 26.11 10:00"),
        ("en", "tomorrow at 3 or 5", "24.11 15:00 or 24.11 17:00"),
        ("en", "8 or 9 june", "08.06 10:00 or 09.06 10:00"),
        ("uk", "25 або 26 листопада", "25.11 10:00 or 26.11 10:00"),
        ("en", "tue or wed at 4pm", "24.11 16:00 or 25.11 16:00"),
        ("en", "10/9 at 3pm", "10.09 15:00 or 09.10 15:00"),
        ("uk", "у середу або в четвер об 11", "25.11 11:00 or 26.11 11:00"),
    ],
)
def test_two_likely_moments_are_both_offered_and_neither_is_sure(
    language: str, text: str, offered: str
) -> None:
    assert reading(text, language) == offered
    assert parse_when(text, now=NOON, zone=ZONE, language=language) is None


def test_a_week_ahead_on_a_day_that_comes_sooner_may_be_either_week() -> None:
    wednesday = NOON + dt.timedelta(days=2)
    read = read_when("через неделю в понедельник в 12", now=wednesday, zone=ZONE, language="ru")

    assert read is not None
    assert [f"{to_local(one.at, ZONE):%d.%m %H:%M}" for one in read.moments] == ["30.11 12:00", "07.12 12:00"]


def test_of_two_moments_the_one_that_is_not_over_is_meant() -> None:
    assert reading("сегодня в 10 или завтра в 10") == "24.11 10:00"


def test_my_time_may_be_on_either_clock() -> None:
    text = "завтра в 15 по моему времени"

    assert reading(text, own_zone="Asia/Yekaterinburg") == "24.11 13:00 or 24.11 15:00"
    assert reading(text, own_zone="Europe/Minsk") == "24.11 15:00"
    assert reading(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "звонил в среду и в четверг",
        "пн-пт с 9 до 18",
        "с понедельника по пятницу",
        "обсудили или нет",
        "9 или 10 штук",
        "в первый рабочий день января",
        "",
    ],
)
def test_what_is_no_choice_of_moments(text: str) -> None:
    assert reading(text) is None


def test_a_length_of_time_is_known_as_one() -> None:
    lengths = {
        text: parse_when(text, now=NOON, zone=ZONE, language="ru")
        for text in ("через 2 часа", "через неделю", "завтра в 15")
    }

    assert {text: moment and moment.length for text, moment in lengths.items()} == {
        "через 2 часа": True,
        "через неделю": False,
        "завтра в 15": False,
    }
