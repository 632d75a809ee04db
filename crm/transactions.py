"""One use case in one transaction: run whole, and run again where another's work or a fault came between."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

R = TypeVar("R")
Work = Callable[[Session], R]

OWED = "owed"
"""In `Session.info` of a transaction that wrote a message into the outbox."""
RUNS = 5
PAUSE = 0.01  # seconds at most before the second run; twice as much before each further one
# What PostgreSQL says to the second of two: unique violation, serialization failure, deadlock.
LOST_RACES = {"23505", "40001", "40P01"}
BUSY, LOCKED = 5, 6  # SQLite: another program is writing for longer than we wait


class _Uncertain(Exception):
    """The connection broke during the commit: whether it happened is not known."""


def write(engine: Engine, work: Work[R], *, repeatable: bool = False) -> tuple[R, bool]:
    """What `work` returned once it is committed, and whether it owed a message.

    It is run five times at most, since all it does is undone before the next run. Where the connection
    breaks during the commit nobody knows whether it stands: only what is `repeatable` is run again then,
    everything else raises the error.
    """
    for run in range(1, RUNS + 1):
        try:
            return _once(engine, work)
        except _Uncertain as error:
            if not repeatable or run == RUNS:
                raise error.__cause__ or error from None
        except (StaleDataError, DBAPIError) as error:
            if not passes(error) or run == RUNS:
                raise
        time.sleep(random.uniform(0, PAUSE * 2**run))  # noqa: S311 - two who met must not meet again
    raise AssertionError("the last run returns or raises")


def read(engine: Engine, work: Work[R]) -> R:
    """What `work` returned, in a transaction that changes nothing; again where the connection was lost."""
    for _ in range(RUNS - 1):
        try:
            return _looked(engine, work)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
    return _looked(engine, work)


def within(connection: Connection, work: Work[R]) -> tuple[R, bool]:
    """Run `work` in the transaction that is open on `connection`; whoever opened it ends it."""
    with Session(connection, join_transaction_mode="rollback_only") as tx:
        result = work(tx)
        tx.flush()
        return result, OWED in tx.info


def passes(error: Exception) -> bool:
    """Whether the same transaction, begun anew, may well succeed at once. Its changes are undone."""
    if isinstance(error, StaleDataError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    # SQLite numbers its reasons in the lowest byte; the others say more about them.
    number = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    sqlstate = getattr(error.orig, "sqlstate", None)
    return error.connection_invalidated or sqlstate in LOST_RACES or number in (BUSY, LOCKED)


def _once(engine: Engine, work: Work[R]) -> tuple[R, bool]:
    with engine.connect() as connection:
        transaction = connection.begin()
        try:
            done = within(connection, work)
        except BaseException:
            if transaction.is_active:  # else the session has undone all of it already
                transaction.rollback()
            raise
        try:
            transaction.commit()
        except DBAPIError as error:
            if error.connection_invalidated:
                raise _Uncertain from error
            raise
        return done


def _looked(engine: Engine, work: Work[R]) -> R:
    with engine.connect() as connection:
        connection.begin()  # and never committed
        with Session(connection, join_transaction_mode="rollback_only") as tx:
            return work(tx)
