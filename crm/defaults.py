"""The shipped pipeline as data: stages, ladders, outcomes with their reasons, and where each is offered."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import (
    DealState,
    Effect,
    Ladder,
    Outcome,
    OutcomeStage,
    Pipeline,
    Stage,
    StepKind,
    StepOrigin,
    SubReason,
    SumRule,
)
from crm.rules import LADDERS

STAGES = (
    ("new", DealState.OPEN),
    ("first_contact", DealState.OPEN),
    ("offer_sent", DealState.OPEN),
    ("invoice_sent", DealState.OPEN),
    ("paid", DealState.WON),
    ("refused", DealState.LOST),
    ("archive", DealState.ARCHIVED),
)


@dataclass(frozen=True)
class Shipped:
    """An outcome as shipped; `to` is a stage's key, `ladder` a ladder's."""

    key: str
    icon: str
    effect: Effect
    to: str | None = None
    ladder: str | None = None
    style: str | None = None
    sum_rule: SumRule = SumRule.NONE
    kinds: tuple[StepKind, ...] = (StepKind.CALL,)
    step: tuple[str, StepOrigin] | None = None
    reasons: tuple[str, ...] = field(default=())


PLAN, PROMISE, RETRY = StepOrigin.PLAN, StepOrigin.PROMISE, StepOrigin.RETRY
CHECK = (StepKind.CHECK_PAYMENT,)

OUTCOMES = (
    Shipped("no_answer", "📵", Effect.RETRY, ladder="no_answer", step=("retry", RETRY)),
    Shipped("busy", "⏳", Effect.RETRY, ladder="busy", step=("retry", RETRY)),
    Shipped("unreachable", "🚫", Effect.RETRY, ladder="unreachable", step=("retry", RETRY)),
    Shipped("talked", "💬", Effect.ASK_NEXT, to="first_contact", step=("follow_up", PLAN)),
    Shipped("call_back", "🔁", Effect.ASK_NEXT, to="first_contact", step=("call_back", PROMISE)),
    Shipped(
        "meeting", "🤝", Effect.ASK_NEXT, to="first_contact", step=("meeting", PROMISE),
        kinds=(StepKind.MEETING, StepKind.VISIT),
    ),
    Shipped("offer_sent", "📄", Effect.ASK_NEXT, to="offer_sent", step=("discuss_offer", PLAN)),
    Shipped(
        "invoice_sent", "🧾", Effect.ASK_NEXT, to="invoice_sent", sum_rule=SumRule.IF_UNKNOWN,
        step=("check_payment", PLAN), kinds=CHECK,
    ),
    Shipped("part_paid", "🪙", Effect.PART_PAY, sum_rule=SumRule.PAYMENT, step=("debt", PLAN), kinds=CHECK),
    Shipped("paid", "✅", Effect.WIN, to="paid", style="success", sum_rule=SumRule.CONFIRM),
    Shipped(
        "refused", "✖️", Effect.LOSE, to="refused", style="danger",
        reasons=("expensive", "competitor", "not_needed", "later", "no_money", "not_our_client"),
    ),
    Shipped("wrong_number", "☎️", Effect.NEW_NUMBER, to="archive", step=("new_number", PLAN)),
)  # fmt: skip

# The likely ones first: the card shows as many as fit, the rest is under [More]. What is reported by
# one tap (no answer, busy, unreachable) is on every card.
OFFERED = {
    "new": (
        "no_answer", "busy", "unreachable", "talked", "call_back", "meeting",
        "refused", "offer_sent", "invoice_sent", "paid", "wrong_number",
    ),
    "first_contact": (
        "no_answer", "busy", "unreachable", "talked", "call_back", "offer_sent",
        "meeting", "invoice_sent", "refused", "paid", "wrong_number",
    ),
    "offer_sent": (
        "no_answer", "busy", "unreachable", "talked", "call_back", "invoice_sent",
        "paid", "refused", "meeting", "offer_sent", "wrong_number",
    ),
    "invoice_sent": (
        "no_answer", "busy", "unreachable", "paid", "part_paid", "call_back",
        "refused", "invoice_sent", "wrong_number",
    ),
}  # fmt: skip


def ship(tx: Session) -> None:
    """Write the default pipeline and ladders, once: a company's changes are never overwritten."""
    if tx.scalar(select(Pipeline.id).limit(1)) is not None:
        return
    pipeline = Pipeline(key="sales")
    ladders = {key: Ladder(key=key, rungs=list(rungs)) for key, rungs in LADDERS.items()}
    tx.add_all([pipeline, *ladders.values()])
    tx.flush()
    stages = {
        key: Stage(pipeline_id=pipeline.id, key=key, kind=kind, position=position)
        for position, (key, kind) in enumerate(STAGES)
    }
    tx.add_all(stages.values())
    tx.flush()
    for shipped in OUTCOMES:
        outcome = _outcome(shipped, pipeline, stages, ladders)
        tx.add(outcome)
        tx.flush()
        tx.add_all(
            OutcomeStage(outcome_id=outcome.id, stage_id=stages[stage].id, position=keys.index(shipped.key))
            for stage, keys in OFFERED.items()
            if shipped.key in keys
        )
    tx.flush()


def _outcome(
    shipped: Shipped, pipeline: Pipeline, stages: dict[str, Stage], ladders: dict[str, Ladder]
) -> Outcome:
    purpose, origin = shipped.step or (None, None)
    return Outcome(
        pipeline_id=pipeline.id,
        key=shipped.key,
        icon=shipped.icon,
        style=shipped.style,
        effect=shipped.effect,
        ladder_id=ladders[shipped.ladder].id if shipped.ladder else None,
        to_stage_id=stages[shipped.to].id if shipped.to else None,
        sum_rule=shipped.sum_rule,
        step_kinds=list(shipped.kinds) if shipped.step else [],
        step_purpose=purpose,
        step_origin=origin,
        reasons=[SubReason(key=key, position=n) for n, key in enumerate(shipped.reasons)],
    )
