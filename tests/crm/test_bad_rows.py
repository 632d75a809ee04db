"""One row that cannot be queued holds up none of the others: it is put off, and the owners are told."""

import datetime as dt

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from crm import due, requests
from crm.access import TelegramPerson, meet
from crm.due import PUT_OFF, queue_due
from crm.models import OutboxMessage, Recurrence, Reminder, Request
from crm.requests import Convenient, Draft
from crm.rules import LIST_INSTEAD_OF_CARDS
from tests.crm.base import NOON, Firm

HOUR_LATER = NOON + PUT_OFF


def owed(firm: Firm, now: dt.datetime) -> list[str]:
    """The kinds of what is owed once all that is due at `now` is queued."""
    with firm.tx() as tx:
        before = tx.scalars(select(OutboxMessage.id)).all()
    with firm.tx() as tx:
        while queue_due(tx, now, 50):
            pass
        query = select(OutboxMessage.kind).where(OutboxMessage.id.not_in(before))
        return sorted(tx.scalars(query))


def broken_step(firm: Firm, deal_id: int) -> None:
    """Oleg's deal whose kind of step nobody knows: it cannot even be loaded."""
    with firm.tx() as tx:
        tx.execute(text("UPDATE deals SET step_origin = 'unheard_of' WHERE id = :id"), {"id": deal_id})


def test_a_bad_reminder_leaves_the_others_as_they_would_be(firm: Firm) -> None:
    deals = [firm.deal(at=NOON) for _ in range(LIST_INSTEAD_OF_CARDS + 2)]
    broken_step(firm, deals[1])

    assert owed(firm, NOON) == ["alert", "reminder_list"]
    with firm.tx() as tx:
        [listed] = tx.scalars(select(OutboxMessage.payload).where(OutboxMessage.kind == "reminder_list"))
        [alert] = tx.scalars(select(OutboxMessage).where(OutboxMessage.kind == "alert"))
        due_at = tx.execute(select(Reminder.due_at).where(Reminder.deal_id == deals[1])).scalar_one()
    assert listed["deals"] == [deals[0], *deals[2:]]
    assert due_at == HOUR_LATER
    assert alert.user_id == firm.owner.user_id
    assert alert.payload == {"cause": "source_failed", "more": 0, "number": deals[1]}


def test_it_is_tried_again_after_an_hour_and_works_once_it_is_mended(firm: Firm) -> None:
    deal_id = firm.deal(at=NOON)
    broken_step(firm, deal_id)
    assert owed(firm, NOON) == ["alert"]
    with firm.tx() as tx:
        tx.execute(text("UPDATE deals SET step_origin = 'plan' WHERE id = :id"), {"id": deal_id})

    assert owed(firm, HOUR_LATER - dt.timedelta(seconds=1)) == []
    assert owed(firm, HOUR_LATER) == ["reminder"]


def test_a_bad_plan_costs_nobody_else_his(firm: Firm) -> None:
    morning = NOON.replace(hour=6) + dt.timedelta(days=1)
    with firm.tx() as tx:
        tx.execute(
            text("UPDATE recurrences SET kind = 'unheard_of' WHERE user_id = :id"), {"id": firm.oleg.user_id}
        )

    found = owed(firm, morning)

    assert "alert" in found
    with firm.tx() as tx:
        plans = select(OutboxMessage.user_id).where(OutboxMessage.kind == "plan")
        assert set(tx.scalars(plans)) == {firm.maria.user_id, firm.owner.user_id}
        put_off = select(Recurrence.next_at).where(Recurrence.user_id == firm.oleg.user_id)
        assert tx.scalars(put_off).all() == [morning + PUT_OFF]


def test_a_request_that_cannot_be_escalated_leaves_the_others(firm: Firm) -> None:
    with firm.tx() as tx:
        boris = meet(tx, TelegramPerson(2002, "Борис", None, "ru"), now=NOON)
        for who, phone in ((firm.anna, "+79161234567"), (boris, "+79161234568")):
            requests.leave(tx, who, Draft("Окна", phone, True, Convenient.NOW), now=NOON)
    with firm.tx() as tx:
        bad, good = tx.execute(select(Request.id, Request.deal_id).order_by(Request.id)).all()
    broken_step(firm, bad.deal_id)

    found = owed(firm, NOON + dt.timedelta(minutes=10))

    assert found.count("unanswered") == 1
    assert found.count("alert") == 1
    with firm.tx() as tx:
        [payload] = tx.scalars(select(OutboxMessage.payload).where(OutboxMessage.kind == "unanswered"))
    assert payload["request"] == good.id


def test_rows_that_fail_only_together_come_one_by_one(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    reminders = due.SOURCES[0]

    def together(tx: Session, now: dt.datetime, limit: int, only: int | None) -> int:
        if only is None:
            raise ZeroDivisionError
        return reminders.queue(tx, now, limit, only)

    monkeypatch.setattr(
        due, "SOURCES", (due.Source("reminders", together, reminders.id, reminders.due_at), *due.SOURCES[1:])
    )
    firm.deal(at=NOON)

    assert owed(firm, NOON) == ["reminder"]
    assert "plan" in owed(firm, NOON.replace(hour=6) + dt.timedelta(days=1))
