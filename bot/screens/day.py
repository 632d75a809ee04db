"""Lists of what is to do: today, and the empty feed."""

import datetime as dt

from bot.i18n import Locale, Raw
from bot.keyboards.layout import Row, button, markup
from bot.keyboards.pages import page_buttons
from bot.screen import Screen
from bot.screens.deals import purpose, step_icon
from bot.taps.calendar import WeekTap
from bot.taps.clients import NewClientTap
from bot.taps.deals import CardTap, FeedTap, TodayTap
from bot.taps.home import HomeTap
from crm.day import DayLine, DayPlan
from crm.feed import Next
from crm.localtime import to_local
from crm.rules import late_before


def today_screen(plan: DayPlan, locale: Locale, zone: str) -> Screen:
    """Everything until midnight of `zone`, overdue first; each line opens its card."""
    lines = [locale.text("today-title", day=locale.day(plan.day))]
    if not plan.lines:
        lines.append(locale.text("today-empty"))
    else:
        lines.append(locale.text("today-counts", overdue=plan.overdue, today=plan.today))
        lines += [""] + [line_text(line, locale, zone, plan.now) for line in plan.lines]
    pages = page_buttons(plan.page, plan.pages - 1, TodayTap, locale)
    start = [button(locale.plain("button-next"), FeedTap(0), "primary")] if plan.lines else []
    ways = [button(locale.plain("button-week"), WeekTap()), button(locale.plain("button-menu"), HomeTap())]
    steps = open_buttons(plan.lines, locale, zone, plan.now)
    return Screen("\n".join(lines), markup(*steps, pages, start, ways))


def nothing_due(following: Next, locale: Locale, zone: str, now: dt.datetime) -> Screen:
    """The feed is empty: when the next step is, and a way to work ahead."""
    rows: list[Row] = [
        [button(locale.plain("button-today"), TodayTap(0)), button(locale.plain("button-menu"), HomeTap())]
    ]
    if following.next_at is None:
        new = [button(locale.plain("button-new-client"), NewClientTap(), "primary")]
        return Screen(locale.text("feed-no-deals"), markup(new, *rows))
    ahead = [button(locale.plain("button-work-ahead"), FeedTap(1), "primary")]
    when = locale.when(following.next_at, zone, now)
    return Screen(locale.text("feed-empty", when=when), markup(ahead, *rows))


def line_text(
    line: DayLine, locale: Locale, zone: str, now: dt.datetime, *, day: dt.date | None = None
) -> str:
    """One step of a list. `day` is the one that the list is of; without it, today."""
    late = line.step.at <= late_before(now)
    return locale.text(
        "day-line-late" if late else "day-line",
        when=_moment(line, locale, zone, now, day),
        name=line.client_name,
        icon=Raw(step_icon(line.step)),
        purpose=purpose(line.step, locale),
    )


def open_buttons(
    lines: tuple[DayLine, ...], locale: Locale, zone: str, now: dt.datetime, *, day: dt.date | None = None
) -> list[Row]:
    """A button a step, to its card."""
    buttons = [
        button(f"{_moment(line, locale, zone, now, day)} · {line.client_name}", CardTap(line.deal_id))
        for line in lines
    ]
    return [[one] for one in buttons]


def _moment(line: DayLine, locale: Locale, zone: str, now: dt.datetime, day: dt.date | None) -> str:
    """The hour alone on the day of the list, with its day otherwise."""
    if to_local(line.step.at, zone).date() == (day or to_local(now, zone).date()):
        return locale.time(line.step.at, zone)
    return locale.exactly(line.step.at, zone, now)
