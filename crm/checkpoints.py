"""Moves what SQLite wrote ahead into the file itself, beside the writer and not in its way."""

import logging
import sqlite3
import threading

log = logging.getLogger(__name__)

PAUSE = 1.0  # seconds between two of them while there is writing
AT_LATEST = 8000
"""Pages of 4 KiB in the log at which the writer does it itself: the thread has not kept up."""


class Checkpoints:
    """A thread with a connection of its own.

    SQLite itself does this within a commit, each thousand pages: the one press of a hundred that it
    happens to waits ten milliseconds longer (measured), and those behind it too.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._written = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="crm-checkpoints", daemon=True)
        self._thread.start()

    def written(self) -> None:
        """Something was committed. From any thread; costs next to nothing."""
        self._written.set()

    def close(self) -> None:
        self._stopping.set()
        self._written.set()
        self._thread.join()

    def _work(self) -> None:
        connection: sqlite3.Connection | None = None
        while self._written.wait() and not self._stopping.wait(PAUSE):
            self._written.clear()
            if self._stopping.is_set():  # said just before that: nobody would say it again
                break
            try:
                connection = connection or sqlite3.connect(self._file, isolation_level=None)
                # PASSIVE waits for nobody, and leaves what a reader still needs.
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            except sqlite3.Error as error:  # the writer does it then
                log.warning("the log was not moved into the file: %s", error)
        if connection is not None:
            connection.close()
