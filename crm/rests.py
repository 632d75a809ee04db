"""Days off, of the company and of each colleague: leave, inventory, a Saturday that is worked."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from crm.access import Actor, owner_only, user_of, workspace_of
from crm.errors import NotFound, PastMoment, TextTooLong, TooManyDays
from crm.follow import follow_hours_of
from crm.localtime import at_minute, to_local
from crm.models import DayOff, Deal, DealState

AT_ONCE = 60
"""Days: two months of leave."""
NAME_LIMIT = 60
KEPT = dt.timedelta(days=31)
"""Days long past say nothing any more."""
A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Rest:
    """A run of days in a row that are alike."""

    first: dt.date
    last: dt.date
    off: bool
    """False: they are worked, whatever the week and the holidays say."""
    name: str | None
    user_id: int | None
    """Whose; None: everybody's."""


@dataclass(frozen=True)
class Rests:
    rests: tuple[Rest, ...]
    """Those of today and later, the earliest first."""
    moved: int = 0
    """How many automatic steps the change just made has moved."""
    left: int = 0
    """How many steps that somebody chose lie on the days just made off: they stay."""


def days_off_of(tx: Session, actor: Actor, user_id: int | None, *, now: dt.datetime) -> Rests:
    """A person's, or the company's (None), which all the staff may see. Raises NotAllowed, NotFound."""
    if user_id is not None or not actor.is_staff:
        _may_change(tx, actor, user_id)
    query = select(DayOff).where(_of(user_id), DayOff.day >= _today(tx, user_id, now))
    return Rests(_runs(tx.scalars(query.order_by(DayOff.day))))


def add_day_off(
    tx: Session,
    actor: Actor,
    first: dt.date,
    last: dt.date,
    *,
    off: bool = True,
    name: str | None = None,
    user_id: int | None = None,
    now: dt.datetime,
) -> Rests:
    """Say that these days are off, or worked; what was said of them before gives way.

    The owner for everybody (`user_id` None: the company), a colleague for himself. Raises TooManyDays,
    PastMoment, TextTooLong, NotAllowed, NotFound.
    """
    _may_change(tx, actor, user_id)
    count = (last - first).days + 1
    if not 0 < count <= AT_ONCE:
        raise TooManyDays(AT_ONCE)
    if first < _today(tx, user_id, now):
        raise PastMoment
    name = " ".join((name or "").split()) or None
    if name and len(name) > NAME_LIMIT:
        raise TextTooLong(NAME_LIMIT)
    _forget(tx, user_id, first, last)
    tx.execute(delete(DayOff).where(DayOff.day < now.date() - KEPT))
    days = (first + n * A_DAY for n in range(count))
    tx.add_all(DayOff(user_id=user_id, day=day, off=off, name=name) for day in days)
    changed = _changed(tx, actor, user_id, now)
    return replace(changed, left=_left(tx, user_id, first, last, now)) if off else changed


def remove_day_off(
    tx: Session, actor: Actor, first: dt.date, last: dt.date, *, user_id: int | None = None, now: dt.datetime
) -> Rests:
    """These days are again as the week says. Safe to repeat. Raises NotAllowed, NotFound."""
    _may_change(tx, actor, user_id)
    _forget(tx, user_id, first, last)
    return _changed(tx, actor, user_id, now)


def _may_change(tx: Session, actor: Actor, user_id: int | None) -> None:
    if user_id is None:
        owner_only(actor)
    elif user_id != actor.user_id or not actor.is_staff:
        owner_only(actor)
        if not user_of(tx, user_id).role.staff:
            raise NotFound


def _forget(tx: Session, user_id: int | None, first: dt.date, last: dt.date) -> None:
    tx.execute(delete(DayOff).where(_of(user_id), DayOff.day.between(first, last)))


def _changed(tx: Session, actor: Actor, user_id: int | None, now: dt.datetime) -> Rests:
    tx.flush()
    moved = follow_hours_of(tx, manager_id=user_id, by=actor.user_id, now=now)
    return Rests(days_off_of(tx, actor, user_id, now=now).rests, moved)


def _left(tx: Session, user_id: int | None, first: dt.date, last: dt.date, now: dt.datetime) -> int:
    zone = _zone(tx, user_id)
    begins, ends = at_minute(first, 0, zone), at_minute(last + A_DAY, 0, zone)
    ahead = Deal.state == DealState.OPEN, Deal.step_at >= max(begins, now), Deal.step_at < ends
    query = select(func.count()).select_from(Deal).where(*ahead)
    if user_id is not None:
        query = query.where(Deal.manager_id == user_id)
    return tx.scalars(query).one()


def _of(user_id: int | None) -> ColumnElement[bool]:
    return DayOff.user_id.is_(None) if user_id is None else DayOff.user_id == user_id


def _today(tx: Session, user_id: int | None, now: dt.datetime) -> dt.date:
    return to_local(now, _zone(tx, user_id)).date()


def _zone(tx: Session, user_id: int | None) -> str:
    return workspace_of(tx).zone if user_id is None else user_of(tx, user_id).zone


def _runs(rows: Iterable[DayOff]) -> tuple[Rest, ...]:
    runs: list[Rest] = []
    for row in rows:
        alike = Rest(row.day, row.day, row.off, row.name, row.user_id)
        if runs and runs[-1] == Rest(runs[-1].first, row.day - A_DAY, row.off, row.name, row.user_id):
            alike = Rest(runs[-1].first, row.day, row.off, row.name, row.user_id)
            runs.pop()
        runs.append(alike)
    return tuple(runs)
