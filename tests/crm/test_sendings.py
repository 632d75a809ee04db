"""How sendings end: whose word counts, who is held, and who is told."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import conversations, requests, unreached
from crm.access import Actor
from crm.models import OutboxMessage, OutboxState, Request, User
from crm.outbox import Owed, claim, owe, waiting
from crm.requests import Convenient, Draft
from crm.sendings import Sending, note_reachable, settle
from tests.crm.base import NOON, Firm

LEASE = dt.timedelta(seconds=20)
BLOCKED = "Forbidden: bot was blocked by the user"


def owing(firm: Firm, actor: Actor, kind: str = "note") -> int:
    with firm.tx() as tx:
        return owe(tx, actor.user_id, kind, {}, now=NOON)


def claimed(firm: Firm, now: dt.datetime = NOON) -> Owed:
    with firm.tx() as tx:
        owed = claim(tx, LEASE, now=now)
    assert owed is not None
    return owed


def ends(firm: Firm, owed: Owed, state: OutboxState, *, at: dt.datetime = NOON, **how: Any) -> None:
    with firm.tx() as tx:
        settle(tx, [Sending(owed.id, owed.tries, state, **how)], now=at)


def is_refused(firm: Firm, actor: Actor, error: str = BLOCKED) -> None:
    """A message to this person ends so."""
    owing(firm, actor)
    ends(firm, claimed(firm), OutboxState.REFUSED, error=error, unreachable=True)


def told(firm: Firm, kind: str) -> list[tuple[int, dict[str, Any]]]:
    with firm.tx() as tx:
        rows = tx.scalars(select(OutboxMessage).where(OutboxMessage.kind == kind).order_by(OutboxMessage.id))
        return [(row.user_id, row.payload) for row in rows]


def row(firm: Firm, row_id: int) -> OutboxMessage:
    with firm.tx() as tx:
        return tx.get_one(OutboxMessage, row_id)


def annas_request(firm: Firm) -> tuple[int, int]:
    """Anna asks for windows; (number, deal). Nothing of that is left to be sent."""
    with firm.tx() as tx:
        draft = Draft("Окна", "+79161234567", True, Convenient.NOW)
        number = requests.leave(tx, firm.anna, draft, now=NOON).number
        deal_id = tx.get_one(Request, number).deal_id
        for message in tx.scalars(select(OutboxMessage)):
            message.state = OutboxState.SENT
    return number, deal_id


# Claims


def test_whose_lease_ran_out_overwrites_nothing(firm: Firm) -> None:
    owing(firm, firm.oleg)
    slow, quick = claimed(firm), claimed(firm, NOON + LEASE)
    assert slow.id == quick.id
    ends(firm, quick, OutboxState.SENT, message_id=2)
    ends(firm, slow, OutboxState.REFUSED, error=BLOCKED, unreachable=True)

    settled = row(firm, slow.id)
    assert (settled.state, settled.message_id, settled.error) == (OutboxState.SENT, 2, None)
    assert told(firm, "unreachable") == []


def test_the_slow_one_does_not_end_what_the_other_still_sends(firm: Firm) -> None:
    owing(firm, firm.oleg)
    slow, quick = claimed(firm), claimed(firm, NOON + LEASE)
    ends(firm, slow, OutboxState.SENT, message_id=1)

    assert row(firm, slow.id).state is OutboxState.SENDING
    ends(firm, quick, OutboxState.SENT, message_id=2)
    assert row(firm, slow.id).message_id == 2


def test_to_settle_twice_changes_nothing(firm: Firm) -> None:
    is_refused(firm, firm.oleg)
    owed = Owed(1, firm.oleg, "note", {}, None, 0, False, NOON)
    ends(firm, owed, OutboxState.SENT, message_id=9)

    assert row(firm, 1).state is OutboxState.REFUSED


@pytest.mark.postgres
def test_two_processes_keep_a_persons_order(postgres_url: str) -> None:
    """While one claims his first message, or is about to commit that, the other gets nothing of his."""
    firm = Firm(postgres_url)
    first, second = owing(firm, firm.oleg), owing(firm, firm.oleg)
    other = owing(firm, firm.maria)
    with Session(firm.engine) as one, Session(firm.engine) as two:
        mine = claim(one, LEASE, now=NOON)
        theirs = claim(two, LEASE, now=NOON)
        nothing = claim(two, LEASE, now=NOON)
        one.commit()
        still_nothing = claim(two, LEASE, now=NOON)
        two.commit()
    assert mine is not None
    assert theirs is not None
    ends(firm, mine, OutboxState.SENT)
    then = claimed(firm)
    firm.close()

    assert (mine.id, theirs.id, nothing, still_nothing, then.id) == (first, other, None, None, second)


# Who cannot be reached


def test_the_owner_learns_once_that_a_colleague_cannot_be_reached(firm: Firm) -> None:
    is_refused(firm, firm.oleg)
    with firm.tx() as tx:
        note_reachable(tx, firm.oleg.telegram_id, False, now=NOON)

    payload = {"user": firm.oleg.user_id, "stopped": True, "deal": None}
    assert told(firm, "unreachable") == [(firm.owner.user_id, payload)]


def test_each_time_anew(firm: Firm) -> None:
    for reachable in (False, True, False, False):
        with firm.tx() as tx:
            note_reachable(tx, firm.oleg.telegram_id, reachable, now=NOON)

    assert len(told(firm, "unreachable")) == 2


def test_an_owner_is_not_told_of_himself(firm: Firm) -> None:
    is_refused(firm, firm.owner)

    assert told(firm, "unreachable") == []


def test_of_a_client_his_manager_learns(firm: Firm) -> None:
    _, deal_id = annas_request(firm)
    is_refused(firm, firm.anna, "Forbidden: user is deactivated")

    payload = {"user": firm.anna.user_id, "stopped": False, "deal": deal_id}
    assert told(firm, "unreachable") == [(firm.oleg.user_id, payload)]


def test_of_a_stranger_nobody_does(firm: Firm) -> None:
    is_refused(firm, firm.anna)
    with firm.tx() as tx:
        note_reachable(tx, 999_999, False, now=NOON)

    assert told(firm, "unreachable") == []


def test_what_waits_for_him_is_held_until_he_is_back(firm: Firm) -> None:
    is_refused(firm, firm.oleg)
    held, other = owing(firm, firm.oleg), owing(firm, firm.maria)
    with firm.tx() as tx:
        [unreachable] = tx.scalars(select(OutboxMessage.id).where(OutboxMessage.kind == "unreachable"))
    for expected in (unreachable, other):
        owed = claimed(firm)
        assert owed.id == expected
        ends(firm, owed, OutboxState.SENT)
    with firm.tx() as tx:
        assert not waiting(tx, now=NOON + dt.timedelta(days=30))
        note_reachable(tx, firm.oleg.telegram_id, True, now=NOON)
        assert tx.info["owed"]

    assert claimed(firm).id == held


# Who may not have got it


def test_whose_words_may_not_have_arrived_learns_of_it(firm: Firm) -> None:
    number, deal_id = annas_request(firm)
    with firm.tx() as tx:
        conversations.client_wrote(tx, firm.anna, "Вы где?", number=number, now=NOON)
    ends(firm, claimed(firm), OutboxState.SENT)
    with firm.tx() as tx:
        said = tx.scalars(select(OutboxMessage.payload)).all()[-1]["activity"]
        conversations.staff_wrote(tx, firm.owner, deal_id, "Едем", answers=said, now=NOON)
    ends(firm, claimed(firm), OutboxState.UNKNOWN, error="x", lost=True)

    [(reader, payload)] = told(firm, "unsure")
    assert reader == firm.owner.user_id
    with firm.tx() as tx:
        found = unreached.unsure(tx, firm.owner, payload["user"], payload["deal"], payload["activity"])
        assert unreached.unsure(tx, firm.maria, payload["user"], payload["deal"], payload["activity"]) is None
    assert found == unreached.Unsure("Анна", deal_id, "Едем")


def test_of_a_notice_to_a_client_his_manager_learns(firm: Firm) -> None:
    number, deal_id = annas_request(firm)
    with firm.tx() as tx:
        requests.take(tx, firm.oleg, number, now=NOON)
    owed = claimed(firm)
    assert owed.kind == "request_taken"
    ends(firm, owed, OutboxState.UNKNOWN, error="x", lost=True)

    payload = {"user": firm.anna.user_id, "deal": deal_id, "activity": None}
    assert told(firm, "unsure") == [(firm.oleg.user_id, payload)]


def test_of_a_colleagues_own_message_nobody_is_told(firm: Firm) -> None:
    owing(firm, firm.oleg, "reminder")
    owed = claimed(firm)
    ends(firm, owed, OutboxState.UNKNOWN, error="x", lost=True)

    assert told(firm, "unsure") == []
    assert row(firm, owed.id).lost_at == NOON


def test_a_lost_answer_is_remembered_by_the_next_claim(firm: Firm) -> None:
    owing(firm, firm.oleg, "reminder")
    ends(firm, claimed(firm), OutboxState.QUEUED, until=NOON + LEASE, lost=True)

    again = claimed(firm, NOON + LEASE)
    assert (again.tries, again.lost) == (1, True)


def test_an_alert_that_fails_raises_no_alert(firm: Firm) -> None:
    owing(firm, firm.oleg, "alert")
    ends(firm, claimed(firm), OutboxState.REFUSED, error="x", alert="message_failed")
    owing(firm, firm.oleg)
    bad = claimed(firm)
    ends(firm, bad, OutboxState.REFUSED, error="x", alert="message_failed")

    alerts = [payload for _, payload in told(firm, "alert") if payload]
    assert alerts == [{"cause": "message_failed", "more": 0, "number": bad.id}]


def test_once_he_is_back_there_is_nothing_to_say(firm: Firm) -> None:
    is_refused(firm, firm.oleg)
    who = firm.oleg.user_id
    with firm.tx() as tx:
        assert unreached.unreachable(tx, firm.owner, who, True, None) == unreached.Unreachable(
            "Олег", True, None
        )
        assert unreached.unreachable(tx, firm.maria, who, True, None) is None
        note_reachable(tx, firm.oleg.telegram_id, True, now=NOON)
        tx.flush()
        assert unreached.unreachable(tx, firm.owner, who, True, None) is None
        assert tx.get_one(User, who).blocked_at is None
