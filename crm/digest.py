"""The owner's digest: what happened over a period and what waits now, counted from the rows themselves."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from crm import reminders
from crm.access import Actor, owner_only
from crm.labels import Label
from crm.localtime import at_minute, to_local
from crm.models import Deal, DealState, Effect, Request, RequestState, Role, Stage, SubReason, User
from crm.reported import ATTEMPTS, Line, Period, Reported, Sums, reported, total
from crm.rules import late_before

STEPLESS = Deal.state == DealState.OPEN, Deal.step_at.is_(None)
WAITING = Request.state.in_((RequestState.OFFERED, RequestState.ESCALATED))


@dataclass(frozen=True)
class Tally:
    """How many, and the money of it."""

    count: int
    sums: Sums


@dataclass(frozen=True)
class PersonsDay:
    """One colleague's line. `received`: what his payments brought in; `overdue`: his late steps now."""

    user_id: int
    name: str
    calls: int
    talks: int
    received: Sums
    overdue: int


@dataclass(frozen=True)
class Digest:
    period: Period
    stepless: int
    """The watchdog: open deals without a next step, and reminders of the period that failed."""
    failed: int
    requests: int
    deals: int
    calls: int
    attempts: int
    """Calls that reached nobody; the other calls are talks."""
    talks: int
    moved: tuple[tuple[Label, int], ...]
    """Open stages that deals came to, in the order of the pipeline."""
    invoices: Tally
    """Deals invoiced; each deal's last invoice of the period counts."""
    paid: Tally
    part_paid: Tally
    refused: tuple[tuple[Label | None, int], ...]
    """By reason, the commonest first; None stands for own words."""
    archived: int
    overdue: int
    waiting: int
    """Requests that nobody has taken, now."""
    people: tuple[PersonsDay, ...]
    now: dt.datetime


def calendar_day(actor: Actor, *, ago: int, now: dt.datetime) -> Period:
    """The person's own day, `ago` days back, from midnight to midnight."""
    day = to_local(now, actor.zone).date() - dt.timedelta(days=ago)
    return Period(
        at_minute(day, 0, actor.zone),
        at_minute(day + dt.timedelta(days=1), 0, actor.zone),
    )


def digest(tx: Session, actor: Actor, period: Period, *, now: dt.datetime) -> Digest:
    """The digest of a period; overdue steps and waiting requests are those of `now`. Raises NotAllowed."""
    owner_only(actor)
    rows = reported(tx, period)
    invoices = {row.deal_id: row for row in _on(rows, Line.INVOICES)}.values()
    paid = [row for row in rows if row.effect is Effect.WIN]
    part_paid = [row for row in rows if row.effect is Effect.PART_PAY]
    late = _late_by_manager(tx, now)
    return Digest(
        period=period,
        stepless=_count(tx, Deal, *STEPLESS),
        failed=len(reminders.failed(tx, period.since, period.until)),
        requests=_count(tx, Request, Request.created_at >= period.since, Request.created_at < period.until),
        deals=_count(tx, Deal, Deal.created_at >= period.since, Deal.created_at < period.until),
        calls=len(_on(rows, Line.CALLS)),
        attempts=sum(row.effect in ATTEMPTS for row in rows),
        talks=len(_on(rows, Line.TALKS)),
        moved=_by_stage(tx, _on(rows, Line.MOVED)),
        invoices=Tally(len(invoices), total(invoices)),
        paid=Tally(len(paid), total(paid)),
        part_paid=Tally(len(part_paid), total(part_paid)),
        refused=_by_reason(tx, _on(rows, Line.REFUSED)),
        archived=len(_on(rows, Line.ARCHIVED)),
        overdue=sum(late.values()),
        waiting=_count(tx, Request, WAITING),
        people=_people(tx, rows, late),
        now=now,
    )


def _on(rows: list[Reported], line: Line) -> list[Reported]:
    return [row for row in rows if line in row.lines]


def _count(tx: Session, table: type[Deal | Request], *conditions: ColumnElement[bool]) -> int:
    return tx.scalar(select(func.count()).select_from(table).where(*conditions)) or 0


def _late_by_manager(tx: Session, now: dt.datetime) -> dict[int, int]:
    late = Deal.state == DealState.OPEN, Deal.step_at <= late_before(now)
    query = select(Deal.manager_id, func.count()).where(*late).group_by(Deal.manager_id)
    return {manager_id: count for manager_id, count in tx.execute(query)}


def _by_stage(tx: Session, rows: list[Reported]) -> tuple[tuple[Label, int], ...]:
    counts = Counter(row.to_stage_id for row in rows)
    stages = tx.scalars(select(Stage).where(Stage.id.in_(counts)).order_by(Stage.pipeline_id, Stage.position))
    return tuple((Label.of("stage", stage), counts[stage.id]) for stage in stages)


def _by_reason(tx: Session, rows: list[Reported]) -> tuple[tuple[Label | None, int], ...]:
    counts = Counter(row.reason_id for row in rows)
    reasons = {row.id: row for row in tx.scalars(select(SubReason).where(SubReason.id.in_(counts)))}
    return tuple(
        (Label.of("reason", reasons[reason_id]) if reason_id in reasons else None, count)
        for reason_id, count in counts.most_common()
    )


def _people(tx: Session, rows: list[Reported], late: dict[int, int]) -> tuple[PersonsDay, ...]:
    """All who sell, and whoever else reported something or is late."""
    worked = {row.user_id for row in rows if row.lines} | late.keys()
    sells = User.active & User.role.in_((Role.HEAD, Role.MANAGER))
    query = select(User).where(sells | User.id.in_(worked)).order_by(User.id)
    return tuple(
        PersonsDay(
            user_id=user.id,
            name=user.name,
            calls=len(_on(mine, Line.CALLS)),
            talks=len(_on(mine, Line.TALKS)),
            received=total(_on(mine, Line.PAID)),
            overdue=late.get(user.id, 0),
        )
        for user in tx.scalars(query)
        for mine in [[row for row in rows if row.user_id == user.id]]
    )
