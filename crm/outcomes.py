"""What a pressed outcome does: "no answer", "invoice sent", "refused" and the others.

A report may be unfinished (a reason, a sum, a moment is missing); then it is a question and
nothing changes. A finished one changes the deal, plans the next step and writes the history
line in one transaction.
"""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from crm import steps
from crm.access import Actor, deal_of
from crm.errors import (
    DealClosed,
    NotFound,
    OutcomeNotOffered,
    PaidInFull,
    StaleScreen,
    SumTooLarge,
    TextTooLong,
)
from crm.hours import Opening, next_opening
from crm.labels import Label
from crm.models import (
    Activity,
    ActivityKind,
    Deal,
    DealState,
    Effect,
    Outcome,
    OutcomeStage,
    Stage,
    StepKind,
    StepOrigin,
    SubReason,
    SumRule,
)
from crm.phones import add_phone
from crm.questions import Missing, Question, question_of
from crm.requests.offers import answered
from crm.rules import SUM_LIMIT_MINOR, TEXT_LIMIT, UNDO_WITHIN, rung_after
from crm.steps import Step

OFFERED = (
    select(Outcome)
    .join(OutcomeStage)
    .where(Outcome.id == bindparam("outcome_id"), OutcomeStage.stage_id == bindparam("stage_id"))
    .options(joinedload(Outcome.ladder), joinedload(Outcome.to_stage), joinedload(Outcome.reasons))
)


@dataclass(frozen=True)
class Report:
    """What a manager says about a deal, as far as he has said it."""

    deal_id: int
    outcome_id: int
    seen: int
    """The deal's version when the button was drawn."""
    reason_id: int | None = None
    own_words: str | None = None
    sum_minor: int | None = None
    step_kind: StepKind | None = None
    moment: dt.datetime | None = None
    """Aware UTC."""
    number: str | None = None
    """Another phone number, E.164."""
    give_up: bool = False
    """No other number is known: archive."""


@dataclass(frozen=True)
class Recorded:
    """What a finished report did. Moments are aware UTC."""

    activity_id: int
    deal_id: int
    version: int
    client_name: str
    client_zone: str
    outcome: Label
    icon: str
    effect: Effect
    stage: Label
    stage_changed: bool
    state: DealState
    step: Step | None
    attempts: int
    attempts_allowed: int | None
    """With the last one the deal is archived; None where no ladder counts."""
    opening: Opening | None
    """Where an automatic time came to lie."""
    reason: Label | None
    own_words: str | None
    sum_minor: int | None
    debt_minor: int | None
    currency: str
    undo_until: dt.datetime
    again: bool = False
    """A second tap on the same button: nothing was changed this time."""


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
    said = _known(tx, deal, outcome, said)
    missing = _missing(deal, outcome, said)
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
    activity = Activity(
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
    tx.add(activity)
    tx.flush()
    return _recorded(tx, deal, outcome, activity, opening)


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
    kind = said.step_kind or _kinds(outcome)[0]
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
    steps.plan(tx, deal, Step(_kinds(outcome)[0], opening.at, *_purpose(outcome)))
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


def _kinds(outcome: Outcome) -> list[StepKind]:
    return [StepKind(kind) for kind in outcome.step_kinds] or [StepKind.CALL]


def _purpose(outcome: Outcome) -> tuple[str, StepOrigin]:
    return outcome.step_purpose or "follow_up", outcome.step_origin or StepOrigin.PLAN


# What is said and what is missing


def _offered(tx: Session, deal: Deal, outcome_id: int) -> Outcome:
    if deal.state is not DealState.OPEN:
        raise DealClosed(deal.id)
    outcome = (
        tx.scalars(OFFERED, {"outcome_id": outcome_id, "stage_id": deal.stage_id}).unique().one_or_none()
    )
    if outcome is None:
        raise OutcomeNotOffered(deal.id)
    return outcome


def _known(tx: Session, deal: Deal, outcome: Outcome, said: Report) -> Report:
    """Refuse what cannot be meant; fill in what the deal knows already."""
    if said.reason_id is not None and said.reason_id not in {reason.id for reason in outcome.reasons}:
        raise NotFound
    if said.sum_minor is not None and not 0 < said.sum_minor <= SUM_LIMIT_MINOR:
        raise SumTooLarge
    if outcome.sum_rule is SumRule.PAYMENT and _pays_all(deal, said.sum_minor):
        raise PaidInFull
    if said.step_kind is not None and said.step_kind not in _kinds(outcome):
        raise NotFound
    if said.own_words is not None and len(said.own_words) > TEXT_LIMIT:
        raise TextTooLong(TEXT_LIMIT)
    if outcome.sum_rule is SumRule.IF_UNKNOWN and said.sum_minor is None:
        said = replace(said, sum_minor=deal.sum_minor)
    return said


def _pays_all(deal: Deal, payment: int | None) -> bool:
    """Whether nothing would be left to pay; never where the deal's sum is unknown."""
    if payment is None or deal.sum_minor is None:
        return False
    return deal.paid_minor + payment >= deal.sum_minor


def _missing(deal: Deal, outcome: Outcome, said: Report) -> Missing | None:
    if outcome.reasons and said.reason_id is None and not (outcome.own_words and said.own_words):
        return Missing.REASON
    if outcome.sum_rule is not SumRule.NONE and said.sum_minor is None:
        return Missing.SUM
    if outcome.effect is Effect.NEW_NUMBER and said.number is None and not said.give_up:
        return Missing.NUMBER
    if outcome.effect in (Effect.ASK_NEXT, Effect.PART_PAY) and said.moment is None:
        return Missing.MOMENT
    return None


# What comes out


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
    return replace(_recorded(tx, deal, outcome, last, None), again=True)


def _recorded(
    tx: Session, deal: Deal, outcome: Outcome, activity: Activity, opening: Opening | None
) -> Recorded:
    stage = deal.stage if deal.stage.id == deal.stage_id else tx.get_one(Stage, deal.stage_id)
    reason = tx.get(SubReason, activity.reason_id) if activity.reason_id else None
    rungs = outcome.ladder.rungs if outcome.ladder else None
    return Recorded(
        activity_id=activity.id,
        deal_id=deal.id,
        version=deal.version,
        client_name=deal.client.name,
        client_zone=steps.zone_of_client(tx, deal.client),
        outcome=Label.of("outcome", outcome),
        icon=outcome.icon or "",
        effect=outcome.effect,
        stage=Label.of("stage", stage),
        stage_changed=activity.from_stage_id != activity.to_stage_id,
        state=deal.state,
        step=Step.of(deal),
        attempts=deal.attempts,
        attempts_allowed=len(rungs) + 1 if rungs is not None else None,
        opening=opening,
        reason=Label.of("reason", reason) if reason else None,
        own_words=activity.text,
        sum_minor=activity.sum_minor,
        debt_minor=debt_of(deal),
        currency=deal.currency,
        undo_until=activity.at + UNDO_WITHIN,
    )


def debt_of(deal: Deal) -> int | None:
    """What is still to be paid, or None where nothing was paid in part."""
    if not deal.paid_minor or deal.sum_minor is None or deal.state is not DealState.OPEN:
        return None
    return max(deal.sum_minor - deal.paid_minor, 0)
