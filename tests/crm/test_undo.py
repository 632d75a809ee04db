"""Undo brings back all that an outcome changed, and leaves nobody unattended."""

import datetime as dt

import pytest
from sqlalchemy import select

from crm.errors import NothingToUndo
from crm.models import Client, Deal, Outcome, Phone, Reminder, StepOrigin
from crm.outcomes import report
from crm.recorded import Recorded
from crm.reports import Report
from crm.requests import Convenient, Draft, leave
from crm.rules import REMIND_AGAIN_AFTER
from crm.steps import move_step
from crm.undo import undo_outcome, undoable
from tests.crm.base import NOON, Firm

KNOWN, OTHER = "+79161234567", "+79990001122"
HOUR, MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)


def reported(firm: Firm, deal_id: int, key: str, number: str | None = None) -> Recorded:
    with firm.tx() as tx:
        outcome = tx.scalars(select(Outcome.id).where(Outcome.key == key)).one()
        seen = tx.get_one(Deal, deal_id).version
        result = report(tx, firm.oleg, Report(deal_id, outcome, seen, number=number), now=NOON)
    assert isinstance(result, Recorded)
    return result


def undone(firm: Firm, result: Recorded, now: dt.datetime = NOON) -> None:
    with firm.tx() as tx:
        undo_outcome(tx, firm.oleg, result.activity_id, now=now)


def numbers(firm: Firm, deal_id: int) -> dict[str, bool]:
    """Each number of the deal's client, and whether it is known as wrong."""
    with firm.tx() as tx:
        client = tx.get_one(Client, tx.get_one(Deal, deal_id).client_id)
        return {phone.e164: phone.wrong for phone in client.phones}


def test_undo_keeps_a_number_that_was_there_before(firm: Firm) -> None:
    """The same number typed again by mistake is no new one."""
    deal_id = firm.deal(phone=KNOWN)

    undone(firm, reported(firm, deal_id, "wrong_number", number=KNOWN))

    assert numbers(firm, deal_id) == {KNOWN: False}


def test_undo_makes_a_number_wrong_again_that_was_tried_anew(firm: Firm) -> None:
    deal_id = firm.deal(phone=KNOWN)
    reported(firm, deal_id, "wrong_number", number=OTHER)

    undone(firm, reported(firm, deal_id, "wrong_number", number=KNOWN))

    assert numbers(firm, deal_id) == {KNOWN: True, OTHER: False}


def test_undo_of_an_answer_to_a_request_leaves_it_ringing(firm: Firm) -> None:
    """The offer was silent while its countdown ran; the outcome ended that, and Undo does not restart it."""
    with firm.tx() as tx:
        leave(tx, firm.anna, Draft("Окна", KNOWN, True, Convenient.NOW), now=NOON)
        deal = tx.scalars(select(Deal)).one()
        deal_id, holder = deal.id, deal.manager_id
    assert (holder, deal.step_origin) == (firm.oleg.user_id, StepOrigin.REQUEST)

    undone(firm, reported(firm, deal_id, "no_answer"), NOON + MINUTE)

    with firm.tx() as tx:
        assert tx.get_one(Reminder, deal_id).due_at == NOON + MINUTE + REMIND_AGAIN_AFTER


def test_undo_of_a_new_number_takes_it_away(firm: Firm) -> None:
    deal_id = firm.deal(phone=KNOWN)

    undone(firm, reported(firm, deal_id, "wrong_number", number=OTHER))

    assert numbers(firm, deal_id) == {KNOWN: False}
    with firm.tx() as tx:
        assert tx.scalars(select(Phone.e164)).all() == [KNOWN]


def moved(firm: Firm, deal_id: int, hours: int, *, mends: bool) -> None:
    with firm.tx() as tx:
        seen = tx.get_one(Deal, deal_id).version
        at = NOON + hours * HOUR
        move_step(tx, firm.oleg, deal_id, at, seen=seen, now=NOON, mends=mends)


@pytest.mark.parametrize("mends", [True, False])
def test_an_outcome_whose_step_was_moved_since_is_taken_back_with_it(firm: Firm, mends: bool) -> None:
    deal_id = firm.deal(at=NOON)
    result = reported(firm, deal_id, "no_answer")
    moved(firm, deal_id, 2, mends=mends)
    moved(firm, deal_id, 2, mends=True)  # the same hour: nothing is changed
    moved(firm, deal_id, 3, mends=mends)

    undone(firm, result)

    with firm.tx() as tx:
        deal = tx.get_one(Deal, deal_id)
        assert (deal.step_at, deal.attempts, deal.step_moves) == (NOON, 0, 0)


def test_what_else_was_changed_is_not_taken_back(firm: Firm) -> None:
    deal_id = firm.deal(at=NOON)
    result = reported(firm, deal_id, "no_answer")
    moved(firm, deal_id, 2, mends=True)
    with firm.tx() as tx:
        tx.get_one(Deal, deal_id).sum_minor = 500

    with pytest.raises(NothingToUndo):
        undone(firm, result)
    with firm.tx() as tx:
        assert undoable(tx, tx.get_one(Deal, deal_id), now=NOON) is None
