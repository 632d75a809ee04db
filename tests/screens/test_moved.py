"""Why an automatic time was moved, in the words of the reader."""

import datetime as dt

import pytest

from bot.i18n import locale_of
from bot.screens.moved import moved_line
from crm.hours import Closed, Why
from crm.openings import Opening, Reason, Whose

AT = dt.datetime(2026, 11, 5, 6, 0, tzinfo=dt.UTC)
UNITY = Closed(Why.HOLIDAY, dt.date(2026, 11, 4), country="RU")
SHIFTED = Closed(Why.HOLIDAY, dt.date(2026, 12, 31), country="RU")
KAZAKH = Closed(Why.HOLIDAY, dt.date(2026, 12, 16), country="KZ")
SATURDAY = Closed(Why.WEEKEND, dt.date(2026, 11, 28))
LUNCH = Closed(Why.LUNCH, dt.date(2026, 11, 26))
NIGHT = Closed(Why.HOURS, dt.date(2026, 11, 26))
LEAVE = Closed(Why.DAY_OFF, dt.date(2026, 11, 26), name="Дача <у моря>")
NAMELESS = Closed(Why.DAY_OFF, dt.date(2026, 11, 26))

WORDS = [
    ("ru", Whose.CLIENT, UNITY, "Перенесено: у клиента праздник (ср 4 ноя, День народного единства)"),
    ("en", Whose.CLIENT, UNITY, "Moved: the client has a holiday (Wed 4 Nov, Unity Day)"),
    ("ru", Whose.MANAGER, SHIFTED, "Перенесено: у вас праздник (чт 31 дек)"),
    ("en", Whose.MANAGER, SHIFTED, "Moved: you have a holiday (Thu 31 Dec)"),
    ("ru", Whose.CLIENT, KAZAKH, "Перенесено: у клиента праздник (ср 16 дек)"),
    ("en", Whose.CLIENT, KAZAKH, "Moved: the client has a holiday (Wed 16 Dec, Independence Day)"),
    ("ru", Whose.CLIENT, SATURDAY, "Перенесено: у клиента выходной (сб 28 ноя)"),
    ("en", Whose.MANAGER, SATURDAY, "Moved: you have a day off (Sat 28 Nov)"),
    ("ru", Whose.MANAGER, LUNCH, "Перенесено: у вас обед"),
    ("en", Whose.MANAGER, LUNCH, "Moved: you have lunch then"),
    ("ru", Whose.CLIENT, NIGHT, "🌙 Перенесено: в это время клиенту не звонят"),
    ("en", Whose.CLIENT, NIGHT, "🌙 Moved: this client is not called at that hour"),
    ("ru", Whose.MANAGER, NIGHT, "Перенесено: у вас нерабочее время"),
    ("en", Whose.MANAGER, NIGHT, "Moved: outside your working hours"),
    ("ru", Whose.MANAGER, LEAVE, "Перенесено: у вас выходной (чт 26 ноя, Дача &lt;у моря&gt;)"),
    ("ru", Whose.MANAGER, NAMELESS, "Перенесено: у вас выходной (чт 26 ноя)"),
]


@pytest.mark.parametrize(("language", "whose", "closed", "words"), WORDS)
def test_the_reason_is_said(language: str, whose: Whose, closed: Closed, words: str) -> None:
    opening = Opening(AT, moved=True, reason=Reason(whose, closed))

    assert moved_line(opening, locale_of(language), mine=True) == [words]


@pytest.mark.parametrize(
    ("language", "closed", "words"),
    [
        ("ru", LUNCH, "Перенесено: у менеджера обед"),
        ("en", LUNCH, "Moved: the manager has lunch then"),
        ("ru", NIGHT, "Перенесено: у менеджера нерабочее время"),
        ("en", SATURDAY, "Moved: the manager has a day off (Sat 28 Nov)"),
    ],
)
def test_a_colleagues_hours_are_not_called_the_readers(language: str, closed: Closed, words: str) -> None:
    opening = Opening(AT, moved=True, reason=Reason(Whose.MANAGER, closed))

    assert moved_line(opening, locale_of(language), mine=False) == [words]


@pytest.mark.parametrize(
    ("language", "mine", "words"),
    [
        ("ru", True, "Ваши рабочие часы с часами клиента не пересекаются: взяли часы клиента"),
        ("ru", False, "Рабочие часы менеджера с часами клиента не пересекаются: взяли часы клиента"),
        ("en", True, "Your hours and the client’s never meet: the client’s hours were taken"),
        ("en", False, "The manager’s hours and the client’s never meet: the client’s hours were taken"),
    ],
)
def test_hours_that_never_meet(language: str, mine: bool, words: str) -> None:
    opening = Opening(AT, moved=True, reason=Reason(Whose.MANAGER, NIGHT, alone=True))

    assert moved_line(opening, locale_of(language), mine=mine) == [words]


def test_nothing_is_said_where_nothing_moved() -> None:
    assert moved_line(Opening(AT, moved=False), locale_of("ru"), mine=True) == []
    assert moved_line(None, locale_of("ru"), mine=True) == []
