"""The deals behind a line of the digest, page by page."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from crm import reminders
from crm.access import Actor, owner_only
from crm.digest import STEPLESS, WAITING
from crm.errors import NotFound
from crm.labels import Label
from crm.models import Activity, ActivityKind, Deal, DealState, Request, Role, Stage, SubReason, User
from crm.reported import Line, Period, reported
from crm.rules import late_before

PAGE = 8


@dataclass(frozen=True)
class DealLine:
    """A deal in the list, as it stands now."""

    deal_id: int
    client_name: str
    manager_name: str
    stage: Label
    sum_minor: int | None
    currency: str
    step_at: dt.datetime | None
    reason: Label | None = None
    """Why it was refused; `own_words` where the reason is none of the ready ones."""
    own_words: str | None = None


@dataclass(frozen=True)
class DealList:
    """One page of the deals behind a line. `person`: the colleague, on his own line."""

    period: Period
    line: Line
    person: str | None
    person_id: int | None
    total: int
    page: int
    """From 0, of `pages`."""
    pages: int
    deals: tuple[DealLine, ...]
    now: dt.datetime


def deals_behind(
    tx: Session,
    actor: Actor,
    period: Period,
    line: Line,
    *,
    person_id: int | None = None,
    page: int = 0,
    now: dt.datetime,
) -> DealList:
    """Each deal once: the late and the waiting by their step, the others in the order of the day.

    `person_id` belongs to Line.PERSON. Raises NotAllowed, NotFound for an unknown colleague.
    """
    owner_only(actor)
    person = _person(tx, line, person_id)
    ids = list(dict.fromkeys(_ids(tx, period, line, person_id, now)))
    pages = max(1, -(-len(ids) // PAGE))
    page = min(page, pages - 1)
    return DealList(
        period=period,
        line=line,
        person=person,
        person_id=person_id if person else None,
        total=len(ids),
        page=page,
        pages=pages,
        deals=_lines(tx, ids[page * PAGE : (page + 1) * PAGE]),
        now=now,
    )


def _person(tx: Session, line: Line, person_id: int | None) -> str | None:
    if line is not Line.PERSON:
        return None
    staff = {row.id: row.name for row in tx.scalars(select(User).where(User.role != Role.CLIENT))}
    if person_id not in staff:
        raise NotFound
    return staff[person_id]


def _ids(tx: Session, period: Period, line: Line, person_id: int | None, now: dt.datetime) -> list[int]:
    match line:
        case Line.WATCH:
            failed = reminders.failed(tx, period.since, period.until)
            stepless = tx.scalars(select(Deal.id).where(*STEPLESS))
            return [*stepless, *(deal_id for reminder in failed for deal_id in reminder)]
        case Line.NEW:
            opened = Deal.created_at >= period.since, Deal.created_at < period.until
            came = Request.created_at >= period.since, Request.created_at < period.until
            return [
                *tx.scalars(select(Deal.id).where(*opened).order_by(Deal.id)),
                *tx.scalars(select(Request.deal_id).where(*came).order_by(Request.id)),
            ]
        case Line.OVERDUE:
            return _late(tx, None, now)
        case Line.WAITING:
            return list(tx.scalars(select(Request.deal_id).where(WAITING).order_by(Request.id)))
        case Line.PERSON:
            his = [row.deal_id for row in reported(tx, period) if row.user_id == person_id and row.lines]
            return his + _late(tx, person_id, now)
    return [row.deal_id for row in reported(tx, period) if line in row.lines]


def _late(tx: Session, person_id: int | None, now: dt.datetime) -> list[int]:
    """Late deals of one person or of all, the oldest first."""
    late = select(Deal.id).where(Deal.state == DealState.OPEN, Deal.step_at <= late_before(now))
    if person_id is not None:
        late = late.where(Deal.manager_id == person_id)
    return list(tx.scalars(late.order_by(Deal.step_at, Deal.id)))


def _lines(tx: Session, ids: list[int]) -> tuple[DealLine, ...]:
    query = (
        select(Deal, Stage, User.name)
        .join(Stage, Stage.id == Deal.stage_id)
        .join(User, User.id == Deal.manager_id)
        .where(Deal.id.in_(ids))
        .options(joinedload(Deal.client))
    )
    reasons = _reasons(tx, ids)
    lines = {
        deal.id: DealLine(
            deal.id,
            deal.client.name,
            manager,
            Label.of("stage", stage),
            deal.sum_minor,
            deal.currency,
            deal.step_at,
            *reasons.get(deal.id, ()),
        )
        for deal, stage, manager in tx.execute(query)
    }
    return tuple(lines[deal_id] for deal_id in ids)


def _reasons(tx: Session, ids: list[int]) -> dict[int, tuple[Label | None, str | None]]:
    """Why those of the deals that are lost were lost, by the outcome that ended each."""
    query = (
        select(Activity.deal_id, SubReason, Activity.text)
        .join(Deal, Deal.id == Activity.deal_id)
        .outerjoin(SubReason, SubReason.id == Activity.reason_id)
        .where(Deal.id.in_(ids), Deal.state == DealState.LOST)
        .where(Activity.kind == ActivityKind.OUTCOME, Activity.to_stage_id == Deal.stage_id)
        .order_by(Activity.id)
    )
    return {
        deal_id: (Label.of("reason", reason) if reason else None, words)
        for deal_id, reason, words in tx.execute(query)
        if deal_id is not None
    }
