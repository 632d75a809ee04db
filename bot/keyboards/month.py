"""The picker's month: its open days, a week a row."""

import datetime as dt

from bot.i18n import Locale
from bot.keyboards.layout import Row, button
from bot.keyboards.picks import Picker
from bot.taps.deals import HOURS

DAYS_IN_A_ROW = 5
"""A working week; on a narrow phone more are not to be read."""


def month_rows(picker: Picker, locale: Locale) -> list[Row]:
    """The open days of the month in which the chosen day lies, and the months beside it."""
    days = picker.board.days_of_month(picker.day)
    weeks: dict[tuple[int, int], list[dt.date]] = {}
    for date in days:
        weeks.setdefault(date.isocalendar()[:2], []).append(date)
    together = list(weeks.values())
    if any(len(week) > DAYS_IN_A_ROW for week in together):
        together = [days[start : start + DAYS_IN_A_ROW] for start in range(0, len(days), DAYS_IN_A_ROW)]
    rows = [
        [button(locale.day_short(date), picker.pick(day=date, page=HOURS)) for date in week]
        for week in together
    ]
    back = [button(locale.plain("picker-back"), picker.pick(day=picker.board.today, page=HOURS))]
    return [*rows, _months_beside(picker, locale), back]


def _months_beside(picker: Picker, locale: Locale) -> Row:
    first = picker.day.replace(day=1)
    before, after = first - dt.timedelta(days=1), (first + dt.timedelta(days=31)).replace(day=1)
    row = []
    if first > picker.board.today:
        label = locale.plain("picker-month-before", month=locale.month(before))
        row.append(button(label, picker.pick(day=max(before.replace(day=1), picker.board.today))))
    if after <= picker.board.last_day:
        row.append(
            button(locale.plain("picker-month-after", month=locale.month(after)), picker.pick(day=after))
        )
    return row
