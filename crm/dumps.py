"""A PostgreSQL database as one file (`crm.dumplines`) of one moment, and back into a database."""

import gzip
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Engine, MetaData, Table, func, select, text
from sqlalchemy import Text as AnyText
from sqlalchemy import cast as cast_to
from sqlalchemy.exc import SQLAlchemyError

from crm import dumplines
from crm.copies import BadBackup, write_whole
from crm.migrate import config, current

VERSION_TABLE = "alembic_version"
BATCH = 1000  # rows
PATIENCE = "10s"
LEAVING = 2.0  # seconds
MAY_TRY = text("SELECT has_database_privilege(current_database(), 'CREATE')")


def dump(engine: Engine, target: Path) -> None:
    """All tables as they are at one moment, while others write; checked before it gets its name."""
    write_whole(target, lambda part: _write(engine, part), dumplines.examine)


def load(file: Path, engine: Engine, renew: Callable[[Connection], object]) -> None:
    """Replace everything of ours in the database by the dump, in one transaction: all of it or nothing.

    `renew` changes what was loaded, in the same transaction.
    Raises BadBackup where others are connected: what they have in hand belongs to the old data.
    """
    try:
        with engine.begin() as connection:
            alone(connection)
            _replace(file, connection)
            renew(connection)
    except SQLAlchemyError as error:
        raise BadBackup(f"{file} cannot be put back: {first_line(error)}.") from None


def rehearse(file: Path, engine: Engine) -> dict[str, int] | None:
    """Put the dump into tables of its own and count their rows; nothing of it stays.

    None where the server does not let this user make a schema. Raises BadBackup.
    """
    schema = f"rehearsal_{os.getpid()}"
    try:
        with engine.connect() as connection, connection.begin() as transaction:
            if not connection.scalar(MAY_TRY):
                return None
            connection.execute(text(f"CREATE SCHEMA {schema}"))
            connection.execute(text(f"SET LOCAL search_path TO {schema}"))
            _replace(file, connection)
            counts = {
                table.name: connection.scalar(select(func.count()).select_from(table)) or 0
                for table in tables_of(connection)
            }
            transaction.rollback()
            return counts
    except SQLAlchemyError as error:
        raise BadBackup(f"{file} was put back for a try, and that failed: {first_line(error)}.") from None


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
            dumplines.say(out, {"format": dumplines.FORMAT, "revision": revision})
            tables = tables_of(connection)
            for table in tables:
                _write_table(connection, table, out)
            dumplines.say(out, {"tables": len(tables)})
    except SQLAlchemyError as error:
        raise BadBackup(f"The database cannot be read: {first_line(error)}.") from None


def _write_table(connection: Connection, table: Table, out: IO[str]) -> None:
    dumplines.say(out, {"table": table.name, "columns": [column.name for column in table.columns]})
    statement = select(*(cast_to(column, AnyText) for column in table.columns))
    # By number: a row may refer to an earlier one of its own table.
    statement = statement.order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
    count, digest = 0, hashlib.sha256()
    for row in connection.execute(statement):
        digest.update(dumplines.say(out, list(row)))
        count += 1
    dumplines.say(out, {"rows": count, "sha256": digest.hexdigest()})


def alone(connection: Connection) -> None:
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
        for table in reversed(tables_of(connection)):
            connection.execute(text(f'DROP TABLE "{table.name}" CASCADE'))
        connection.execute(text(f"DROP TABLE {VERSION_TABLE}"))
    strange = {table.name for table in tables_of(connection)}
    lines = dumplines.lines(file)
    command.upgrade(config(connection), dumplines.head(file, lines))
    made = {table.name: table for table in tables_of(connection) if table.name not in strange}
    for table in reversed(made.values()):
        connection.execute(table.delete())  # what a migration shipped
    for name, columns, rows in dumplines.tables(file, lines):
        if name not in made:
            raise BadBackup(f"{file} has a table {name} that this version does not know.")
        fill(connection, made[name], columns, rows)


def fill(connection: Connection, table: Table, columns: list[str], rows: Iterator[dumplines.Values]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
    except connection.dialect.loaded_dbapi.Error as error:
        raise BadBackup(f"{table.name} cannot be filled: {first_line(error)}.") from None
    if "id" in columns:
        # New rows go on after the last; a table whose numbers are given from outside has no sequence.
        connection.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', 'id'), coalesce(max(id), 1),"  # noqa: S608
                f' max(id) IS NOT NULL) FROM "{table.name}"'
            )
        )


def tables_of(connection: Connection) -> list[Table]:
    """The tables of ours as they are in this database, each after those that it refers to."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != VERSION_TABLE]


def first_line(error: Exception) -> str:
    """Without the statement and its values, which are about clients."""
    return str(getattr(error, "orig", None) or error).splitlines()[0].rstrip(".")
