"""What a finished report did, with all that its screen shows."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm import steps
from crm.hours import Opening
from crm.labels import Label
from crm.models import Activity, Deal, DealState, Effect, Outcome, Stage, SubReason
from crm.rules import UNDO_WITHIN
from crm.steps import Step


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


def recorded_of(
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
