"""What clients say of when to call them, as colleagues type it."""

import pytest

from crm.errors import TextTooLong, UnreadableWish
from crm.wishes import Wish, read_calling, wished_hours

USUAL = 9 * 60, 20 * 60
WEEKENDS, WORKING = 0b1100000, 0b0011111


@pytest.mark.parametrize(
    ("text", "hours", "days"),
    [
        ("после 18", (18, 20), None),
        ("После 18:00", (18, 20), None),
        ("после 6", (18, 20), None),
        ("после 6 вечера", (18, 20), None),
        ("лучше после 20", (20, 22), None),
        ("с 10 до 16", (10, 16), None),
        ("10-16", (10, 16), None),
        ("10:30–16:00", (10.5, 16), None),
        ("с 9 до 6", (9, 18), None),
        ("с 2 до 5", (14, 17), None),
        ("с 7 до 15", (7, 15), None),
        ("с 7 до 9", (19, 21), None),
        ("с 8 до 9 утра", (8, 9), None),
        ("с 7 до 9 утра", (7, 9), None),
        ("до обеда", (9, 13), None),
        ("после обеда", (13, 20), None),
        ("утром", (9, 12), None),
        ("вечером, пожалуйста", (17, 20), None),
        ("в обед", (13, 14), None),
        ("днём", (12, 17), None),
        ("до 12", (9, 12), None),
        ("до 5", (9, 17), None),
        ("до 9", (9, 21), None),
        ("не раньше 11", (11, 20), None),
        ("не позже 17", (9, 17), None),
        ("не звонить до 11", (11, 20), None),
        ("не звоните после 19", (9, 19), None),
        ("только по выходным", (9, 20), WEEKENDS),
        ("по будням после 18", (18, 20), WORKING),
        ("просил звонить по будням с 10 до 12", (10, 12), WORKING),
        ("пн, ср и пт после 15", (15, 20), 0b0010101),
        ("с понедельника по четверг", (9, 20), 0b0001111),
        ("пн-сб", (9, 20), 0b0111111),
        ("сб-вс с 11", (11, 20), WEEKENDS),
        ("кроме понедельника", (9, 20), 0b1111110),
        ("по будням кроме среды", (9, 20), 0b0011011),
        ("кроме пн и вт, после 18", (18, 20), 0b1111100),
        ("не звонить по понедельникам", (9, 20), 0b1111110),
        ("ежедневно с 10 до 22", (10, 22), 0b1111111),
        ("в любое время", (9, 20), None),
        ("after 6pm", (18, 20), None),
        ("After 6 p.m.", (18, 20), None),
        ("from 10 to 4pm", (10, 16), None),
        ("10am-1pm", (10, 13), None),
        ("9 to 11 am", (9, 11), None),
        ("between 10 and 12", (10, 12), None),
        ("before noon", (9, 12), None),
        ("not before 11", (11, 20), None),
        ("don't call before 10:30", (10.5, 20), None),
        ("only at weekends", (9, 20), WEEKENDS),
        ("weekdays after 5", (17, 20), WORKING),
        ("Mon-Thu mornings", (9, 12), 0b0001111),
        ("Tuesdays and Thursdays", (9, 20), 0b0001010),
        ("every day except Sunday", (9, 20), 0b0111111),
        ("in the evening", (17, 20), None),
        ("after lunch", (13, 20), None),
        ("anytime", (9, 20), None),
    ],
)
def test_a_wish_is_read(text: str, hours: tuple[float, float], days: int | None) -> None:
    wish = read_calling(text)

    assert wished_hours(wish, USUAL) == (hours[0] * 60, hours[1] * 60)
    assert (wish.days, wish.words) == (days, " ".join(text.split()))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "да",
        "завтра",
        "после 18, но не в среду вечером",
        "по будням после 18, по выходным с 10 до 12",
        "не звонить",
        "не звонить с 13 до 14",
        "после 25",
        "с 16 до 10 утра",
        "после 18:75",
        "8 916 123-45-67",
        "call my wife",
        "кроме пн, вт, ср, чт, пт, сб, вс",
    ],
)
def test_what_is_not_sure_is_asked_again(text: str) -> None:
    with pytest.raises(UnreadableWish):
        read_calling(text)


def test_a_wish_is_short() -> None:
    with pytest.raises(TextTooLong):
        read_calling("после 18 " * 20)


def test_buttons_say_an_end_or_both() -> None:
    assert wished_hours(Wish(opens=18 * 60), USUAL) == (18 * 60, 20 * 60)
    assert wished_hours(Wish(closes=8 * 60), USUAL) == (6 * 60, 8 * 60)
    assert wished_hours(Wish(10 * 60, 16 * 60), USUAL) == (10 * 60, 16 * 60)
