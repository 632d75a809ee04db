"""What a start refuses: a file in use, no database, a damaged one, a full disk, tables of a newer version."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import text

from crm import migrate
from crm.db import Crm, engine_of
from crm.guards import CannotStart, Lock, hold, look_at, take

HOLDER = """
import sys
from pathlib import Path
from crm.guards import hold
lock = hold(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


class Disk(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def file(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


def test_one_at_a_time_until_the_holder_is_closed(sqlite_url: str, file: Path) -> None:
    first = Crm(sqlite_url, take(sqlite_url))
    link = file.with_name("link.db")
    link.symlink_to(file)

    for url in (sqlite_url, f"sqlite:///{link}"):
        with pytest.raises(CannotStart, match="is in use by process"):
            take(url)
    first.close()
    second = take(sqlite_url)

    assert second is not None
    second.release()


def test_a_killed_holder_holds_nothing(file: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(CannotStart, match=f"by process {process.pid}:"):
            Lock(file)
        process.send_signal(signal.SIGKILL)
        process.wait()

    hold(file).release()


def test_a_refused_file_is_left_to_others(sqlite_url: str, file: Path) -> None:
    file.write_text("our clients: Anna, Boris")
    for _ in range(2):
        with pytest.raises(CannotStart, match="is not a database"):
            take(sqlite_url)


def test_postgresql_needs_no_lock() -> None:
    assert take("postgresql://u:p@h/x") is None


def test_a_new_and_an_empty_file_are_fine(tmp_path: Path) -> None:
    look_at(tmp_path / "new.db")
    (tmp_path / "empty.db").touch()
    look_at(tmp_path / "empty.db")


def test_a_file_that_is_cut_short(file: Path) -> None:
    look_at(file)
    with file.open("r+b") as opened:
        opened.truncate(file.stat().st_size - 1)

    with pytest.raises(CannotStart, match="is damaged"):
        look_at(file)


def test_damage_within_is_found_at_a_start(file: Path) -> None:
    _spoil(file)

    with pytest.raises(CannotStart, match="is damaged"):
        look_at(file)


def test_damage_within_a_large_file_is_found_after_an_unclean_stop(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm.guards.QUICK", 4096)
    kept = tmp_path / "kept.db"
    with closing(sqlite3.connect(file)) as db:
        db.execute("INSERT INTO companies (name, search_key) VALUES ('x', 'x')")
        db.commit()
        for end in ("", "-wal"):
            shutil.copyfile(f"{file}{end}", f"{kept}{end}")
    look_at(kept)
    with closing(sqlite3.connect(kept)) as db:
        assert db.execute("SELECT count(*) FROM companies").fetchone() == (1,)

    _spoil(kept)
    look_at(kept)
    with pytest.raises(CannotStart, match="is damaged"):
        look_at(kept, whole=True)
    Path(f"{kept}-wal").touch()
    with pytest.raises(CannotStart, match="is damaged"):
        look_at(kept)


def test_too_little_room(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def disk_usage(path: Any) -> Disk:
        return Disk(10**9, 10**9 - 7 * 1024**2, 7 * 1024**2)

    monkeypatch.setattr("crm.guards.shutil.disk_usage", disk_usage)
    with pytest.raises(CannotStart, match="7 MB are free, 50 MB are needed"):
        take(sqlite_url)


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    with pytest.raises(CannotStart, match="cannot be written"):
        take(f"sqlite:///{tmp_path}/x/y.db")


def test_tables_of_a_newer_version(database_url: str) -> None:
    engine = engine_of(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CannotStart, match="newer version"):
        migrate.upgrade(engine)
    engine.dispose()


def test_a_file_is_copied_before_its_tables_change(
    sqlite_url: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The oldest tables, without their later changes, stay in the copy."""
    engine = engine_of(sqlite_url)
    monkeypatch.setattr(migrate, "HEAD", "0000")
    monkeypatch.setattr(migrate, "known", lambda revision: True)
    with pytest.raises(Exception, match="0000"):
        migrate.upgrade(engine)
    engine.dispose()

    copy = file.with_name("dozvon.before-0000.db")
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("SELECT count(*) FROM outcomes").fetchone() == (12,)
        assert db.execute("SELECT version_num FROM alembic_version").fetchone() != ("0000",)


def test_a_new_file_is_not_copied(empty_sqlite_url: str, tmp_path: Path) -> None:
    engine = engine_of(empty_sqlite_url)
    migrate.upgrade(engine)
    engine.dispose()

    assert list(tmp_path.glob("*.before-*")) == []


def _spoil(file: Path) -> None:
    """Overwrite pages in the middle; the header and the length stay."""
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.seek(size // 2)
        opened.write(b"\xa5" * (size // 4))
