"""What an unfinished report still needs, with all that its screen shows."""

import datetime as dt
import enum
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import steps
from crm.hours import Window
from crm.labels import Label
from crm.models import Deal, DealState, Outcome, StepKind, SumRule

BOOKED_AHEAD = dt.timedelta(days=15)


class Missing(enum.StrEnum):
    REASON = "reason"
    SUM = "sum"
    NUMBER = "number"
    MOMENT = "moment"


@dataclass(frozen=True)
class Choice:
    """A sub-reason on a button."""

    id: int
    label: Label


@dataclass(frozen=True)
class Question:
    """What is asked next, about which deal."""

    missing: Missing
    deal_id: int
    version: int
    client_name: str
    outcome_id: int
    outcome: Label
    icon: str
    reasons: tuple[Choice, ...]
    own_words: bool
    sum_rule: SumRule
    sum_minor: int | None
    """The deal's sum, to offer on one button."""
    currency: str
    step_kinds: tuple[StepKind, ...]
    calling: Window
    """The client's hours, in his zone."""
    zone_known: bool
    booked: tuple[dt.datetime, ...]
    """The manager's other steps over the next fortnight (aware UTC, sorted): his load."""


def question_of(tx: Session, deal: Deal, outcome: Outcome, missing: Missing, *, now: dt.datetime) -> Question:
    return Question(
        missing=missing,
        deal_id=deal.id,
        version=deal.version,
        client_name=deal.client.name,
        outcome_id=outcome.id,
        outcome=Label.of("outcome", outcome),
        icon=outcome.icon or "",
        reasons=tuple(Choice(reason.id, Label.of("reason", reason)) for reason in outcome.reasons),
        own_words=outcome.own_words,
        sum_rule=outcome.sum_rule,
        sum_minor=deal.sum_minor,
        currency=deal.currency,
        step_kinds=tuple(StepKind(kind) for kind in outcome.step_kinds),
        calling=steps.calling_hours(tx, deal.client),
        zone_known=deal.client.zone is not None,
        booked=booked_of(tx, deal.manager_id, now) if missing is Missing.MOMENT else (),
    )


def booked_of(tx: Session, manager_id: int, now: dt.datetime) -> tuple[dt.datetime, ...]:
    """When a manager's next steps fall over the next fortnight."""
    fortnight = Deal.step_at.between(now, now + BOOKED_AHEAD)
    query = select(Deal.step_at).where(Deal.manager_id == manager_id, Deal.state == DealState.OPEN, fortnight)
    return tuple(sorted(at for at in tx.scalars(query) if at is not None))
