"""Copies of a SQLite database: consistent while others write, and whole files only.

A plain copy of a file in use is nearly always bad; `VACUUM INTO` never is. SQLite's pages carry no
checksum, so a copy is marked with its own: 4 bytes of its SHA-256, in the header's application id.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from crm.guards import HEADER, log_of

BUSY = 30.0  # seconds
PORTION = 1024**2  # bytes
# https://www.sqlite.org/fileformat.html, 1.3: what no reader of SQLite minds, and how the file is journalled.
MARK = slice(68, 72)
JOURNAL = slice(18, 20)
IN_USE = b"\2\2"  # has a write-ahead log; `VACUUM INTO` makes a file without one
UNMARKED = bytes(4)


class BadBackup(Exception):
    """A backup cannot be made, read or put back; the text is one sentence for the operator."""


def copy(database: Path, target: Path) -> None:
    """A checked copy of the database, which may be in use; it appears under its name when it is whole."""
    if not database.exists():
        raise BadBackup(f"There is no database at {database}.")

    def write(part: Path) -> None:
        _vacuum(database, part)
        _mark(part, _checksum(part))

    write_whole(target, write, examine)


def examine(file: Path) -> tuple[str, dict[str, int]]:
    """The revision and the rows of each table. Raises BadBackup unless every page and reference is good.

    In a copy that is marked no byte differs from what was written; in any other file the structure holds.
    """
    if _differs(file):
        raise BadBackup(f"{file} is damaged: it is not what was written.")
    # A backup is opened as what it is: nothing beside it is made. One in use has a log to be read.
    mode = "rw" if log_of(file).exists() else "ro&immutable=1"
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode={mode}", uri=True)) as db:
            if db.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise BadBackup(f"{file} is damaged.")
            if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise BadBackup(f"{file} is damaged: a row refers to one that is not there.")
            names = db.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            ).fetchall()
            if ("alembic_version",) not in names:
                raise BadBackup(f"{file} is not a database of Dozvon.")
            (revision,) = db.execute("SELECT version_num FROM alembic_version").fetchone() or (None,)
            if revision is None:
                raise BadBackup(f"{file} is empty.")
            counts = {
                name: db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
                for (name,) in sorted(names)
                if name != "alembic_version"
            }
            return revision, counts
    except sqlite3.Error as error:
        raise BadBackup(f"{file} is damaged or cannot be read: {error}.") from None


def put_back(backup: Path, database: Path, renew: Callable[[Path], object]) -> None:
    """Replace the database by the backup in one step. The caller holds the lock of the database.

    `renew` changes the copy before anybody sees it; where it raises, the database stays.
    """
    database = database.resolve()

    def check(part: Path) -> None:
        examine(part)
        _mark(part, UNMARKED)  # from now on it changes
        renew(part)
        _sync(part)
        _close_log(database)

    write_whole(database, lambda part: shutil.copyfile(backup, part), check)


def write_whole(target: Path, write: Callable[[Path], object], check: Callable[[Path], object]) -> None:
    """Write a file beside the target, check it, and only then give it the name: nobody sees half of it.

    Only its owner may read it: it holds the clients.
    """
    with _in_words(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        part.unlink(missing_ok=True)
        try:
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            write(part)
            _sync(part)
            check(part)
            os.replace(part, target)
        finally:
            part.unlink(missing_ok=True)
        _sync(target.parent)


@contextmanager
def _in_words(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BadBackup(f"{target} cannot be written: {error.strerror}.") from None


def _vacuum(database: Path, part: Path) -> None:
    try:
        with closing(
            sqlite3.connect(f"{database.resolve().as_uri()}?mode=rw", uri=True, timeout=BUSY)
        ) as source:
            source.execute("PRAGMA synchronous=FULL")
            source.execute("VACUUM INTO ?", (str(part),))
    except sqlite3.Error as error:
        raise BadBackup(f"{database} cannot be copied: {error}.") from None


def _differs(file: Path) -> bool:
    """Whether a marked copy has another byte than was written."""
    try:
        with file.open("rb") as opened:
            header = opened.read(HEADER)
        unmarked = header[MARK] == UNMARKED or header[JOURNAL] == IN_USE
        return not unmarked and header[MARK] != _checksum(file)
    except OSError as error:
        raise BadBackup(f"{file} cannot be read: {error.strerror}.") from None


def _checksum(file: Path) -> bytes:
    """Of the file as it is without a mark."""
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        header = opened.read(HEADER)
        digest.update(header[: MARK.start] + UNMARKED + header[MARK.stop :])
        while portion := opened.read(PORTION):
            digest.update(portion)
    return digest.digest()[-len(UNMARKED) :]


def _mark(file: Path, mark: bytes) -> None:
    with file.open("r+b") as opened:
        opened.seek(MARK.start)
        opened.write(mark)


def _close_log(database: Path) -> None:
    """Nothing of the old file's log may reach the new one.

    The last to close a sound file writes its log back and removes it; of a damaged one it is dropped.
    """
    if log_of(database).exists():
        with suppress(sqlite3.Error), closing(sqlite3.connect(database)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for end in ("-wal", "-shm", "-journal"):
        database.with_name(f"{database.name}{end}").unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
