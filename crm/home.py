"""The facts of the menu: what waits for a person himself and, for an owner, for his team."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm import plan
from crm.access import Actor, workspace_of
from crm.models import Deal, DealState, Request, RequestState
from crm.plan import Plan
from crm.rules import late_before


@dataclass(frozen=True)
class Home:
    """`overdue` and `waiting` are the whole team's late steps and untaken requests; 0 for a manager."""

    actor: Actor
    company: str
    plan: Plan
    overdue: int
    waiting: int


def home(tx: Session, actor: Actor, *, now: dt.datetime) -> Home:
    return Home(
        actor=actor,
        company=workspace_of(tx).name,
        plan=plan.plan_of(tx, actor, now=now),
        overdue=_late(tx, now) if actor.sees_all else 0,
        waiting=_waiting(tx) if actor.sees_all else 0,
    )


def _late(tx: Session, now: dt.datetime) -> int:
    late = Deal.state == DealState.OPEN, Deal.step_at <= late_before(now)
    return tx.scalar(select(func.count()).select_from(Deal).where(*late)) or 0


def _waiting(tx: Session) -> int:
    untaken = Request.state.in_((RequestState.OFFERED, RequestState.ESCALATED))
    return tx.scalar(select(func.count()).select_from(Request).where(untaken)) or 0
