"""A deal at hand: all that reporting an outcome needs to know of it and may change, read by one statement.

The rest of the code works with `crm.models.Deal`. A press is what the bot does all day, and making and
watching those objects costs ten times what the database itself takes for it.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, exists, func, or_, select, true, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from crm.access import Actor, staff_id
from crm.calendars import HOUSE_COLUMNS, WORKSPACES, Calendars, CalledRow, House, WorkingRow
from crm.errors import NotFound
from crm.hours import Window
from crm.kept import Kept, held
from crm.models import (
    Client,
    Deal,
    DealState,
    Reminder,
    Request,
    RequestState,
    Stage,
    StepKind,
    StepOrigin,
    User,
)
from crm.models.base import Base

TABLES = Base.metadata.tables
DEALS, CLIENTS, MANAGERS = (TABLES[one.__tablename__] for one in (Deal, Client, User))
STAGES, REMINDERS, REQUESTS = (TABLES[one.__tablename__] for one in (Stage, Reminder, Request))
STAGE_COLUMNS = ("id", "key", "labels", "kind", "position")


@dataclass(frozen=True, slots=True)
class StageRow:
    id: int
    key: str | None
    labels: dict[str, str] | None
    kind: DealState
    position: int


@dataclass(slots=True)
class Case:
    """The deal's own columns first, those that a report may change among them; moments are aware UTC."""

    id: int
    version: int
    client_id: int
    manager_id: int
    pipeline_id: int
    currency: str
    stage_id: int
    state: DealState
    sum_minor: int | None
    paid_minor: int
    attempts: int
    step_kind: StepKind | None
    step_at: dt.datetime | None
    step_purpose: str | None
    step_origin: StepOrigin | None
    step_wall: str | None
    step_place: str | None
    step_moves: int
    closed_at: dt.datetime | None
    reminder_due_at: dt.datetime | None
    reminder_rung: int
    client_name: str
    requested: bool
    """A request of the client waits to be taken."""
    zone_known: bool
    calling: Window
    """The client's hours, in his zone or else the workspace's."""
    working: Window
    """The manager's hours."""
    stage: StageRow
    """Where it was read."""


CHANGED = (
    "stage_id",
    "state",
    "sum_minor",
    "paid_minor",
    "attempts",
    "step_kind",
    "step_at",
    "step_purpose",
    "step_origin",
    "step_wall",
    "step_place",
    "step_moves",
    "closed_at",
)
OWN = ("id", "version", "client_id", "manager_id", "pipeline_id", "currency", *CHANGED)
KNOWN = (*OWN, "due_at", "rung", "name", "requested")
AT_STAGE = slice(len(KNOWN), len(KNOWN) + len(STAGE_COLUMNS))
AT_CALLED = slice(AT_STAGE.stop, AT_STAGE.stop + len(CalledRow._fields))
AT_WORKING = slice(AT_CALLED.stop, AT_CALLED.stop + len(WorkingRow._fields))
AT_HOUSE = slice(AT_WORKING.stop, None)
WAITING = or_(REQUESTS.c.state == RequestState.OFFERED, REQUESTS.c.state == RequestState.ESCALATED)
WHOLE = (
    select(
        *(DEALS.c[name] for name in OWN),
        REMINDERS.c.due_at,
        func.coalesce(REMINDERS.c.rung, 0),
        CLIENTS.c.name,
        exists().where(REQUESTS.c.deal_id == DEALS.c.id, WAITING),
        *(STAGES.c[name] for name in STAGE_COLUMNS),
        *(CLIENTS.c[name] for name in CalledRow._fields),
        *(MANAGERS.c[name] for name in WorkingRow._fields),
        *HOUSE_COLUMNS,
    )
    .select_from(DEALS)
    .join(CLIENTS, CLIENTS.c.id == DEALS.c.client_id)
    .join(MANAGERS, MANAGERS.c.id == DEALS.c.manager_id)
    .join(STAGES, STAGES.c.id == DEALS.c.stage_id)
    .outerjoin(REMINDERS, REMINDERS.c.deal_id == DEALS.c.id)
    .join(WORKSPACES, true())
    .where(DEALS.c.id == bindparam("deal"))
)
ANY_CASE = Kept(WHOLE)
OWN_CASE = Kept(WHOLE.where(DEALS.c.manager_id == bindparam("manager")))
SAVE = Kept(
    update(DEALS)
    .where(DEALS.c.id == bindparam("deal"), DEALS.c.version == bindparam("seen"))
    .values(version=DEALS.c.version + 1, **{name: bindparam(name) for name in CHANGED})
)
STAGE_OF = Kept(select(*(STAGES.c[name] for name in STAGE_COLUMNS)).where(STAGES.c.id == bindparam("stage")))
FIRST_OF_KIND = Kept(
    select(*(STAGES.c[name] for name in STAGE_COLUMNS))
    .where(STAGES.c.pipeline_id == bindparam("pipeline"), STAGES.c.kind == bindparam("kind"))
    .order_by(STAGES.c.position)
    .limit(1)
)


def case_of(tx: Session, actor: Actor, deal_id: int) -> Case:
    """The deal, if this person may work it. Raises NotFound, for missing and foreign alike."""
    tx.flush()
    if actor.sees_all:
        row = ANY_CASE.row(tx, {"deal": deal_id})
    else:
        row = OWN_CASE.row(tx, {"deal": deal_id, "manager": staff_id(actor)})
    if row is None:
        raise NotFound
    called, calendars = CalledRow(*row[AT_CALLED]), Calendars(tx, House(*row[AT_HOUSE]))
    calling, working = calendars.client(called), calendars.manager(WorkingRow(*row[AT_WORKING]))
    known, stage = row[: AT_STAGE.start], StageRow(*row[AT_STAGE])
    values = [*known, called.zone is not None, calling, working, stage]
    return Case(*values)


def save(tx: Session, case: Case) -> None:
    """Write the changes as a new version. Raises StaleDataError where another was quicker."""
    values: dict[str, Any] = {name: getattr(case, name) for name in CHANGED}
    if not SAVE.change(tx, values | {"deal": case.id, "seen": case.version}):
        raise StaleDataError(f"deal {case.id} is no longer at version {case.version}")
    case.version += 1
    if (known := held(tx, Deal, case.id)) is not None:
        tx.expire(known)


def stage_of(tx: Session, case: Case) -> StageRow:
    """Where the deal is now."""
    if case.stage_id == case.stage.id:
        return case.stage
    row = STAGE_OF.row(tx, {"stage": case.stage_id})
    assert row is not None  # noqa: S101 - a foreign key
    return StageRow(*row)


def first_stage(tx: Session, case: Case, kind: DealState) -> StageRow:
    """The first stage of this kind in the deal's pipeline."""
    row = FIRST_OF_KIND.row(tx, {"pipeline": case.pipeline_id, "kind": kind})
    if row is None:
        raise LookupError(f"pipeline {case.pipeline_id} has no stage for {kind}")
    return StageRow(*row)
