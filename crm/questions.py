"""What an unfinished report still needs, with all that its screen shows."""

import datetime as dt
import enum
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crm import steps
from crm.access import Actor
from crm.case import Case, case_of
from crm.errors import DealClosed, OutcomeNotOffered
from crm.hours import Window
from crm.labels import Label
from crm.models import Deal, DealState, StepKind, SumRule, Workspace
from crm.offered import Offered, offered

BOOKED_AHEAD = dt.timedelta(days=15)
AROUND = dt.timedelta(hours=30)
FULL_HOUR = 3


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
    outcome_id: int | None
    """None where only a moment is asked: the step is moved, or a won deal repeated."""
    outcome: Label | None
    icon: str
    state: DealState
    reasons: tuple[Choice, ...]
    own_words: bool
    sum_rule: SumRule
    sum_minor: int | None
    """The deal's sum, to offer on one button."""
    currency: str
    step_kinds: tuple[StepKind, ...]
    calling: Window
    """The client's hours, in his zone."""
    working: Window
    """The manager's hours, in his."""
    zone_known: bool
    booked: tuple[dt.datetime, ...]
    """The manager's other steps over the next fortnight and around the day in question (aware UTC, sorted):
    his load."""
    full_hour: int = FULL_HOUR
    """As many of them make an hour full."""


def question_of(
    tx: Session,
    deal: Case,
    outcome: Offered | None,
    missing: Missing,
    *,
    now: dt.datetime,
    around: dt.date | None = None,
) -> Question:
    """`around` is the day on which a moment is looked for, where it is known."""
    moment = missing is Missing.MOMENT
    if moment:
        # The calendar of a country takes a tenth of a second to load: here, not where the screen is drawn.
        deal.calling.closed(now.date())
        deal.working.closed(now.date())
    reasons = outcome.reasons if outcome else ()
    return Question(
        missing=missing,
        deal_id=deal.id,
        version=deal.version,
        client_name=deal.client_name,
        outcome_id=outcome.id if outcome else None,
        outcome=Label.of("outcome", outcome) if outcome else None,
        icon=outcome.icon or "" if outcome else "",
        state=deal.state,
        reasons=tuple(Choice(reason.id, Label.of("reason", reason)) for reason in reasons),
        own_words=outcome is not None and outcome.own_words,
        sum_rule=outcome.sum_rule if outcome else SumRule.NONE,
        sum_minor=deal.sum_minor,
        currency=deal.currency,
        step_kinds=tuple(StepKind(kind) for kind in outcome.step_kinds) if outcome else (),
        calling=deal.calling,
        working=deal.working,
        zone_known=deal.zone_known,
        booked=_booked(tx, deal, now, around) if moment else (),
        full_hour=_full_hour(tx) if moment else FULL_HOUR,
    )


def moment_question(
    tx: Session,
    actor: Actor,
    deal_id: int,
    *,
    outcome_id: int | None,
    seen: int,
    now: dt.datetime,
    around: dt.date | None = None,
) -> Question:
    """Asks for a moment: of an outcome, or without one of the step itself or of a won deal's repeat.

    Raises StaleScreen, DealClosed, OutcomeNotOffered, NotFound.
    """
    deal = case_of(tx, actor, deal_id)
    steps.check_version(deal, seen)
    repeats = deal.state is DealState.WON and outcome_id is None
    if deal.state is not DealState.OPEN and not repeats:
        raise DealClosed(deal.id)
    outcome = None
    if outcome_id is not None:
        outcome = offered(tx, deal, outcome_id)
        if outcome is None:
            raise OutcomeNotOffered(deal.id)
    return question_of(tx, deal, outcome, Missing.MOMENT, now=now, around=around)


def _booked(tx: Session, deal: Case, now: dt.datetime, around: dt.date | None) -> tuple[dt.datetime, ...]:
    """When the next steps of the manager's other deals fall over the next fortnight, and around a day."""
    spans = [Deal.step_at.between(now, now + BOOKED_AHEAD)]
    if around is not None:
        noon = dt.datetime.combine(around, dt.time(12), dt.UTC)
        # Whatever the zone, its day lies within.
        spans.append(Deal.step_at.between(noon - AROUND, noon + AROUND))
    others = Deal.manager_id == deal.manager_id, Deal.id != deal.id, Deal.state == DealState.OPEN
    query = select(Deal.step_at).where(*others, or_(*spans))
    return tuple(sorted(at for at in tx.scalars(query) if at is not None))


def _full_hour(tx: Session) -> int:
    return tx.scalar(select(Workspace.full_hour).limit(1)) or FULL_HOUR
