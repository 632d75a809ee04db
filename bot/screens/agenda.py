"""The week, and the list of one of its days."""

import datetime as dt

from bot.i18n import Locale, Raw
from bot.keyboards.layout import Row, button, markup, rows_of
from bot.keyboards.pages import page_buttons
from bot.screen import Screen
from bot.screens.day import line_text, open_buttons
from bot.screens.deals import step_icon
from bot.taps.calendar import MOST_WEEKS, DayTap, WeekTap
from bot.taps.deals import TodayTap
from bot.taps.home import HomeTap
from crm.agenda import Agenda, AgendaDay
from crm.day import DayLine, DayPlan
from crm.days_off import holiday_name
from crm.hours import Closed, Why
from crm.localtime import to_local

DAYS_IN_A_ROW = 4
MEETINGS_SHOWN = 3


def week_screen(agenda: Agenda, locale: Locale, zone: str) -> Screen:
    """Seven days with their load; each that holds something opens its list. `zone` is the viewer's."""
    first, last = agenda.days[0].day, agenda.days[-1].day
    lines = [locale.text("week-title", first=_date(first, agenda, locale), last=_date(last, agenda, locale))]
    if agenda.late and not agenda.weeks:
        lines.append(locale.text("week-late", count=agenda.late))
    lines.append("")
    for day in agenda.days:
        lines += _day_lines(day, agenda, locale, zone)
    days = [
        button(
            locale.plain("button-week-day", weekday=locale.weekday(day.day), count=day.steps),
            _opens(day, agenda),
        )
        for day in agenda.days
        if day.steps
    ]
    ways = [
        button(locale.plain("button-today"), TodayTap()),
        button(locale.plain("button-menu"), HomeTap()),
    ]
    return Screen("\n".join(lines), markup(*rows_of(days, DAYS_IN_A_ROW), _weeks(agenda.weeks, locale), ways))


def _weeks(weeks: int, locale: Locale) -> Row:
    row: Row = []
    if weeks:
        row.append(button(locale.plain("button-week-before"), WeekTap(min(weeks, MOST_WEEKS) - 1)))
    if weeks < MOST_WEEKS:
        row.append(button(locale.plain("button-week-after"), WeekTap(weeks + 1)))
    return row


def day_screen(plan: DayPlan, locale: Locale, zone: str) -> Screen:
    """A day to come: every step, a page at a time; each line opens its card."""
    lines = [locale.text("today-title", day=locale.day(plan.day, to_local(plan.now, zone).date()))]
    if plan.lines:
        lines += [locale.text("day-count", count=plan.today), ""]
        lines += [line_text(line, locale, zone, plan.now, day=plan.day) for line in plan.lines]
    else:
        lines.append(locale.text("day-empty"))
    pages = page_buttons(plan.page, plan.pages - 1, lambda to: DayTap.of(plan.day, to), locale)
    ways = [
        button(locale.plain("button-week"), WeekTap()),
        button(locale.plain("button-menu"), HomeTap()),
    ]
    steps = open_buttons(plan.lines, locale, zone, plan.now, day=plan.day)
    return Screen("\n".join(lines), markup(*steps, pages, ways))


def _opens(day: AgendaDay, agenda: Agenda) -> TodayTap | DayTap:
    return TodayTap() if day.day == agenda.today else DayTap.of(day.day)


def _day_lines(day: AgendaDay, agenda: Agenda, locale: Locale, zone: str) -> list[str]:
    key = "week-today" if day.day == agenda.today else "week-day"
    name = locale.text(key, day=_date(day.day, agenda, locale))
    if day.closed and not day.steps:
        return [locale.text("week-closed", day=Raw(name), why=why_free(day.closed, locale))]
    line = locale.text("week-load", day=Raw(name), count=day.steps)
    if day.closed:
        line = locale.text("week-closed-load", load=Raw(line), why=why_free(day.closed, locale))
    more = len(day.meetings) - MEETINGS_SHOWN
    return [
        line,
        *(_meeting(meeting, locale, zone) for meeting in day.meetings[:MEETINGS_SHOWN]),
        *([locale.text("week-more", count=more)] if more > 0 else []),
    ]


def _meeting(line: DayLine, locale: Locale, zone: str) -> str:
    return locale.text(
        "week-meeting",
        time=locale.time(line.step.at, zone),
        icon=Raw(step_icon(line.step)),
        name=line.client_name,
    )


def why_free(closed: Closed, locale: Locale) -> str:
    """Why a day is off, as plain text: its own name or the holiday's, else that it is off."""
    name = closed.name
    if closed.why is Why.HOLIDAY and closed.country:
        name = holiday_name(closed.country, closed.day, locale.language)
    return name or locale.plain("week-day-off")


def _date(day: dt.date, agenda: Agenda, locale: Locale) -> str:
    return locale.day(day, agenda.today)
