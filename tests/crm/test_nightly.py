"""The backup of a night: put back for a try, thinned out, and nothing removed where it fails."""

import asyncio
import datetime as dt
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import text

from crm import dumps, nightly
from crm.backup import BadBackup, verify
from crm.db import engine_of
from crm.locks import NIGHT as LOCK
from crm.locks import NUMBERS, OURS
from crm.nightly import Night, back_up, keep
from crm.retention import backups, name_of, newest_backup
from tests.crm.base import Firm

ZONE = "Europe/Moscow"
NIGHT = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


class Disk(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def url(database_url: str) -> str:
    firm = Firm(database_url)
    firm.deal()
    firm.close()
    return database_url


def schemas(url: str) -> list[str]:
    engine = engine_of(url)
    with engine.connect() as connection:
        query = text("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'rehearsal%'")
        found = list(connection.scalars(query))
    engine.dispose()
    return found


async def test_a_night(url: str, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    night = await back_up(url, folder, ZONE, now=NIGHT)

    assert night is not None
    assert night.rehearsed
    (file,) = folder.iterdir()
    report = verify(file)
    assert night == Night(file.name, sum(report.rows.values()), round(report.size / 1e6, 1), True, 0)
    assert newest_backup(folder) == NIGHT
    assert report.rows["deals"] == 1


def test_the_oldest_go_and_what_a_killed_one_left(url: str, tmp_path: Path) -> None:
    for n in range(1, 9):
        (tmp_path / name_of(NIGHT - n * DAY, "sqlite")).touch()
    (tmp_path / f".{name_of(NIGHT - DAY, 'sqlite')}.7.part").touch()
    (tmp_path / "mine.txt").touch()
    night = keep(url, tmp_path, ZONE, now=NIGHT)

    assert night.removed == 1  # the Monday before: neither of the last seven days nor the last of its week
    assert len(backups(tmp_path)) == 8
    assert [path for path in tmp_path.iterdir() if ".part" in path.name or "rehearsal" in path.name] == []
    assert (tmp_path / "mine.txt").exists()
    if url.startswith("postgresql"):
        assert schemas(url) == []


def test_too_little_room(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def disk_usage(path: Any) -> Disk:
        return Disk(10**9, 10**9 - 7 * 1024**2, 7 * 1024**2)

    monkeypatch.setattr("crm.nightly.shutil.disk_usage", disk_usage)
    with pytest.raises(BadBackup, match=r"too little room .*: 7 MB are free, \d+ MB are needed"):
        keep(url, tmp_path / "b", ZONE, now=NIGHT)
    assert backups(tmp_path / "b") == {}


def test_one_that_cannot_be_put_back_is_no_backup_and_removes_none(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "b"
    folder.mkdir()
    old = [folder / name_of(NIGHT - n * DAY, "sqlite") for n in range(1, 12)]
    for file in old:
        file.touch()
    monkeypatch.setattr(nightly, "_rehearse", _fails)

    with pytest.raises(BadBackup, match="rows were missing"):
        keep(url, folder, ZONE, now=NIGHT)
    assert sorted(folder.iterdir()) == sorted(old)


def test_missing_rows_are_noticed(url: str, tmp_path: Path) -> None:
    night = keep(url, tmp_path, ZONE, now=NIGHT)
    rows = verify(tmp_path / night.file).rows

    with pytest.raises(BadBackup, match="rows were missing"):
        nightly._rehearse(url, tmp_path / night.file, rows | {"deals": 2})
    assert list(tmp_path.glob("*rehearsal*")) == []


async def test_what_fails_is_said_without_the_password(tmp_path: Path) -> None:
    for url in ("postgresql://u:sesame@127.0.0.1:9/x", f"sqlite:///{tmp_path}/none.db"):
        with pytest.raises(BadBackup) as failed:
            await back_up(url, tmp_path / "b", ZONE, now=NIGHT)
        assert "sesame" not in str(failed.value)


async def test_a_stop_ends_it_at_once(sqlite_url: str, tmp_path: Path) -> None:
    working = asyncio.create_task(back_up(sqlite_url, tmp_path / "b", ZONE, now=NIGHT))
    await asyncio.sleep(0)
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert backups(tmp_path / "b") == {}


@pytest.mark.postgres
class TestPostgres:
    async def test_one_of_several_processes_makes_it(self, postgres_url: str, tmp_path: Path) -> None:
        engine = engine_of(postgres_url)
        with engine.connect() as other:
            lock = text("SELECT pg_advisory_lock(:ours, :number)")
            other.execute(lock, {"ours": OURS, "number": NUMBERS[LOCK]})
            assert await back_up(postgres_url, tmp_path, ZONE, now=NIGHT) is None
        engine.dispose()
        assert await back_up(postgres_url, tmp_path, ZONE, now=NIGHT) is not None

    def test_where_no_schema_may_be_made_it_is_read_whole_and_that_is_said(
        self, postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(dumps, "MAY_TRY", text("SELECT false"))

        assert not keep(postgres_url, tmp_path, ZONE, now=NIGHT).rehearsed


def _fails(url: str, backup: Path, rows: dict[str, int]) -> bool:
    raise BadBackup(f"{backup} was put back for a try, and rows were missing.")
