"""From SQLite to PostgreSQL: the same rows, checked on both sides, and nothing at all after a kill."""

import datetime as dt
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Column, DateTime, Integer, String, func, select, text, update
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from crm import migrate
from crm import move as move_module
from crm.db import engine_of
from crm.guards import CannotStart, hold
from crm.migrate import furnish
from crm.models import Activity, Alert, Ask, Base, Company, DayOff, Deal, InboxUpdate, Pulse
from crm.move import CannotMove, Moved, move
from crm.seed import seed
from tests.crm.base import NOON

pytestmark = pytest.mark.postgres
HARD = "Ü \\ ' \" \n\t \x01 \\N \\. [{ ☎️ %s :v1 'NULL'"
VALUES: dict[type[TypeEngine[Any]], Any] = {
    Integer: 1,
    String: "ü'\\N",
    DateTime: NOON,
    JSON: {"ru": HARD},
}
CHILD = """
import sys
from crm import dumps, move
fill = dumps.fill
def slow(connection, table, columns, rows):
    fill(connection, table, columns, rows)
    print(table.name, flush=True)
    if table.name == sys.argv[3]:
        sys.stdin.read()
dumps.fill = slow
move.move(sys.argv[1], sys.argv[2])
"""


@pytest.fixture(scope="module")
def company(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seeded company, and values that are hard to carry: to be copied."""
    file = Path(shutil.copy(migrated_file, tmp_path_factory.mktemp("company")))
    engine = engine_of(f"sqlite:///{file}")
    with Session(engine) as tx, tx.begin():
        furnish(tx, name="", zone="Europe/Moscow", country="RU", language="ru", currency="RUB")
        tx.flush()
        seed(tx, language="ru", now=NOON)
        tx.add(Company(name=HARD, search_key=HARD))
        tx.add(InboxUpdate(update_id=2**52, chat_key=-(2**52), payload=HARD, received_at=NOON))
        odd = dt.timedelta(microseconds=7)
        tx.add(InboxUpdate(update_id=3, chat_key=0, payload="{}", received_at=NOON + odd))
        tx.add_all(DayOff(user_id=user, day=NOON.date(), off=user is None, name=HARD) for user in (None, 1))
        tx.add(Ask(user_id=1, kind="note", data={"text": HARD}, until=NOON + odd))
        tx.add(Alert(cause="other", told_at=NOON, more=3))
        tx.add(Pulse(id=1, heard_at=NOON))
        tx.flush()
        for column in _empty_columns(tx):
            first = select(func.min(column.table.primary_key.columns[0])).scalar_subquery()
            row = column.table.primary_key.columns[0] == first
            kind = getattr(column.type, "impl", column.type)
            value = next(value for known, value in VALUES.items() if isinstance(kind, known))
            tx.execute(update(column.table).where(row).values({column.name: value}))
    engine.dispose()
    return file


def _empty_columns(tx: Session) -> list[Column[Any]]:
    columns = [column for table in Base.metadata.tables.values() for column in table.columns]
    return [column for column in columns if not tx.scalar(select(func.count(column)))]


@pytest.fixture
def source(company: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(company, tmp_path)}"


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def contents(url: str) -> dict[str, list[str]]:
    """What the program itself reads, table by table."""
    engine = engine_of(url)
    with Session(engine) as tx:
        found = {
            name: [repr(tuple(row)) for row in tx.execute(select(table).order_by(*table.primary_key))]
            for name, table in Base.metadata.tables.items()
        }
    engine.dispose()
    return found


def tables_in(url: str) -> int:
    engine = engine_of(url)
    with engine.connect() as connection:
        query = text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        count = int(connection.scalar(query) or 0)
    engine.dispose()
    return count


def test_all_of_it_arrives(source: str, empty_postgres_url: str) -> None:
    moved = move(source, empty_postgres_url)

    before = contents(source)
    assert contents(empty_postgres_url) == before
    assert {one.table: one.rows for one in moved} == {name: len(rows) for name, rows in before.items()}
    assert len({one.checksum for one in moved if one.rows > 1}) == sum(one.rows > 1 for one in moved)


def test_no_table_and_no_column_is_moved_untried(source: str) -> None:
    """What is empty in the company that is moved could be lost without a word."""
    engine = engine_of(source)
    with Session(engine) as tx:
        assert _empty_columns(tx) == []
    engine.dispose()


def test_work_goes_on_there(source: str, empty_postgres_url: str) -> None:
    """New rows get new numbers, and a start finds today's tables."""
    move(source, empty_postgres_url)
    engine = engine_of(empty_postgres_url)
    migrate.upgrade(engine)
    with Session(engine) as tx, tx.begin():
        last = tx.scalar(select(func.max(Company.id)))
        tx.add(company := Company(name="next", search_key="next"))
        tx.flush()
        assert last is not None
        assert company.id == last + 1
        assert all(row.at.tzinfo for row in tx.scalars(select(Activity)))
        assert tx.scalar(select(func.count()).select_from(Deal)) == len(contents(source)["deals"])
    engine.dispose()


@pytest.mark.parametrize("after", ["companies", "users", "activities"])
def test_a_kill_in_the_middle_leaves_nothing_and_it_is_begun_again(
    source: str, empty_postgres_url: str, after: str
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, source, empty_postgres_url, after],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if line.strip() == after:
                break
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    assert child.returncode == -signal.SIGKILL
    until = time.monotonic() + 10  # the server notices by itself
    while tables_in(empty_postgres_url):
        assert time.monotonic() < until

    move(source, empty_postgres_url)
    assert contents(empty_postgres_url) == contents(source)


def test_a_bot_at_work_stops_it(source: str, empty_postgres_url: str) -> None:
    with hold(file_of(source)), pytest.raises(CannotStart, match="in use by process"):
        move(source, empty_postgres_url)
    engine = engine_of(empty_postgres_url)
    with engine.connect(), pytest.raises(CannotMove, match="in use"):
        move(source, empty_postgres_url)
    engine.dispose()
    assert tables_in(empty_postgres_url) == 0


def test_a_database_that_has_something_is_left_alone(source: str, postgres_url: str) -> None:
    before = contents(postgres_url)
    with pytest.raises(CannotMove, match="not empty"):
        move(source, postgres_url)
    assert contents(postgres_url) == before


def test_tables_of_others_stay(source: str, empty_postgres_url: str) -> None:
    engine = engine_of(empty_postgres_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE theirs AS SELECT 1 AS one"))
    engine.dispose()
    move(source, empty_postgres_url)

    assert tables_in(empty_postgres_url) == len(Base.metadata.tables) + 2


@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_older_tables_are_brought_up_first(source: str, empty_postgres_url: str, revision: str) -> None:
    engine = engine_of(source)
    migrate.downgrade(engine, revision)
    engine.dispose()
    move(source, empty_postgres_url)

    assert contents(empty_postgres_url) == contents(source)
    assert file_of(source).with_name(f"dozvon.before-{migrate.HEAD}.db").exists()


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM activities WHERE id = (SELECT max(id) FROM activities)",
        "UPDATE deals SET sum_minor = 7 WHERE id = (SELECT min(id) FROM deals)",
        "UPDATE clients SET created_at = created_at + interval '1 microsecond'"
        " WHERE id = (SELECT min(id) FROM clients)",
        "UPDATE users SET active = NOT active WHERE id = (SELECT min(id) FROM users)",
        "UPDATE companies SET name = name || ' ' WHERE id = (SELECT min(id) FROM companies)",
    ],
)
def test_any_difference_is_found_and_then_nothing_was_moved(
    source: str, empty_postgres_url: str, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    compared = move_module._compared
    changed: list[str] = []

    def spoilt(origin: sqlite3.Connection, connection: object, table: object) -> Moved:
        if not changed:
            changed.append(change)
            assert connection.execute(text(change)).rowcount == 1  # type: ignore[attr-defined]
        return compared(origin, connection, table)  # type: ignore[arg-type]

    monkeypatch.setattr(move_module, "_compared", spoilt)
    with pytest.raises(CannotMove, match="differs"):
        move(source, empty_postgres_url)
    assert tables_in(empty_postgres_url) == 0


def test_what_postgresql_cannot_hold_is_said(source: str, empty_postgres_url: str) -> None:
    with closing(sqlite3.connect(file_of(source))) as db:
        db.execute("UPDATE companies SET name = 'a' || char(0) || 'b'")
        db.commit()
    with pytest.raises(CannotMove, match="companies"):
        move(source, empty_postgres_url)
    assert tables_in(empty_postgres_url) == 0


@pytest.mark.parametrize(
    ("source_url", "target_url", "says"),
    [
        ("postgresql://u:sesame@127.0.0.1:9/x", "postgresql://u:sesame@127.0.0.1:9/y", "goes from"),
        ("sqlite:///a.db", "sqlite:///b.db", "goes from"),
        ("sqlite:///a.db", "what?", "goes from"),
        ("sqlite:////nowhere/a.db", "postgresql://u:sesame@127.0.0.1:9/y", "no database at"),
    ],
)
def test_wrong_addresses(source_url: str, target_url: str, says: str) -> None:
    with pytest.raises(CannotMove, match=says) as refused:
        move(source_url, target_url)
    assert "sesame" not in str(refused.value)


def test_a_server_that_does_not_answer(source: str) -> None:
    with pytest.raises(CannotMove) as refused:
        move(source, "postgresql://u:sesame@127.0.0.1:9/y")
    assert "sesame" not in str(refused.value)
