"""A PostgreSQL database as one file: gzip of JSON lines, one moment, a count and a checksum per table.

The first line says what it is. Then for each table come a line with its columns, a line per row with every
value as PostgreSQL writes it, and a line with count and SHA-256. The last line says that nothing is missing.
"""

import gzip
import hashlib
import json
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Engine, MetaData, Table, select, text
from sqlalchemy import Text as AnyText
from sqlalchemy import cast as cast_to
from sqlalchemy.exc import SQLAlchemyError

from crm.copies import BadBackup, write_whole
from crm.migrate import config, current

FORMAT = "dozvon-dump-1"
VERSION_TABLE = "alembic_version"
BATCH = 1000  # rows
PATIENCE = "10s"
LEAVING = 2.0  # seconds

Values = list[str | None]


def dump(engine: Engine, target: Path) -> None:
    """All tables as they are at one moment, while others write; checked before it gets its name."""
    write_whole(target, lambda part: _write(engine, part), examine)


def examine(file: Path) -> tuple[str, dict[str, int]]:
    """The revision and the rows of each table. Raises BadBackup unless all counts and checksums agree."""
    counts: dict[str, int] = {}
    lines = _lines(file)
    try:
        revision = _head(file, lines)
        for name, _, rows in _tables(file, lines):
            counts[name] = sum(1 for _ in rows)
    except (KeyError, TypeError, ValueError):
        # Damage is met before the checksum that proves it is reached.
        raise BadBackup(f"{file} is damaged.") from None
    return revision, counts


def load(file: Path, engine: Engine, renew: Callable[[Connection], object]) -> None:
    """Replace everything of ours in the database by the dump, in one transaction: all of it or nothing.

    `renew` changes what was loaded, in the same transaction.
    Raises BadBackup where others are connected: what they have in hand belongs to the old data.
    """
    try:
        with engine.begin() as connection:
            _alone(connection)
            _replace(file, connection)
            renew(connection)
    except SQLAlchemyError as error:
        raise BadBackup(f"{file} cannot be put back: {_first_line(error)}.") from None


def is_empty(engine: Engine) -> bool:
    """Whether there is nothing of ours in the database."""
    with engine.connect() as connection:
        return current(connection) is None


def _write(engine: Engine, part: Path) -> None:
    try:
        with (
            engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection,
            gzip.open(part, "wt", encoding="utf-8", compresslevel=6, newline="\n") as out,
        ):
            # Moments are written the same way whatever the server's settings are.
            connection.execute(text("SET LOCAL TimeZone = 'UTC'"))
            connection.execute(text("SET LOCAL DateStyle = 'ISO'"))
            revision = current(connection)
            if revision is None:
                raise BadBackup("The database is empty: there is nothing to back up.")
            _say(out, {"format": FORMAT, "revision": revision})
            tables = _tables_of(connection)
            for table in tables:
                _write_table(connection, table, out)
            _say(out, {"tables": len(tables)})
    except SQLAlchemyError as error:
        raise BadBackup(f"The database cannot be read: {_first_line(error)}.") from None


def _write_table(connection: Connection, table: Table, out: IO[str]) -> None:
    _say(out, {"table": table.name, "columns": [column.name for column in table.columns]})
    statement = select(*(cast_to(column, AnyText) for column in table.columns))
    # By number: a row may refer to an earlier one of its own table.
    statement = statement.order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
    count, digest = 0, hashlib.sha256()
    for row in connection.execute(statement):
        digest.update(_say(out, list(row)))
        count += 1
    _say(out, {"rows": count, "sha256": digest.hexdigest()})


def _say(out: IO[str], said: dict[str, Any] | Values) -> bytes:
    line = json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n"
    out.write(line)
    return line.encode()


def _lines(file: Path) -> Iterator[str]:
    try:
        with gzip.open(file, "rt", encoding="utf-8", newline="\n") as opened:
            yield from opened
    except (OSError, EOFError, zlib.error, UnicodeDecodeError):
        raise BadBackup(f"{file} is damaged or cannot be read.") from None


def _head(file: Path, lines: Iterator[str]) -> str:
    head = _control(file, next(lines, ""))
    if head.get("format") != FORMAT:
        raise BadBackup(f"{file} is not a backup of Dozvon.")
    return str(head["revision"])


def _tables(file: Path, lines: Iterator[str]) -> Iterator[tuple[str, list[str], Iterator[Values]]]:
    """Each table's name, columns and rows; the rows are to be taken before the next table."""
    found = 0
    while "table" in (said := _control(file, next(lines, ""))):
        found += 1
        yield said["table"], said["columns"], _rows(file, said["table"], lines)
    if said.get("tables") != found or next(lines, None) is not None:
        raise BadBackup(f"{file} is damaged: tables are missing.")


def _rows(file: Path, table: str, lines: Iterator[str]) -> Iterator[Values]:
    digest = hashlib.sha256()
    for count, line in enumerate(lines):
        if not line.startswith("["):
            if _control(file, line) != {"rows": count, "sha256": digest.hexdigest()}:
                break
            return
        digest.update(line.encode())
        yield json.loads(line)
    raise BadBackup(f"{file} is damaged: the rows of {table} are not those that were written.")


def _control(file: Path, line: str) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise BadBackup(f"{file} is damaged or is not a backup of Dozvon.")
    return said


def _alone(connection: Connection) -> None:
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    until = time.monotonic() + LEAVING
    # Whoever has just closed his connection is seen for a moment longer.
    while connection.scalar(others):
        if time.monotonic() > until:
            raise BadBackup("The database is in use: stop every process of the bot first.")
        time.sleep(0.05)
        connection.execute(text("SELECT pg_stat_clear_snapshot()"))


def _replace(file: Path, connection: Connection) -> None:
    from alembic import command

    connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}'"))
    if current(connection) is not None:
        for table in reversed(_tables_of(connection)):
            connection.execute(text(f'DROP TABLE "{table.name}" CASCADE'))
        connection.execute(text(f"DROP TABLE {VERSION_TABLE}"))
    strange = {table.name for table in _tables_of(connection)}
    lines = _lines(file)
    command.upgrade(config(connection), _head(file, lines))
    made = {table.name: table for table in _tables_of(connection) if table.name not in strange}
    for table in reversed(made.values()):
        connection.execute(table.delete())  # what a migration shipped
    for name, columns, rows in _tables(file, lines):
        if name not in made:
            raise BadBackup(f"{file} has a table {name} that this version does not know.")
        _fill(connection, made[name], columns, rows)


def _fill(connection: Connection, table: Table, columns: list[str], rows: Iterator[Values]) -> None:
    places = ", ".join(
        f"CAST(:v{n} AS {table.columns[column].type.compile(connection.dialect)})"
        for n, column in enumerate(columns)
    )
    names = ", ".join(f'"{column}"' for column in columns)
    insert = text(f'INSERT INTO "{table.name}" ({names}) VALUES ({places})')  # noqa: S608
    batch: list[dict[str, str | None]] = []
    for row in rows:
        batch.append({f"v{n}": value for n, value in enumerate(row)})
        if len(batch) == BATCH:
            connection.execute(insert, batch)
            batch = []
    if batch:
        connection.execute(insert, batch)
    if "id" in columns:
        # New rows go on after the last; a table whose numbers are given from outside has no sequence.
        connection.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', 'id'), coalesce(max(id), 1),"  # noqa: S608
                f' max(id) IS NOT NULL) FROM "{table.name}"'
            )
        )


def _tables_of(connection: Connection) -> list[Table]:
    """The tables of ours as they are in this database, each after those that it refers to."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != VERSION_TABLE]


def _first_line(error: Exception) -> str:
    """Without the statement and its values, which are about clients."""
    return str(getattr(error, "orig", None) or error).splitlines()[0].rstrip(".")
