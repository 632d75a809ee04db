"""The card of a deal: everything its screen shows, as one frozen value."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Integer, bindparam, exists, func, not_, or_, select
from sqlalchemy.orm import Session, joinedload

from crm import steps
from crm.access import Actor, deal_of
from crm.client_zones import whereabouts_of
from crm.follow import HOURS
from crm.hours import Window
from crm.labels import Label
from crm.models import (
    Activity,
    ActivityKind,
    Client,
    Deal,
    DealState,
    Outcome,
    OutcomeStage,
    Request,
    RequestState,
    Stage,
    SubReason,
    User,
)
from crm.often import MovedOften, often_of
from crm.openings import Reason
from crm.recorded import debt_of
from crm.steps import Step
from crm.whereabouts import Whereabouts

EVENTS_SHOWN = 3
OF_CLIENT = Activity.client_id == bindparam("client")
# Put together once: that takes longer than the database itself.
EVENTS = (
    select(Activity, Outcome, SubReason, Stage, User.name)
    .outerjoin(Outcome, Outcome.id == Activity.outcome_id)
    .outerjoin(SubReason, SubReason.id == Activity.reason_id)
    .outerjoin(Stage, Stage.id == Activity.to_stage_id)
    .outerjoin(User, User.id == Activity.user_id)
    .where(OF_CLIENT, Activity.kind != ActivityKind.UNDO)
    .where(Activity.id.not_in(select(Activity.undoes_id).where(OF_CLIENT, Activity.undoes_id.is_not(None))))
    .order_by(Activity.id.desc())
    .limit(bindparam("limit", type_=Integer))
    .offset(bindparam("offset", type_=Integer))
)
MOVED = Activity.kind == ActivityKind.MOVED
LAST_MOVE = select(func.max(Activity.id)).where(OF_CLIENT, MOVED).scalar_subquery()
FEW_MOVES = EVENTS.where(or_(not_(MOVED), Activity.id == LAST_MOVE))


@dataclass(frozen=True)
class OfferedOutcome:
    id: int
    label: Label
    icon: str
    style: str | None


@dataclass(frozen=True)
class Event:
    """A line of history: what, when (aware UTC), and its own words if it has any."""

    id: int
    kind: ActivityKind
    at: dt.datetime
    outcome: Label | None
    reason: Label | None
    stage: Label | None
    """Where the deal came to by it, if it moved."""
    text: str | None
    sum_minor: int | None
    by: str | None
    file: str | None
    """The kind of its file, if it has one."""
    moved_by: Reason | None = None
    """Whose hours moved the step, where it moved by itself."""


@dataclass(frozen=True)
class DealCard:
    deal_id: int
    version: int
    client_id: int
    client_name: str
    company: str | None
    phones: tuple[str, ...]
    """E.164; known wrong ones left out."""
    calling: Window
    """The client's calling hours in his zone (`calling.zone`)."""
    whereabouts: Whereabouts | None
    """Where the client is; None while unknown."""
    manager_name: str
    mine: bool
    stage: Label
    stage_number: int
    """From 1, of `stage_count` open stages; 0 for a closed one."""
    stage_count: int
    state: DealState
    need: str
    sum_minor: int | None
    debt_minor: int | None
    currency: str
    step: Step | None
    attempts: int
    attempts_allowed: int | None
    """Length of the pipeline's first ladder and the last call; None where nothing retries."""
    events: tuple[Event, ...]
    """The last three, newest first."""
    outcomes: tuple[OfferedOutcome, ...]
    """Legal ones of the stage, the likely ones first; none for a closed deal."""
    request_id: int | None
    """The number of a request that awaits [Take] or [Pass on] by this person."""
    reachable: bool
    """Whether the client can be written to through the bot."""
    now: dt.datetime
    wish: str | None = None
    """When the client asked to be called, in his words or "" where it was said by buttons; None: as usual."""
    oversees: bool = False
    """Whether this person gives requests to others: [Reassign] in place of [Pass on]."""
    often: MovedOften | None = None
    """What is offered once the step was moved too often; None until then."""


def deal_card(tx: Session, actor: Actor, deal_id: int, *, now: dt.datetime) -> DealCard:
    """The card as this person may see it. Raises NotFound."""
    deal = deal_of(tx, actor, deal_id)
    return card_of(tx, actor, deal, now=now)


def card_of(tx: Session, actor: Actor, deal: Deal, *, now: dt.datetime) -> DealCard:
    client, stage = deal.client, tx.get_one(Stage, deal.stage_id)
    road = [row for row in _stages(tx, deal.pipeline_id) if row.kind is DealState.OPEN]
    offered = _offered(tx, deal) if deal.state is DealState.OPEN else []
    ladders = [outcome.ladder for outcome in offered if outcome.ladder]
    return DealCard(
        deal_id=deal.id,
        version=deal.version,
        client_id=client.id,
        client_name=client.name,
        company=client.company.name if client.company else None,
        phones=tuple(phone.e164 for phone in client.phones if not phone.wrong),
        calling=steps.calling_hours(tx, client),
        whereabouts=whereabouts_of(client),
        manager_name=tx.get_one(User, deal.manager_id).name,
        mine=deal.manager_id == actor.user_id,
        stage=Label.of("stage", stage),
        stage_number=next((n for n, row in enumerate(road, 1) if row.id == stage.id), 0),
        stage_count=len(road),
        state=deal.state,
        need=deal.need,
        sum_minor=deal.sum_minor,
        debt_minor=debt_of(deal),
        currency=deal.currency,
        step=Step.of(deal),
        attempts=deal.attempts,
        attempts_allowed=len(ladders[0].rungs) + 1 if ladders else None,
        events=events_of(tx, deal.client_id, EVENTS_SHOWN, each_move=False),
        outcomes=tuple(
            OfferedOutcome(row.id, Label.of("outcome", row), row.icon or "", row.style) for row in offered
        ),
        request_id=_open_request(tx, actor, deal),
        reachable=_reachable(tx, client),
        now=now,
        wish=client.calling_wish,
        oversees=actor.sees_all,
        often=often_of(tx, actor, deal, offered),
    )


def events_of(
    tx: Session, client_id: int, limit: int, offset: int = 0, *, each_move: bool = True
) -> tuple[Event, ...]:
    """The last events of a client, newest first; what was taken back is left out with its Undo.

    Without `each_move` only the last move of a step is among them: snoozes would push all else out.
    """
    query = EVENTS if each_move else FEW_MOVES
    rows = tx.execute(query, {"client": client_id, "limit": limit, "offset": offset})
    return tuple(
        Event(
            id=activity.id,
            kind=activity.kind,
            at=activity.at,
            outcome=Label.of("outcome", outcome) if outcome else None,
            reason=Label.of("reason", reason) if reason else None,
            stage=Label.of("stage", stage) if stage and activity.from_stage_id != stage.id else None,
            text=activity.text,
            sum_minor=activity.sum_minor,
            by=name,
            file=activity.file["kind"] if activity.file else None,
            moved_by=_moved_by(activity),
        )
        for activity, outcome, reason, stage, name in rows
    )


def _moved_by(activity: Activity) -> Reason | None:
    kept = (activity.before or {}).get(HOURS)
    return Reason.of(kept) if kept else None


@dataclass(frozen=True)
class History:
    """One page of a client's history, newest first."""

    deal_id: int
    client_name: str
    zone: str
    currency: str
    events: tuple[Event, ...]
    page: int
    more: bool
    now: dt.datetime


def history(
    tx: Session, actor: Actor, deal_id: int, *, now: dt.datetime, page: int = 0, page_size: int = 8
) -> History:
    """The whole history of a deal's client, in pages. Raises NotFound."""
    deal = deal_of(tx, actor, deal_id)
    events = events_of(tx, deal.client_id, page_size + 1, page * page_size)
    return History(
        deal_id=deal.id,
        client_name=deal.client.name,
        zone=actor.zone,
        currency=deal.currency,
        events=events[:page_size],
        page=page,
        more=len(events) > page_size,
        now=now,
    )


def _stages(tx: Session, pipeline_id: int) -> list[Stage]:
    return list(tx.scalars(select(Stage).where(Stage.pipeline_id == pipeline_id).order_by(Stage.position)))


def _offered(tx: Session, deal: Deal) -> list[Outcome]:
    query = (
        select(Outcome)
        .join(OutcomeStage)
        .where(OutcomeStage.stage_id == deal.stage_id)
        .order_by(OutcomeStage.position, Outcome.id)
        .options(joinedload(Outcome.ladder))
    )
    return list(tx.scalars(query))


def _open_request(tx: Session, actor: Actor, deal: Deal) -> int | None:
    waiting = Request.state.in_((RequestState.OFFERED, RequestState.ESCALATED))
    request = tx.scalar(select(Request).where(Request.deal_id == deal.id, waiting).limit(1))
    if request is None:
        return None
    allowed = request.offered_to == actor.user_id or actor.sees_all
    return request.id if allowed else None


def _reachable(tx: Session, client: Client) -> bool:
    query = exists().where(User.id == client.user_id, User.blocked_at.is_(None))
    return bool(tx.scalar(select(query)))
