"""Buttons of the company's hours and of one's own. What is chosen now carries a mark."""

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from bot.callbacks import Tap
from bot.i18n import Locale
from bot.keyboards.layout import Row, button, markup, rows_of
from bot.keyboards.settings import choice, clock
from bot.taps.home import HoursTap, SettingsTap
from bot.taps.hours import (
    COMPANY,
    OWN,
    CallingTap,
    CompanyTap,
    FullHourTap,
    HolidaysTap,
    LunchTap,
    MonthTap,
    OwnWeekTap,
    WeekdaysTap,
    WorkHoursTap,
)
from crm.hours import Span
from crm.own_week import NO_LUNCH, OwnWeek
from crm.week import CompanyWeek

USUAL_HOURS = ((8, 17), (9, 18), (10, 19), (9, 20), (10, 20), (11, 20))
USUAL_LUNCHES = ((720, 780), (750, 810), (780, 810), (780, 840), (810, 870), (840, 900))
USUAL_CALLING = ((8, 20), (9, 18), (9, 19), (9, 20), (9, 21), (10, 20))
FULL_HOURS = (1, 2, 3, 4, 5, 6, 8, 10)


def own_week_buttons(week: OwnWeek, user_id: int, locale: Locale) -> InlineKeyboardMarkup:
    """The hours at once, as they change most; days, lunch and days off a press away."""
    hours = [
        choice(hours_label(span), HoursTap(*span), span == week.work, locale) for span in _hours(USUAL_HOURS)
    ]
    parts = [
        button(locale.plain("button-weekdays"), OwnWeekTap("days")),
        button(locale.plain("button-lunch"), OwnWeekTap("lunch")),
    ]
    rest = [button(locale.plain("button-own-days-off"), MonthTap(user_id))]
    return markup(*rows_of(hours, 3), parts, rest, _back(SettingsTap(), locale))


def company_buttons(week: CompanyWeek, locale: Locale) -> InlineKeyboardMarkup:
    if week.keeps_holidays:
        holidays = button(locale.plain("button-work-on-holidays"), HolidaysTap(0))
    else:
        holidays = button(locale.plain("button-keep-holidays"), HolidaysTap(1))
    parts = [
        button(locale.plain("button-weekdays"), CompanyTap("days")),
        button(locale.plain("button-hours-of-new"), CompanyTap("hours")),
        button(locale.plain("button-lunch"), CompanyTap("lunch")),
        button(locale.plain("button-calling"), CompanyTap("calling")),
        button(locale.plain("button-full-hour"), CompanyTap("full")),
        button(locale.plain("button-days-off"), MonthTap(None)),
    ]
    return markup(*rows_of(parts, 2), [holidays], _back(SettingsTap(), locale))


def weekdays_buttons(whose: str, days: int, own: bool, locale: Locale) -> InlineKeyboardMarkup:
    """Each day a switch; `own`: a person has days of his own, so he may go back to the company's."""
    switches = [
        button(
            locale.plain("button-day-on" if days >> n & 1 else "button-day-off", day=name),
            WeekdaysTap(whose, days ^ 1 << n),
        )
        for n, name in enumerate(locale.weekdays)
    ]
    company: Row = []
    if whose == OWN and own:
        company = [button(locale.plain("button-as-company"), WeekdaysTap(OWN, None))]
    return markup(switches[:4], switches[4:], company, _back(_hub(whose), locale))


def lunch_buttons(whose: str, lunch: Span | None, own: bool, locale: Locale) -> InlineKeyboardMarkup:
    """`lunch` None: there is none; `own`: a person has said so for himself."""
    spans = [
        choice(hours_words(span), LunchTap(whose, *span), span == lunch, locale) for span in USUAL_LUNCHES
    ]
    none = LunchTap(whose, *NO_LUNCH) if whose == OWN else LunchTap(whose)
    rows = [[choice(locale.plain("button-no-lunch"), none, lunch is None, locale)]]
    if whose == OWN and own:
        rows.append([button(locale.plain("button-as-company"), LunchTap(OWN))])
    return markup(*rows_of(spans, 2), *rows, _back(_hub(whose), locale))


def new_hours_buttons(week: CompanyWeek, locale: Locale) -> InlineKeyboardMarkup:
    spans = [
        choice(hours_label(span), WorkHoursTap(*span), span == week.work, locale)
        for span in _hours(USUAL_HOURS)
    ]
    return markup(*rows_of(spans, 3), _back(CompanyTap(), locale))


def calling_buttons(week: CompanyWeek, locale: Locale) -> InlineKeyboardMarkup:
    spans = [
        choice(hours_label(span), CallingTap(*span), span == week.calling, locale)
        for span in _hours(USUAL_CALLING)
    ]
    return markup(*rows_of(spans, 3), _back(CompanyTap(), locale))


def full_hour_buttons(week: CompanyWeek, locale: Locale) -> InlineKeyboardMarkup:
    counts = [
        choice(locale.number(count), FullHourTap(count), count == week.full_hour, locale)
        for count in FULL_HOURS
    ]
    return markup(*rows_of(counts, 4), _back(CompanyTap(), locale))


def hours_words(span: Span) -> str:
    """ "9:00–18:00"."""
    return f"{clock(span[0])}–{clock(span[1])}"


def hours_label(span: Span) -> str:
    """ "9–18", "9:30–18:00": minutes only where there are some."""
    opens, closes = span
    if opens % 60 == closes % 60 == 0:
        return f"{opens // 60}–{closes // 60}"
    return hours_words(span)


def _hours(spans: Sequence[Span]) -> list[Span]:
    return [(opens * 60, closes * 60) for opens, closes in spans]


def _hub(whose: str) -> Tap:
    return CompanyTap() if whose == COMPANY else OwnWeekTap()


def _back(tap: Tap, locale: Locale) -> Row:
    return [button(locale.plain("button-back"), tap)]
