"""Wall clocks of people's zones. The only module that speaks to pytz.

pytz zones are never passed as `tzinfo=` (that gives the local mean time of 1880): a wall time
becomes a moment by `localize`, a moment becomes a wall time by `normalize`.
"""

import datetime as dt
from functools import lru_cache

import pytz

from crm.errors import UnknownZone

DAY = dt.timedelta(days=1)
MINUTES_A_DAY = 24 * 60


@lru_cache(maxsize=600)
def zone_of(name: str) -> "pytz._UTCclass | pytz.tzinfo.StaticTzInfo | pytz.tzinfo.DstTzInfo":
    """The pytz zone of an IANA name. Raises UnknownZone."""
    try:
        return pytz.timezone(name)
    except pytz.UnknownTimeZoneError as error:
        raise UnknownZone from error


def tz_release() -> str:
    """The release of the zone database in use, such as "2026.6"."""
    return pytz.VERSION


def to_local(at: dt.datetime, zone: str) -> dt.datetime:
    """The wall time in `zone` (IANA name) of an aware moment."""
    # `astimezone` asks pytz for the offset of this very moment: nothing is left to normalize.
    return at.astimezone(zone_of(zone))


def to_utc(wall: dt.datetime, zone: str) -> dt.datetime:
    """The moment (aware UTC) of a naive wall time in `zone`.

    A wall time skipped by a clock change moves forward by the gap; one that happens twice is
    the first of the two.
    """
    tz = zone_of(zone)
    try:
        moment = tz.localize(wall, is_dst=None)
    except pytz.AmbiguousTimeError:
        # Summer time is no sign of the first: Casablanca and Dublin count it backwards.
        moment = min(tz.localize(wall, is_dst=summer) for summer in (True, False))
    except pytz.NonExistentTimeError:
        moment = tz.normalize(tz.localize(wall, is_dst=False))
    return moment.astimezone(dt.UTC)


def wall_of(at: dt.datetime, zone: str) -> str:
    """What the wall clock of `zone` reads at an aware moment: "2026-11-27T15:00"."""
    return to_local(at, zone).replace(tzinfo=None).isoformat(timespec="minutes")


def moment_of(wall: str, zone: str) -> dt.datetime:
    """The moment (aware UTC) when the wall clock of `zone` reads `wall`, as `wall_of` writes it."""
    return to_utc(dt.datetime.fromisoformat(wall), zone)


@lru_cache(maxsize=5000)  # asked for the same few days and zones again and again, and pytz takes its time
def at_minute(day: dt.date, minute: int, zone: str) -> dt.datetime:
    """The moment (aware UTC) of `minute` minutes after midnight on `day` in `zone`."""
    begins = _midnight(day, zone)
    if 0 <= minute <= MINUTES_A_DAY and _midnight(day + DAY, zone) - begins == DAY:
        return begins + dt.timedelta(minutes=minute)
    return to_utc(dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minute), zone)


@lru_cache(maxsize=1000)
def _midnight(day: dt.date, zone: str) -> dt.datetime:
    return to_utc(dt.datetime.combine(day, dt.time()), zone)


# Days: a change at midnight carries a wall time into the next one, or takes the clock back into the last.
AROUND = (-1, 0, 1, 2)


def next_daily(minute: int, zone: str, after: dt.datetime) -> dt.datetime:
    """The first moment strictly after `after` when the wall clock of `zone` reads that minute of the day."""
    today = to_local(after, zone).date()
    moments = (at_minute(today + dt.timedelta(days=days), minute, zone) for days in AROUND)
    return next(moment for moment in moments if moment > after)


def last_daily(minute: int, zone: str, at: dt.datetime) -> dt.datetime:
    """The last moment not after `at` when the wall clock of `zone` read that minute of the day."""
    today = to_local(at, zone).date()
    moments = (at_minute(today - dt.timedelta(days=days), minute, zone) for days in AROUND)
    return next(moment for moment in moments if moment <= at)


def minute_of(at: dt.datetime, zone: str) -> int:
    """Minutes after midnight on the wall clock of `zone`."""
    wall = to_local(at, zone)
    return wall.hour * 60 + wall.minute


@lru_cache(maxsize=1)
def all_zones() -> tuple[str, ...]:
    """Every IANA name that a clock in use goes by, old spellings included."""
    return tuple(pytz.all_timezones)


@lru_cache(maxsize=8)
def country_zones(country: str) -> tuple[str, ...]:
    """The IANA names of a country (ISO 3166), the chief city's first or west to east; none if unknown."""
    return tuple(pytz.country_timezones.get(country.upper(), ()))


def country_of_zone(zone: str) -> str | None:
    """The country (ISO 3166) whose holidays are kept by this clock; None for a zone of none or of two."""
    return None if zone in CLAIMED_TWICE else _countries_of_zones().get(zone)


CLAIMED_TWICE = {"Europe/Simferopol"}


@lru_cache(maxsize=1)
def _countries_of_zones() -> dict[str, str]:
    return {zone: country for country in countries() for zone in country_zones(country)}


@lru_cache(maxsize=1)
def countries() -> tuple[str, ...]:
    """The countries that have zones, by their ISO 3166 codes."""
    return tuple(sorted(pytz.country_timezones))
