"""Automatic steps follow the hours: what a change left in closed time moves to the next opening."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from crm import steps
from crm.calendars import Calendars
from crm.models import Activity, ActivityKind, Deal, DealState, StepOrigin
from crm.openings import Opening, next_opening
from crm.replanned import Cause, Moved, tell
from crm.rules import LAST_TRY
from crm.steps import Step

SET_BY_ITSELF = (StepOrigin.RETRY, StepOrigin.REQUEST)
CALLS_AT_ONCE = ("first_call", "brought_back", "new_number", LAST_TRY)
"""What a step is for that was planned at the next opening, unless somebody moved it since."""

HOURS = "hours"
"""Under what name a line of history keeps whose hours moved the step."""


def follow_hours(tx: Session, deals: Iterable[Deal], *, by: int | None, now: dt.datetime) -> int:
    """Move the automatic steps ahead that lie in closed time of client or manager; how many moved.

    `by` is a user's id, None for the system itself. Steps that somebody chose stay, and so do those
    that are due already. Safe to repeat.
    """
    return len(_follow_all(tx, deals, by, now))


def follow_hours_of(
    tx: Session,
    *,
    manager_id: int | None = None,
    client_id: int | None = None,
    by: int | None,
    now: dt.datetime,
) -> int:
    """The same for all deals of a manager or of a client, or for everybody's; who did not do it is told."""
    may_be = or_(Deal.step_origin.in_(SET_BY_ITSELF), Deal.step_purpose.in_(CALLS_AT_ONCE))
    query = select(Deal).where(Deal.state == DealState.OPEN, Deal.step_at > now, may_be)
    if manager_id is not None:
        query = query.where(Deal.manager_id == manager_id)
    if client_id is not None:
        query = query.where(Deal.client_id == client_id)
    whole = query.options(joinedload(Deal.client), joinedload(Deal.manager)).order_by(Deal.id)
    tx.flush()
    moved = _follow_all(tx, tx.scalars(whole).all(), by, now)
    tell(tx, Cause.HOURS, (one for one in moved if one.manager_id != by), now=now)
    return len(moved)


def kept(opening: Opening | None) -> dict[str, Any] | None:
    """Why a step was moved, as a line of history keeps it; None where it was not."""
    return {HOURS: opening.reason.kept()} if opening and opening.moved and opening.reason else None


def automatic(deal: Deal) -> bool:
    """Whether nobody chose the moment of its next step."""
    if deal.step_origin is not StepOrigin.PLAN:
        return deal.step_origin in SET_BY_ITSELF
    return deal.step_purpose in CALLS_AT_ONCE and deal.step_wall is None and not deal.step_moves


def _follow_all(tx: Session, deals: Iterable[Deal], by: int | None, now: dt.datetime) -> list[Moved]:
    calendars = Calendars(tx)
    return [moved for deal in deals if (moved := _follow(tx, calendars, deal, by, now))]


def _follow(tx: Session, calendars: Calendars, deal: Deal, by: int | None, now: dt.datetime) -> Moved | None:
    step = Step.of(deal)
    if step is None or step.at <= now or not automatic(deal):
        return None
    client, manager = calendars.client(deal.client), calendars.manager(steps.manager_of(tx, deal))
    opening = next_opening(step.at, client, manager)
    if not opening.moved:
        return None
    silent = deal.reminder is not None and deal.reminder.due_at is None
    steps.plan(tx, deal, replace(step, at=opening.at))
    if silent:  # a request that is being offered
        steps.remind(tx, deal, None)
    line = Activity(client_id=deal.client_id, deal_id=deal.id, user_id=by, kind=ActivityKind.MOVED, at=now)
    line.before = kept(opening)
    tx.add(line)
    tx.flush()
    return Moved(deal.id, deal.manager_id, step.at, opening)
