"""Undo brings back all that an outcome changed, and leaves nobody unattended."""

import datetime as dt

from sqlalchemy import select

from crm.models import Client, Deal, Outcome, Phone, Reminder, StepOrigin
from crm.outcomes import report
from crm.recorded import Recorded
from crm.reports import Report
from crm.requests import Convenient, Draft, leave
from crm.rules import REMIND_AGAIN_AFTER
from crm.undo import undo_outcome
from tests.crm.base import NOON, Firm

KNOWN, OTHER = "+79161234567", "+79990001122"
MINUTE = dt.timedelta(minutes=1)


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
