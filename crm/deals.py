"""Opening deals, and bringing back those that ended."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import steps
from crm.access import Actor, deal_of, user_of, workspace_of
from crm.errors import StaleScreen
from crm.follow import follow_hours, kept
from crm.localtime import wall_of
from crm.models import (
    Activity,
    ActivityKind,
    Client,
    Deal,
    DealState,
    Pipeline,
    Stage,
    StepKind,
    StepOrigin,
    User,
)
from crm.openings import Opening, next_opening
from crm.outbox import redirect_unsent
from crm.steps import Step


def open_deal(
    tx: Session,
    client: Client,
    manager_id: int,
    *,
    step: Step,
    by: int | None,
    now: dt.datetime,
    need: str = "",
    sum_minor: int | None = None,
    opening: Opening | None = None,
) -> Deal:
    """A new deal in the first open stage, with its next step and its history line; `by` is a user's id.

    `opening`: where a step that nobody chose came to lie.
    """
    pipeline = tx.scalars(select(Pipeline).order_by(Pipeline.id).limit(1)).one()
    deal = Deal(
        client_id=client.id,
        client=client,
        manager_id=manager_id,
        pipeline_id=pipeline.id,
        stage_id=first_stage(tx, pipeline.id).id,
        state=DealState.OPEN,
        need=need,
        sum_minor=sum_minor,
        currency=workspace_of(tx).currency,
        attempts=0,
        paid_minor=0,
        created_at=now,
        step_kind=step.kind,
        step_at=step.at,
        step_purpose=step.purpose,
        step_origin=step.origin,
        step_wall=step.wall,
        step_place=step.place,
    )
    tx.add(deal)
    tx.flush()
    steps.remind(tx, deal, step.at)
    line = Activity(
        client_id=client.id, deal_id=deal.id, user_id=by, kind=ActivityKind.CREATED, at=now, text=need or None
    )
    line.to_stage_id = deal.stage_id
    line.before = kept(opening)
    tx.add(line)
    tx.flush()
    return deal


def first_stage(tx: Session, pipeline_id: int) -> Stage:
    query = select(Stage).where(Stage.pipeline_id == pipeline_id, Stage.kind == DealState.OPEN)
    return tx.scalars(query.order_by(Stage.position).limit(1)).one()


def bring_back(tx: Session, actor: Actor, deal_id: int, *, seen: int, now: dt.datetime) -> Deal:
    """Open a lost or archived deal again in the stage it ended from, to be called at the next opening.

    Raises StaleScreen if it changed since or is open or won, NotFound.
    """
    deal = deal_of(tx, actor, deal_id)
    steps.check_version(deal, seen)
    if deal.state not in (DealState.LOST, DealState.ARCHIVED):
        raise StaleScreen(deal.id)
    ended_in, stage = deal.stage_id, _stage_before_end(tx, deal)
    opening = next_opening(now, *steps.both_hours(tx, deal))
    # No question to the database between opening and planning: it refuses the one without the other.
    deal.attempts = 0
    steps.open_in(deal, stage)
    steps.plan(tx, deal, Step(StepKind.CALL, opening.at, "brought_back", StepOrigin.PLAN))
    steps.hush(tx, deal, actor, now)
    tx.add(
        Activity(
            client_id=deal.client_id,
            deal_id=deal.id,
            user_id=actor.user_id,
            kind=ActivityKind.BROUGHT_BACK,
            at=now,
            from_stage_id=ended_in,
            to_stage_id=stage.id,
            before=kept(opening),
        )
    )
    tx.flush()
    return deal


def repeat_deal(
    tx: Session, actor: Actor, deal_id: int, at: dt.datetime, *, now: dt.datetime, length: bool = False
) -> Deal:
    """After a won deal, the client's next one, to be called at `at` (aware UTC).

    `length` where that was said as a length of time: no wall time of the client's stands for it.
    A second tap returns the deal that the first one opened. Raises StaleScreen unless the deal
    is won and the client's next one is yet to be opened, PastMoment, TooFarMoment, NotFound.
    """
    won = deal_of(tx, actor, deal_id)
    if won.state is not DealState.WON:
        raise StaleScreen(won.id)
    steps.check_moment(at, now)
    wall = None if length else wall_of(at, steps.zone_of_client(tx, won.client))
    step = Step(StepKind.CALL, at, "repeat_sale", StepOrigin.PLAN, wall)
    later = Deal.client_id == won.client_id, Deal.id > won.id, Deal.state == DealState.OPEN
    opened = tx.scalars(select(Deal).where(*later).order_by(Deal.id).limit(1)).first()
    if opened is not None:
        if Step.of(opened) != step:
            raise StaleScreen(opened.id)
        return opened
    return open_deal(tx, won.client, won.manager_id, step=step, by=actor.user_id, now=now, need=won.need)


def reassign(tx: Session, deal: Deal, manager_id: int, *, by: int | None, now: dt.datetime) -> None:
    """Hand a deal and its client over; the reminder and the client's words go to the new manager.

    The client's closed deals go too: each of their cards shows all of his history.
    """
    manager = user_of(tx, manager_id)
    deal.client.manager_id = manager.id
    closed = Deal.client_id == deal.client_id, Deal.id != deal.id, Deal.state != DealState.OPEN
    others = select(Deal).where(*closed, Deal.manager_id != manager.id).order_by(Deal.id)
    for one in [*tx.scalars(others), deal]:
        _hand_over(tx, one, manager, by, now)


def _hand_over(tx: Session, deal: Deal, manager: User, by: int | None, now: dt.datetime) -> None:
    deal.manager_id = manager.id
    steps.remind(tx, deal, deal.step_at)
    redirect_unsent(tx, deal.id, "client_wrote", manager.id)
    tx.add(
        Activity(
            client_id=deal.client_id,
            deal_id=deal.id,
            user_id=by,
            kind=ActivityKind.REASSIGNED,
            at=now,
            text=manager.name,
        )
    )
    tx.flush()
    follow_hours(tx, [deal], by=by, now=now)


def _stage_before_end(tx: Session, deal: Deal) -> Stage:
    query = (
        select(Stage)
        .join(Activity, Activity.from_stage_id == Stage.id)
        .where(Activity.deal_id == deal.id, Activity.to_stage_id == deal.stage_id)
        .where(Stage.kind == DealState.OPEN)
        .order_by(Activity.id.desc())
        .limit(1)
    )
    return tx.scalars(query).first() or first_stage(tx, deal.pipeline_id)
