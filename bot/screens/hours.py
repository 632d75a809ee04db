"""The company's hours and one's own, and each part of them with its choices."""

from collections.abc import Callable

from telegram import InlineKeyboardMarkup

from bot.i18n import Locale
from bot.keyboards.hours import (
    calling_buttons,
    company_buttons,
    full_hour_buttons,
    hours_words,
    lunch_buttons,
    new_hours_buttons,
    own_week_buttons,
    weekdays_buttons,
)
from bot.screen import Screen
from bot.screens.moved import readable_name
from bot.taps.hours import COMPANY, EVERY_DAY, OWN
from crm.hours import Span, Window
from crm.own_week import OwnWeek
from crm.week import CompanyWeek, Holiday


def own_week_screen(week: OwnWeek, user_id: int, locale: Locale) -> Screen:
    days, lunch = days_words(week.days, locale), lunch_words(week.lunch, locale)
    lines = [
        locale.text("own-week-title"),
        locale.text("own-week-hours", hours=hours_words(week.work)),
        locale.text("own-week-days" if week.own_days else "own-week-days-company", days=days),
        locale.text("own-week-lunch" if week.own_lunch else "own-week-lunch-company", lunch=lunch),
        "",
        locale.text("settings-ask-hours"),
    ]
    return Screen("\n".join(lines), own_week_buttons(week, user_id, locale))


def company_screen(week: CompanyWeek, locale: Locale) -> Screen:
    """Everything at a glance, each part with a button."""
    lines = [
        locale.text("company-title"),
        locale.text("own-week-days", days=days_words(week.days, locale)),
        locale.text("company-hours", hours=hours_words(week.work)),
        locale.text("own-week-lunch", lunch=lunch_words(week.lunch, locale)),
        locale.text("company-calling", hours=hours_words(week.calling)),
        locale.text("company-holidays-kept" if week.keeps_holidays else "company-holidays-worked"),
        locale.text("company-full-hour", count=week.full_hour),
    ]
    if week.holidays:
        lines.insert(-1, locale.text("company-next-holiday", what=_holiday(week.holidays[0], locale)))
    return Screen("\n".join(lines), company_buttons(week, locale))


def company_part(week: CompanyWeek, part: str, locale: Locale) -> Screen:
    """The choices of one part; of an unknown one, the company's hours as a whole."""
    if part == "days":
        return Screen(locale.text("ask-company-days"), weekdays_buttons(COMPANY, week.days, False, locale))
    if part == "lunch":
        return Screen(locale.text("ask-company-lunch"), lunch_buttons(COMPANY, week.lunch, False, locale))
    parts: dict[str, tuple[str, Callable[[CompanyWeek, Locale], InlineKeyboardMarkup]]] = {
        "hours": ("ask-company-hours", new_hours_buttons),
        "calling": ("ask-company-calling", calling_buttons),
        "full": ("ask-full-hour", full_hour_buttons),
    }
    if part not in parts:
        return company_screen(week, locale)
    question, buttons = parts[part]
    return Screen(locale.text(question), buttons(week, locale))


def own_days_screen(week: OwnWeek, locale: Locale) -> Screen:
    lines = [
        locale.text("ask-own-days"),
        _as_company(week.own_days, days_words(week.company.days, locale), locale),
    ]
    return Screen("\n".join(lines), weekdays_buttons(OWN, week.days, week.own_days, locale))


def own_lunch_screen(week: OwnWeek, locale: Locale) -> Screen:
    lines = [
        locale.text("ask-own-lunch"),
        _as_company(week.own_lunch, lunch_words(week.company.lunch, locale), locale),
    ]
    return Screen("\n".join(lines), lunch_buttons(OWN, week.lunch, week.own_lunch, locale))


def window_words(window: Window, locale: Locale) -> str:
    """ "пн–пт, 18:00–20:00"."""
    return f"{days_words(window.weekdays, locale)}, {hours_words((window.opens, window.closes))}"


def lunch_words(lunch: Span | None, locale: Locale) -> str:
    """ "13:00–14:00", or that there is none."""
    return hours_words(lunch) if lunch and lunch[0] < lunch[1] else locale.plain("no-lunch")


def days_words(days: int, locale: Locale) -> str:
    """ "пн–пт", "вт, чт, сб, вс", "каждый день": three and more in a row are a range."""
    if days == EVERY_DAY:
        return locale.plain("every-day")
    runs: list[list[str]] = []
    for n, name in enumerate(locale.weekdays):
        if not days >> n & 1:
            continue
        if n and days >> (n - 1) & 1:
            runs[-1].append(name)
        else:
            runs.append([name])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def _holiday(holiday: Holiday, locale: Locale) -> str:
    """ "чт 1 янв, Новогодние каникулы"."""
    return ", ".join(filter(None, (locale.day(holiday.day), readable_name(holiday.name, locale))))


def _as_company(own: bool, company: str, locale: Locale) -> str:
    return locale.text("company-has" if own else "as-company-has", what=company)
