"""The next step of a deal and the reminder that follows it. Nobody sets these columns elsewhere."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Protocol

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from crm.access import Actor, deal_of, user_of, workspace_of
from crm.calendars import Calendars
from crm.errors import DealClosed, PastMoment, StaleScreen, TooFarMoment
from crm.hours import Window
from crm.kept import Kept, held
from crm.localtime import wall_of
from crm.models import Activity, ActivityKind, Client, Deal, DealState, Reminder, StepKind, StepOrigin, User
from crm.models.base import Base
from crm.rules import REMIND_AGAIN_AFTER, STEP_AT_MOST_AHEAD

TABLE = Base.metadata.tables[Reminder.__tablename__]
REMIND = Kept(
    update(TABLE)
    .where(TABLE.c.deal_id == bindparam("of_deal"))
    .values({name: bindparam(name) for name in ("user_id", "due_at", "rung")})
)


class Stepped(Protocol):
    """A deal that has a next step or had one: a `Deal` or a `crm.case.Case`."""

    id: int
    version: int
    manager_id: int
    stage_id: int
    state: DealState
    step_kind: StepKind | None
    step_at: dt.datetime | None
    step_purpose: str | None
    step_origin: StepOrigin | None
    step_wall: str | None
    step_place: str | None
    step_moves: int
    closed_at: dt.datetime | None


class Closing(Protocol):
    """A stage, as a row or as a value."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> DealState: ...


@dataclass(frozen=True)
class Step:
    """What must happen next: `at` is aware UTC; `purpose` a `purpose-*` key or own words.

    `wall` is the client's wall time that was chosen (see `Deal.step_wall`), `place` the address of a meeting.
    """

    kind: StepKind
    at: dt.datetime
    purpose: str
    origin: StepOrigin
    wall: str | None = None
    place: str | None = None

    @classmethod
    def of(cls, deal: Stepped) -> "Step | None":
        if deal.step_kind is None or deal.step_at is None:
            return None
        if deal.step_purpose is None or deal.step_origin is None:
            return None
        said = deal.step_purpose, deal.step_origin, deal.step_wall, deal.step_place
        return cls(deal.step_kind, deal.step_at, *said)


def plan(tx: Session, deal: Stepped, step: Step) -> None:
    """Give an open deal its next step; its reminder starts anew at the step's moment."""
    deal.step_kind, deal.step_at = step.kind, step.at
    deal.step_purpose, deal.step_origin = step.purpose, step.origin
    deal.step_wall, deal.step_place = step.wall, step.place
    remind(tx, deal, step.at)


def remind(tx: Session, deal: Stepped, due_at: dt.datetime | None, rung: int = 0) -> None:
    """Set the deal's one reminder; `due_at` None keeps it silent."""
    tx.flush()
    values = {"user_id": deal.manager_id, "due_at": due_at, "rung": rung}
    # All of the row, whatever was read of it before: it may have rung in between.
    if not REMIND.change(tx, values | {"of_deal": deal.id}):
        tx.add(Reminder(deal_id=deal.id, **values))
    elif (known := held(tx, Reminder, deal.id)) is not None:
        for name, value in values.items():
            set_committed_value(known, name, value)


def hush(tx: Session, deal: Stepped, actor: Actor, now: dt.datetime) -> None:
    """A step due at once need not ring for the manager who is just planning it, only if he lets it lie."""
    if deal.manager_id == actor.user_id and deal.step_at is not None and deal.step_at <= now:
        remind(tx, deal, now + REMIND_AGAIN_AFTER)


def open_in(deal: Stepped, stage: Closing) -> None:
    """Put the deal into an open stage."""
    deal.stage_id, deal.state, deal.closed_at = stage.id, DealState.OPEN, None


def close(tx: Session, deal: Stepped, stage: Closing, now: dt.datetime) -> None:
    """End the deal in a won, lost or archived stage: it has no next step any more."""
    deal.stage_id, deal.state, deal.closed_at = stage.id, stage.kind, now
    deal.step_kind = deal.step_at = deal.step_purpose = deal.step_origin = None
    deal.step_wall = deal.step_place = None
    deal.step_moves = 0
    remind(tx, deal, None)


def check_version(deal: Stepped, seen: int) -> None:
    """Raises StaleScreen if the deal changed after the button was drawn."""
    if deal.version != seen:
        raise StaleScreen(deal.id)


def check_moment(at: dt.datetime, now: dt.datetime) -> None:
    """Raises PastMoment or TooFarMoment for a next contact that cannot be meant."""
    if at <= now:
        raise PastMoment
    if at > now + STEP_AT_MOST_AHEAD:
        raise TooFarMoment(STEP_AT_MOST_AHEAD)


def zone_of_client(tx: Session, client: Client) -> str:
    """The client's zone, or the workspace's while it is unknown."""
    return client.zone or workspace_of(tx).zone


def calling_hours(tx: Session, client: Client) -> Window:
    return Calendars(tx).client(client)


def working_hours(tx: Session, deal: Deal) -> Window:
    return Calendars(tx).manager(manager_of(tx, deal))


def both_hours(tx: Session, deal: Deal) -> tuple[Window, Window]:
    """When the client may be called, and when the manager works."""
    calendars = Calendars(tx)
    return calendars.client(deal.client), calendars.manager(manager_of(tx, deal))


def manager_of(tx: Session, deal: Deal) -> User:
    # Just handed over, the deal still holds the colleague it came with.
    return deal.manager if deal.manager.id == deal.manager_id else user_of(tx, deal.manager_id)


def move_step(
    tx: Session,
    actor: Actor,
    deal_id: int,
    at: dt.datetime,
    *,
    seen: int,
    now: dt.datetime,
    length: bool = False,
    mends: bool = False,
) -> Deal:
    """Put the next step to another moment, kind, purpose and place unchanged, and count it as moved.

    `length` where the moment was said as a length of time ("in 2 hours"): no wall time stands for it.
    `mends` where the moment was misread and is put right: nobody put anything off.
    Raises StaleScreen, DealClosed, PastMoment, TooFarMoment, NotFound.
    """
    deal = deal_of(tx, actor, deal_id)
    check_version(deal, seen)
    step = Step.of(deal)
    if step is None:
        raise DealClosed(deal.id)
    check_moment(at, now)
    origin = StepOrigin.PROMISE if step.origin is StepOrigin.PROMISE else StepOrigin.PLAN
    wall = None if length else wall_of(at, zone_of_client(tx, deal.client))
    moved = replace(step, at=at, origin=origin, wall=wall)
    if mends and moved == step:  # it was right as it was
        return deal
    deal.step_moves += not mends
    put_off(tx, actor, deal, moved, now=now)
    return deal


def put_off(tx: Session, actor: Actor, deal: Deal, step: Step, *, now: dt.datetime) -> None:
    """Give the deal the same step at another moment, with its line of history.

    What moves by itself (out of a night, say) comes here too: only people's moves are counted.
    """
    plan(tx, deal, step)
    tx.add(
        Activity(
            client_id=deal.client_id, deal_id=deal.id, user_id=actor.user_id, kind=ActivityKind.MOVED, at=now
        )
    )
    tx.flush()
