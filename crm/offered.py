"""The outcome that was pressed, with its ladder, its stage and its reasons, read as plain values."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session

from crm.case import STAGE_COLUMNS, STAGES, TABLES, Case, StageRow
from crm.kept import Kept
from crm.models import Effect, Ladder, Outcome, OutcomeStage, StepOrigin, SubReason, SumRule

OUTCOMES, OFFERS = TABLES[Outcome.__tablename__], TABLES[OutcomeStage.__tablename__]
LADDERS, REASONS = TABLES[Ladder.__tablename__], TABLES[SubReason.__tablename__]
OUTCOME_COLUMNS = (
    "id",
    "key",
    "labels",
    "icon",
    "effect",
    "sum_rule",
    "step_kinds",
    "step_purpose",
    "step_origin",
    "own_words",
)
OUTCOME = (
    select(
        *(OUTCOMES.c[name] for name in OUTCOME_COLUMNS),
        LADDERS.c.rungs,
        *(STAGES.c[name] for name in STAGE_COLUMNS),
        exists().where(REASONS.c.outcome_id == OUTCOMES.c.id),
    )
    .select_from(OUTCOMES)
    .outerjoin(LADDERS, LADDERS.c.id == OUTCOMES.c.ladder_id)
    .outerjoin(STAGES, STAGES.c.id == OUTCOMES.c.to_stage_id)
    .where(OUTCOMES.c.id == bindparam("outcome"))
)
ANY_OUTCOME = Kept(OUTCOME)
OFFERED = Kept(
    OUTCOME.join(OFFERS, OFFERS.c.outcome_id == OUTCOMES.c.id).where(OFFERS.c.stage_id == bindparam("stage"))
)
REASONS_OF = Kept(
    select(REASONS.c.id, REASONS.c.key, REASONS.c.labels)
    .where(REASONS.c.outcome_id == bindparam("outcome"))
    .order_by(REASONS.c.position)
)


@dataclass(frozen=True, slots=True)
class Reason:
    id: int
    key: str | None
    labels: dict[str, str] | None


@dataclass(frozen=True, slots=True)
class Offered:
    """An outcome that the deal's stage offers."""

    id: int
    key: str | None
    labels: dict[str, str] | None
    icon: str | None
    effect: Effect
    sum_rule: SumRule
    step_kinds: list[str]
    step_purpose: str | None
    step_origin: StepOrigin | None
    own_words: bool
    rungs: list[int] | None
    """Seconds; None where no ladder counts."""
    to_stage: StageRow | None
    reasons: tuple[Reason, ...]


def offered(tx: Session, case: Case, outcome_id: int) -> Offered | None:
    """The outcome, if the deal's stage offers it."""
    return _outcome(tx, OFFERED.row(tx, {"outcome": outcome_id, "stage": case.stage_id}))


def outcome_of(tx: Session, outcome_id: int) -> Offered | None:
    """The outcome, wherever it is offered."""
    return _outcome(tx, ANY_OUTCOME.row(tx, {"outcome": outcome_id}))


def _outcome(tx: Session, row: Any) -> Offered | None:
    if row is None:
        return None
    count = len(OUTCOME_COLUMNS)
    own, rungs, stage, has_reasons = row[:count], row[count], row[count + 1 : -1], row[-1]
    to_stage = StageRow(*stage) if stage[0] is not None else None
    reasons = REASONS_OF.rows(tx, {"outcome": row[0]}) if has_reasons else ()
    values = [*own, rungs, to_stage, tuple(Reason(*reason) for reason in reasons)]
    return Offered(*values)
