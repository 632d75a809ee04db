"""The week and its days drawn from sample data, hostile data included."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from bot.i18n import Locale
from bot.screen import Screen
from bot.screens.agenda import day_screen, week_screen
from bot.screens.calendar import calendar_screen, link_screen
from bot.screens.deals import deal_card, recorded_screen
from bot.screens.places import place_screen
from crm.agenda import Agenda, AgendaDay
from crm.day import DayLine, DayPlan
from crm.hours import Closed, Why
from crm.models import StepKind, StepOrigin
from crm.steps import Step
from tests.screens.samples_deals import CARD, RECORDED

NOW = dt.datetime(2026, 11, 2, 9, 42, tzinfo=dt.UTC)
HERE, THERE = "Europe/Moscow", "Asia/Vladivostok"
TODAY = dt.date(2026, 11, 2)
LONG = "<b>очень</b> длинное слово " * 200
MEETING = DayLine(
    17, "Анна Петрова", THERE, Step(StepKind.MEETING, NOW, "meeting", StepOrigin.PROMISE)
)  # fmt: skip
VISIT = replace(MEETING, client_name="Вера", step=replace(MEETING.step, kind=StepKind.VISIT))
HOSTILE = replace(MEETING, deal_id=2**31 - 1, client_name=LONG)


def a_day(ahead: int, steps: int, closed: Closed | None = None, *meetings: DayLine) -> AgendaDay:
    return AgendaDay(TODAY + dt.timedelta(days=ahead), steps, closed, meetings)


HOLIDAY = Closed(Why.HOLIDAY, dt.date(2026, 11, 4), country="RU")
WEEKEND = Closed(Why.WEEKEND, dt.date(2026, 11, 7))
AGENDA = Agenda(
    days=(
        a_day(0, 4, None, MEETING),
        a_day(1, 1),
        a_day(2, 0, HOLIDAY),
        a_day(3, 12, None, MEETING, VISIT, MEETING, VISIT, MEETING),
        a_day(4, 0),
        a_day(5, 2, WEEKEND),
        a_day(6, 0, WEEKEND),
    ),
    late=3,
    weeks=0,
    today=TODAY,
)
NAMED = Closed(Why.DAY_OFF, TODAY, name=LONG[:120])
PLAN = DayPlan(
    day=dt.date(2026, 11, 2), overdue=0, today=2, page=0, pages=1, lines=(MEETING, VISIT), now=NOW
)  # fmt: skip

LINK = "https://bot.example.org/calendar/0123456789abcdefghijkl.ics"

AGREED = replace(RECORDED, step=MEETING.step)
MET = replace(CARD, step=replace(MEETING.step, place="Ленина, 5; вход со двора"))

Draw = Callable[[Locale], Screen]
SAMPLES: dict[str, Draw] = {
    "week": lambda locale: week_screen(AGENDA, locale, HERE),
    "week: nothing": lambda locale: week_screen(
        replace(AGENDA, days=tuple(a_day(ahead, 0) for ahead in range(7)), late=0), locale, HERE
    ),
    "week: another year": lambda locale: week_screen(
        replace(AGENDA, weeks=9, today=dt.date(2025, 8, 31)), locale, HERE
    ),
    "week: hostile": lambda locale: week_screen(
        replace(AGENDA, days=(a_day(0, 10**6, NAMED, *[HOSTILE] * 20),) * 7, late=10**6, weeks=265),
        locale,
        HERE,
    ),
    "day": lambda locale: day_screen(PLAN, locale, HERE),
    "day: nothing": lambda locale: day_screen(replace(PLAN, lines=(), today=0), locale, HERE),
    "day: hostile": lambda locale: day_screen(
        replace(PLAN, lines=(HOSTILE,) * 8, page=1, pages=3, today=10**6), locale, HERE
    ),
    "calendar": lambda locale: calendar_screen(locale, linked=False, offered=True),
    "calendar: a link": lambda locale: calendar_screen(locale, linked=True, offered=True),
    "calendar: no feeds any more": lambda locale: calendar_screen(locale, linked=True, offered=False),
    "calendar: the link": lambda locale: link_screen(LINK, locale),
    "calendar: a long link": lambda locale: link_screen("https://" + "x" * 300, locale),
    "place: asked after an outcome": lambda locale: recorded_screen(
        AGREED, locale, HERE, NOW, "f", asks_place=True
    ),
    "place: said": lambda locale: recorded_screen(
        replace(AGREED, step=replace(MEETING.step, place="Ленина, 5")), locale, HERE, NOW, "f"
    ),
    "place: asked from the card": lambda locale: place_screen(MET, "c", locale),
    "place: on the card": lambda locale: deal_card(MET, locale, HERE),
    "place: hostile": lambda locale: deal_card(
        replace(MET, step=replace(MEETING.step, place='<b>&"\u202e' + "ё" * 290)), locale, HERE
    ),
    "place: a point": lambda locale: deal_card(
        replace(MET, step=replace(MEETING.step, place="-55.75124, 137.61842")), locale, HERE
    ),
}
