"""The picker of a moment: which one is asked, by whose clock, and on which day."""

import datetime as dt

from bot.i18n import Locale
from bot.keyboards.picker import picker_buttons
from bot.keyboards.picks import Picker
from bot.screen import Screen
from bot.screens.asked import asked_title
from bot.taps.deals import HOURS, MONTH, PickTap, ReportTap
from crm.localtime import at_minute, to_local
from crm.models import StepKind
from crm.questions import Question
from crm.slots import FORTNIGHT, Board


def picker_screen(
    question: Question,
    tap: ReportTap,
    locale: Locale,
    zone: str,
    now: dt.datetime,
    pick: PickTap | None = None,
) -> Screen:
    """`pick` says which page and day are shown, and by whose clock; `zone` is the viewer's."""
    picker = _picker(question, tap, zone, now, pick)
    lines = [asked_title(question, locale, tap.sum_minor)]
    if picker.page == MONTH:
        lines += [locale.text("picker-month", month=locale.month(picker.day), year=str(picker.day.year))]
        if not picker.board.days_of_month(picker.day):
            lines += [locale.text("picker-month-closed")]
    else:
        lines += [
            locale.text("ask-moment", what=_what(question)),
            _clock(picker, zone, locale),
            "",
            *_day(picker, locale),
        ]
    return Screen("\n".join(lines), picker_buttons(picker, locale))


def _picker(question: Question, tap: ReportTap, zone: str, now: dt.datetime, pick: PickTap | None) -> Picker:
    page, own_clock, asked = (pick.page, pick.own_clock, pick.date) if pick else (HOURS, False, None)
    there = question.calling.zone
    board = Board(question, now, zone if own_clock else there)
    shown = _shown(board, asked, page)
    ends = (now, now + dt.timedelta(days=FORTNIGHT), at_minute(shown, 0, there))
    switches = any(to_local(at, there).utcoffset() != to_local(at, zone).utcoffset() for at in ends)
    same_today = to_local(now, there).date() == to_local(now, zone).date()
    return Picker(board, tap, page, own_clock, shown, switches, same_today)


def _shown(board: Board, asked: dt.date | None, page: str) -> dt.date:
    """The day that was asked for, if anything is open on it; in a month any day of it will do."""
    ahead = asked is not None and board.today <= asked <= board.last_day
    if asked is not None and ahead and (page == MONTH or board.offers(asked)):
        return asked
    return next(iter(board.days), board.today)


def _what(question: Question) -> str:
    """What the moment is for, as the question words it."""
    if question.outcome is None:
        return "step"
    return "meeting" if StepKind.MEETING in question.step_kinds else "contact"


def _clock(picker: Picker, zone: str, locale: Locale) -> str:
    """Whose time is drawn, and what both clocks show now."""
    there = picker.board.question.calling
    times = locale.both_times(picker.board.now, there.zone, zone)
    if not there.holds_hour(picker.board.now):
        times = f"🌙 {times}"
    if picker.board.question.zone_known:
        return locale.text("picker-clock", whose="own" if picker.own_clock else "client", times=times)
    # Until he says where he is, his clock is the company's.
    own = picker.own_clock or not picker.switches_clock
    return locale.text("picker-clock-guessed", whose="own" if own else "company", times=times)


def _day(picker: Picker, locale: Locale) -> list[str]:
    """What the hours below are of, and whether they are outside the manager's."""
    offered = picker.board.hours(picker.day)
    if not offered:
        return [locale.text("picker-nothing-open")]
    load = "some" if any(slot.load for slot in offered) else "none"
    shown = locale.text("picker-day", page=picker.page, load=load, day=_day_name(picker, locale))
    together = picker.board.question.working.holds(offered[0].at)
    return [shown] if together else [shown, locale.text("picker-outside-work")]


def _day_name(picker: Picker, locale: Locale) -> str:
    name = locale.day(picker.day, picker.board.today)
    if not picker.same_today:
        return name
    match (picker.day - picker.board.today).days:
        case 0:
            return locale.plain("picker-today", day=name)
        case 1:
            return locale.plain("picker-tomorrow", day=name)
    return name
