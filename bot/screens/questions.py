"""What an outcome still asks: a reason, a sum, another number, a moment."""

import datetime as dt
from dataclasses import replace

from telegram import InlineKeyboardButton

from bot.i18n import Locale
from bot.keyboards.layout import Row, button, markup, rows_of
from bot.screen import Screen
from bot.screens.asked import asked_title
from bot.screens.picker import picker_screen
from bot.taps.deals import CardTap, GiveUpTap, PickTap, ReportTap
from crm.models import SumRule
from crm.questions import Missing, Question


def question_screen(
    question: Question,
    tap: ReportTap,
    locale: Locale,
    zone: str,
    now: dt.datetime,
    pick: PickTap | None = None,
) -> Screen:
    """`tap` is the report so far; each button adds one answer. `zone` is the viewer's.

    `pick` says what a picker shows: its page and day, and by whose clock.
    """
    match question.missing:
        case Missing.REASON:
            return _reason(question, tap, locale)
        case Missing.SUM:
            return _sum(question, tap, locale)
        case Missing.NUMBER:
            return _number(question, tap, locale)
        case Missing.MOMENT:
            return picker_screen(question, tap, locale, zone, now, pick)


def _reason(question: Question, tap: ReportTap, locale: Locale) -> Screen:
    reasons = [
        button(locale.plain_label(choice.label), replace(tap, reason_id=choice.id))
        for choice in question.reasons
    ]
    text = locale.text("ask-reason-words" if question.own_words else "ask-reason")
    return Screen(
        f"{asked_title(question, locale)}\n{text}", markup(*rows_of(reasons, 2), _cancel(tap, locale))
    )


def _sum(question: Question, tap: ReportTap, locale: Locale) -> Screen:
    """One button where the deal has a sum, typed otherwise."""
    payment = question.sum_rule is SumRule.PAYMENT
    rows: list[Row] = []
    if question.sum_minor and not payment:
        amount = locale.money(question.sum_minor, question.currency)
        rows.append([button(amount, replace(tap, sum_minor=question.sum_minor), "success")])
    known = bool(rows)
    key = "ask-payment" if payment else "ask-sum-confirm" if known else "ask-sum"
    return Screen(f"{asked_title(question, locale)}\n{locale.text(key)}", markup(*rows, _cancel(tap, locale)))


def _number(question: Question, tap: ReportTap, locale: Locale) -> Screen:
    give_up = GiveUpTap(tap.deal_id, tap.outcome_id, tap.seen, tap.mode)
    row = [button(locale.plain("button-give-up"), give_up, "danger")]
    return Screen(
        f"{asked_title(question, locale)}\n{locale.text('ask-number')}", markup(row, _cancel(tap, locale))
    )


def _cancel(tap: ReportTap, locale: Locale) -> list[InlineKeyboardButton]:
    return [button(locale.plain("button-cancel"), CardTap(tap.deal_id, tap.mode))]
