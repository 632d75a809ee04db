import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import inbox
from crm.db import engine_of
from crm.inbox import Handled, Incoming
from crm.models import InboxState, InboxUpdate

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
NOTHING = Handled([], [])


@pytest.fixture
def tx(database_url: str) -> Iterator[Session]:
    engine = engine_of(database_url)
    with Session(engine) as session:
        yield session
    engine.dispose()


def updates(*ids: int, chat: int = 7) -> list[Incoming]:
    return [Incoming(update_id, chat, f'{{"update_id": {update_id}}}') for update_id in ids]


def states(tx: Session) -> dict[int, InboxState]:
    tx.expire_all()
    return {row.update_id: row.state for row in tx.scalars(select(InboxUpdate))}


def test_what_came_twice_is_new_once(tx: Session) -> None:
    assert inbox.store(tx, updates(1, 2), NOTHING, now=NOW) == {1, 2}
    assert inbox.store(tx, updates(2, 3), NOTHING, now=NOW) == {3}
    assert inbox.open_updates(tx, 7, 9) == updates(1, 2, 3)


def test_nothing_came(tx: Session) -> None:
    assert inbox.store(tx, [], NOTHING, now=NOW) == set()


def test_what_is_finished_is_open_no_more(tx: Session) -> None:
    inbox.store(tx, updates(1, 2, 3, 4), NOTHING, now=NOW)
    inbox.store(tx, updates(5), Handled([1, 3], [4]), now=NOW)

    assert inbox.open_updates(tx, 7, 9) == updates(2, 5)
    assert states(tx) == {
        1: InboxState.DONE,
        2: InboxState.STORED,
        3: InboxState.DONE,
        4: InboxState.PARKED,
        5: InboxState.STORED,
    }


def test_an_update_with_its_effect_but_no_screen_is_open(tx: Session) -> None:
    inbox.store(tx, updates(1), NOTHING, now=NOW)
    tx.get_one(InboxUpdate, 1).state = InboxState.EFFECT
    tx.flush()

    assert inbox.open_updates(tx, 7, 9) == updates(1)


def test_the_oldest_come_first_even_where_ids_began_anew(tx: Session) -> None:
    inbox.store(tx, updates(900, 901), NOTHING, now=NOW)
    inbox.store(tx, updates(5, 6), NOTHING, now=NOW + dt.timedelta(days=8))

    assert inbox.open_updates(tx, 7, 9) == updates(900, 901, 5, 6)


def test_one_chat_is_read_alone(tx: Session) -> None:
    inbox.store(tx, [*updates(1, 3, 5, chat=7), *updates(2, 4, chat=8)], NOTHING, now=NOW)

    assert inbox.open_updates(tx, 7, 2) == updates(1, 3)
    assert inbox.open_updates(tx, 8, 9) == updates(2, 4, chat=8)


def test_the_chats_of_which_something_waits(tx: Session) -> None:
    inbox.store(tx, [*updates(1, 2, chat=7), *updates(3, chat=9)], NOTHING, now=NOW)
    inbox.store(tx, updates(4, chat=8), Handled([3], []), now=NOW - dt.timedelta(minutes=1))

    assert inbox.open_chats(tx) == [8, 7]
    assert [inbox.waits(tx, chat) for chat in (7, 8, 9)] == [True, True, False]


def test_what_is_finished_is_forgotten_after_three_days_and_the_open_never(tx: Session) -> None:
    inbox.store(tx, updates(1, 2, 3), NOTHING, now=NOW)
    inbox.store(tx, updates(4), Handled([1, 4], [2]), now=NOW + dt.timedelta(hours=1))
    inbox.finish(tx, Handled([4], []))

    assert inbox.purge(tx, now=NOW + dt.timedelta(hours=72)) == 0
    assert inbox.purge(tx, limit=1, now=NOW + dt.timedelta(hours=72, seconds=1)) == 1
    assert inbox.purge(tx, now=NOW + dt.timedelta(hours=72, seconds=1)) == 1
    assert states(tx) == {3: InboxState.STORED, 4: InboxState.DONE}
