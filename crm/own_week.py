"""A colleague's own week, where it is not the company's: days, lunch. Changes move his automatic steps."""

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from crm.access import Actor, user_of
from crm.errors import NotAllowed
from crm.follow import follow_hours_of
from crm.hours import Span
from crm.models import User
from crm.week import CompanyWeek, check_days, check_span, company, span

NO_LUNCH: Span = (0, 0)


@dataclass(frozen=True)
class OwnWeek:
    """A colleague's week as it stands, in his zone."""

    days: int
    own_days: bool
    """Whether they are his own, and not the company's."""
    work: Span
    lunch: Span | None
    own_lunch: bool
    zone: str
    company: CompanyWeek
    moved: int = 0


def own(tx: Session, actor: Actor, *, now: dt.datetime) -> OwnWeek:
    """This person's week. Raises NotAllowed for clients."""
    house = company(tx, actor, now=now)
    user = user_of(tx, actor.user_id)
    own_lunch = span(user.lunch_from, user.lunch_to)
    return OwnWeek(
        days=house.days if user.work_days is None else user.work_days,
        own_days=user.work_days is not None,
        work=(user.work_from, user.work_to),
        lunch=house.lunch if own_lunch is None else None if own_lunch == NO_LUNCH else own_lunch,
        own_lunch=own_lunch is not None,
        zone=user.zone,
        company=house,
    )


def set_own_days(tx: Session, actor: Actor, days: int | None, *, now: dt.datetime) -> OwnWeek:
    """None: the company's. Raises BadHours, NotAllowed."""
    user = _colleague(tx, actor)
    user.work_days = None if days is None else check_days(days)
    return _own_changed(tx, actor, now)


def set_own_lunch(tx: Session, actor: Actor, lunch: Span | None, *, now: dt.datetime) -> OwnWeek:
    """None: the company's; `NO_LUNCH`: none. Raises BadHours, NotAllowed."""
    user = _colleague(tx, actor)
    if lunch is not None and lunch != NO_LUNCH:
        check_span(lunch)
    user.lunch_from, user.lunch_to = lunch or (None, None)
    return _own_changed(tx, actor, now)


def _colleague(tx: Session, actor: Actor) -> User:
    if not actor.is_staff:
        raise NotAllowed
    return user_of(tx, actor.user_id)


def _own_changed(tx: Session, actor: Actor, now: dt.datetime) -> OwnWeek:
    moved = follow_hours_of(tx, manager_id=actor.user_id, by=actor.user_id, now=now)
    return replace(own(tx, actor, now=now), moved=moved)
