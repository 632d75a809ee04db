"""The buttons of the picker: presets, days, the hours of the chosen day, its quarters."""

import datetime as dt
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.i18n import Locale
from bot.keyboards.layout import Row, button, markup, rows_of
from bot.keyboards.month import DAYS_IN_A_ROW, month_rows
from bot.keyboards.picks import Picker
from bot.taps.deals import (
    HOURS,
    MONTH,
    QUARTERS,
    CardTap,
    lasting,
    minute_of,
)
from crm.localtime import to_local
from crm.models import DealState
from crm.slots import Slot, repeat_offers

HOURS_IN_A_ROW = 4
ROOM_FOR_MONTH = 3
"""Days in a row that leave room for [Calendar] at its end."""


def picker_buttons(picker: Picker, locale: Locale) -> InlineKeyboardMarkup:
    cancel = [button(locale.plain("button-cancel"), CardTap(picker.tap.deal_id, picker.tap.mode))]
    if picker.page == MONTH:
        return markup(*month_rows(picker, locale))
    if picker.page == QUARTERS:
        return markup(*_quarters(picker, locale), _switches(picker, locale), cancel)
    strip, calendar = _strip(picker, locale)
    return markup(
        *rows_of(_presets(picker, locale), 2),
        *strip,
        *_hours(picker, locale),
        [*calendar, *_switches(picker, locale)],
        _kinds(picker, locale),
        cancel,
    )


def _presets(picker: Picker, locale: Locale) -> Row:
    """The near ones; months ahead where a deal is repeated."""
    question, tap = picker.board.question, picker.tap
    if question.outcome is None and question.state is DealState.WON:
        return [
            button(locale.plain("button-repeat", months=months), replace(tap, minute=minute_of(at)))
            for months, at in repeat_offers(picker.board.question.calling, picker.board.now)
        ]
    return [
        # "In 1 h" is a length of time, the others are times of the client's day.
        button(
            _preset(picker, key, at, locale),
            replace(lasting(tap) if key == "preset-soon" else tap, minute=minute_of(at)),
        )
        for key, at in picker.board.presets()
    ]


def _preset(picker: Picker, key: str, at: dt.datetime, locale: Locale) -> str:
    day = locale.day(to_local(at, picker.board.clock).date(), picker.board.today)
    if key in ("preset-today", "preset-tomorrow") and not picker.same_today:
        key = "preset-next"
    return locale.plain(key, time=locale.time(at, picker.board.clock), day=day)


def _strip(picker: Picker, locale: Locale) -> tuple[list[Row], Row]:
    """The days of the fortnight, a working week a row, and [Calendar] in what room they leave or beside."""
    calendar = _calendar(picker, locale)
    days = [_day(picker, date, locale.day_short(date)) for date in picker.board.days]
    rows = [days[start : start + DAYS_IN_A_ROW] for start in range(0, len(days), DAYS_IN_A_ROW)]
    if rows and len(rows[-1]) <= ROOM_FOR_MONTH:
        rows[-1].append(calendar)
        return rows, []
    return rows, [calendar]


def _calendar(picker: Picker, locale: Locale) -> InlineKeyboardButton:
    """What lies after the strip; it carries the chosen day where that is none of the strip's."""
    days = picker.board.days
    if picker.day in days or not picker.board.offers(picker.day):
        beyond = days[-1] if days else picker.day
        return button(locale.plain("picker-calendar"), picker.pick(day=beyond, page=MONTH))
    day = locale.plain("picker-calendar-day", day=locale.day(picker.day, picker.board.today))
    return button(day, picker.pick(page=MONTH), "primary")


def _day(picker: Picker, date: dt.date, name: str) -> InlineKeyboardButton:
    """The chosen one by its colour alone, five share a row; the text above names it."""
    style = "primary" if date == picker.day else None
    return button(name, picker.pick(day=date, page=HOURS), style)


def _hours(picker: Picker, locale: Locale) -> list[Row]:
    offered = picker.board.hours(picker.day)
    return rows_of([_slot(picker, slot, locale) for slot in offered], HOURS_IN_A_ROW)


def _quarters(picker: Picker, locale: Locale) -> list[Row]:
    offered = picker.board.quarters(picker.day)
    return [[_slot(picker, slot, locale) for slot in hour] for hour in offered]


def _slot(picker: Picker, slot: Slot, locale: Locale) -> InlineKeyboardButton:
    label = locale.time(slot.at, picker.board.clock)
    if slot.load:
        label = locale.plain("picker-hour", time=label, load=slot.load)
    return button(label, replace(picker.tap, minute=minute_of(slot.at)), "danger" if slot.full else None)


def _switches(picker: Picker, locale: Locale) -> Row:
    """Hours or their quarters; the client's clock or one's own."""
    if not picker.board.offers(picker.day):
        return []
    row = []
    if picker.page == QUARTERS:
        row.append(button(locale.plain("picker-hours"), picker.pick(page=HOURS)))
    else:
        row.append(button(locale.plain("picker-quarters"), picker.pick(page=QUARTERS)))
    if picker.switches_clock:
        key = "picker-client-clock" if picker.own_clock else "picker-own-clock"
        known = "yes" if picker.board.question.zone_known else "no"
        row.append(button(locale.plain(key, known=known), picker.pick(own_clock=not picker.own_clock)))
    return row


def _kinds(picker: Picker, locale: Locale) -> Row:
    """Meeting or visit: a switch, not a tap on the way."""
    kinds = picker.board.question.step_kinds
    if len(kinds) < 2:
        return []
    chosen = picker.tap.kind or 0
    return [
        button(
            locale.plain(
                "button-chosen" if number == chosen else "button-choice", what=locale.plain(f"step-{kind}")
            ),
            replace(picker.pick(), kind=number),
            "primary" if number == chosen else None,
        )
        for number, kind in enumerate(kinds)
    ]
