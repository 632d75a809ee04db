"""What an outcome still asks: a reason, a sum, another number, a moment."""

import datetime as dt
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.i18n import Locale, Raw
from bot.keyboards import when
from bot.keyboards.layout import Row, button, markup, rows_of
from bot.screen import Screen
from bot.taps.deals import CardTap, GiveUpTap, PickTap, ReportTap, day_of, lasting, minute_of
from crm.localtime import to_local
from crm.models import DealState, StepKind, SumRule
from crm.questions import Missing, Question

HOURS_IN_A_ROW = 4
BUSY_FROM = 3
"""Steps in one hour from which its button is drawn as full."""


def question_screen(
    question: Question,
    tap: ReportTap,
    locale: Locale,
    zone: str,
    now: dt.datetime,
    day: dt.date | None = None,
) -> Screen:
    """`tap` is the report so far; each button adds one answer. `zone` is the viewer's."""
    match question.missing:
        case Missing.REASON:
            return _reason(question, tap, locale)
        case Missing.SUM:
            return _sum(question, tap, locale)
        case Missing.NUMBER:
            return _number(question, tap, locale)
        case Missing.MOMENT:
            return _moment(question, tap, locale, zone, now, day)


def confirm_screen(
    question: Question, tap: ReportTap, at: dt.datetime, locale: Locale, zone: str, now: dt.datetime
) -> Screen:
    """Typed words named a moment outside the client's hours: ask before saving."""
    there = question.calling.zone
    lines = [
        _title(question, locale, tap.sum_minor),
        locale.text("confirm-when", when=locale.both(at, there, zone, now)),
        locale.text("confirm-night" if not question.calling.holds_hour(at) else "confirm-day-off"),
    ]
    save = button(locale.plain("button-yes-save"), replace(tap, minute=minute_of(at)), "primary")
    return Screen("\n".join(lines), markup([save], [button(locale.plain("button-fix"), _pick(tap, None))]))


def _reason(question: Question, tap: ReportTap, locale: Locale) -> Screen:
    reasons = [
        button(locale.plain_label(choice.label), replace(tap, reason_id=choice.id))
        for choice in question.reasons
    ]
    text = locale.text("ask-reason-words" if question.own_words else "ask-reason")
    return Screen(f"{_title(question, locale)}\n{text}", markup(*rows_of(reasons, 2), _cancel(tap, locale)))


def _sum(question: Question, tap: ReportTap, locale: Locale) -> Screen:
    """One button where the deal has a sum, typed otherwise."""
    payment = question.sum_rule is SumRule.PAYMENT
    rows: list[Row] = []
    if question.sum_minor and not payment:
        amount = locale.money(question.sum_minor, question.currency)
        rows.append([button(amount, replace(tap, sum_minor=question.sum_minor), "success")])
    known = bool(rows)
    key = "ask-payment" if payment else "ask-sum-confirm" if known else "ask-sum"
    return Screen(f"{_title(question, locale)}\n{locale.text(key)}", markup(*rows, _cancel(tap, locale)))


def _number(question: Question, tap: ReportTap, locale: Locale) -> Screen:
    give_up = GiveUpTap(tap.deal_id, tap.outcome_id, tap.seen, tap.mode)
    row = [button(locale.plain("button-give-up"), give_up, "danger")]
    return Screen(
        f"{_title(question, locale)}\n{locale.text('ask-number')}", markup(row, _cancel(tap, locale))
    )


def _moment(
    question: Question, tap: ReportTap, locale: Locale, zone: str, now: dt.datetime, day: dt.date | None
) -> Screen:
    there = question.calling.zone
    days = when.days(question, now)
    day = day if day in days else days[0]
    clock = locale.both_times(now, there, zone)
    asked = "ask-moment-known" if question.zone_known else "ask-moment-guessed"
    lines = [
        _title(question, locale, tap.sum_minor),
        locale.text(asked, what=_what(question), times=clock),
        "",
        locale.text("ask-moment-day", day=_day(day, now, there, locale)),
    ]
    return Screen("\n".join(lines), _picker(question, tap, locale, now, day, days))


def _picker(
    question: Question, tap: ReportTap, locale: Locale, now: dt.datetime, day: dt.date, days: list[dt.date]
) -> InlineKeyboardMarkup:
    there = question.calling.zone
    presets = [
        button(label, replace(_lasting(tap, key), minute=minute_of(at)))
        for key, label, at in _presets(question, locale, now)
    ]
    hours = [
        button(_hour(slot, there, locale), replace(tap, minute=minute_of(slot.at)))
        for slot in when.slots(question, day, now)
    ]
    other = [
        button(
            _day_button(date, now, there, locale, chosen=date == day),
            _pick(tap, date),
            "primary" if date == day else None,
        )
        for date in days
    ]
    return markup(
        *rows_of(presets, 2),
        *rows_of(hours, HOURS_IN_A_ROW),
        *rows_of(other, HOURS_IN_A_ROW),
        _kinds(question, tap, locale, day),
        _cancel(tap, locale),
    )


def _kinds(question: Question, tap: ReportTap, locale: Locale, day: dt.date) -> Row:
    """Meeting or visit: a switch, not a tap on the way."""
    if len(question.step_kinds) < 2:
        return []
    chosen = tap.kind or 0
    return [
        button(
            locale.plain(
                "button-chosen" if number == chosen else "button-choice", what=locale.plain(f"step-{kind}")
            ),
            _pick(replace(tap, kind=number), day),
            "primary" if number == chosen else None,
        )
        for number, kind in enumerate(question.step_kinds)
    ]


def _what(question: Question) -> str:
    """What the moment is for, as the question words it."""
    if question.outcome is None:
        return "step"
    return "meeting" if StepKind.MEETING in question.step_kinds else "contact"


def _title(question: Question, locale: Locale, sum_minor: int | None = None) -> str:
    """`sum_minor` is the sum already said, where the report asks more."""
    if question.outcome is None:
        key = "ask-title-repeat" if question.state is DealState.WON else "ask-title-move"
        return locale.text(key, name=question.client_name)
    outcome = Raw(locale.label(question.outcome))
    values = {"icon": Raw(question.icon), "name": question.client_name, "outcome": outcome}
    if sum_minor is None:
        return locale.text("ask-title", **values)
    return locale.text("ask-title-details", details=locale.money(sum_minor, question.currency), **values)


def _lasting(tap: ReportTap, preset: str) -> ReportTap:
    """ "In 1 h" is a length of time, the other presets are times of the client's day."""
    return lasting(tap) if preset == "preset-soon" else tap


def _presets(question: Question, locale: Locale, now: dt.datetime) -> list[tuple[str, str, dt.datetime]]:
    """The near ones; months ahead where a deal is repeated."""
    there = question.calling.zone
    if question.outcome is None and question.state is DealState.WON:
        offers = when.repeat_offers(there, now)
        return [("button-repeat", locale.plain("button-repeat", months=months), at) for months, at in offers]
    return [(key, _preset(key, at, there, locale), at) for key, at in when.presets(question, now)]


def _preset(key: str, at: dt.datetime, there: str, locale: Locale) -> str:
    return locale.plain(key, time=locale.time(at, there), weekday=locale.weekday(to_local(at, there).date()))


def _hour(slot: when.Slot, there: str, locale: Locale) -> str:
    time = locale.time(slot.at, there)
    if not slot.load:
        return time
    return locale.plain(
        "button-hour-full" if slot.load >= BUSY_FROM else "button-hour", time=time, load=slot.load
    )


def _day(date: dt.date, now: dt.datetime, there: str, locale: Locale) -> str:
    today = to_local(now, there).date()
    if date == today:
        return locale.plain("day-today")
    if date == today + dt.timedelta(days=1):
        return locale.plain("day-tomorrow")
    return locale.day(date, today)


def _day_button(date: dt.date, now: dt.datetime, there: str, locale: Locale, *, chosen: bool) -> str:
    """The month is left out: a week ahead needs none, and four days share a row."""
    near = (date - to_local(now, there).date()).days <= 1
    name = _day(date, now, there, locale) if near else locale.day_short(date)
    return locale.plain("button-chosen", what=name) if chosen else name


def _pick(tap: ReportTap, day: dt.date | None) -> PickTap:
    return PickTap(
        tap.deal_id,
        tap.outcome_id,
        tap.seen,
        tap.mode,
        tap.reason_id,
        tap.sum_minor,
        tap.kind,
        None if day is None else day_of(day),
    )


def _cancel(tap: ReportTap, locale: Locale) -> list[InlineKeyboardButton]:
    return [button(locale.plain("button-cancel"), CardTap(tap.deal_id, tap.mode))]
