"""A month of the company's or of one person's days: which of them are worked, and which were entered."""

import calendar
import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm.access import Actor, user_of
from crm.calendars import manager_window
from crm.days_off import DaysOff, SaidDay
from crm.hours import Closed, Window
from crm.localtime import to_local
from crm.rests import Rest, days_off_of
from crm.week import company

MONTHS_AHEAD = 12


@dataclass(frozen=True)
class MonthDay:
    day: dt.date
    closed: Closed | None
    """Why it is off; None where it is worked."""
    entered: bool
    """Whether it was entered in these very days: then it can be taken back."""


@dataclass(frozen=True)
class Month:
    user_id: int | None
    """Whose; None: the company's."""
    name: str
    mine: bool
    first: dt.date
    today: dt.date
    days: tuple[MonthDay, ...]
    """The whole month, past days too."""
    rests: tuple[Rest, ...]
    """All that was entered from today on."""

    @property
    def earlier(self) -> bool:
        return self.first > self.today

    @property
    def later(self) -> bool:
        return _number(self.first) < _number(self.today) + MONTHS_AHEAD


def month_of(
    tx: Session, actor: Actor, user_id: int | None, first: dt.date | None, *, now: dt.datetime
) -> Month:
    """The month of the day `first` (None: this one), within a year. Raises NotAllowed, NotFound."""
    rests = days_off_of(tx, actor, user_id, now=now).rests
    window, name = _window(tx, actor, user_id, rests, now)
    today = to_local(now, window.zone).date()
    first = _within(first or today, today)
    entered = {day for rest in rests for day in _days(rest)}
    _, length = calendar.monthrange(first.year, first.month)
    days = [first + dt.timedelta(days=n) for n in range(length)]
    return Month(
        user_id=user_id,
        name=name,
        mine=user_id == actor.user_id,
        first=first,
        today=today,
        days=tuple(MonthDay(day, window.closed(day), day in entered) for day in days),
        rests=rests,
    )


def _window(
    tx: Session, actor: Actor, user_id: int | None, rests: tuple[Rest, ...], now: dt.datetime
) -> tuple[Window, str]:
    if user_id is not None:
        user = user_of(tx, user_id)
        return manager_window(tx, user), user.name
    week = company(tx, actor, now=now)
    said = {day: SaidDay(rest.off, rest.name) for rest in rests for day in _days(rest)}
    days_off = DaysOff(week.country if week.keeps_holidays else None, said)
    return Window(week.zone, *week.work, weekdays=week.days, days_off=days_off), ""


def _days(rest: Rest) -> list[dt.date]:
    return [rest.first + dt.timedelta(days=n) for n in range((rest.last - rest.first).days + 1)]


def _within(day: dt.date, today: dt.date) -> dt.date:
    number = min(max(_number(day), _number(today)), _number(today) + MONTHS_AHEAD)
    return dt.date(number // 12, number % 12 + 1, 1)


def _number(day: dt.date) -> int:
    return day.year * 12 + day.month - 1
