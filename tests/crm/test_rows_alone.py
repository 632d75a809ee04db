"""A company adds a stage, an outcome with a sub-reason and a ladder by rows alone, and presses them."""

import datetime as dt

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from crm.cards import deal_card
from crm.models import (
    DealState,
    Effect,
    Ladder,
    Outcome,
    OutcomeStage,
    Pipeline,
    Stage,
    StepOrigin,
    SubReason,
)
from crm.outcomes import report
from crm.questions import Missing, Question
from crm.recorded import Recorded
from crm.reports import Report
from tests.crm.base import NOON, Firm


def own_rows(tx: Session) -> tuple[int, int]:
    """A stage "Measured" after the first contact, and "Secretary" with a ladder of its own."""
    pipeline = tx.scalars(select(Pipeline)).one()
    tx.execute(update(Stage).where(Stage.position >= 2).values(position=Stage.position + 1))
    measured = Stage(
        pipeline_id=pipeline.id, labels={"en": "Measured", "ru": "Замер"}, kind=DealState.OPEN, position=2
    )
    ladder = Ladder(labels={"en": "Secretary"}, rungs=[600, 7200])
    tx.add_all([measured, ladder])
    tx.flush()
    outcome = Outcome(
        pipeline_id=pipeline.id,
        labels={"en": "Secretary", "ru": "Секретарь"},
        icon="🧑‍💼",
        effect=Effect.RETRY,
        ladder_id=ladder.id,
        to_stage_id=measured.id,
        step_kinds=["call"],
        step_purpose="Обойти секретаря",
        step_origin=StepOrigin.RETRY,
        own_words=False,
        reasons=[SubReason(labels={"en": "In a meeting", "ru": "На совещании"}, position=0)],
    )
    tx.add(outcome)
    tx.flush()
    new = tx.scalars(select(Stage.id).where(Stage.key == "new")).one()
    tx.add_all(
        OutcomeStage(outcome_id=outcome.id, stage_id=stage, position=-1) for stage in (new, measured.id)
    )
    tx.flush()
    return outcome.id, outcome.reasons[0].id


def test_rows_of_a_company_are_pressed_like_shipped_ones(firm: Firm) -> None:
    with firm.tx() as tx:
        outcome_id, reason_id = own_rows(tx)
    deal_id = firm.deal()

    with firm.tx() as tx:
        card = deal_card(tx, firm.oleg, deal_id, now=NOON)
        assert card.outcomes[0].label.texts == {"en": "Secretary", "ru": "Секретарь"}
        question = report(tx, firm.oleg, Report(deal_id, outcome_id, card.version), now=NOON)
    assert isinstance(question, Question)
    assert (question.missing, question.own_words) == (Missing.REASON, False)

    results = []
    for _ in range(3):
        with firm.tx() as tx:
            seen = deal_card(tx, firm.oleg, deal_id, now=NOON).version
            said = Report(deal_id, outcome_id, seen, reason_id=reason_id)
            done = report(tx, firm.oleg, said, now=NOON)
        assert isinstance(done, Recorded)
        results.append((done.attempts, done.stage.texts.get("en"), done.state, done.step and done.step.at))

    assert results == [
        (1, "Measured", DealState.OPEN, NOON + dt.timedelta(minutes=10)),
        (2, "Measured", DealState.OPEN, NOON + dt.timedelta(hours=2)),
        (3, None, DealState.ARCHIVED, None),
    ]
