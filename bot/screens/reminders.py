"""Several reminders as one message: to the manager, and to the owner when they were ignored."""

import datetime as dt

from bot.i18n import Locale
from bot.keyboards.layout import Row, button, markup
from bot.screen import Screen
from bot.screens.day import line_text
from bot.taps.deals import PLAIN, REMINDER, CardTap, FeedTap
from crm.day import DayLine

BUTTONS = 20


def reminder_list(
    lines: tuple[DayLine, ...], locale: Locale, zone: str, now: dt.datetime, *, again: bool = False
) -> Screen:
    """More than three reminders of one minute. Its card buttons, and [Next], answer them."""
    title = locale.text("reminder-list-again" if again else "reminder-list-title", count=len(lines))
    start = [button(locale.plain("button-next"), FeedTap(0), "primary")]
    return _list(title, lines, REMINDER, start, locale, zone, now)


def ignored_list(
    manager: str, lines: tuple[DayLine, ...], locale: Locale, zone: str, now: dt.datetime
) -> Screen:
    """For the owner: each card has its [Reassign]."""
    title = locale.text("ignored-list-title", manager=manager, count=len(lines))
    return _list(title, lines, PLAIN, [], locale, zone, now)


def _list(
    title: str, lines: tuple[DayLine, ...], mode: str, last: Row, locale: Locale, zone: str, now: dt.datetime
) -> Screen:
    text = [title, "", *(line_text(line, locale, zone, now) for line in lines)]
    cards = [
        [button(f"{locale.time(line.step.at, zone)} · {line.client_name}", CardTap(line.deal_id, mode))]
        for line in lines[:BUTTONS]
    ]
    return Screen("\n".join(text), markup(*cards, last))
