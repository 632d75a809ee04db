"""Drawing of the picker: from what the database gave to the message with its buttons.

A client seven hours away with Russian holidays on both sides, a manager with a full fortnight; each page is
drawn as a press draws it, and cold once, the fortnight's holidays and wall times not yet known.
"""

import datetime as dt
import time

from benchmarks.verdict import quantile, verdict
from bot.i18n import locale_of
from bot.screens.picker import picker_screen
from bot.taps.deals import FEED, ReportTap, ViewTap, day_of
from crm.days_off import DaysOff
from crm.hours import Window
from crm.labels import Label
from crm.localtime import at_minute
from crm.models import DealState, StepKind, SumRule
from crm.questions import Missing, Question

HERE, THERE = "Europe/Moscow", "Asia/Vladivostok"
NOW = dt.datetime(2026, 11, 26, 9, 42, tzinfo=dt.UTC)
DAY = dt.date(2026, 12, 1)
PAGES = {"hours": "h", "quarters": "q", "a month": "m", "one's own clock": "ho"}
GOAL = 5  # milliseconds
BOOKED = 120


def question() -> Question:
    steps = (NOW + number * dt.timedelta(hours=15 * 24) / BOOKED for number in range(BOOKED))
    return Question(
        missing=Missing.MOMENT,
        deal_id=123_456,
        version=12,
        client_name="Анна Петрова",
        outcome_id=8,
        outcome=Label("outcome", "meeting"),
        icon="🤝",
        state=DealState.OPEN,
        reasons=(),
        own_words=False,
        sum_rule=SumRule.NONE,
        sum_minor=8_400_000,
        currency="RUB",
        step_kinds=(StepKind.MEETING, StepKind.VISIT),
        calling=Window(THERE, 9 * 60, 20 * 60, days_off=DaysOff("RU")),
        working=Window(HERE, 9 * 60, 18 * 60, (13 * 60, 14 * 60), days_off=DaysOff("RU")),
        zone_known=True,
        booked=tuple(steps),
    )


def drawn(asked: Question, view: str) -> float:
    """Milliseconds of one drawing."""
    tap = ReportTap(asked.deal_id, 8, asked.version, FEED)
    pick = ViewTap(asked.deal_id, 8, asked.version, FEED, None, None, None, day_of(DAY), view)
    began = time.perf_counter()
    screen = picker_screen(asked, tap, locale_of("ru"), HERE, NOW, pick)
    took = (time.perf_counter() - began) * 1000
    assert screen.inline is not None
    return took


def run(draws: int = 300) -> None:
    print("    drawing of the picker, ms")
    asked = question()
    locale_of("ru")
    asked.calling.closed(DAY)  # the package of holidays is loaded once in the bot's life
    at_minute.cache_clear()
    print(f"    {'the first of the day':31} {drawn(asked, 'h'):.2f}")
    for name, view in PAGES.items():
        took = [drawn(asked, view) for _ in range(draws)]
        middle, slow = quantile(took, 0.5), quantile(took, 0.95)
        print(f"    {name:31} {middle:.2f}   {verdict(middle, GOAL)} (p95 {slow:.2f})")
