"""Backups of both kinds: made under writes, checked, put back whole or not at all."""

import gzip
import json
import random
import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, select, text
from sqlalchemy.orm import Session

from crm.backup import BadBackup, backup, restore, verify, would_overwrite
from crm.db import engine_of
from crm.guards import CannotStart, hold
from crm.migrate import HEAD, upgrade
from crm.models import Activity, Company, SubReason, Workspace
from tests.crm.base import NOON, Firm

HARD = "Ü \\ ' \" \n\t \x01 [{ ☎️ %s :v1"


@pytest.fixture
def full(database_url: str) -> str:
    """The address of a database with people, deals, JSON, moments and hard letters in it."""
    firm = Firm(database_url)
    firm.deal(need=HARD)
    with firm.tx() as tx:
        tx.add_all(Company(name=name, search_key=name) for name in (HARD, "second"))
    firm.close()
    return database_url


def contents(url: str) -> dict[str, list[Any]]:
    engine = engine_of(url)
    metadata = MetaData()
    with engine.connect() as connection:
        metadata.reflect(connection)
        rows = {
            name: sorted(map(repr, connection.execute(select(table))))
            for name, table in metadata.tables.items()
        }
    engine.dispose()
    return rows


def change(url: str, statement: str) -> None:
    engine = engine_of(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_there_and_back(full: str, tmp_path: Path) -> None:
    before = contents(full)
    made = backup(full, tmp_path / "copies" / "one")
    change(full, "UPDATE companies SET name = 'changed'")
    change(full, "DELETE FROM sub_reasons")
    held = restore(tmp_path / "copies" / "one", full, overwrite=True, now=NOON)

    assert contents(full) == before
    assert held == 0
    assert made == verify(tmp_path / "copies" / "one")
    assert made.revision == HEAD
    assert made.rows == {name: len(rows) for name, rows in before.items() if name != "alembic_version"}
    assert stat.S_IMODE((tmp_path / "copies" / "one").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "copies").iterdir()] == ["one"]


def test_a_restored_database_works_on(full: str, tmp_path: Path) -> None:
    """New rows get new numbers, and the tables are brought to today's."""
    backup(full, tmp_path / "one")
    restore(tmp_path / "one", full, overwrite=True, now=NOON)
    engine = engine_of(full)
    upgrade(engine)
    with Session(engine) as tx, tx.begin():
        tx.add(Company(name="next", search_key="next"))
        assert tx.get_one(Workspace, 1).zone == "Europe/Moscow"
        assert all(row.at.tzinfo for row in tx.scalars(select(Activity)))
    engine.dispose()


def test_into_an_empty_database_nobody_is_asked(
    full: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    kind = "postgres" if full.startswith("postgresql") else "sqlite"
    empty: str = request.getfixturevalue(f"empty_{kind}_url")
    backup(full, tmp_path / "one")

    assert not would_overwrite(empty)
    restore(tmp_path / "one", empty, now=NOON)
    assert contents(empty) == contents(full)
    assert would_overwrite(empty)
    with pytest.raises(BadBackup, match="must be agreed"):
        restore(tmp_path / "one", empty, now=NOON)


def test_what_is_written_meanwhile_is_in_it_whole_or_not_at_all(full: str, tmp_path: Path) -> None:
    """Each transaction writes into two tables, one read first and one last; no backup has one row alone."""
    done = threading.Event()
    errors: list[BaseException] = []

    def write() -> None:
        engine = engine_of(full)
        try:
            while not done.is_set():
                with Session(engine) as tx, tx.begin():
                    tx.add(Company(name="x", search_key="x"))
                    tx.add(SubReason(outcome_id=1, key="x", labels={}, position=0))
        except BaseException as error:
            errors.append(error)
        finally:
            engine.dispose()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        backups = [backup(full, tmp_path / "one").rows for _ in range(5)]
    finally:
        done.set()
        writer.join()

    assert errors == []
    assert len({rows["companies"] - rows["sub_reasons"] for rows in backups}) == 1
    assert len({rows["companies"] for rows in backups}) > 1


def test_every_kind_of_damage_is_noticed_and_changes_nothing(full: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    backup(full, good)
    before = contents(full)
    whole = good.read_bytes()
    middle = len(whole) // 2
    for damaged in (
        b"",
        b"hello",
        whole[:50],
        whole[: len(whole) - 100],
        whole[:middle],
        whole[:middle]
        + bytes(byte ^ 0xFF for byte in whole[middle : middle + 4096])
        + whole[middle + 4096 :],
    ):
        bad.write_bytes(damaged)
        with pytest.raises(BadBackup):
            verify(bad)
        with pytest.raises(BadBackup):
            restore(bad, full, overwrite=True, now=NOON)
    with pytest.raises(BadBackup, match="cannot be read"):
        verify(tmp_path / "missing")
    assert contents(full) == before


def test_a_changed_byte_anywhere_is_noticed(full: str, tmp_path: Path) -> None:
    """On PostgreSQL a few bytes of the file say nothing (the compressor's name): then nothing is lost."""
    good, bad = tmp_path / "good", tmp_path / "bad"
    backup(full, good)
    whole = good.read_bytes()
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    for at in [*range(100), *(chance.randrange(len(whole)) for _ in range(200)), len(whole) - 1]:
        flipped = bytes([whole[at] ^ chance.randrange(1, 256)])
        bad.write_bytes(whole[:at] + flipped + whole[at + 1 :])
        try:
            verify(bad)
        except BadBackup:
            continue
        assert full.startswith("postgresql"), at
        assert gzip.decompress(bad.read_bytes()) == gzip.decompress(whole), at


def test_a_backup_of_a_newer_version_is_not_put_back(full: str, tmp_path: Path) -> None:
    backup(full, tmp_path / "one")
    change(full, "UPDATE alembic_version SET version_num = '9999'")
    backup(full, tmp_path / "newer")

    with pytest.raises(BadBackup, match="newer version"):
        restore(tmp_path / "newer", full, overwrite=True, now=NOON)
    restore(tmp_path / "one", full, overwrite=True, now=NOON)
    assert verify(tmp_path / "one").rows == backup(full, tmp_path / "two").rows


def test_a_failed_backup_leaves_the_last_one(full: str, tmp_path: Path) -> None:
    target = tmp_path / "one"
    backup(full, target)
    kept = target.read_bytes()
    change(full, "DELETE FROM alembic_version")

    with pytest.raises(BadBackup):
        backup(full, target)
    assert target.read_bytes() == kept
    assert list(tmp_path.glob(".*.part")) == []


class TestSqlite:
    @pytest.fixture
    def file(self, sqlite_url: str) -> Path:
        return Path(sqlite_url.removeprefix("sqlite:///"))

    def test_not_onto_a_database_in_use(self, sqlite_url: str, file: Path, tmp_path: Path) -> None:
        for target in (file, tmp_path):
            with pytest.raises(BadBackup):
                backup(sqlite_url, target)

    def test_not_while_a_process_works_on_it(self, sqlite_url: str, file: Path, tmp_path: Path) -> None:
        backup(sqlite_url, tmp_path / "one")
        with hold(file), pytest.raises(CannotStart):
            restore(tmp_path / "one", sqlite_url, overwrite=True, now=NOON)

    @pytest.mark.parametrize("damaged", [True, False])
    def test_the_old_files_log_does_not_reach_the_new_one(
        self, damaged: bool, sqlite_url: str, file: Path, tmp_path: Path
    ) -> None:
        """A kill leaves a log behind; restored, the file is the backup and nothing else."""
        backup(sqlite_url, tmp_path / "one")
        before = contents(sqlite_url)
        change(sqlite_url, "INSERT INTO companies (name, search_key) VALUES ('a', 'a')")
        with closing(sqlite3.connect(file)) as killed:
            killed.execute("INSERT INTO companies (name, search_key) VALUES ('b', 'b')")
            killed.commit()
            left = Path(f"{file}-wal").read_bytes()
        Path(f"{file}-wal").write_bytes(left)
        if damaged:
            file.write_bytes(b"\0" * 8192)
        restore(tmp_path / "one", sqlite_url, overwrite=True, now=NOON)

        assert not Path(f"{file}-wal").exists()
        assert contents(sqlite_url) == before

    def test_a_backup_that_was_put_to_work_by_hand(self, sqlite_url: str, tmp_path: Path) -> None:
        """Copied under the database's name and used: it changes, and that is no damage."""
        by_hand = tmp_path / "by_hand.db"
        backup(sqlite_url, by_hand)
        change(f"sqlite:///{by_hand}", "INSERT INTO companies (name, search_key) VALUES ('a', 'a')")

        assert verify(by_hand).rows["companies"] == 1
        backup(f"sqlite:///{by_hand}", tmp_path / "two")
        assert verify(tmp_path / "two").rows["companies"] == 1

    def test_a_row_that_refers_to_nothing(self, sqlite_url: str, file: Path, tmp_path: Path) -> None:
        backup(sqlite_url, tmp_path / "one")
        with closing(sqlite3.connect(tmp_path / "one")) as db:
            db.execute("PRAGMA application_id=0")  # written by hand: its checksum is gone
            db.execute("PRAGMA foreign_keys=OFF")
            db.execute("DELETE FROM outcomes")
            db.commit()
        with pytest.raises(BadBackup, match="refers to"):
            verify(tmp_path / "one")


@pytest.mark.postgres
class TestPostgres:
    @pytest.fixture
    def dump(self, postgres_url: str, tmp_path: Path) -> Path:
        backup(postgres_url, tmp_path / "one")
        return tmp_path / "one"

    def test_a_line_too_few_or_changed(self, dump: Path, tmp_path: Path) -> None:
        lines = gzip.decompress(dump.read_bytes()).splitlines(keepends=True)
        row = next(n for n, line in enumerate(lines) if line.startswith(b"["))
        table = next(n for n, line in enumerate(lines) if b'"table"' in line)
        end = next(n for n, line in enumerate(lines) if b'"rows"' in line)
        for wrong in (
            lines[:row] + lines[row + 1 :],
            [*lines[:row], lines[row].replace(b"1", b"2", 1), *lines[row + 1 :]],
            lines[:table] + lines[end + 1 :],
            lines[:-1],
            [*lines, b"{}\n"],
            [b"[]\n", *lines],
        ):
            (tmp_path / "wrong").write_bytes(gzip.compress(b"".join(wrong)))
            with pytest.raises(BadBackup):
                verify(tmp_path / "wrong")

    def test_not_while_anybody_is_connected(self, dump: Path, postgres_url: str) -> None:
        engine = engine_of(postgres_url)
        with engine.connect(), pytest.raises(BadBackup, match="in use"):
            restore(dump, postgres_url, overwrite=True, now=NOON)
        engine.dispose()

    def test_a_failing_restore_leaves_what_was(self, dump: Path, postgres_url: str, tmp_path: Path) -> None:
        """A file that is whole and yet does not fit: the constraints of the tables are asked too."""
        before = contents(postgres_url)
        lines = gzip.decompress(dump.read_bytes()).splitlines(keepends=True)
        lines[-1:] = [
            b'{"table":"strangers","columns":["id"]}\n',
            b'{"rows":0,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}\n',
            json.dumps({"tables": json.loads(lines[-1])["tables"] + 1}).encode() + b"\n",
        ]
        (tmp_path / "odd").write_bytes(gzip.compress(b"".join(lines)))
        verify(tmp_path / "odd")

        with pytest.raises(BadBackup, match="strangers"):
            restore(tmp_path / "odd", postgres_url, overwrite=True, now=NOON)
        assert contents(postgres_url) == before

    def test_tables_of_others_stay(self, dump: Path, empty_postgres_url: str) -> None:
        change(empty_postgres_url, "CREATE TABLE theirs AS SELECT 1 AS one")
        restore(dump, empty_postgres_url, now=NOON)

        assert contents(empty_postgres_url)["theirs"] == ["(1,)"]

    def test_kinds_are_not_mixed(self, dump: Path, sqlite_url: str) -> None:
        with pytest.raises(BadBackup, match="another kind"):
            restore(dump, sqlite_url, overwrite=True, now=NOON)
