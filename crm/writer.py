"""The one thread that writes on SQLite. Transactions that wait for it share one commit."""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, RootTransaction

from crm.transactions import R, Work, within, write

TOGETHER = 16  # transactions in one commit: none of them is done before it


@dataclass(slots=True)
class _Job:
    work: Work[Any]
    future: "asyncio.Future[Any]"
    result: Any = None
    error: BaseException | None = None


class Writer:
    """Takes what waits, commits it at once and only then says what came of each.

    Where one does something wrong they are run again with a savepoint each, since those cost as much as
    the statements between them: then it is undone alone, and is its own error alone.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._thread = ThreadPoolExecutor(1, "crm-writer")
        self._waiting: deque[_Job] = deque()
        self._gathered: list[_Job] = []
        """What waits for its companions, in the loop's next turns, before it is offered to the thread."""
        self._lock = threading.Lock()
        self._at_work = False

    def submit(self, work: Work[R], *, gathers: bool = False) -> "asyncio.Future[tuple[R, bool]]":
        """Like `crm.transactions.write`: what it returned, and whether it owed a message.

        What is submitted later is run later. `gathers`: it waits for what the tasks made in this turn of
        the loop submit in their first step, to share a commit with that.
        """
        loop = asyncio.get_running_loop()
        job = _Job(work, loop.create_future())
        with self._lock:
            if gathers and not self._gathered:
                # Those tasks take their first step in the next turn of the loop: this is the one after it.
                loop.call_soon(loop.call_soon, self._begin)
            if gathers or self._gathered:
                self._gathered.append(job)
            else:
                self._offer([job])
        return job.future

    def close(self) -> None:
        """Wait for what is under way or waiting."""
        self._begin()
        self._thread.shutdown()

    def _begin(self) -> None:
        with self._lock:
            jobs, self._gathered = self._gathered, []
            self._offer(jobs)

    def _offer(self, jobs: list[_Job]) -> None:
        """Under the lock."""
        self._waiting += jobs
        if jobs and not self._at_work:
            self._thread.submit(self._work)
            self._at_work = True

    def _work(self) -> None:
        while jobs := self._taken():
            # Who was cancelled while he waited is not served.
            wanted = [job for job in jobs if not job.future.cancelled()]
            if len(wanted) < 2 or not (self._together(wanted, _plainly) or self._together(wanted, _apart)):
                for job in wanted:
                    self._alone(job)
            _tell(jobs)

    def _taken(self) -> list[_Job]:
        with self._lock:
            jobs = list(islice(self._waiting, TOGETHER))
            for _ in jobs:
                self._waiting.popleft()
            self._at_work = bool(jobs)
            return jobs

    def _alone(self, job: _Job) -> None:
        job.result = job.error = None
        try:
            job.result = write(self._engine, job.work)
        except BaseException as error:
            job.error = error

    def _together(self, jobs: list[_Job], run: Callable[[Connection, RootTransaction, _Job], None]) -> bool:
        """Whether it came to a commit. If not, nothing is done yet, of any of them."""
        try:
            with self._engine.connect() as connection, connection.begin() as transaction:
                for job in jobs:
                    run(connection, transaction, job)
        except BaseException:
            return False
        return True


def _plainly(connection: Connection, _: RootTransaction, job: _Job) -> None:
    """Raises what the job raises."""
    job.result = within(connection, job.work)


def _apart(connection: Connection, transaction: RootTransaction, job: _Job) -> None:
    """Within a savepoint. Raises where the whole transaction was given up, by the session or the database."""
    job.result = job.error = None
    driver: Any = connection.connection.driver_connection
    driver.execute("SAVEPOINT job")
    try:
        job.result = within(connection, job.work)
    except BaseException as error:
        if not transaction.is_active or not driver.in_transaction:
            raise
        driver.execute("ROLLBACK TO job")
        job.error = error
    driver.execute("RELEASE job")


def _tell(jobs: Iterable[_Job]) -> None:
    for loop in {job.future.get_loop() for job in jobs}:
        if not loop.is_closed():
            loop.call_soon_threadsafe(_deliver, [job for job in jobs if job.future.get_loop() is loop])


def _deliver(jobs: Iterable[_Job]) -> None:
    for job in jobs:
        if job.future.done():
            continue
        if job.error is None:
            job.future.set_result(job.result)
        else:
            job.future.set_exception(job.error)
