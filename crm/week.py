"""The company's week: days, hours, lunch, holidays. Changes move automatic steps."""

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from crm.access import Actor, owner_only, workspace_of
from crm.days_off import holidays_from
from crm.errors import BadHours, NotAllowed
from crm.follow import follow_hours_of
from crm.hours import Span
from crm.localtime import to_local
from crm.models import Workspace

A_DAY = 24 * 60
WHOLE_WEEK = 0b1111111
FULL_AT_MOST = 20
HOLIDAYS_TOLD = 3


@dataclass(frozen=True)
class Holiday:
    day: dt.date
    name: str


@dataclass(frozen=True)
class CompanyWeek:
    """Days as bits, Monday the lowest; hours are minutes after midnight, of each person's own clock."""

    days: int
    work: Span
    """What a new colleague begins with."""
    lunch: Span | None
    calling: Span
    """When clients may be called who said nothing else."""
    keeps_holidays: bool
    full_hour: int
    """As many steps of one manager make an hour full."""
    country: str
    """ISO 3166."""
    zone: str
    holidays: tuple[Holiday, ...]
    """The next ones, named for this person; none where they are worked."""
    moved: int = 0
    """How many automatic steps the change just made has moved."""


def company(tx: Session, actor: Actor, *, now: dt.datetime) -> CompanyWeek:
    """For the staff. Raises NotAllowed."""
    if not actor.is_staff:
        raise NotAllowed
    house = workspace_of(tx)
    return CompanyWeek(
        days=house.work_days,
        work=(house.work_from, house.work_to),
        lunch=span(house.lunch_from, house.lunch_to),
        calling=(house.calling_from, house.calling_to),
        keeps_holidays=house.keeps_holidays,
        full_hour=house.full_hour,
        country=house.country,
        zone=house.zone,
        holidays=_holidays(house, actor.language, now) if house.keeps_holidays else (),
    )


def set_company_days(tx: Session, actor: Actor, days: int, *, now: dt.datetime) -> CompanyWeek:
    """Raises BadHours for a week without a working day, NotAllowed."""
    _owned(tx, actor).work_days = check_days(days)
    return _company_changed(tx, actor, now)


def set_company_hours(tx: Session, actor: Actor, work: Span, *, now: dt.datetime) -> CompanyWeek:
    """For colleagues to come; those who are here have set their own. Raises BadHours, NotAllowed."""
    house = _owned(tx, actor)
    house.work_from, house.work_to = check_span(work)
    return company(tx, actor, now=now)


def set_company_lunch(tx: Session, actor: Actor, lunch: Span | None, *, now: dt.datetime) -> CompanyWeek:
    """None: no lunch is kept free. Raises BadHours, NotAllowed."""
    house = _owned(tx, actor)
    house.lunch_from, house.lunch_to = check_span(lunch) if lunch else (None, None)
    return _company_changed(tx, actor, now)


def set_calling_hours(tx: Session, actor: Actor, calling: Span, *, now: dt.datetime) -> CompanyWeek:
    """When clients may be called who said nothing else. Raises BadHours, NotAllowed."""
    house = _owned(tx, actor)
    house.calling_from, house.calling_to = check_span(calling)
    return _company_changed(tx, actor, now)


def set_keeps_holidays(tx: Session, actor: Actor, keeps: bool, *, now: dt.datetime) -> CompanyWeek:
    """Raises NotAllowed."""
    _owned(tx, actor).keeps_holidays = keeps
    return _company_changed(tx, actor, now)


def set_full_hour(tx: Session, actor: Actor, steps: int, *, now: dt.datetime) -> CompanyWeek:
    """Raises BadHours unless from 1 to 20, NotAllowed."""
    house = _owned(tx, actor)
    if not 1 <= steps <= FULL_AT_MOST:
        raise BadHours
    house.full_hour = steps
    return company(tx, actor, now=now)


def check_days(days: int) -> int:
    """Raises BadHours unless these bits are one to seven weekdays."""
    if not 0 < days <= WHOLE_WEEK:
        raise BadHours
    return days


def check_span(hours: Span) -> Span:
    """Raises BadHours unless they end after they begin, within one day."""
    if not 0 <= hours[0] < hours[1] <= A_DAY:
        raise BadHours
    return hours


def span(begins: int | None, ends: int | None) -> Span | None:
    return None if begins is None or ends is None else (begins, ends)


def _owned(tx: Session, actor: Actor) -> Workspace:
    owner_only(actor)
    return workspace_of(tx)


def _company_changed(tx: Session, actor: Actor, now: dt.datetime) -> CompanyWeek:
    moved = follow_hours_of(tx, by=actor.user_id, now=now)
    return replace(company(tx, actor, now=now), moved=moved)


def _holidays(house: Workspace, language: str, now: dt.datetime) -> tuple[Holiday, ...]:
    today = to_local(now, house.zone).date()
    return tuple(
        Holiday(day, name) for day, name in holidays_from(house.country, today, language)[:HOLIDAYS_TOLD]
    )
