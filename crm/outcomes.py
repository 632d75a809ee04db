"""What a pressed outcome does: "no answer", "invoice sent", "refused" and the others.

A report may be unfinished (a reason, a sum, a moment is missing); then it is a question and
nothing changes. A finished one changes the deal, plans the next step and writes the history
line in one transaction.
"""

import datetime as dt
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session, joinedload

from crm import steps
from crm.access import Actor, deal_of
from crm.errors import (
    DealClosed,
    OutcomeNotOffered,
    StaleScreen,
)
from crm.hours import Opening, next_opening
from crm.models import (
    Activity,
    ActivityKind,
    Deal,
    DealState,
    Effect,
    Outcome,
    OutcomeStage,
    Stage,
    StepOrigin,
    SumRule,
)
from crm.models.base import Base
from crm.phones import add_phone
from crm.questions import Question, question_of
from crm.recorded import Recorded, recorded_of
from crm.reports import Report, kinds_of, known, missing_of
from crm.requests.offers import answered
from crm.rules import rung_after
from crm.steps import Step

# Past the session: one row whose id is all that comes back.
LINES = Base.metadata.tables[Activity.__tablename__]
ADD_LINE = insert(LINES).returning(LINES.c.id)
OFFERED = (
    select(Outcome)
    .join(OutcomeStage)
    .where(Outcome.id == bindparam("outcome_id"), OutcomeStage.stage_id == bindparam("stage_id"))
    .options(joinedload(Outcome.ladder), joinedload(Outcome.to_stage), joinedload(Outcome.reasons))
)


def report(tx: Session, actor: Actor, said: Report, *, now: dt.datetime) -> Recorded | Question:
    """Write down how the call went and plan the next step, or say what is still missing.

    `now` is aware UTC. Raises NotFound if the deal is not this person's, StaleScreen if it changed
    after the button was drawn, OutcomeNotOffered, DealClosed, PastMoment, TooFarMoment, SumTooLarge,
    TextTooLong.
    A second tap on the button just pressed changes nothing and returns the same result.
    """
    deal = deal_of(tx, actor, said.deal_id)
    if deal.version != said.seen:
        return _same_again(tx, actor, deal, said)
    outcome = _offered(tx, deal, said.outcome_id)
    said = known(deal, outcome, said)
    missing = missing_of(deal, outcome, said)
    if missing:
        return question_of(tx, deal, outcome, missing, now=now)
    return _record(tx, actor, deal, outcome, said, now)


def _record(
    tx: Session, actor: Actor, deal: Deal, outcome: Outcome, said: Report, now: dt.datetime
) -> Recorded:
    before, from_stage = snapshot(tx, deal), deal.stage_id
    opening = None
    match outcome.effect:
        case Effect.RETRY:
            opening = _missed(tx, deal, outcome, now)
        case Effect.ASK_NEXT:
            _next_contact(tx, deal, outcome, said, now)
        case Effect.PART_PAY:
            deal.paid_minor += said.sum_minor or 0
            _next_contact(tx, deal, outcome, said, now)
        case Effect.WIN:
            deal.sum_minor, deal.paid_minor = said.sum_minor, said.sum_minor or 0
            steps.close(tx, deal, _closing_stage(tx, deal, outcome, DealState.WON), now)
        case Effect.LOSE:
            steps.close(tx, deal, _closing_stage(tx, deal, outcome, DealState.LOST), now)
        case Effect.NEW_NUMBER:
            opening = _other_number(tx, deal, outcome, said, before, now)
            steps.hush(tx, deal, actor, now)
    answered(tx, actor, deal, now=now)
    tx.flush()
    before["version_after"] = deal.version
    line = dict(
        client_id=deal.client_id,
        deal_id=deal.id,
        user_id=actor.user_id,
        kind=ActivityKind.OUTCOME,
        at=now,
        outcome_id=outcome.id,
        reason_id=said.reason_id,
        from_stage_id=from_stage,
        to_stage_id=deal.stage_id,
        sum_minor=said.sum_minor,
        text=said.own_words,
        before=before,
    )
    activity = Activity(**line)
    activity.id = tx.connection().execute(ADD_LINE, line).scalar_one()
    return recorded_of(tx, deal, outcome, activity, opening)


def snapshot(tx: Session, deal: Deal) -> dict[str, Any]:
    """All that Undo brings back, as JSON."""
    reminder = deal.reminder
    due_at = reminder.due_at if reminder else None
    return {
        "version": deal.version,
        "stage_id": deal.stage_id,
        "state": deal.state.value,
        "attempts": deal.attempts,
        "sum_minor": deal.sum_minor,
        "paid_minor": deal.paid_minor,
        "step_kind": deal.step_kind and deal.step_kind.value,
        "step_at": deal.step_at and deal.step_at.isoformat(),
        "step_purpose": deal.step_purpose,
        "step_origin": deal.step_origin and deal.step_origin.value,
        "closed_at": deal.closed_at and deal.closed_at.isoformat(),
        "reminder_due_at": due_at and due_at.isoformat(),
        "reminder_rung": reminder.rung if reminder else 0,
    }


# What each effect does


def _missed(tx: Session, deal: Deal, outcome: Outcome, now: dt.datetime) -> Opening | None:
    """One more unanswered call: the next rung, or the archive after the last."""
    deal.attempts += 1
    delay = rung_after(outcome.ladder.rungs if outcome.ladder else (), deal.attempts)
    if delay is None:
        steps.close(tx, deal, _closing_stage(tx, deal, outcome, DealState.ARCHIVED), now)
        return None
    _reach(deal, outcome.to_stage)
    return _call_at(tx, deal, outcome, now + delay)


def _next_contact(tx: Session, deal: Deal, outcome: Outcome, said: Report, now: dt.datetime) -> None:
    """An answered contact: attempts start anew, the stage moves forward, the chosen moment is next."""
    if said.moment is None:
        raise ValueError("a next contact needs its moment")
    steps.check_moment(said.moment, now)
    if outcome.sum_rule is SumRule.IF_UNKNOWN and said.sum_minor is not None:
        deal.sum_minor = said.sum_minor
    deal.attempts = 0
    _reach(deal, outcome.to_stage)
    kind = said.step_kind or kinds_of(outcome)[0]
    steps.plan(tx, deal, Step(kind, said.moment, *_purpose(outcome)))


def _other_number(
    tx: Session, deal: Deal, outcome: Outcome, said: Report, before: dict[str, Any], now: dt.datetime
) -> Opening | None:
    """The number in use is marked wrong; with another one the call is due at once, else archive."""
    had = {phone.id: phone.wrong for phone in deal.client.phones}
    before["phones"] = [[phone_id, wrong] for phone_id, wrong in had.items()]
    for phone in deal.client.phones:
        phone.wrong = True
    if said.number is None:
        steps.close(tx, deal, _closing_stage(tx, deal, outcome, DealState.ARCHIVED), now)
        return None
    added = add_phone(tx, deal.client, said.number)
    if added.id not in had:
        before["added_phone"] = added.id
    deal.attempts = 0
    return _call_at(tx, deal, outcome, now)


def _call_at(tx: Session, deal: Deal, outcome: Outcome, at: dt.datetime) -> Opening:
    """Plan an automatic step, moved into the client's and the manager's hours."""
    opening = next_opening(at, steps.calling_hours(tx, deal.client), steps.working_hours(tx, deal))
    steps.plan(tx, deal, Step(kinds_of(outcome)[0], opening.at, *_purpose(outcome)))
    return opening


def _reach(deal: Deal, stage: Stage | None) -> None:
    """Move forward to an open stage; a deal that is further on stays where it is."""
    if stage and stage.kind is DealState.OPEN and stage.position > deal.stage.position:
        steps.open_in(deal, stage)


def _closing_stage(tx: Session, deal: Deal, outcome: Outcome, state: DealState) -> Stage:
    """The outcome's own closing stage, or the pipeline's first of that kind."""
    if outcome.to_stage and outcome.to_stage.kind is state:
        return outcome.to_stage
    query = select(Stage).where(Stage.pipeline_id == deal.pipeline_id, Stage.kind == state)
    return tx.scalars(query.order_by(Stage.position).limit(1)).one()


def _purpose(outcome: Outcome) -> tuple[str, StepOrigin]:
    return outcome.step_purpose or "follow_up", outcome.step_origin or StepOrigin.PLAN


# Which outcome was pressed, and whether it was already


def _offered(tx: Session, deal: Deal, outcome_id: int) -> Outcome:
    if deal.state is not DealState.OPEN:
        raise DealClosed(deal.id)
    outcome = (
        tx.scalars(OFFERED, {"outcome_id": outcome_id, "stage_id": deal.stage_id}).unique().one_or_none()
    )
    if outcome is None:
        raise OutcomeNotOffered(deal.id)
    return outcome


def _same_again(tx: Session, actor: Actor, deal: Deal, said: Report) -> Recorded:
    """The result of the same press, if that is all that happened since. Raises StaleScreen."""
    query = select(Activity).where(Activity.deal_id == deal.id).order_by(Activity.id.desc()).limit(1)
    last = tx.scalar(query)
    if (
        last is None
        or last.kind is not ActivityKind.OUTCOME
        or (last.user_id, last.outcome_id) != (actor.user_id, said.outcome_id)
        or (last.before or {}).get("version") != said.seen
    ):
        raise StaleScreen(deal.id)
    outcome = tx.get_one(Outcome, said.outcome_id)
    return replace(recorded_of(tx, deal, outcome, last, None), again=True)
