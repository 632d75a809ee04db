"""What was reported over a period: outcomes that stand, each with the lines of the digest it counts in."""

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from crm.models import Activity, ActivityKind, Deal, DealState, Effect, Outcome, Stage, SumRule

Sums = tuple[tuple[str, int], ...]
"""Currency and amount in minor units, one entry a currency."""

ATTEMPTS = {Effect.RETRY, Effect.NEW_NUMBER}
TALKS = {Effect.ASK_NEXT, Effect.LOSE}


@dataclass(frozen=True)
class Period:
    """From `since` to before `until`, both aware UTC."""

    since: dt.datetime
    until: dt.datetime


class Line(enum.StrEnum):
    """A line of the digest that opens as a list of deals."""

    WATCH = "watch"  # open deals without a step, reminders that failed
    NEW = "new"
    CALLS = "calls"
    TALKS = "talks"
    MOVED = "moved"
    INVOICES = "invoices"
    PAID = "paid"
    REFUSED = "refused"
    ARCHIVED = "archived"
    OVERDUE = "overdue"
    WAITING = "waiting"  # requests that nobody took
    PERSON = "person"  # one colleague's day


@dataclass(frozen=True)
class Reported:
    """One outcome that was not taken back, or a deal brought back."""

    user_id: int | None
    deal_id: int
    effect: Effect | None
    to_stage_id: int | None
    """Where it moved the deal; None where it stayed."""
    reason_id: int | None
    sum_minor: int
    """For a payment: what came in by it. What was paid in part before is not counted again."""
    currency: str
    lines: frozenset[Line]


def reported(tx: Session, period: Period) -> list[Reported]:
    """In the order it happened. What was taken back is left out, even where that happened later."""
    undo = aliased(Activity)
    kinds = (ActivityKind.OUTCOME, ActivityKind.BROUGHT_BACK)
    paid_before = Activity.before["paid_minor"].as_string()
    query = (
        select(Activity, Outcome.effect, Outcome.sum_rule, Stage.kind, Deal.currency, paid_before)
        .join(Deal, Deal.id == Activity.deal_id)
        .outerjoin(Outcome, Outcome.id == Activity.outcome_id)
        .outerjoin(Stage, Stage.id == Activity.to_stage_id)
        .where(Activity.at >= period.since, Activity.at < period.until, Activity.kind.in_(kinds))
        .where(~select(undo.id).where(undo.undoes_id == Activity.id).exists())
        .order_by(Activity.at, Activity.id)
    )
    return [
        _reported(activity, effect, rule, kind, currency, int(before or 0))
        for activity, effect, rule, kind, currency, before in tx.execute(query)
    ]


def total(rows: Iterable[Reported]) -> Sums:
    """The money of these rows by currency."""
    sums: dict[str, int] = {}
    for row in rows:
        if row.sum_minor:
            sums[row.currency] = sums.get(row.currency, 0) + row.sum_minor
    return tuple(sorted(sums.items()))


def _reported(
    activity: Activity,
    effect: Effect | None,
    rule: SumRule | None,
    kind: DealState | None,
    currency: str,
    paid_before: int,
) -> Reported:
    moved = activity.from_stage_id != activity.to_stage_id
    amount = activity.sum_minor or 0
    return Reported(
        user_id=activity.user_id,
        deal_id=activity.deal_id or 0,
        effect=effect,
        to_stage_id=activity.to_stage_id if moved else None,
        reason_id=activity.reason_id,
        sum_minor=max(amount - paid_before, 0) if effect is Effect.WIN else amount,
        currency=currency,
        lines=frozenset(_lines(effect, rule, kind if moved else None)),
    )


def _lines(effect: Effect | None, rule: SumRule | None, moved_to: DealState | None) -> Iterable[Line]:
    if effect in ATTEMPTS or effect in TALKS:
        yield Line.CALLS
    if effect in TALKS:
        yield Line.TALKS
    if effect in (Effect.WIN, Effect.PART_PAY):
        yield Line.PAID
    if effect is Effect.ASK_NEXT and rule is SumRule.IF_UNKNOWN:
        yield Line.INVOICES
    if effect is Effect.LOSE:
        yield Line.REFUSED
    if moved_to is DealState.OPEN:
        yield Line.MOVED
    if moved_to is DealState.ARCHIVED:
        yield Line.ARCHIVED
