"""From a SQLite file to an empty PostgreSQL database: all of it, compared, or nothing.

Everything happens in one transaction of PostgreSQL, so that after a kill at any moment the database is as
empty as before, and the move is simply begun again. The file stays what it was.
"""

import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    DateTime,
    Integer,
    String,
    Table,
    extract,
    select,
    text,
)
from sqlalchemy import Text as AnyText
from sqlalchemy import cast as cast_to
from sqlalchemy.exc import SQLAlchemyError

from crm import dumps
from crm.copies import BadBackup
from crm.db import engine_of
from crm.guards import file_of, hold, look_at
from crm.locks import MIGRATION
from crm.locks import hold as hold_in
from crm.migrate import HEAD, config, current, upgrade

PORTION = 2000  # rows
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)


class CannotMove(Exception):
    """Nothing was moved; the text is one sentence for the operator."""


@dataclass(frozen=True)
class Moved:
    """One table: the same rows on both sides, with the same checksum (SHA-256 in hex)."""

    table: str
    rows: int
    checksum: str


def move(source: str, target: str) -> tuple[Moved, ...]:
    """Copy everything and compare; safe to repeat until it returns.

    Raises CannotMove; CannotStart where a process works on the file.
    """
    file = file_of(source) if source.startswith("sqlite:///") else None
    if file is None or not target.startswith("postgresql://"):
        raise CannotMove("A move goes from sqlite:///path to postgresql://user:password@host/name.")
    if not file.exists():
        raise CannotMove(f"There is no database at {file}.")
    with hold(file):
        look_at(file, whole=True)
        _bring_up(source)
        return _move(file, target)


def _bring_up(source: str) -> None:
    engine = engine_of(source)
    try:
        upgrade(engine)
    finally:
        engine.dispose()


def _move(file: Path, target: str) -> tuple[Moved, ...]:
    engine = engine_of(target)
    try:
        with closing(_opened(file)) as origin, engine.begin() as connection:
            tables = _made(connection)
            for table in tables:
                names = [column.name for column in table.columns]
                dumps.fill(connection, table, names, _as_texts(table, _rows(origin, table)))
            return tuple(_compared(origin, connection, table) for table in tables)
    except BadBackup as error:
        raise CannotMove(str(error)) from None
    except SQLAlchemyError as error:
        raise CannotMove(f"PostgreSQL refused: {dumps.first_line(error)}.") from None
    except sqlite3.Error as error:
        raise CannotMove(f"{file} cannot be read: {error}.") from None
    finally:
        engine.dispose()


def _opened(file: Path) -> sqlite3.Connection:
    origin = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    origin.execute("BEGIN")  # one moment for all tables
    return origin


def _made(connection: Connection) -> list[Table]:
    """Today's tables in the database that was empty, without a row, each after those that it refers to."""
    from alembic import command

    dumps.alone(connection)
    hold_in(connection, MIGRATION)
    if current(connection) is not None:
        raise CannotMove("The PostgreSQL database is not empty: a move needs one without tables of Dozvon.")
    connection.execute(text("SET LOCAL TimeZone = 'UTC'"))
    connection.execute(text("SET LOCAL DateStyle = 'ISO'"))
    strange = {table.name for table in dumps.tables_of(connection)}
    command.upgrade(config(connection), HEAD)
    made = [table for table in dumps.tables_of(connection) if table.name not in strange]
    for table in reversed(made):
        connection.execute(table.delete())  # what a migration shipped
    return made


def _rows(origin: sqlite3.Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    names, key = _quoted(table.columns), _quoted(table.primary_key.columns)
    found = origin.execute(f'SELECT {names} FROM "{table.name}" ORDER BY {key}')  # noqa: S608
    while portion := found.fetchmany(PORTION):
        yield from portion


def _quoted(columns: Iterable[Column[Any]]) -> str:
    return ", ".join(f'"{column.name}"' for column in columns)


def _as_texts(table: Table, rows: Iterable[tuple[Any, ...]]) -> Iterator[list[str | None]]:
    """As PostgreSQL reads them: SQLite has numbers for truth; its moments are UTC and do not say so."""
    truths = [isinstance(column.type, Boolean) for column in table.columns]
    for row in rows:
        yield [
            None if value is None else str(bool(value)) if truth else str(value)
            for value, truth in zip(row, truths, strict=True)
        ]


def _compared(origin: sqlite3.Connection, connection: Connection, table: Table) -> Moved:
    """Each side is read once more and brought to a third form, which neither of them stores."""
    here = _digest(_plain(table, _rows(origin, table)))
    there = _digest(_told(connection, table))
    if here != there:
        raise CannotMove(
            f"{table.name} differs: {here[0]} rows with checksum {here[1][:12]} in the file, "
            f"{there[0]} with {there[1][:12]} in PostgreSQL. Nothing was moved."
        )
    return Moved(table.name, *here)


def _digest(rows: Iterable[Sequence[str | None]]) -> tuple[int, str]:
    count, digest = 0, hashlib.sha256()
    for row in rows:
        digest.update(json.dumps(row).encode())
        count += 1
    return count, digest.hexdigest()


def _plain(table: Table, rows: Iterable[tuple[Any, ...]]) -> Iterator[list[str | None]]:
    """Moments as microseconds since 1970, truth as 1 and 0, all else as it is written."""
    moments = [isinstance(column.type, DateTime) for column in table.columns]
    for row in rows:
        yield [
            None if value is None else _microseconds(value) if moment else str(value)
            for value, moment in zip(row, moments, strict=True)
        ]


def _microseconds(moment: str) -> str:
    return str((dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC) - EPOCH) // MICROSECOND)


def _told(connection: Connection, table: Table) -> Iterator[list[str | None]]:
    # SQLite orders words by their bytes, PostgreSQL by a language unless it is told otherwise.
    key = [column.collate("C") if isinstance(column.type, String) else column for column in table.primary_key]
    query = select(*map(_said, table.columns)).order_by(*key).execution_options(yield_per=PORTION)
    for row in connection.execute(query):
        yield list(row)


def _said(column: Column[Any]) -> Any:
    if isinstance(column.type, DateTime):
        return cast_to(cast_to(extract("epoch", column) * 1_000_000, BigInteger), AnyText)
    if isinstance(column.type, Boolean):
        return cast_to(cast_to(column, Integer), AnyText)
    return cast_to(column, AnyText)
