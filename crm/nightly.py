"""The backup of a night: made, put back for a try, and the oldest ones removed. In a process of its own.

A dump of PostgreSQL is work for Python, and beside the bot it would slow every press. A process can also be
ended at once, when the bot stops.
"""

import asyncio
import datetime as dt
import json
import os
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text

from crm import copies, dumps
from crm.backup import BadBackup, backup
from crm.db import engine_of
from crm.guards import ROOM, file_of
from crm.locks import NIGHT, NUMBERS, OURS
from crm.retention import backups, name_of, superfluous

KINDNESS = 10  # of 19: a press goes before a backup
LEFT_BEHIND = ".rehearsal"
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Night:
    """What was done. `rehearsed`: it was put back for a try; else it was read whole, no more."""

    file: str
    rows: int
    megabytes: float
    rehearsed: bool
    removed: int


async def back_up(url: str, folder: Path, zone: str, *, now: dt.datetime) -> Night | None:
    """Make the night's backup; None where another process is making it. Cancelled, it ends at once.

    Raises BadBackup; then nothing was removed.
    """
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        __name__,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
    )
    try:
        told = {"url": url, "folder": str(folder), "zone": zone, "now": now.isoformat()}
        said, _ = await child.communicate(json.dumps(told).encode())
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    answer: dict[str, Any] = (
        json.loads(said) if said else {"failed": "The backup's process ended without a word."}
    )
    if "failed" in answer:
        raise BadBackup(answer["failed"])
    return Night(**answer["night"]) if answer["night"] else None


def main() -> None:
    """Read what is to be done as JSON, do it and say as JSON what came of it."""
    told = json.load(sys.stdin)
    os.nice(KINDNESS)
    now = dt.datetime.fromisoformat(told["now"])
    try:
        night = _alone(told["url"], Path(told["folder"]), told["zone"], now)
        answer: dict[str, Any] = {"night": asdict(night) if night else None}
    except BadBackup as error:
        answer = {"failed": str(error)}
    except Exception as error:
        # The driver's own words may hold the address with its password.
        answer = {"failed": f"The backup failed: {type(error).__name__}."}
    print(json.dumps(answer))


def _alone(url: str, folder: Path, zone: str, now: dt.datetime) -> Night | None:
    """Of several processes on PostgreSQL one works; the lock goes with its connection."""
    if file_of(url) is not None:
        return keep(url, folder, zone, now=now)
    engine = engine_of(url)
    try:
        with engine.connect() as connection:
            lock = text("SELECT pg_try_advisory_lock(:ours, :number)")
            if not connection.scalar(lock, {"ours": OURS, "number": NUMBERS[NIGHT]}):
                return None
            connection.commit()
            return keep(url, folder, zone, now=now)
    finally:
        engine.dispose()


def keep(url: str, folder: Path, zone: str, *, now: dt.datetime) -> Night:
    """A backup of this moment in the folder, tried, and no more of the old ones than are to be kept.

    Raises BadBackup; then nothing was removed.
    """
    file = file_of(url)
    target = folder / name_of(now, "postgresql" if file is None else "sqlite")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _tidy(folder)
        _look_for_room(url, folder)
        report = backup(url, target)
        try:
            rehearsed = _rehearse(url, target, report.rows)
        except BadBackup:
            target.unlink()
            raise
        removed = _thin_out(folder, target, zone)
    except OSError as error:
        raise BadBackup(f"{folder} cannot be written: {error.strerror}.") from None
    return Night(target.name, sum(report.rows.values()), round(report.size / 1e6, 1), rehearsed, removed)


def _tidy(folder: Path) -> None:
    """What a killed backup left behind."""
    for pattern in (".dozvon-*.part*", f"{LEFT_BEHIND}*", f".{LEFT_BEHIND}*"):
        for file in folder.glob(pattern):
            file.unlink()


def _look_for_room(url: str, folder: Path) -> None:
    """For the copy and, on SQLite, for the one that is put back."""
    file = file_of(url)
    size = _size_on_server(url) if file is None else 2 * file.stat().st_size
    free = shutil.disk_usage(folder).free
    if free < size + ROOM:
        needed = (size + ROOM) >> 20
        raise BadBackup(
            f"There is too little room in {folder}: {free >> 20} MB are free, {needed} MB are needed."
        )


def _size_on_server(url: str) -> int:
    engine = engine_of(url)
    try:
        with engine.connect() as connection:
            return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)
    finally:
        engine.dispose()


def _rehearse(url: str, backup: Path, rows: dict[str, int]) -> bool:
    """Put it back, beside the database, and count. False where the server does not allow a place for that."""
    if file_of(url) is None:
        engine = engine_of(url)
        try:
            counted = dumps.rehearse(backup, engine)
        finally:
            engine.dispose()
    else:
        scratch = backup.with_name(LEFT_BEHIND)
        copies.put_back(backup, scratch, lambda part: None)
        try:
            counted = copies.examine(scratch)[1]
        finally:
            scratch.unlink()
    if counted not in (None, rows):
        raise BadBackup(f"{backup} was put back for a try, and rows were missing.")
    return counted is not None


def _thin_out(folder: Path, made: Path, zone: str) -> int:
    old = backups(folder)
    gone = superfluous(old.values(), zone)
    removed = [file for file, at in old.items() if at in gone and file != made]
    for file in removed:
        file.unlink()
    return len(removed)


if __name__ == "__main__":
    main()
