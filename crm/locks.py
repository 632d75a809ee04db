"""Who does what where several processes share one PostgreSQL: locks that go with the process that holds them.

They are advisory locks of a session (https://www.postgresql.org/docs/current/explicit-locking.html,
13.3.5) on a connection of their own: after a kill the server lets go of them at once, and no clock has a
say. On SQLite there is one process, and whatever it asks for is its own.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

OURS = 0x446F7A  # the first of two numbers: other programs may use the same database
POLLER, MIGRATION, NIGHT = "poller", "migration", "night"
NUMBERS = {POLLER: 1, MIGRATION: 2, NIGHT: 3}

Key = str | int
"""A name of `NUMBERS`, or the key of a chat."""


class Locks(Protocol):
    async def take(self, key: Key) -> bool:
        """Whether this process has the lock now; it keeps it until `free`. Never waits for another holder."""

    async def free(self, key: Key) -> None:
        """Let another process have it. Nothing happens if this one has it not."""

    async def has(self, key: Key) -> bool:
        """Whether the lock is still held: it is lost with its connection."""

    async def close(self) -> None:
        """Let go of everything."""


class AllMine:
    """For the only process."""

    async def take(self, key: Key) -> bool:
        return True

    async def free(self, key: Key) -> None: ...

    async def has(self, key: Key) -> bool:
        return True

    async def close(self) -> None: ...


class Shared:
    """For one of several processes on PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._thread = ThreadPoolExecutor(1, "crm-locks")
        self._connection: Connection | None = None
        self._held: set[Key] = set()

    async def take(self, key: Key) -> bool:
        return key in self._held or await self._run(self._take, key)

    async def free(self, key: Key) -> None:
        if key in self._held:
            await self._run(self._free, key)

    async def has(self, key: Key) -> bool:
        return key in self._held and await self._run(self._look, key)

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._drop)
        self._thread.shutdown()

    async def _run(self, ask: Callable[[Key], bool], key: Key) -> bool:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._asked, ask, key)

    def _asked(self, ask: Callable[[Key], bool], key: Key) -> bool:
        try:
            return ask(key)
        except DBAPIError:
            # The server has let go of all of them already, or will as soon as it notices.
            self._drop()
            return False

    def _take(self, key: Key) -> bool:
        if self._say("pg_try_advisory_lock", key):
            self._held.add(key)
        return key in self._held

    def _free(self, key: Key) -> bool:
        self._held.discard(key)
        return self._say("pg_advisory_unlock", key)

    def _look(self, key: Key) -> bool:
        self._connected().execute(text("SELECT 1"))
        return key in self._held

    def _say(self, function: str, key: Key) -> bool:
        # Two spaces of keys that do not meet: one bigint is a chat, two integers are a name.
        if isinstance(key, int):
            query = text(f"SELECT {function}(CAST(:key AS bigint))").bindparams(key=key)
        else:
            query = text(f"SELECT {function}(:ours, :number)").bindparams(ours=OURS, number=NUMBERS[key])
        return bool(self._connected().scalar(query))

    def _connected(self) -> Connection:
        if self._connection is None:
            # Out of the pool for good: a lock lives as long as its connection.
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            connection.detach()
            self._connection = connection
        return self._connection

    def _drop(self) -> None:
        self._held.clear()
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def locks_of(engine: Engine) -> Locks:
    return Shared(engine) if engine.dialect.name == "postgresql" else AllMine()


def hold(connection: Connection, name: str) -> None:
    """Wait for a named lock on PostgreSQL and keep it until this transaction ends."""
    if connection.dialect.name == "postgresql":
        query = text("SELECT pg_advisory_xact_lock(:ours, :number)")
        connection.execute(query, {"ours": OURS, "number": NUMBERS[name]})
