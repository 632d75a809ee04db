"""The database behind one door: `Crm.write` and `Crm.read` run a use case whole, in a thread."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

from sqlalchemy import Connection, Engine, bindparam, create_engine, event, make_url, update
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from crm import transactions
from crm.checkpoints import AT_LATEST, Checkpoints
from crm.errors import AlreadyHandled
from crm.glances import Glances
from crm.guards import Lock
from crm.kept import Kept
from crm.models import InboxState, InboxUpdate
from crm.models.base import Base
from crm.transactions import R, Work
from crm.writer import Writer

P = ParamSpec("P")
UseCase = Callable[Concatenate[Session, P], R]

INBOX = Base.metadata.tables[InboxUpdate.__tablename__]
MARK = Kept(
    update(INBOX)
    .where(INBOX.c.update_id == bindparam("id"), INBOX.c.state == InboxState.STORED)
    .values(state=InboxState.EFFECT)
)
READERS = 2
POSTGRES_THREADS = 8
# A server or a process that vanished without a word is missed within half a minute, on both sides
# (https://www.postgresql.org/docs/current/libpq-connect.html, seconds; tcp_user_timeout milliseconds).
POSTGRES_CONNECTION = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
    "options": "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
    " -c idle_in_transaction_session_timeout=60s",
}
DRIVERS = {"postgresql": "postgresql+psycopg", "sqlite": "sqlite+pysqlite"}


def engine_of(url: str, *, writing: bool = True) -> Engine:
    """An engine for a plain `sqlite:///path` or `postgresql://...` address.

    On SQLite a writing engine has one connection and begins every transaction at once for
    writing (a late upgrade fails with BUSY_SNAPSHOT whatever the timeout). No error shows the values
    of its statement: they are people's names and numbers.
    """
    address = make_url(url)
    name = address.get_backend_name()
    address = address.set(drivername=DRIVERS[name])
    if name == "postgresql":
        return create_engine(
            address,
            hide_parameters=True,
            pool_pre_ping=True,
            pool_size=POSTGRES_THREADS,
            max_overflow=0,
            connect_args=POSTGRES_CONNECTION,
        )
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    said = "BEGIN IMMEDIATE" if writing else "BEGIN"
    engine = create_engine(
        address,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=1 if writing else READERS + 1,  # one for the glances
        max_overflow=0,
        connect_args={"check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: object) -> None:
        # The driver's own implicit transactions are off: BEGIN is said below.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.execute(f"PRAGMA wal_autocheckpoint={AT_LATEST}" if writing else "PRAGMA query_only=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Straight to the driver: this is said in every transaction.
        driver: Any = connection.connection.driver_connection
        try:
            driver.execute(said)
        except sqlite3.OperationalError as error:
            raise OperationalError(said, None, error) from error

    return engine


class Crm:
    """Runs use cases `f(tx, ...)`: each call is one transaction in a thread of the database.

    On SQLite there is one writer thread and a few readers on connections of their own; on
    PostgreSQL a small pool serves both.
    """

    def __init__(self, url: str, lock: Lock | None = None) -> None:
        """`lock` is released when this is closed: by then the file is at rest."""
        self.url = url
        self._lock = lock
        self._engine = self._reading = engine_of(url)
        self._writer: Writer | None = None
        self._glances: Glances | None = None
        self._checkpoints: Checkpoints | None = None
        threads = POSTGRES_THREADS
        if self._engine.dialect.name == "sqlite":
            self._reading, threads = engine_of(url, writing=False), READERS
            self._writer, self._glances = Writer(self._engine), Glances(self._reading)
            self._checkpoints = Checkpoints(str(self._engine.url.database))
        self._threads = ThreadPoolExecutor(threads, "crm")
        self._after_write: list[Callable[[], None]] = []
        self._after_owing: list[Callable[[], None]] = []

    @property
    def engine(self) -> Engine:
        """The writing engine, for migrations."""
        return self._engine

    @property
    def in_turn(self) -> bool:
        """Whether transactions are run one after the other, in the order in which they were submitted."""
        return self._writer is not None

    def on_write(self, call: Callable[[], None]) -> None:
        """Call this in the event loop after every committed write (the scheduler listens so)."""
        self._after_write.append(call)

    def on_owed(self, call: Callable[[], None]) -> None:
        """Call this in the event loop after every committed write that owed a message (`outbox.owe`)."""
        self._after_owing.append(call)

    async def write(self, f: UseCase[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run `f` in one writing transaction and commit; an exception rolls all of it back.

        `f` may run more than once: it does nothing but read and write the database. It is never
        committed twice: where the connection breaks during the commit, the error is raised.
        """
        return await self._write(lambda tx: f(tx, *args, **kwargs))

    def submit(self, f: UseCase[P, R], *args: P.args, **kwargs: P.kwargs) -> "asyncio.Future[R]":
        """Like `write`; where `in_turn`, whatever is written after this call is run after it too.

        It shares its commit with what the tasks made in the same turn of the loop write in their first step.
        """
        if self._writer is None:
            return asyncio.ensure_future(self.write(f, *args, **kwargs))
        writing = self._writer.submit(lambda tx: f(tx, *args, **kwargs), gathers=True)
        return asyncio.ensure_future(self._committed(writing))

    async def write_repeatable(self, f: UseCase[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Like `write`, for what may be committed twice: it is run again after a commit that broke."""
        return await self._write(lambda tx: f(tx, *args, **kwargs), repeatable=True)

    async def read(self, f: UseCase[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run `f` in a transaction that changes nothing."""
        work = partial(transactions.read, self._reading, lambda tx: f(tx, *args, **kwargs))
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    async def glance(self, f: UseCase[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Like `read`, for a row or two found by an index: on SQLite no thread is woken for them."""
        if self._glances is not None:
            with suppress(DBAPIError):
                return self._glances.look(lambda tx: f(tx, *args, **kwargs))
        return await self.read(f, *args, **kwargs)

    def handling(self, update_id: int) -> "Handling":
        """The same door, for the handler of one stored update."""
        return Handling(self, update_id)

    def close(self) -> None:
        """Wait for running work and let go of the connections."""
        if self._writer is not None:
            self._writer.close()
        self._threads.shutdown()
        if self._glances is not None:
            self._glances.close()
        if self._checkpoints is not None:
            self._checkpoints.close()
        self._engine.dispose()
        self._reading.dispose()
        if self._lock is not None:
            self._lock.release()

    async def _write(self, work: Work[R], *, repeatable: bool = False) -> R:
        if self._writer is not None:
            return await self._committed(self._writer.submit(work))
        whole = partial(transactions.write, self._engine, work, repeatable=repeatable)
        return await self._committed(asyncio.get_running_loop().run_in_executor(self._threads, whole))

    async def _committed(self, transaction: "asyncio.Future[tuple[R, bool]]") -> R:
        """Tell those who wait for it, once it is."""
        result, owed = await transaction
        if self._checkpoints is not None:
            self._checkpoints.written()
        for call in self._after_write + (self._after_owing if owed else []):
            call()
        return result


class Handling:
    """Reads and writes on behalf of one update, whose effect happens exactly once."""

    def __init__(self, crm: Crm, update_id: int) -> None:
        self._crm = crm
        self._update_id = update_id
        self._marked = False

    async def read(self, f: UseCase[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        return await self._crm.read(f, *args, **kwargs)

    async def write(self, f: UseCase[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Like `Crm.write`; the first write also marks the update, in the same transaction.

        Raises AlreadyHandled if an earlier life of the process committed that mark.
        """

        def work(tx: Session) -> R:
            if not self._marked:
                self._mark(tx)
            return f(tx, *args, **kwargs)

        # Where the commit broke off, the mark says whether it stands: AlreadyHandled on the second run.
        result = await self._crm._write(work, repeatable=not self._marked)
        self._marked = True
        return result

    async def aside(self, f: UseCase[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Like `Crm.write`: for what is not this update's effect and is no part of it."""
        return await self._crm.write(f, *args, **kwargs)

    def _mark(self, tx: Session) -> None:
        if not MARK.change(tx, {"id": self._update_id}):
            raise AlreadyHandled
