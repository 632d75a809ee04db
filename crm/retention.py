"""Which of the nightly backups are kept, and how old the newest is: read from their names."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from crm.localtime import to_local

KEPT: tuple[tuple[str, int], ...] = (("day", 7), ("week", 4), ("month", 6))
"""The newest backup of each of so many days, weeks and months that have one."""
OVERDUE = dt.timedelta(hours=26)
"""Older than this, a night was missed."""
NAME = re.compile(r"dozvon-(\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2})Z\.(?:db|dump\.gz)", re.ASCII)
STAMP = "%Y-%m-%dT%H-%M-%S"
ENDS = {"sqlite": "db", "postgresql": "dump.gz"}


def name_of(at: dt.datetime, kind: str) -> str:
    """What a backup of that moment (aware UTC) is called; `kind` is sqlite or postgresql."""
    return f"dozvon-{at:{STAMP}}Z.{ENDS[kind]}"


def backups(folder: Path) -> dict[Path, dt.datetime]:
    """The nightly backups in the folder with their moments (aware UTC), newest first; other files are not."""
    found = {}
    for file in folder.iterdir() if folder.is_dir() else ():
        if named := NAME.fullmatch(file.name):
            try:
                found[file] = dt.datetime.strptime(named[1], STAMP).replace(tzinfo=dt.UTC)
            except ValueError:
                continue
    return dict(sorted(found.items(), key=lambda one: one[1], reverse=True))


def newest_backup(folder: Path) -> dt.datetime | None:
    """When the newest nightly backup was made (aware UTC); None where there is none."""
    return next(iter(backups(folder).values()), None)


def superfluous(moments: Iterable[dt.datetime], zone: str) -> set[dt.datetime]:
    """Those that no rule of `KEPT` keeps. Days, weeks from Monday and months are those of `zone`."""
    newest_first = sorted(moments, reverse=True)
    kept: set[dt.datetime] = set()
    for period, count in KEPT:
        newest: dict[tuple[int, ...], dt.datetime] = {}
        for at in newest_first:
            newest.setdefault(_PERIODS[period](to_local(at, zone)), at)
        kept.update(list(newest.values())[:count])
    return set(newest_first) - kept


_PERIODS: dict[str, Callable[[dt.datetime], tuple[int, ...]]] = {
    "day": lambda wall: (wall.year, wall.month, wall.day),
    "week": lambda wall: tuple(wall.isocalendar()[:2]),
    "month": lambda wall: (wall.year, wall.month),
}
