"""Backups: made while the bot works, checked before they count, put back whole or not at all."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from crm import copies, dumplines, dumps, restored
from crm.copies import BadBackup
from crm.db import engine_of
from crm.guards import MAGIC, file_of, hold, log_of
from crm.migrate import HEAD, config, known, rebuilding

__all__ = ["BadBackup", "Report", "backup", "restore", "verify", "would_overwrite"]

GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class Report:
    """What is in a backup."""

    kind: str
    """sqlite or postgresql"""
    revision: str
    rows: dict[str, int]
    """by table"""
    size: int
    """bytes"""


def backup(url: str, target: Path) -> Report:
    """Write a checked backup of the database, in use or not; an older one of that name is replaced.

    Raises BadBackup; then the target is what it was.
    """
    file = file_of(url)
    if target.is_dir():
        raise BadBackup(f"{target} is a folder: name a file in it.")
    if file is None:
        engine = engine_of(url)
        try:
            dumps.dump(engine, target)
        finally:
            engine.dispose()
    else:
        if log_of(target).exists() or (target.exists() and file.exists() and target.samefile(file)):
            raise BadBackup(f"{target} is a database in use: give the backup another name.")
        copies.copy(file, target)
    return verify(target)


def verify(file: Path) -> Report:
    """Read the whole backup. Raises BadBackup unless it could be put back."""
    kind = _kind(file)
    revision, rows = _readers[kind](file)
    return Report(kind, revision, rows, file.stat().st_size)


def would_overwrite(url: str) -> bool:
    """Whether there is something already where a backup is to be put."""
    file = file_of(url)
    if file is not None:
        return file.exists() and file.stat().st_size > 0
    engine = engine_of(url)
    try:
        return not dumps.is_empty(engine)
    finally:
        engine.dispose()


def restore(file: Path, url: str, *, overwrite: bool = False, now: dt.datetime) -> int:
    """Put a backup in the place of the database: all of it, or the old one stays.

    It is brought to today's tables, and what fell due before `now` (aware UTC) is held until an owner
    decides (`crm.restored`); returns how much that is. Raises BadBackup, also where there is a database
    already and not `overwrite`; CannotStart where a process works on it.
    """
    report = verify(file)
    if not known(report.revision):
        raise BadBackup(f"{file} is of a newer version of Dozvon (revision {report.revision}).")
    database = file_of(url)
    if report.kind != ("postgresql" if database is None else "sqlite"):
        raise BadBackup(f"{file} is a backup of {report.kind}, and DATABASE_URL names another kind.")
    held: list[int] = []

    def renew(connection: Connection) -> None:
        held.append(_renew(connection, now))

    if database is None:
        _restore_postgres(file, url, overwrite, renew)
    else:
        with hold(database):
            _refuse_unless(overwrite or not would_overwrite(url))
            copies.put_back(file, database, lambda part: _in_file(part, renew))
    return sum(held)


def _restore_postgres(file: Path, url: str, overwrite: bool, renew: Callable[[Connection], None]) -> None:
    engine = engine_of(url)
    try:
        _refuse_unless(overwrite or dumps.is_empty(engine))
        dumps.load(file, engine, renew)
    finally:
        engine.dispose()


def _in_file(part: Path, renew: Callable[[Connection], None]) -> None:
    engine = engine_of(f"sqlite:///{part}")
    try:
        with rebuilding(engine) as connection:
            renew(connection)
    except SQLAlchemyError as error:
        raise BadBackup(f"{part} cannot be brought to today's tables: {type(error).__name__}.") from None
    finally:
        engine.dispose()


def _renew(connection: Connection, now: dt.datetime) -> int:
    from alembic import command

    command.upgrade(config(connection), HEAD)
    with Session(connection) as tx:
        return restored.hold(tx, now=now)


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise BadBackup("There is a database already: it must be agreed that it is replaced.")


def _kind(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            beginning = opened.read(len(MAGIC))
    except OSError as error:
        raise BadBackup(f"{file} cannot be read: {error.strerror}.") from None
    if beginning == MAGIC:
        return "sqlite"
    if beginning.startswith(GZIP):
        return "postgresql"
    raise BadBackup(f"{file} is not a backup of Dozvon.")


_readers: dict[str, Callable[[Path], tuple[str, dict[str, int]]]] = {
    "sqlite": copies.examine,
    "postgresql": dumplines.examine,
}
