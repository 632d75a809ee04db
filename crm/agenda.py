"""A person's week: how much each day holds, and the meetings that cannot be done from the desk."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from crm.access import Actor, user_of
from crm.calendars import manager_window
from crm.day import DayLine, line_of
from crm.hours import Closed
from crm.localtime import at_minute, to_local
from crm.models import Deal, DealState
from crm.places import AWAY
from crm.rules import late_before

DAYS = 7


@dataclass(frozen=True)
class AgendaDay:
    day: dt.date
    steps: int
    """How many steps it holds, those that are late left out."""
    closed: Closed | None
    """Why the person does not work on it; None where he does."""
    meetings: tuple[DayLine, ...]
    """Meetings and visits of the day, earliest first."""


@dataclass(frozen=True)
class Agenda:
    """Seven days of a person, the first of them today unless he looked `weeks` ahead."""

    days: tuple[AgendaDay, ...]
    late: int
    weeks: int
    today: dt.date


def agenda(tx: Session, actor: Actor, *, now: dt.datetime, weeks: int = 0) -> Agenda:
    """The week that begins `weeks` weeks from this person's today. `now` is aware UTC."""
    today = to_local(now, actor.zone).date()
    dates = [today + dt.timedelta(days=DAYS * weeks + ahead) for ahead in range(DAYS)]
    begins, ends = (at_minute(day, 0, actor.zone) for day in (dates[0], dates[-1] + dt.timedelta(days=1)))
    mine = (Deal.manager_id == actor.user_id, Deal.state == DealState.OPEN, Deal.step_at < ends)
    late = late_before(now)
    moments = [at for at in tx.scalars(select(Deal.step_at).where(*mine)) if at is not None]
    inside = [to_local(at, actor.zone).date() for at in moments if at >= begins and at > late]
    away = select(Deal).where(*mine, Deal.step_at >= begins, Deal.step_kind.in_(AWAY))
    away = away.options(joinedload(Deal.client))
    meetings = [
        line for deal in tx.scalars(away.order_by(Deal.step_at, Deal.id)) if (line := line_of(tx, deal))
    ]
    hours = manager_window(tx, user_of(tx, actor.user_id))
    return Agenda(
        days=tuple(
            AgendaDay(
                day,
                inside.count(day),
                hours.closed(day),
                tuple(line for line in meetings if to_local(line.step.at, actor.zone).date() == day),
            )
            for day in dates
        ),
        late=sum(at <= late for at in moments),
        weeks=weeks,
        today=today,
    )
