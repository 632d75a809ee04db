"""The clocks of all zones by another library: `zoneinfo` with the data of the package tzdata alone.

What it says is the measure for `crm.localtime`, which asks pytz. The two are only comparable where both
hold the same release of the zone database.
"""

import datetime as dt
import zoneinfo
from collections.abc import Iterator
from functools import cache
from importlib import import_module, resources

from crm.localtime import all_zones

A_DAY, A_SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)
A_WEEK = 7 * A_DAY  # no clock is put forward and back again within one
OURS, MEASURE = import_module("pytz").OLSON_VERSION, import_module("tzdata").IANA_VERSION
SAME_RELEASE = OURS == MEASURE
WHY_NOT = f"CLOCKS NOT COMPARED: pytz holds release {OURS} of the zone database, tzdata {MEASURE}"


@cache
def clock(zone: str) -> zoneinfo.ZoneInfo:
    """As with an empty PYTHONTZPATH: whatever release the machine has stays out of it."""
    with resources.files("tzdata.zoneinfo").joinpath(zone).open("rb") as file:
        return zoneinfo.ZoneInfo.from_file(file, key=zone)


def moment_of(wall: dt.datetime, zone: str) -> dt.datetime:
    """The moment of a naive wall time: a skipped one is moved on by the gap, of two it is the first."""
    return wall.replace(tzinfo=clock(zone), fold=0).astimezone(dt.UTC)


@cache
def changes(zone: str, first: int, last: int) -> tuple[dt.datetime, ...]:
    """When the clock of the zone is put forward or back, from one year to the end of another."""
    return tuple(_changes(clock(zone), _new_year(first), _new_year(last + 1)))


def unlike(first: int, last: int) -> list[str]:
    """One zone for each clock: those that never differ over these years count as one."""
    found: dict[tuple[object, ...], str] = {}
    for zone in all_zones():
        moments = (_new_year(first), *changes(zone, first, last))
        found.setdefault(tuple((at, _offset(at, clock(zone))) for at in moments), zone)
    return list(found.values())


def _changes(tz: zoneinfo.ZoneInfo, since: dt.datetime, until: dt.datetime) -> Iterator[dt.datetime]:
    day, old = since, _offset(since, tz)
    while day < until:
        day += A_WEEK
        if (new := _offset(day, tz)) != old:
            yield _first_second(tz, day - A_WEEK, day)
            old = new


def _first_second(tz: zoneinfo.ZoneInfo, before: dt.datetime, after: dt.datetime) -> dt.datetime:
    old = _offset(before, tz)
    while after - before > A_SECOND:
        middle = before + (after - before) // A_SECOND // 2 * A_SECOND
        if _offset(middle, tz) == old:
            before = middle
        else:
            after = middle
    return after


def _offset(at: dt.datetime, tz: zoneinfo.ZoneInfo) -> dt.timedelta | None:
    return at.astimezone(tz).utcoffset()


def _new_year(year: int) -> dt.datetime:
    return dt.datetime(year, 1, 1, tzinfo=dt.UTC)
