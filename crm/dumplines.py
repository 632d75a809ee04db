"""How a dump of PostgreSQL is written and read: gzip of JSON lines, with a count and a checksum per table.

The first line says what it is. Then for each table come a line with its columns, a line per row with every
value as PostgreSQL writes it, and a line with count and SHA-256. The last line says that nothing is missing.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from crm.copies import BadBackup

FORMAT = "dozvon-dump-1"

Values = list[str | None]


def examine(file: Path) -> tuple[str, dict[str, int]]:
    """The revision and the rows of each table. Raises BadBackup unless all counts and checksums agree."""
    counts: dict[str, int] = {}
    read = lines(file)
    try:
        revision = head(file, read)
        for name, _, rows in tables(file, read):
            counts[name] = sum(1 for _ in rows)
    except (KeyError, TypeError, ValueError):
        # Damage is met before the checksum that proves it is reached.
        raise BadBackup(f"{file} is damaged.") from None
    return revision, counts


def say(out: IO[str], said: dict[str, Any] | Values) -> bytes:
    line = json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n"
    out.write(line)
    return line.encode()


def lines(file: Path) -> Iterator[str]:
    try:
        with gzip.open(file, "rt", encoding="utf-8", newline="\n") as opened:
            yield from opened
    except (OSError, EOFError, zlib.error, UnicodeDecodeError):
        raise BadBackup(f"{file} is damaged or cannot be read.") from None


def head(file: Path, read: Iterator[str]) -> str:
    head = _control(file, next(read, ""))
    if head.get("format") != FORMAT:
        raise BadBackup(f"{file} is not a backup of Dozvon.")
    return str(head["revision"])


def tables(file: Path, read: Iterator[str]) -> Iterator[tuple[str, list[str], Iterator[Values]]]:
    """Each table's name, columns and rows; the rows are to be taken before the next table."""
    found = 0
    while "table" in (said := _control(file, next(read, ""))):
        found += 1
        yield said["table"], said["columns"], _rows(file, said["table"], read)
    if said.get("tables") != found or next(read, None) is not None:
        raise BadBackup(f"{file} is damaged: tables are missing.")


def _rows(file: Path, table: str, read: Iterator[str]) -> Iterator[Values]:
    digest = hashlib.sha256()
    for count, line in enumerate(read):
        if not line.startswith("["):
            if _control(file, line) != {"rows": count, "sha256": digest.hexdigest()}:
                break
            return
        digest.update(line.encode())
        yield json.loads(line)
    raise BadBackup(f"{file} is damaged: the rows of {table} are not those that were written.")


def _control(file: Path, line: str) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise BadBackup(f"{file} is damaged or is not a backup of Dozvon.")
    return said
