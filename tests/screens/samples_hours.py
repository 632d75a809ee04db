"""Hours, days off and a client's calling hours drawn from sample data, hostile data included."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from bot.i18n import Locale
from bot.screen import Screen
from bot.screens.calling import client_hours_screen
from bot.screens.days_off import month_screen
from bot.screens.hours import (
    company_part,
    company_screen,
    own_days_screen,
    own_lunch_screen,
    own_week_screen,
)
from bot.taps.hours import EVERY_DAY
from crm.calling import ClientHours
from crm.hours import Closed, Why
from crm.models import WORKING_WEEK
from crm.month import Month, MonthDay
from crm.own_week import OwnWeek
from crm.rests import Rest
from crm.week import CompanyWeek, Holiday

NOW = dt.datetime(2026, 12, 10, 9, 42, tzinfo=dt.UTC)
HERE, THERE = "Europe/Moscow", "Asia/Vladivostok"
HOSTILE = '<b>&"Аня\u202e</b> 🙂 ' + "ё" * 80
HOLIDAYS = (
    Holiday(dt.date(2026, 12, 31), "Выходной (перенесено с 04.01.2026)"),
    Holiday(dt.date(2027, 1, 1), "Новогодние каникулы"),
)
COMPANY = CompanyWeek(
    days=WORKING_WEEK, work=(540, 1080), lunch=(780, 840), calling=(540, 1200), keeps_holidays=True,
    full_hour=3, country="RU", zone=HERE, holidays=HOLIDAYS,
)  # fmt: skip
WORKS_ALWAYS = replace(
    COMPANY, days=EVERY_DAY, lunch=None, keeps_holidays=False, holidays=(), full_hour=1, work=(555, 1425)
)
OWN = OwnWeek(
    days=WORKING_WEEK, own_days=False, work=(540, 1080), lunch=(780, 840), own_lunch=False, zone=HERE,
    company=COMPANY,
)  # fmt: skip
HIS = replace(OWN, days=0b1010101, own_days=True, lunch=None, own_lunch=True)
DECEMBER = dt.date(2026, 12, 1)


def _day(n: int) -> MonthDay:
    day = DECEMBER + dt.timedelta(days=n)
    weekend = Closed(Why.WEEKEND, day) if day.weekday() > 4 else None
    if day.day in (14, 15, 16):
        return MonthDay(day, Closed(Why.DAY_OFF, day), True)
    return MonthDay(day, weekend if day.day != 19 else None, day.day == 19)


MONTH = Month(
    user_id=2, name="Антон", mine=True, first=DECEMBER, today=NOW.date(),
    days=tuple(_day(n) for n in range(31)),
    rests=(
        Rest(dt.date(2026, 12, 14), dt.date(2026, 12, 16), True, "Отпуск", 2),
        Rest(dt.date(2026, 12, 19), dt.date(2026, 12, 19), False, None, 2),
        Rest(dt.date(2027, 1, 11), dt.date(2027, 1, 24), True, None, 2),
    ),
)  # fmt: skip
CROWDED = replace(
    MONTH, mine=False, name=HOSTILE * 3, user_id=2**31 - 1,
    days=tuple(replace(day, entered=True) for day in MONTH.days),
    rests=tuple(Rest(NOW.date(), NOW.date(), n % 2 == 0, HOSTILE, 2) for n in range(60)),
)  # fmt: skip
USUAL = ClientHours(
    client_id=5, client_name="Анна Петрова", deal_id=17, zone=THERE, zone_known=True, hours=(540, 1200),
    days=WORKING_WEEK, asked=False, words="", usual=(540, 1200), usual_days=WORKING_WEEK,
)  # fmt: skip
ASKED = replace(USUAL, hours=(1080, 1200), days=0b1100000, asked=True, words="после 18, по выходным")

Draw = Callable[[Locale], Screen]
SAMPLES: dict[str, Draw] = {
    "own": lambda locale: own_week_screen(OWN, 2, locale),
    "own: his own": lambda locale: own_week_screen(HIS, 2**31 - 1, locale),
    "own: days": lambda locale: own_days_screen(OWN, locale),
    "own: days, his own": lambda locale: own_days_screen(HIS, locale),
    "own: lunch": lambda locale: own_lunch_screen(OWN, locale),
    "own: lunch, his own": lambda locale: own_lunch_screen(HIS, locale),
    "company": lambda locale: company_screen(COMPANY, locale),
    "company: works always": lambda locale: company_screen(WORKS_ALWAYS, locale),
    "company: days": lambda locale: company_part(COMPANY, "days", locale),
    "company: hours": lambda locale: company_part(COMPANY, "hours", locale),
    "company: lunch": lambda locale: company_part(COMPANY, "lunch", locale),
    "company: calling": lambda locale: company_part(COMPANY, "calling", locale),
    "company: full hour": lambda locale: company_part(COMPANY, "full", locale),
    "days off: my own": lambda locale: month_screen(MONTH, locale),
    "days off: the company's, none": lambda locale: month_screen(
        replace(MONTH, user_id=None, mine=False, rests=()), locale
    ),
    "days off: hostile": lambda locale: month_screen(CROWDED, locale),
    "client": lambda locale: client_hours_screen(17, USUAL, locale, NOW),
    "client: asked": lambda locale: client_hours_screen(17, ASKED, locale, NOW),
    "client: hostile": lambda locale: client_hours_screen(
        2**31 - 1, replace(ASKED, client_name=HOSTILE, words=HOSTILE, zone_known=False), locale, NOW
    ),
}
