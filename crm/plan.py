"""What waits for a person: now, later today, and what is late. The morning plan and the menu's line."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.access import Actor
from crm.localtime import at_minute, to_local
from crm.models import Deal, DealState
from crm.rules import late_before


@dataclass(frozen=True)
class Plan:
    """A person's own steps until his midnight."""

    day: dt.date
    open_deals: int
    """All his open deals, those of later days too."""
    due: int
    """Due at this moment, the late ones included: what the feed offers."""
    late: int
    later: int
    """Still ahead on this day."""
    by_hour: tuple[tuple[int, int], ...]
    """Local hour and how many steps it holds, the late ones left out."""

    @property
    def total(self) -> int:
        return self.due + self.later


def plan_of(tx: Session, actor: Actor, *, now: dt.datetime) -> Plan:
    """What this person has to do until his midnight. `now` is aware UTC."""
    day = to_local(now, actor.zone).date()
    midnight = at_minute(day + dt.timedelta(days=1), 0, actor.zone)
    mine = select(Deal.step_at).where(Deal.manager_id == actor.user_id, Deal.state == DealState.OPEN)
    moments = [at for at in tx.scalars(mine) if at is not None]
    today = [at for at in moments if at < midnight]
    in_time = [at for at in today if at > late_before(now)]
    hours = [to_local(at, actor.zone).hour for at in in_time]
    return Plan(
        day=day,
        open_deals=len(moments),
        due=sum(at <= now for at in today),
        late=len(today) - len(in_time),
        later=sum(at > now for at in today),
        by_hour=tuple((hour, hours.count(hour)) for hour in sorted(set(hours))),
    )
