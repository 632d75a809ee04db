"""A month of days, each a switch between worked and off."""

import datetime as dt

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import Tap
from bot.i18n import Locale
from bot.keyboards.layout import Row, button, markup
from bot.taps.home import MemberTap
from bot.taps.hours import CLEAR, OFF, WORKED, CompanyTap, DayTap, MonthTap, OwnWeekTap, month_number
from crm.month import Month, MonthDay

SMALL = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Seven in a row leave room for two letters or digits: days off by the week and the holidays are small."""
NOTHING = "·"
"""Where a week has no day of this month, or one that is past: Telegram wants some text on a button."""


def month_buttons(month: Month, locale: Locale) -> InlineKeyboardMarkup:
    """The weeks of the month that are not past, under the names of their days; then other months."""
    same = MonthTap(month.user_id, month_number(month.first))
    names = [button(name[:2], same) for name in locale.weekdays]
    ahead = [day for day in month.days if day.day >= _monday(max(month.first, month.today))]
    cells = [button(NOTHING, same) for _ in range(ahead[0].day.weekday())]
    cells += [_day(month, day, same) for day in ahead]
    cells += [button(NOTHING, same) for _ in range(-len(cells) % 7)]
    weeks = [cells[start : start + 7] for start in range(0, len(cells), 7)]
    return markup(names, *weeks, _turn(month, locale), [button(locale.plain("button-back"), _back(month))])


def _day(month: Month, day: MonthDay, same: Tap) -> InlineKeyboardButton:
    if day.day < month.today:
        return button(NOTHING, same)
    number = str(day.day.day)
    if day.entered:
        return button(number, DayTap.of(month.user_id, day.day, CLEAR), "danger" if day.closed else "success")
    if day.closed:
        return button(number.translate(SMALL), DayTap.of(month.user_id, day.day, WORKED))
    return button(number, DayTap.of(month.user_id, day.day, OFF))


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _turn(month: Month, locale: Locale) -> Row:
    row: Row = []
    number = month_number(month.first)
    if month.earlier:
        row.append(button(locale.plain("button-page-back"), MonthTap(month.user_id, number - 1)))
    if month.later:
        row.append(button(locale.plain("button-page-next"), MonthTap(month.user_id, number + 1)))
    return row


def _back(month: Month) -> Tap:
    if month.user_id is None:
        return CompanyTap()
    return OwnWeekTap() if month.mine else MemberTap(month.user_id)
