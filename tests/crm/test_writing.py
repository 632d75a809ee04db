"""Transactions as `Crm.write` runs them: together where they wait, and again where that is safe."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import nullcontext
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, event, insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from crm.access import TelegramPerson, meet
from crm.db import Crm, engine_of
from crm.errors import AlreadyHandled, StaleScreen
from crm.inbox import Handled, Incoming, store
from crm.models import Company
from crm.outbox import owe
from tests.crm.base import NOON
from tests.crm.team import workspace


@pytest.fixture
async def crm(database_url: str) -> AsyncIterator[Crm]:
    crm = Crm(database_url)
    yield crm
    crm.close()


@pytest.fixture
async def on_sqlite(sqlite_url: str) -> AsyncIterator[Crm]:
    crm = Crm(sqlite_url)
    yield crm
    crm.close()


@pytest.fixture
async def on_postgres(postgres_url: str) -> AsyncIterator[Crm]:
    crm = Crm(postgres_url)
    yield crm
    crm.close()


def found(tx: Session, name: str) -> str:
    tx.add(Company(name=name, search_key=name))
    return name


def refused(tx: Session, name: str) -> None:
    found(tx, name)
    tx.flush()
    raise StaleScreen(1)


def broken(tx: Session, name: str) -> None:
    """The flush fails: the session gives up the whole transaction."""
    found(tx, name)
    tx.flush()
    tx.add(Company(id=tx.scalars(select(Company.id)).first(), name=name, search_key=name))
    tx.flush()


def said_wrong(tx: Session, name: str) -> None:
    """A statement fails of which the session knows nothing."""
    found(tx, name)
    tx.flush()
    tx.connection().execute(insert(Company).values(name=name, search_key=None))


async def names(crm: Crm) -> list[str]:
    return await crm.read(lambda tx: list(tx.scalars(select(Company.name).order_by(Company.name))))


def driver_of(connection: Connection) -> Any:
    return connection.connection.driver_connection


def counted(crm: Crm, what: str) -> list[object]:
    """What is appended to whenever this happens on the writing engine."""
    seen: list[object] = []

    def see(connection: object) -> None:
        seen.append(connection)

    event.listen(crm.engine, what, see)
    return seen


async def test_those_who_wait_share_one_commit(on_sqlite: Crm) -> None:
    await on_sqlite.write(found, "warm")
    commits = counted(on_sqlite, "commit")

    written = await asyncio.gather(*(on_sqlite.write(found, f"{n:02}") for n in range(12)))

    assert written == [f"{n:02}" for n in range(12)]
    assert await names(on_sqlite) == [*written, "warm"]
    # The first may have gone alone, before the others came.
    assert 1 <= len(commits) <= 2


async def test_what_is_submitted_shares_its_commit_with_the_tasks_made_beside_it(on_sqlite: Crm) -> None:
    await on_sqlite.write(found, "warm")
    commits = counted(on_sqlite, "commit")

    first = on_sqlite.submit(found, "a")
    tasks = [asyncio.create_task(on_sqlite.write(found, name)) for name in "bc"]

    assert await asyncio.gather(first, *tasks) == ["a", "b", "c"]
    assert len(commits) == 1
    assert await on_sqlite.read(lambda tx: list(tx.scalars(select(Company.name).order_by(Company.id)))) == [
        *("warm", "a", "b", "c")
    ]


async def test_what_waits_for_its_companions_is_written_before_the_end(sqlite_url: str) -> None:
    crm = Crm(sqlite_url)
    writing = crm.submit(found, "a")
    crm.close()

    assert await writing == "a"


@pytest.mark.parametrize("wrong", [refused, broken, said_wrong])
async def test_what_one_does_wrong_is_undone_alone(crm: Crm, wrong: Callable[[Session, str], None]) -> None:
    a, b, c, d = await asyncio.gather(
        crm.write(found, "a"),
        crm.write(found, "b"),
        crm.write(wrong, "c"),
        crm.write(found, "d"),
        return_exceptions=True,
    )

    assert isinstance(c, StaleScreen if wrong is refused else IntegrityError)
    assert (a, b, d) == ("a", "b", "d")
    assert await names(crm) == ["a", "b", "d"]


async def test_a_commit_that_fails_is_the_fault_of_one(on_sqlite: Crm) -> None:
    await on_sqlite.write(found, "a")
    commits = counted(on_sqlite, "commit")

    def lies(tx: Session) -> None:
        """Nobody has this id: the database is told to look only at the end."""
        tx.execute(text("PRAGMA defer_foreign_keys=ON"))
        tx.execute(text("INSERT INTO asks (user_id, kind, data, until) VALUES (77, '', '{}', '2026-11-23')"))

    results = await asyncio.gather(
        *(on_sqlite.write(found, name) for name in "bcd"), on_sqlite.write(lies), return_exceptions=True
    )

    assert results[:3] == ["b", "c", "d"]
    assert isinstance(results[3], IntegrityError)
    assert await names(on_sqlite) == ["a", "b", "c", "d"]
    assert len(commits) >= 5


async def test_only_the_one_that_owes_wakes_the_delivery(crm: Crm) -> None:
    await crm.write(workspace)
    user_id = (await crm.write(meet, TelegramPerson(1001, "Ирина"), now=NOON)).user_id
    written, owed = [], []
    crm.on_write(lambda: written.append(1))
    crm.on_owed(lambda: owed.append(1))

    def owes(tx: Session) -> None:
        owe(tx, user_id, "reminder", {}, now=NOON)

    await asyncio.gather(crm.write(found, "a"), crm.write(owes), crm.write(found, "b"))

    assert (len(written), len(owed)) == (3, 1)


async def test_who_was_cancelled_while_he_waited_is_not_served(on_sqlite: Crm) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(tx: Session) -> None:
        loop.call_soon_threadsafe(begun.set)
        asyncio.run_coroutine_threadsafe(go_on.wait(), loop).result(10)

    first = asyncio.create_task(on_sqlite.write(slow))
    await begun.wait()
    waiting = [asyncio.create_task(on_sqlite.write(found, name)) for name in "ab"]
    await asyncio.sleep(0)
    waiting[0].cancel()
    go_on.set()

    await asyncio.gather(first, waiting[1])
    assert await names(on_sqlite) == ["b"]


# What is run again


def cut_off(tx: Session) -> None:
    """The server ends this very connection, as it does when it is restarted."""
    pid = driver_of(tx.connection()).info.backend_pid
    other = create_engine(tx.get_bind().engine.url)
    with other.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
    other.dispose()


@pytest.mark.postgres
async def test_a_connection_that_is_lost_on_the_way_is_no_error(on_postgres: Crm) -> None:
    runs: list[int] = []

    def unlucky(tx: Session) -> str:
        runs.append(1)
        if len(runs) < 3:
            cut_off(tx)
        return found(tx, "a")

    assert await on_postgres.write(unlucky) == "a"
    assert await names(on_postgres) == ["a"]
    assert len(runs) == 3


@pytest.mark.postgres
async def test_a_connection_lost_while_reading_is_no_error(on_postgres: Crm) -> None:
    await on_postgres.write(found, "a")
    runs: list[int] = []

    def unlucky(tx: Session) -> list[str]:
        runs.append(1)
        if len(runs) < 2:
            cut_off(tx)
        return list(tx.scalars(select(Company.name)))

    assert await on_postgres.read(unlucky) == ["a"]


@pytest.mark.postgres
async def test_after_five_runs_the_error_is_raised(on_postgres: Crm) -> None:
    runs: list[int] = []

    def unlucky(tx: Session) -> None:
        runs.append(1)
        cut_off(tx)
        found(tx, "a")

    with pytest.raises(OperationalError):
        await on_postgres.write(unlucky)
    assert len(runs) == 5


def breaks_off(crm: Crm, *, stands: bool) -> None:
    """The next commit happens or not, and its answer is lost either way."""

    def cut(connection: Connection) -> None:
        if stands:
            driver_of(connection).commit()
            driver_of(connection).execute("SELECT 1")  # or there would be nothing left to commit
        cut_off(Session(connection))

    event.listen(crm.engine, "commit", cut, once=True)


@pytest.mark.postgres
@pytest.mark.parametrize("stands", [True, False])
async def test_a_commit_that_broke_off_is_not_repeated(on_postgres: Crm, stands: bool) -> None:
    breaks_off(on_postgres, stands=stands)

    with pytest.raises(OperationalError):
        await on_postgres.write(found, "a")
    assert await names(on_postgres) == ["a"] * stands


@pytest.mark.postgres
@pytest.mark.parametrize("stands", [True, False])
async def test_but_what_may_be_done_twice_is(on_postgres: Crm, stands: bool) -> None:
    breaks_off(on_postgres, stands=stands)

    await on_postgres.write_repeatable(found, "a")
    assert await names(on_postgres) == ["a"] * (1 + stands)


@pytest.mark.postgres
@pytest.mark.parametrize("stands", [True, False])
async def test_the_effect_of_an_update_happens_once_even_then(on_postgres: Crm, stands: bool) -> None:
    await on_postgres.write(store, [Incoming(7, 1, "{}")], Handled([], []), now=NOON)
    breaks_off(on_postgres, stands=stands)
    handling = on_postgres.handling(7)

    with pytest.raises(AlreadyHandled) if stands else nullcontext():
        await handling.write(found, "a")
    assert await names(on_postgres) == ["a"]


async def test_a_file_that_another_program_holds_is_waited_for(on_sqlite: Crm) -> None:
    """A second program may write too (a restore, somebody with a shell): its turn passes."""
    with on_sqlite.engine.connect() as connection:
        driver_of(connection).execute("PRAGMA busy_timeout=0")
    other = engine_of(on_sqlite.url)
    busy = other.connect()
    busy.begin()
    tries: list[int] = []

    def let_go(*_: object) -> None:
        tries.append(1)
        if len(tries) == 3:
            busy.close()

    event.listen(on_sqlite.engine, "checkout", let_go)

    assert await on_sqlite.write(found, "a") == "a"
    assert len(tries) == 3
    other.dispose()
