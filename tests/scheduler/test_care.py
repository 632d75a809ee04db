"""Once a day: the backup at night, one that was missed at the start, a failed one told to the owners."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from crm import inbox, restored
from crm.copies import BadBackup
from crm.db import Crm
from crm.models import OutboxMessage
from crm.nightly import Night
from crm.retention import name_of
from scheduler import care as care_module
from scheduler.care import Care
from tests.crm.base import NOON, Firm

ZONE = "Europe/Moscow"
HOUR = dt.timedelta(hours=1)
NIGHT = NOON + 16 * HOUR  # four in Moscow


class Backups:
    """Stands for crm.nightly: notes when a backup is asked for, and fails if told so."""

    def __init__(self) -> None:
        self.asked: list[dt.datetime] = []
        self.fails = False

    async def back_up(self, url: str, folder: Path, zone: str, *, now: dt.datetime) -> Night | None:
        self.asked.append(now)
        if self.fails:
            raise BadBackup("The disk is full.")
        return Night("x.db", 1, 0.1, True, 0)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Backups:
    made = Backups()
    monkeypatch.setattr(care_module, "nightly", made)
    return made


@pytest.fixture
def crm(database_url: str) -> Iterator[Crm]:
    """A company whose first people came at `NOON`."""
    Firm(database_url).close()
    crm = Crm(database_url)
    yield crm
    crm.close()


async def test_each_night_one(crm: Crm, made: Backups, tmp_path: Path) -> None:
    care = Care(crm, ZONE, tmp_path)
    for hours in range(50):
        await care(NOON + hours * HOUR)

    assert made.asked == [NIGHT, NIGHT + 24 * HOUR]


@pytest.mark.parametrize(("age", "missed"), [(26, 0), (27, 1)])
async def test_a_missed_night_is_made_up_at_the_start(
    crm: Crm, made: Backups, tmp_path: Path, age: int, missed: int
) -> None:
    now = NOON + 100 * HOUR
    (tmp_path / name_of(now - age * HOUR, "sqlite")).touch()
    care = Care(crm, ZONE, tmp_path)
    for minutes in range(3):
        await care(now + minutes * HOUR / 60)

    assert made.asked == [now] * missed


@pytest.mark.parametrize(("age", "missed"), [(26, 0), (27, 1)])
async def test_a_computer_that_is_off_at_night_has_backups_too(
    crm: Crm, made: Backups, tmp_path: Path, age: int, missed: int
) -> None:
    await Care(crm, ZONE, tmp_path)(NOON + age * HOUR)

    assert len(made.asked) == missed


async def test_none_where_none_are_wanted(crm: Crm, made: Backups) -> None:
    care = Care(crm, ZONE)
    for hours in range(50):
        await care(NOON + hours * HOUR)

    assert made.asked == []


async def test_a_failed_one_is_told_and_tried_again_the_next_night(
    crm: Crm, made: Backups, tmp_path: Path
) -> None:
    made.fails = True
    care = Care(crm, ZONE, tmp_path)
    for hours in range(50):
        await care(NOON + hours * HOUR)

    def told(tx: Session) -> list[str]:
        alerts = tx.scalars(select(OutboxMessage).where(OutboxMessage.kind == "alert"))
        return [alert.payload["cause"] for alert in alerts]

    assert await crm.read(told) == ["backup_failed", "backup_failed"]
    assert made.asked == [NIGHT, NIGHT + 24 * HOUR]


async def test_there_is_a_backup_though_the_forgetting_fails(
    crm: Crm, made: Backups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(tx: Session, limit: int, *, now: dt.datetime) -> int:
        raise OperationalError("DELETE", None, Exception("the database is away"))

    care = Care(crm, ZONE, tmp_path)
    await care(NOON)
    monkeypatch.setattr(inbox, "purge", fails)
    with pytest.raises(OperationalError):
        await care(NIGHT)

    assert made.asked == [NIGHT]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dt.datetime]:
    """When the owners were asked again; the first time it fails."""
    asked: list[dt.datetime] = []

    def ask_again(tx: Session, *, now: dt.datetime) -> None:
        asked.append(now)
        if len(asked) == 1:
            raise OperationalError("SELECT", {}, Exception("the database is away"))

    monkeypatch.setattr(restored, "ask_again", ask_again)
    return asked


async def test_a_question_that_could_not_be_asked_is_asked_a_minute_later(
    crm: Crm, asked: list[dt.datetime]
) -> None:
    care, minute = Care(crm, ZONE), dt.timedelta(minutes=1)
    with pytest.raises(OperationalError):
        await care(NOON)
    for seconds in (1, 59, 60, 61, 3600):
        await care(NOON + dt.timedelta(seconds=seconds))

    assert asked == [NOON, NOON + minute]


async def test_a_clock_that_was_years_ahead_stops_no_backup(crm: Crm, made: Backups, tmp_path: Path) -> None:
    care = Care(crm, ZONE, tmp_path)
    await care(NOON)
    await care(NOON + dt.timedelta(days=3650))
    made.asked.clear()
    for hours in range(30):
        await care(NOON + hours * HOUR)

    assert made.asked[-1] == NIGHT
    assert len(made.asked) == 2
