"""What clients say of when to call them, as colleagues type it."""

import pytest

from crm.errors import TextTooLong, UnreadableWish
from crm.wish_reading import read_calling
from crm.wishes import Wish, wished_hours

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
        ("после шести", (18, 20), None),
        ("с десяти до четырёх", (10, 16), None),
        ("между 10 и 12", (10, 12), None),
        ("after six, before eight", (18, 20), None),
        ("from nine to five", (9, 17), None),
        ("Mon and Thu", (9, 20), 0b0001001),
        ("після 18", (18, 20), None),
        ("після шостої вечора", (18, 20), None),
        ("краще після 19:30", (19.5, 20), None),
        ("з 10 до 16", (10, 16), None),
        ("від 9 до 18 години", (9, 18), None),
        ("із десятої до четвертої", (10, 16), None),
        ("між 10 і 12", (10, 12), None),
        ("до обіду", (9, 13), None),
        ("після обіду", (13, 20), None),
        ("зранку", (9, 12), None),
        ("вранці, будь ласка", (9, 12), None),
        ("вдень", (12, 17), None),
        ("ввечері", (17, 20), None),
        ("в обід", (13, 14), None),
        ("не раніше 11", (11, 20), None),
        ("не пізніше 17", (9, 17), None),
        ("не дзвонити до 11", (11, 20), None),
        ("не телефонуйте після 19", (9, 19), None),
        ("тільки у вихідні", (9, 20), WEEKENDS),
        ("лише по вихідних", (9, 20), WEEKENDS),
        ("по буднях після 18", (18, 20), WORKING),
        ("просив дзвонити в будні з 10 до 12", (10, 12), WORKING),
        ("пн, ср і пт після 15", (15, 20), 0b0010101),
        ("з понеділка по четвер", (9, 20), 0b0001111),
        ("щосереди вранці", (9, 12), 0b0000100),
        ("сб-нд з 11", (11, 20), WEEKENDS),
        ("крім п’ятниці", (9, 20), 0b1101111),
        ("щодня крім неділі", (9, 20), 0b0111111),
        ("не турбувати по понеділках", (9, 20), 0b1111110),
        ("у будь-який час", (9, 20), None),
        ("їй зручно телефонувати по обіді", (13, 20), None),
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
        "не дзвонити",
        "з 16 до 10 ранку",
        "після двадцяти п'яти",
        "зателефонувати дружині",
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
