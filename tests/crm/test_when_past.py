"""What is over, or is told of what was, is never a next contact."""

import datetime as dt

import pytest

from crm.localtime import to_local
from crm.when import parse_when

ZONE = "Europe/Moscow"
EVENING = dt.datetime(2026, 11, 23, 15, 0, tzinfo=dt.UTC)  # six in Moscow


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "сегодня в 9"),
        ("ru", "сегодня утром"),
        ("ru", "сегодня днём"),
        ("ru", "вчера в 19"),
        ("ru", "час назад"),
        ("ru", "на прошлой неделе"),
        ("ru", "23.11.2026 в 10"),
        ("ru", "звонил в понедельник, не взял"),
        ("ru", "в пятницу не было на месте"),
        ("ru", "сегодня утром оставил голосовое"),
        ("en", "today at 9"),
        ("en", "this morning"),
        ("en", "this afternoon at 4"),
        ("en", "earlier today"),
        ("en", "we spoke on Monday"),
        ("en", "got an email from him on Thursday"),
        ("en", "no reply since Friday"),
        ("en", "2026-11-23 10:00"),
        ("uk", "сьогодні о 9"),
        ("uk", "учора ввечері"),
        ("uk", "дзвонив у понеділок"),
        ("ru", "выбрал конкурента в пятницу"),
        ("ru", "оплачено 22 мая"),
        ("ru", "с 1 декабря подорожает"),
        ("ru", "день рождения у сына 25 ноября"),
        ("en", "left a voicemail at 4pm"),
        ("en", "closed the deal on Tuesday"),
        ("en", "the contract ends on 31 december"),
        ("uk", "у неї день народження 25 листопада"),
    ],
)
def test_in_the_evening_nothing_of_the_day_and_nothing_told_is_a_next_contact(
    language: str, text: str
) -> None:
    assert parse_when(text, now=EVENING, zone=ZONE, language=language) is None


@pytest.mark.parametrize(
    ("language", "text", "read"),
    [
        ("ru", "звонил в понедельник, просил в четверг", "2026-11-26 10:00"),
        ("ru", "в понедельник было бы удобно", "2026-11-30 10:00"),
        ("ru", "взял паузу до пятницы", "2026-11-27 10:00"),
        ("en", "spoke to Fred, call Thursday", "2026-11-26 10:00"),
        ("en", "meeting with Fred on Monday", "2026-11-30 10:00"),
        ("en", "gets paid on Friday", "2026-11-27 10:00"),
        ("en", "called on Monday, wants Friday at 3", "2026-11-27 15:00"),
        ("en", "back on the 25th, call on the 26th at 10", "2026-11-26 10:00"),
        ("en", "tried twice today, try again in the morning", "2026-11-24 10:00"),
        ("uk", "у понеділок було б добре", "2026-11-30 10:00"),
    ],
)
def test_what_is_planned_beside_it_is_read(language: str, text: str, read: str) -> None:
    moment = parse_when(text, now=EVENING, zone=ZONE, language=language)

    assert moment is not None
    assert f"{to_local(moment.at, ZONE):%Y-%m-%d %H:%M}" == read
