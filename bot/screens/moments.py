"""What is asked about a moment that was typed."""

import datetime as dt
from collections.abc import Sequence

from bot.html import escape
from bot.i18n import Locale
from bot.keyboards.layout import LONGEST_LABEL, Row, button, markup
from bot.keyboards.picks import pick_tap
from bot.screen import Screen
from bot.screens.asked import asked_title
from bot.screens.moved import name_of
from bot.taps.deals import CardTap, ReportTap, surely
from crm.hours import Why
from crm.localtime import to_local
from crm.models import DealState
from crm.openings import Reason, reason_of
from crm.questions import Question
from crm.slots import Board

FAR = dt.timedelta(days=300)


def closed_then(question: Question, at: dt.datetime) -> Reason | None:
    """Whose hours, the client's or the manager's, `at` lies outside of. A lunch is one's own to judge."""
    reason = reason_of(at, question.calling, question.working)
    return None if reason is None or reason.closed.why is Why.LUNCH else reason


def wants_a_yes(question: Question, at: dt.datetime, now: dt.datetime) -> bool:
    """Whether somebody's hours are closed at `at`, the manager has no room in that hour, or it is far off."""
    closed_or_full = closed_then(question, at) is not None or _board(question, now).is_full(at)
    return closed_or_full or _far(question, at, now)


def _far(question: Question, at: dt.datetime, now: dt.datetime) -> bool:
    """A day that has just passed, written without a year, is that of the next: "15.11" on the 23rd."""
    return at - now > FAR and question.state is not DealState.WON


def confirm_screen(question: Question, tap: ReportTap, locale: Locale, zone: str, now: dt.datetime) -> Screen:
    """Typed words named a moment outside somebody's hours, or a full hour: ask before saving.

    `tap` holds the moment.
    """
    at = _moment_of(tap)
    lines = [
        asked_title(question, locale, tap.sum_minor),
        locale.text("confirm-when", when=locale.both(at, question.calling.zone, zone, now)),
    ]
    if reason := closed_then(question, at):
        lines.append(_why(reason, locale))
    elif (load := _board(question, now).load_of_hour(at)) >= question.full_hour:
        lines.append(locale.text("confirm-full", count=load))
    elif _far(question, at, now):
        lines.append(locale.text("confirm-far"))
    save = button(locale.plain("button-yes-save"), surely(tap), "primary")
    return Screen("\n".join(lines), markup([save], _fix(tap, question.calling.zone, locale)))


def choice_screen(
    question: Question, taps: Sequence[ReportTap], locale: Locale, zone: str, now: dt.datetime
) -> Screen:
    """Typed words may mean either of these moments: a button each, by both clocks."""
    there = question.calling.zone
    signs = [_sign(question, _moment_of(tap), now) for tap in taps]
    names = [
        sign + locale.both(_moment_of(tap), there, zone, now) for sign, tap in zip(signs, taps, strict=True)
    ]
    lines = [asked_title(question, locale, taps[0].sum_minor), locale.text("choice-when")]
    labels = names
    if any(len(name) > LONGEST_LABEL for name in names):
        # Two dates do not fit on a button: there they are by the client's clock.
        lines += [locale.text("choice-moment", when=name) for name in names]
        labels = [
            sign + locale.exactly(_moment_of(tap), there, now) for sign, tap in zip(signs, taps, strict=True)
        ]
    rows: list[Row] = [[button(name, surely(tap))] for name, tap in zip(labels, taps, strict=True)]
    return Screen("\n".join(lines), markup(*rows, _fix(taps[0], there, locale)))


def unread_screen(words: str, tap: ReportTap, locale: Locale) -> Screen:
    """Why no moment was taken from what was typed, and the ways on: the picker, or none of it."""
    pick = button(locale.plain("button-choose-time"), pick_tap(tap))
    cancel = button(locale.plain("button-cancel"), CardTap(tap.deal_id, tap.mode))
    return Screen(escape(words), markup([pick], [cancel]))


def _sign(question: Question, at: dt.datetime, now: dt.datetime) -> str:
    """What speaks against a moment: somebody's closed hours, or a full one of the manager's."""
    if reason := closed_then(question, at):
        return "🌙 " if reason.closed.why is Why.HOURS else "🏖 "
    return "🔴 " if _board(question, now).is_full(at) else ""


def _board(question: Question, now: dt.datetime) -> Board:
    return Board(question, now, question.calling.zone)


def _moment_of(tap: ReportTap) -> dt.datetime:
    if tap.moment is None:
        raise ValueError("a screen of moments needs them")
    return tap.moment


def _why(reason: Reason, locale: Locale) -> str:
    if reason.closed.why is Why.HOURS:
        return locale.text("confirm-hours", whose=reason.whose)
    holiday = "holiday" if reason.closed.why is Why.HOLIDAY else "off"
    if name := name_of(reason.closed, locale):
        return locale.text("confirm-day-named", whose=reason.whose, why=holiday, name=name)
    return locale.text("confirm-day", whose=reason.whose, why=holiday)


def _fix(tap: ReportTap, there: str, locale: Locale) -> Row:
    """The picker, on the day that was named."""
    return [button(locale.plain("button-fix"), pick_tap(tap, to_local(_moment_of(tap), there).date()))]
