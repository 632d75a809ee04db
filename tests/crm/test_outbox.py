import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from crm import outbox, sendings
from crm.access import Actor, TelegramPerson, meet
from crm.db import engine_of
from crm.migrate import furnish
from crm.models import OutboxMessage, OutboxState, User
from crm.sendings import Sending
from tests.given import a_deal

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
LEASE = dt.timedelta(minutes=2)
LATER = NOW + LEASE


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = engine_of(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def tx(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session:
        furnish(session, name="", zone="Europe/Moscow", country="RU", language="ru", currency="RUB")
        yield session


@pytest.fixture
def irina(tx: Session) -> int:
    return meet(tx, TelegramPerson(1001, "Ирина"), now=NOW).user_id


@pytest.fixture
def oleg(tx: Session) -> int:
    return meet(tx, TelegramPerson(1002, "Олег"), now=NOW).user_id


def owe(tx: Session, user_id: int, kind: str = "note", deal_id: int | None = None) -> int:
    return outbox.owe(tx, user_id, kind, {"n": 1}, deal_id=deal_id, now=NOW)


def claimed(tx: Session, now: dt.datetime = NOW) -> list[int]:
    """All that may be claimed, one after the other."""
    owed = iter(lambda: outbox.claim(tx, LEASE, now=now), None)
    return [one.id for one in owed]


def ended(row: int, state: OutboxState, tries: int = 0, **how: Any) -> Sending:
    return Sending(row, tries, state, **how)


def state_of(tx: Session, row: int) -> OutboxState:
    tx.flush()
    tx.expire_all()
    return tx.get_one(OutboxMessage, row).state


def test_a_claimed_message_carries_all_that_sending_needs(tx: Session, irina: int) -> None:
    row = owe(tx, irina)

    me = Actor.of(tx.get_one(User, irina))
    assert outbox.claim(tx, LEASE, now=NOW) == outbox.Owed(row, me, "note", {"n": 1}, None, 0, False, NOW)
    assert state_of(tx, row) is OutboxState.SENDING


def test_one_persons_messages_go_one_after_the_other(tx: Session, irina: int, oleg: int) -> None:
    first, second, other = owe(tx, irina), owe(tx, irina), owe(tx, oleg)

    assert claimed(tx) == [first, other]
    assert claimed(tx) == []
    sendings.settle(tx, [ended(first, OutboxState.SENT, message_id=5)], now=NOW)
    assert claimed(tx) == [second]


def test_what_a_dead_process_held_is_handed_out_again(tx: Session, irina: int) -> None:
    row = owe(tx, irina)
    claimed(tx)

    assert claimed(tx, LATER - dt.timedelta(seconds=1)) == []
    assert claimed(tx, LATER) == [row]


def test_at_a_start_nothing_is_in_anybodys_hands(tx: Session, irina: int) -> None:
    row = owe(tx, irina)
    claimed(tx)
    outbox.release(tx)

    assert claimed(tx) == [row]


def test_a_message_held_back_holds_back_those_behind_it(tx: Session, irina: int) -> None:
    first, second = owe(tx, irina), owe(tx, irina)
    claimed(tx)
    sendings.settle(tx, [ended(first, OutboxState.QUEUED, error="429", until=LATER)], now=NOW)

    assert not outbox.waiting(tx, now=NOW)
    assert outbox.waiting(tx, now=LATER)
    assert claimed(tx, LATER) == [first]
    sendings.settle(tx, [ended(first, OutboxState.UNKNOWN, 1, error="lost")], now=LATER)
    assert claimed(tx, LATER) == [second]


def test_who_cannot_be_reached_is_remembered_until_he_is_back(tx: Session, irina: int) -> None:
    row = owe(tx, irina)
    claimed(tx)
    sendings.settle(tx, [ended(row, OutboxState.REFUSED, error="x" * 500, unreachable=True)], now=NOW)
    tx.flush()

    assert state_of(tx, row) is OutboxState.REFUSED
    assert len(tx.get_one(OutboxMessage, row).error or "") == 200
    assert tx.get_one(User, irina).blocked_at == NOW
    sendings.note_reachable(tx, 1001, True, now=NOW)
    tx.flush()
    tx.expire_all()
    assert tx.get_one(User, irina).blocked_at is None


def test_only_what_nobody_began_to_send_is_taken_back(tx: Session, irina: int, oleg: int) -> None:
    deal = a_deal(tx, irina, {}, NOW)
    sending = owe(tx, irina, "reminder", deal)
    claimed(tx)
    queued, other_kind = owe(tx, oleg, "reminder", deal), owe(tx, oleg, "digest", deal)
    no_deal = owe(tx, oleg, "reminder")

    assert outbox.cancel_unsent(tx, deal, ["reminder"]) == 1
    assert state_of(tx, sending) is OutboxState.SENDING
    assert state_of(tx, queued) is OutboxState.CANCELLED
    assert {state_of(tx, row) for row in (other_kind, no_deal)} == {OutboxState.QUEUED}


def test_a_crowd_is_people_who_could_be_sent_something(tx: Session, irina: int, oleg: int) -> None:
    for _ in range(3):
        owe(tx, irina)
    assert not outbox.crowded(tx, 1, now=NOW)
    owe(tx, oleg)

    assert outbox.crowded(tx, 1, now=NOW)
    assert not outbox.crowded(tx, 2, now=NOW)
    outbox.claim(tx, LEASE, now=NOW)
    assert not outbox.crowded(tx, 1, now=NOW)
