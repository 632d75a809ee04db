"""Each outcome of the product's table and its effect, from each stage where it is offered."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from crm import days_off
from crm.cards import DealCard, deal_card
from crm.defaults import OFFERED
from crm.errors import (
    DealClosed,
    NotFound,
    NothingToUndo,
    OutcomeNotOffered,
    PaidInFull,
    PastMoment,
    StaleScreen,
    SumTooLarge,
    TooFarMoment,
    TooLateToUndo,
)
from crm.models import Activity, Deal, DealState, Outcome, Phone, Reminder, Stage, StepKind, StepOrigin
from crm.outcomes import report
from crm.questions import Missing, Question
from crm.recorded import Recorded
from crm.reports import Report
from crm.undo import undo_outcome
from tests.crm.base import NOON, Firm

TOMORROW = NOON + dt.timedelta(days=1)
EVERYWHERE = [(stage, outcome) for stage, outcomes in OFFERED.items() for outcome in outcomes]
OPEN = DealState.OPEN

# What is said with each outcome, and what it makes of a deal of 84 000 in stage `from`:
# (answers, state, stage it reaches, attempts, step's kind, purpose, origin)
CALL, CHECK, MEETING = StepKind.CALL, StepKind.CHECK_PAYMENT, StepKind.MEETING
PLAN, PROMISE, RETRY = StepOrigin.PLAN, StepOrigin.PROMISE, StepOrigin.RETRY
EFFECTS: dict[str, tuple[Any, ...]] = {
    "no_answer": ({}, OPEN, None, 2, CALL, "retry", RETRY),
    "busy": ({}, OPEN, None, 2, CALL, "retry", RETRY),
    "unreachable": ({}, OPEN, None, 2, CALL, "retry", RETRY),
    "talked": ({"moment": TOMORROW}, OPEN, "first_contact", 0, CALL, "follow_up", PLAN),
    "call_back": ({"moment": TOMORROW}, OPEN, "first_contact", 0, CALL, "call_back", PROMISE),
    "meeting": ({"moment": TOMORROW}, OPEN, "first_contact", 0, MEETING, "meeting", PROMISE),
    "offer_sent": ({"moment": TOMORROW}, OPEN, "offer_sent", 0, CALL, "discuss_offer", PLAN),
    "invoice_sent": ({"moment": TOMORROW}, OPEN, "invoice_sent", 0, CHECK, "check_payment", PLAN),
    "part_paid": ({"moment": TOMORROW, "sum_minor": 4_000_000}, OPEN, None, 0, CHECK, "debt", PLAN),
    "paid": ({"sum_minor": 8_400_000}, DealState.WON, "paid", 1, None, None, None),
    "refused": ({"own_words": "передумали"}, DealState.LOST, "refused", 1, None, None, None),
    "wrong_number": ({"number": "+79990001122"}, OPEN, None, 0, CALL, "new_number", PLAN),
}
ROAD = ("new", "first_contact", "offer_sent", "invoice_sent")


def card_of(firm: Firm, deal_id: int, now: dt.datetime = NOON) -> DealCard:
    with firm.tx() as tx:
        return deal_card(tx, firm.oleg, deal_id, now=now)


def outcome_id(firm: Firm, key: str) -> int:
    with firm.tx() as tx:
        return tx.scalars(select(Outcome.id).where(Outcome.key == key)).one()


def tell(
    firm: Firm, deal_id: int, key: str, *, now: dt.datetime = NOON, seen: int | None = None, **said: Any
) -> Recorded | Question:
    seen = card_of(firm, deal_id).version if seen is None else seen
    with firm.tx() as tx:
        outcome = tx.scalars(select(Outcome.id).where(Outcome.key == key)).one()
        return report(tx, firm.oleg, Report(deal_id, outcome, seen, **said), now=now)


def recorded(firm: Firm, deal_id: int, key: str, **said: Any) -> Recorded:
    result = tell(firm, deal_id, key, **said)
    assert isinstance(result, Recorded)
    return result


@pytest.mark.parametrize(("stage", "key"), EVERYWHERE)
def test_each_outcome_from_each_stage_and_back(firm: Firm, stage: str, key: str) -> None:
    said, state, reaches, attempts, kind, purpose, origin = EFFECTS[key]
    deal_id = firm.deal(stage=stage, attempts=1, sum_minor=8_400_000)
    before = row(firm, deal_id)

    done = recorded(firm, deal_id, key, **said)

    after = row(firm, deal_id)
    if reaches in ROAD and ROAD.index(reaches) < ROAD.index(stage):
        reaches = None  # open stages are only reached forwards
    assert (after["state"], after["attempts"]) == (state, attempts)
    assert after["stage"] == (reaches or stage)
    assert (after["step_kind"], after["step_purpose"], after["step_origin"]) == (kind, purpose, origin)
    if "moment" in said:
        assert after["step_at"] == after["reminder_at"] == TOMORROW

    with firm.tx() as tx:
        undo_outcome(tx, firm.oleg, done.activity_id, now=NOON + dt.timedelta(minutes=10))

    assert row(firm, deal_id) == before


def row(firm: Firm, deal_id: int) -> dict[str, Any]:
    """All of a deal that Undo must bring back, its numbers and its reminder included."""
    with firm.tx() as tx:
        deal = tx.get_one(Deal, deal_id)
        reminder = tx.get_one(Reminder, deal_id)
        phones = tx.execute(select(Phone.e164, Phone.wrong).where(Phone.client_id == deal.client_id)).all()
        names = ("state", "attempts", "sum_minor", "paid_minor", "step_kind", "step_at", "step_purpose")
        kept = {name: getattr(deal, name) for name in (*names, "step_origin", "closed_at")}
        stage = tx.get_one(Stage, deal.stage_id).key
        return kept | {
            "stage": stage,
            "reminder_at": reminder.due_at,
            "rung": reminder.rung,
            "phones": [tuple(phone) for phone in phones],
        }


@pytest.mark.parametrize(
    ("key", "minutes"),
    [
        ("no_answer", (5, 30, 180, 24 * 60)),
        ("busy", (5, 15, 60, 180)),
        ("unreachable", (60, 180, 24 * 60, 24 * 60)),
    ],
)
def test_a_ladder_climbs_and_archives(firm: Firm, key: str, minutes: tuple[int, ...]) -> None:
    deal_id = firm.deal()
    for attempt, delay in enumerate(minutes, 1):
        done = recorded(firm, deal_id, key)
        assert (done.attempts, done.attempts_allowed) == (attempt, 5)
        assert done.step is not None
        assert done.step.at == NOON + dt.timedelta(minutes=delay)

    last = recorded(firm, deal_id, key)

    assert (last.state, last.attempts, last.step) == (DealState.ARCHIVED, 5, None)


def test_one_count_of_attempts_picks_the_rung_of_any_ladder(firm: Firm) -> None:
    deal_id = firm.deal()
    recorded(firm, deal_id, "no_answer")
    recorded(firm, deal_id, "busy")

    done = recorded(firm, deal_id, "unreachable")

    assert done.step is not None
    assert done.step.at == NOON + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("key", "deal", "said", "missing"),
    [
        ("talked", {}, {}, Missing.MOMENT),
        ("invoice_sent", {}, {}, Missing.SUM),
        ("invoice_sent", {"sum_minor": 100}, {}, Missing.MOMENT),
        ("invoice_sent", {}, {"sum_minor": 100}, Missing.MOMENT),
        ("paid", {"sum_minor": 100}, {}, Missing.SUM),
        ("refused", {}, {}, Missing.REASON),
        ("wrong_number", {}, {}, Missing.NUMBER),
        ("part_paid", {"stage": "invoice_sent", "sum_minor": 100}, {}, Missing.SUM),
        ("part_paid", {"stage": "invoice_sent", "sum_minor": 100}, {"sum_minor": 50}, Missing.MOMENT),
    ],
)
def test_an_unfinished_report_is_a_question_and_changes_nothing(
    firm: Firm, key: str, deal: dict[str, Any], said: dict[str, Any], missing: Missing
) -> None:
    deal_id = firm.deal(**deal)
    before = row(firm, deal_id)

    question = tell(firm, deal_id, key, **said)

    assert isinstance(question, Question)
    assert question.missing is missing
    assert row(firm, deal_id) == before


@pytest.mark.parametrize(
    ("key", "said", "error"),
    [
        ("talked", {"moment": NOON}, PastMoment),
        ("talked", {"moment": NOON - dt.timedelta(days=1)}, PastMoment),
        ("talked", {"moment": NOON + dt.timedelta(days=4000)}, TooFarMoment),
        ("paid", {"sum_minor": 0}, SumTooLarge),
        ("paid", {"sum_minor": 10**17}, SumTooLarge),
        ("refused", {"reason_id": 10**9}, NotFound),
        ("part_paid", {}, OutcomeNotOffered),
        ("no_answer", {"seen": 99}, StaleScreen),
    ],
)
def test_what_cannot_be_meant_is_refused_and_changes_nothing(
    firm: Firm, key: str, said: dict[str, Any], error: type[Exception]
) -> None:
    deal_id = firm.deal()
    before = row(firm, deal_id)

    with pytest.raises(error):
        tell(firm, deal_id, key, **said)

    assert row(firm, deal_id) == before


@pytest.mark.parametrize(
    ("sums", "last"),
    [
        ([5_000_000, 3_400_000], PaidInFull),
        ([8_400_000], PaidInFull),
        ([10_000_000], PaidInFull),
    ],
)
def test_a_part_payment_leaves_something_to_pay(firm: Firm, sums: list[int], last: type[Exception]) -> None:
    deal_id = firm.deal(stage="invoice_sent", sum_minor=8_400_000)
    for paid in sums[:-1]:
        recorded(firm, deal_id, "part_paid", sum_minor=paid, moment=TOMORROW)
    before = row(firm, deal_id)

    with pytest.raises(last):
        tell(firm, deal_id, "part_paid", sum_minor=sums[-1])

    assert row(firm, deal_id) == before


def test_a_closed_deal_takes_no_outcome(firm: Firm) -> None:
    deal_id = firm.deal()
    recorded(firm, deal_id, "refused", own_words="нет")

    with pytest.raises(DealClosed):
        tell(firm, deal_id, "no_answer")


def test_a_double_tap_is_recorded_once(firm: Firm) -> None:
    deal_id = firm.deal()
    seen = card_of(firm, deal_id).version
    first = recorded(firm, deal_id, "no_answer", seen=seen)

    second = recorded(firm, deal_id, "no_answer", seen=seen)

    assert (first.again, second.again) == (False, True)
    assert second.activity_id == first.activity_id
    assert row(firm, deal_id)["attempts"] == 1


def test_undo_works_once_within_ten_minutes_and_before_anything_else(firm: Firm) -> None:
    deal_id = firm.deal()
    done = recorded(firm, deal_id, "no_answer")
    with firm.tx() as tx, pytest.raises(TooLateToUndo):
        undo_outcome(tx, firm.oleg, done.activity_id, now=NOON + dt.timedelta(minutes=10, seconds=1))
    with firm.tx() as tx:
        undo_outcome(tx, firm.oleg, done.activity_id, now=NOON)
    with firm.tx() as tx, pytest.raises(NothingToUndo):
        undo_outcome(tx, firm.oleg, done.activity_id, now=NOON)
    first = recorded(firm, deal_id, "no_answer")
    recorded(firm, deal_id, "busy")
    with firm.tx() as tx, pytest.raises(NothingToUndo):
        undo_outcome(tx, firm.oleg, first.activity_id, now=NOON)


def test_another_managers_deal_looks_like_a_missing_one(firm: Firm) -> None:
    deal_id = firm.deal(firm.maria)
    done = None
    with firm.tx() as tx:
        card = deal_card(tx, firm.maria, deal_id, now=NOON)
        done = report(tx, firm.maria, Report(deal_id, card.outcomes[0].id, card.version), now=NOON)
    assert isinstance(done, Recorded)
    for act in (
        lambda tx: deal_card(tx, firm.oleg, deal_id, now=NOON),
        lambda tx: report(tx, firm.oleg, Report(deal_id, card.outcomes[0].id, done.version), now=NOON),
        lambda tx: undo_outcome(tx, firm.oleg, done.activity_id, now=NOON),
        lambda tx: deal_card(tx, firm.oleg, 10**6, now=NOON),
    ):
        with firm.tx() as tx, pytest.raises(NotFound):
            act(tx)


def test_the_database_itself_refuses_an_open_deal_without_a_next_step(firm: Firm) -> None:
    deal_id = firm.deal()
    for column in ("step_at", "step_kind", "step_purpose", "step_origin"):
        with pytest.raises(IntegrityError), firm.tx() as tx:
            tx.execute(Deal.__table__.update().where(Deal.id == deal_id).values({column: None}))  # type: ignore[attr-defined]
    with pytest.raises(IntegrityError), firm.tx() as tx:
        tx.execute(Deal.__table__.update().where(Deal.id == deal_id).values(state="won"))  # type: ignore[attr-defined]


def test_history_is_only_added_to(firm: Firm) -> None:
    firm.deal()
    with firm.tx() as tx:
        line = tx.scalars(select(Activity)).one()
        line.text = "другое"
        with pytest.raises(TypeError):
            tx.flush()
        tx.rollback()
    with firm.tx() as tx:
        assert tx.scalar(select(func.count()).select_from(Activity)) == 1


@pytest.mark.parametrize("key", ["paid", "talked"])
def test_holidays_are_loaded_by_what_asks_for_a_date_and_not_by_its_drawing(firm: Firm, key: str) -> None:
    deal_id = firm.deal(sum_minor=100)
    days_off._year.cache_clear()

    tell(firm, deal_id, key, sum_minor=100)

    assert days_off._year.cache_info().currsize
