"""A backup that was put back: what fell due before is held, what is new works, an owner decides once."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from crm import migrate
from crm.backup import backup, restore
from crm.db import engine_of
from crm.due import next_due, queue_due
from crm.errors import NotAllowed
from crm.models import (
    Deal,
    OutboxMessage,
    OutboxState,
    Recurrence,
    Reminder,
    Request,
    RequestState,
    Workspace,
)
from crm.outbox import claim, owe
from crm.requests import Convenient, Draft, leave
from crm.restored import QUESTION, Held, ask_again, decide, held
from tests.crm.base import NOON, Firm

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
LATER = NOON + DAY
AT = int(LATER.timestamp())


@pytest.fixture
def firm(database_url: str, tmp_path: Path) -> Iterator[Firm]:
    """Put back a day later: two reminders, a message and an unanswered request are too old by then."""
    firm = Firm(database_url)
    for hours in (1, 2, 7 * 24):
        firm.deal(at=NOON + hours * HOUR)
    with firm.tx() as tx:
        owe(tx, firm.oleg.user_id, "handed_over", {"from": "x", "count": 1}, now=NOON)
        leave(tx, firm.anna, Draft("Окно", "+79161234567", True, Convenient.NOW), now=NOON)
    firm.close()
    backup(database_url, tmp_path / "copy")
    count = restore(tmp_path / "copy", database_url, overwrite=True, now=LATER)
    assert count == 2 + 2 + 1  # reminders; the hand-over and the offer of the request; its countdown
    yield firm
    firm.close()


def fires(firm: Firm, now: dt.datetime) -> list[str]:
    """The kinds of all messages that are sent by then, oldest first."""
    kinds = []
    with firm.tx() as tx:
        while queue_due(tx, now):
            pass
        while owed := claim(tx, MINUTE, now=now):
            tx.get_one(OutboxMessage, owed.id).state = OutboxState.SENT
            tx.flush()
            kinds.append(owed.kind)
    return kinds


def question(kinds: list[str]) -> list[str]:
    return [kind for kind in kinds if kind == QUESTION]


def test_nothing_old_goes_out_but_the_owner_is_asked_once(firm: Firm) -> None:
    assert fires(firm, LATER) == [QUESTION]
    assert fires(firm, LATER + 10 * MINUTE) == []
    with firm.tx() as tx:
        assert held(tx) == Held(AT, 5)
        upcoming = next_due(tx)
    assert upcoming is not None
    assert upcoming > LATER


def test_what_is_new_works_as_ever(firm: Firm) -> None:
    firm.deal(at=LATER + HOUR, now=LATER)
    with firm.tx() as tx:
        owe(tx, firm.oleg.user_id, "handed_over", {"from": "y", "count": 1}, now=LATER)

    assert sorted(fires(firm, LATER + HOUR)) == ["handed_over", "reminder", QUESTION]


def test_plans_and_digests_go_on_at_their_next_times(firm: Firm) -> None:
    with firm.tx() as tx:
        assert all(row.next_at > LATER for row in tx.scalars(select(Recurrence)))
        assert all(row.last_at is None for row in tx.scalars(select(Recurrence)))
    assert "plan" in fires(firm, LATER + DAY)


def test_sent_all_of_it_goes_out(firm: Firm) -> None:
    fires(firm, LATER)
    with firm.tx() as tx:
        assert decide(tx, firm.owner, AT, send=True) == 5

    assert sorted(fires(firm, LATER)) == ["handed_over", "reminder", "reminder", "request", "unanswered"]
    with firm.tx() as tx:
        assert held(tx) is None


def test_dropped_none_of_it_goes_out_and_the_work_stays(firm: Firm) -> None:
    with firm.tx() as tx:
        steps = {deal.id: deal.step_at for deal in tx.scalars(select(Deal))}
    fires(firm, LATER)
    with firm.tx() as tx:
        assert decide(tx, firm.owner, AT, send=False) == 5

    assert fires(firm, LATER + HOUR) == []
    with firm.tx() as tx:
        assert {deal.id: deal.step_at for deal in tx.scalars(select(Deal))} == steps
        request = tx.scalars(select(Request)).one()
        assert (request.state, request.deadline_at) == (RequestState.ESCALATED, None)
        states = tx.scalars(select(OutboxMessage.state).where(OutboxMessage.kind != QUESTION)).all()
        assert set(states) == {OutboxState.CANCELLED}
    assert "reminder" in fires(firm, NOON + 7 * DAY)


@pytest.mark.parametrize("first", [True, False])
def test_the_second_press_changes_nothing(firm: Firm, first: bool) -> None:
    with firm.tx() as tx:
        decide(tx, firm.owner, AT, send=first)
    for send in (True, False):
        with firm.tx() as tx:
            assert decide(tx, firm.owner, AT, send=send) is None
    assert ("reminder" in fires(firm, LATER)) == first


def test_a_question_of_an_earlier_restore_decides_nothing(firm: Firm, tmp_path: Path) -> None:
    """A backup made while nobody had decided, put back another day: the old question is not asked."""
    url = (
        firm.engine.url.render_as_string(hide_password=False).replace("+pysqlite", "").replace("+psycopg", "")
    )
    firm.close()
    backup(url, tmp_path / "undecided")
    assert restore(tmp_path / "undecided", url, overwrite=True, now=LATER + DAY) == 5

    with firm.tx() as tx:
        assert decide(tx, firm.owner, AT, send=True) is None
        assert held(tx) == Held(int((LATER + DAY).timestamp()), 5)
    assert question(fires(firm, LATER + DAY)) == [QUESTION]


def test_only_an_owner_decides(firm: Firm) -> None:
    for actor in (firm.oleg, firm.anna):
        with pytest.raises(NotAllowed), firm.tx() as tx:
            decide(tx, actor, AT, send=True)


def test_undecided_he_is_asked_again_the_next_day(firm: Firm) -> None:
    fires(firm, LATER)
    for hours, asked in ((1, 0), (19, 0), (20, 1), (21, 0), (41, 1)):
        with firm.tx() as tx:
            ask_again(tx, now=LATER + hours * HOUR)
        assert len(question(fires(firm, LATER + hours * HOUR))) == asked, hours
    with firm.tx() as tx:
        decide(tx, firm.owner, AT, send=False)
    with firm.tx() as tx:
        ask_again(tx, now=LATER + 10 * DAY)
    assert question(fires(firm, LATER + 10 * DAY)) == []


def test_a_fresh_backup_asks_nothing(database_url: str, tmp_path: Path) -> None:
    firm = Firm(database_url)
    firm.deal(at=NOON + HOUR)
    firm.close()
    backup(database_url, tmp_path / "copy")

    assert restore(tmp_path / "copy", database_url, overwrite=True, now=NOON + MINUTE) == 0
    with firm.tx() as tx:
        assert tx.get_one(Workspace, 1).restored_at is None
    assert fires(firm, NOON + HOUR) == ["reminder"]
    firm.close()


@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_a_backup_of_older_tables_is_brought_up_and_held_too(
    database_url: str, tmp_path: Path, revision: str
) -> None:
    firm = Firm(database_url)
    firm.deal(at=NOON + HOUR)
    migrate.downgrade(firm.engine, revision)
    firm.close()
    backup(database_url, tmp_path / "old")

    assert restore(tmp_path / "old", database_url, overwrite=True, now=LATER) == 1
    assert sorted(path.suffix for path in tmp_path.iterdir()) in ([""], ["", ".db", ".lock"])  # no log
    with firm.tx() as tx:
        assert migrate.current(tx.connection()) == migrate.HEAD
        assert tx.scalars(select(Reminder)).one().due_at == NOON + HOUR
    assert fires(firm, LATER) == [QUESTION]
    firm.close()


def test_a_database_that_never_worked_holds_nothing(database_url: str, tmp_path: Path) -> None:
    backup(database_url, tmp_path / "copy")

    assert restore(tmp_path / "copy", database_url, overwrite=True, now=LATER) == 0
    engine = engine_of(database_url)
    migrate.upgrade(engine)
    engine.dispose()
