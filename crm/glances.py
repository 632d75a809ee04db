"""Looks at a row or two that happen in the event loop itself, on SQLite."""

from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from crm.transactions import R, Work


class Glances:
    """A connection of the event loop's own, for a question that one index answers.

    Such a question takes SQLite a few microseconds, and waking a thread for it costs more than all else
    in a press. A reader of a WAL file waits for no writer; in the rare moments when it would have to wait
    all the same, it is refused at once, and a thread asks again.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._session: Session | None = None

    def look(self, work: Work[R]) -> R:
        """What `work` returned. Raises DBAPIError rather than wait."""
        if self._connection is None or self._session is None:
            self._connection = self._opened()
            self._session = Session(self._connection)
        try:
            return work(self._session)
        finally:
            if self._session.in_transaction():  # what is kept said needs none
                self._session.close()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = self._session = None

    def _opened(self) -> Connection:
        """Never given back to the pool: nobody else wants to be refused."""
        connection = self._engine.connect()
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA busy_timeout=0")
        return connection
