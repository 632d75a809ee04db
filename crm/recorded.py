"""What a finished report did, with all that its screen shows."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm.access import Actor
from crm.case import Case, stage_of
from crm.hours import Window
from crm.labels import Label
from crm.models import Deal, DealState, Effect
from crm.offered import Offered
from crm.openings import Opening
from crm.rules import UNDO_WITHIN
from crm.steps import Step


@dataclass(frozen=True)
class Recorded:
    """What a finished report did. Moments are aware UTC."""

    activity_id: int
    deal_id: int
    version: int
    client_name: str
    calling: Window
    """The client's hours, in his zone."""
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
    mine: bool = True
    """Whether the deal is that of the person who reported."""
    again: bool = False
    """A second tap on the same button: nothing was changed this time."""

    @property
    def client_zone(self) -> str:
        return self.calling.zone


@dataclass(frozen=True, slots=True)
class Line:
    """The line of history that a report wrote."""

    id: int
    at: dt.datetime
    from_stage_id: int | None
    to_stage_id: int | None
    reason_id: int | None
    sum_minor: int | None
    text: str | None


def recorded_of(
    tx: Session, actor: Actor, deal: Case, outcome: Offered, line: Line, opening: Opening | None
) -> Recorded:
    reason = next((one for one in outcome.reasons if one.id == line.reason_id), None)
    if deal.state is DealState.WON:
        # Dates to offer again follow: the calendar of a country takes its time to load, here and not there.
        deal.calling.closed(line.at.date())
    return Recorded(
        activity_id=line.id,
        deal_id=deal.id,
        version=deal.version,
        client_name=deal.client_name,
        calling=deal.calling,
        outcome=Label.of("outcome", outcome),
        icon=outcome.icon or "",
        effect=outcome.effect,
        stage=Label.of("stage", stage_of(tx, deal)),
        stage_changed=line.from_stage_id != line.to_stage_id,
        state=deal.state,
        step=Step.of(deal),
        attempts=deal.attempts,
        attempts_allowed=len(outcome.rungs) + 1 if outcome.rungs is not None else None,
        opening=opening,
        reason=Label.of("reason", reason) if reason else None,
        own_words=line.text,
        sum_minor=line.sum_minor,
        debt_minor=debt_of(deal),
        currency=deal.currency,
        undo_until=line.at + UNDO_WITHIN,
        mine=deal.manager_id == actor.user_id,
    )


def debt_of(deal: Deal | Case) -> int | None:
    """What is still to be paid, or None where nothing was paid in part."""
    if not deal.paid_minor or deal.sum_minor is None or deal.state is not DealState.OPEN:
        return None
    return max(deal.sum_minor - deal.paid_minor, 0)
