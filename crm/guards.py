"""What is looked at before a SQLite file is opened to work on it: one process, sound, room enough.

On PostgreSQL there is nothing to guard: several processes may share it, and it looks after its files.
"""

import fcntl
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

MAGIC = b"SQLite format 3\0"
HEADER = 100  # bytes
ROOM = 50 * 1024**2
"""Free bytes without which no process starts: a full disk in the middle of a day is found too late."""
QUICK = 256 * 1024**2
"""Bytes of a file that is read whole at each start: that takes a second at most, mostly a tenth of it."""


class CannotStart(Exception):
    """The database cannot be worked on; the text is one sentence for the operator."""


class Lock:
    """Says that this process works on the file; the system lets go of it even after a kill."""

    def __init__(self, file: Path) -> None:
        """Raises CannotStart if another holder works on the file, in this process or another."""
        file = file.resolve()
        self._handle = os.open(file.with_name(f"{file.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = os.read(self._handle, 20).decode(errors="replace")
            os.close(self._handle)
            raise CannotStart(
                f"The database {file} is in use by process {holder or '?'}: stop that one first."
            ) from None
        os.truncate(self._handle, 0)
        os.write(self._handle, str(os.getpid()).encode())

    def __enter__(self) -> "Lock":
        return self

    def __exit__(self, *error: object) -> None:
        self.release()

    def release(self) -> None:
        """Let the next one in; safe to repeat. The lock's own file stays: removing it would be a race."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def file_of(url: str) -> Path | None:
    """The file of a SQLite address; None for PostgreSQL."""
    address = make_url(url)
    return Path(address.database or "") if address.get_backend_name() == "sqlite" else None


def take(url: str) -> Lock | None:
    """The right to work on this database alone, if it is one file. Raises CannotStart."""
    file = file_of(url)
    if file is None:
        return None
    lock = hold(file)
    try:
        look_for_room(file)
        look_at(file)
    except BaseException:
        lock.release()
        raise
    return lock


def hold(file: Path) -> Lock:
    """The lock alone, for whoever is about to replace the file. Raises CannotStart."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return Lock(file)
    except OSError as error:
        raise CannotStart(f"The database {file} cannot be written: {error.strerror}.") from None


def look_for_room(file: Path) -> None:
    free = shutil.disk_usage(file.parent).free
    if free < ROOM:
        raise CannotStart(
            f"There is too little room for the database {file}: {free >> 20} MB are free, "
            f"{ROOM >> 20} MB are needed."
        )


def look_at(file: Path, *, whole: bool = False) -> None:
    """Raises CannotStart for a file that is no database, cut short or damaged; a missing one is fine.

    Every page is read; of a file larger than QUICK the header alone, since that takes seconds, but for
    `whole` and after an unclean stop, which leaves a write-ahead log behind.
    """
    try:
        if not file.exists() or not file.stat().st_size:
            return
        with file.open("rb") as opened:
            header = opened.read(HEADER)
    except OSError as error:
        raise CannotStart(f"The database {file} cannot be read: {error.strerror}.") from None
    if not header.startswith(MAGIC):
        raise CannotStart(f"The file {file} is not a database: DATABASE_URL must name another.")
    size, unclean = file.stat().st_size, log_of(file).exists()
    cut = not unclean and _is_cut(header, size)
    if cut or ((whole or unclean or size <= QUICK) and _damage(file)):
        raise damaged(file)


def look_for_rights(file: Path) -> None:
    if not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
        raise CannotStart(f"The database {file} cannot be written: look at its owner and its disk.")


def damaged(file: Path) -> CannotStart:
    return CannotStart(
        f"The database {file} is damaged: put a backup in its place with python -m bot restore FILE."
    )


def log_of(file: Path) -> Path:
    """The write-ahead log beside the file, while it is open and after a kill."""
    return file.with_name(f"{file.name}-wal")


def _damage(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(file, timeout=5)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",))
    except sqlite3.OperationalError as error:
        raise CannotStart(f"The database {file} cannot be read: {error}.") from None
    except sqlite3.DatabaseError:
        return True


def _is_cut(header: bytes, size: int) -> bool:
    """Whether the file is shorter than its header says (https://www.sqlite.org/fileformat.html, 1.3)."""
    if len(header) < HEADER:
        return True
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    counted = header[24:28] == header[92:96]  # else written by a SQLite too old to count
    return counted and size < pages * (65536 if page == 1 else page)
