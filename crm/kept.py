"""Statements said all day long: SQLAlchemy writes them once, SQLite's driver runs them."""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Connection, Dialect
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.selectable import ExecutableReturnsRows
from sqlalchemy.types import TypeEngine

M = TypeVar("M")
Values = dict[str, Any]
Convert = Callable[[Any], Any]


class Kept:
    """A statement whose `bindparam`s get their values by name, and whose rows come as tuples.

    On SQLite it is compiled at its first use and goes straight to the driver, with the same conversions
    of values and the same errors: that is five to twenty times cheaper. On PostgreSQL, where the way to
    the server costs more than all that, SQLAlchemy runs it as usual.

    It knows nothing of what the session has not flushed yet. An IN is to be said as OR.
    """

    def __init__(self, statement: ExecutableReturnsRows | UpdateBase) -> None:
        self._statement = statement
        self._plain: _Plain | None = None

    def row(self, tx: Session, values: Values) -> Sequence[Any] | None:
        """The first row of its answer."""
        connection = _connection(tx)
        if not _on_sqlite(connection):
            return connection.execute(self._statement, values).first()
        cursor = self._run(connection, values)
        found = cursor.fetchone()
        cursor.close()
        return None if found is None else self._compiled(connection).converted(found)

    def rows(self, tx: Session, values: Values) -> Sequence[Sequence[Any]]:
        """All rows of its answer."""
        connection = _connection(tx)
        if not _on_sqlite(connection):
            return connection.execute(self._statement, values).all()
        converted = self._compiled(connection).converted
        return [converted(found) for found in self._run(connection, values).fetchall()]

    def change(self, tx: Session, values: Values) -> int:
        """How many rows it changed."""
        connection = _connection(tx)
        if not _on_sqlite(connection):
            return connection.execute(self._statement, values).rowcount
        return self._run(connection, values).rowcount

    def each(self, tx: Session, many: Sequence[Values]) -> None:
        """Say it once with each of these values."""
        connection = _connection(tx)
        if not _on_sqlite(connection):
            connection.execute(self._statement, many)
            return
        for values in many:
            self._run(connection, values)

    def _compiled(self, connection: Connection) -> "_Plain":
        if self._plain is None:
            self._plain = _Plain(self._statement, connection.dialect)
        return self._plain

    def _run(self, connection: Connection, values: Values) -> sqlite3.Cursor:
        plain, driver = self._compiled(connection), connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - `_on_sqlite` looked
        said = [
            (values[name] if convert is None else convert(values[name])) if given else value
            for name, given, value, convert in plain.binds
        ]
        try:
            return driver.execute(plain.sql, said)
        except sqlite3.Error as error:
            raise DBAPIError.instance(
                plain.sql, said, error, sqlite3.Error, hide_parameters=True, dialect=connection.dialect
            ) from error


class _Plain:
    """A statement as text, with what its values and the columns of its answer need to be converted."""

    def __init__(self, statement: ExecutableReturnsRows | UpdateBase, dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        self.sql = str(compiled)
        self.binds = [_bind(compiled.binds[name], dialect) for name in compiled.positiontup]
        columns = [_native(column.type, dialect) for column in statement.exported_columns]
        readers = [native.result_processor(dialect, None) for native in columns]
        self._readers = [(place, reader) for place, reader in enumerate(readers) if reader]

    def converted(self, row: Sequence[Any]) -> Sequence[Any]:
        values = list(row)
        for place, reader in self._readers:
            values[place] = reader(values[place])
        return values


def _bind(bind: BindParameter[Any], dialect: Dialect) -> tuple[str, bool, Any, Convert | None]:
    """Its name, whether its value comes with each use, otherwise the value, and the conversion."""
    convert = _native(bind.type, dialect).bind_processor(dialect)
    if bind.required:
        return bind.key, True, None, convert
    value = bind.effective_value
    return bind.key, False, value if convert is None else convert(value), None


def _native(kind: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return kind.dialect_impl(dialect)


def insert_new(tx: Session, table: type[M]) -> Any:
    """An INSERT that passes over rows whose key is there already."""
    if tx.get_bind().dialect.name == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    from sqlalchemy.dialects import postgresql  # some megabytes, for who has it

    return postgresql.insert(table).on_conflict_do_nothing()


def held(tx: Session, model: type[M], key: int) -> M | None:
    """The object that the session holds of a row changed past it."""
    if not tx.identity_map.keys():
        return None
    found: M | None = tx.identity_map.get(identity_key(model, key))
    return found


def _connection(tx: Session) -> Connection:
    return tx.bind if isinstance(tx.bind, Connection) else tx.connection()


def _on_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"
