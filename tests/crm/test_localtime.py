"""Every zone's clock over eight years, beside another library's: no moment and no wall time differs."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.localtime import all_zones, at_minute, last_daily, next_daily, to_local, to_utc
from tests.clocks import A_DAY, A_SECOND, SAME_RELEASE, WHY_NOT, changes, clock, moment_of, unlike

pytestmark = pytest.mark.skipif(not SAME_RELEASE, reason=WHY_NOT)

FIRST, LAST = 2023, 2030
FOUR_YEARS = (2026, 2029)
A_MINUTE, A_QUARTER = dt.timedelta(minutes=1), dt.timedelta(minutes=15)
NINE = 9 * 60
ZONES = st.sampled_from(all_zones())
WALLS = st.datetimes(dt.datetime.fromisoformat(f"{FIRST}-01-01"), dt.datetime.fromisoformat(f"{LAST}-12-31"))
MOMENTS = WALLS.map(lambda wall: wall.replace(tzinfo=dt.UTC))
NEAR = (-A_DAY, -A_SECOND, dt.timedelta(0), A_SECOND, A_QUARTER, A_DAY)


def naive(at: dt.datetime) -> dt.datetime:
    return at.replace(tzinfo=None)


def walls_around(change: dt.datetime, zone: str) -> list[dt.datetime]:
    """Every quarter of an hour from two hours before the change to three after it, by the naive clock."""
    before = naive((change - A_SECOND).astimezone(clock(zone))) + A_SECOND
    return [before + A_QUARTER * quarter for quarter in range(-8, 13)]


def test_there_are_changes_to_look_at() -> None:
    """A measure that knows of none would let everything pass."""
    assert changes("Europe/Berlin", 2026, 2026) == (
        dt.datetime(2026, 3, 29, 1, tzinfo=dt.UTC),
        dt.datetime(2026, 10, 25, 1, tzinfo=dt.UTC),
    )
    assert len(all_zones()) > 500
    assert len(unlike(*FOUR_YEARS)) > 50
    assert sum(len(changes(zone, FIRST, LAST)) for zone in all_zones()) > 2500


def test_each_change_of_each_zone_is_at_its_second() -> None:
    wrong = [
        (zone, at, to_local(at, zone))
        for zone in all_zones()
        for change in changes(zone, FIRST, LAST)
        for at in (change + near for near in NEAR)
        if naive(to_local(at, zone)) != naive(at.astimezone(clock(zone)))
    ]

    assert wrong == []


def test_gaps_move_forward_and_of_two_the_first_is_taken() -> None:
    wrong = [
        (zone, wall, to_utc(wall, zone))
        for zone in all_zones()
        for change in changes(zone, FIRST, LAST)
        for wall in walls_around(change, zone)
        if to_utc(wall, zone) != moment_of(wall, zone)
    ]

    assert wrong == []


def test_minutes_of_the_days_around_each_change_are_those_of_the_wall_clock() -> None:
    wrong = [
        (zone, midnight, minute)
        for zone in all_zones()
        for change in changes(zone, FIRST, LAST)
        for day in (-1, 0, 1)
        for midnight in [midnight_of(naive(change.astimezone(clock(zone))) + day * A_DAY)]
        for minute in (0, 30, 90, 120, 150, 180, NINE, 23 * 60 + 30, 24 * 60)
        if at_minute(midnight.date(), minute, zone) != moment_of(midnight + minute * A_MINUTE, zone)
    ]

    assert wrong == []


def midnight_of(wall: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(wall.date(), dt.time())


@given(ZONES, MOMENTS)
def test_any_moment_reads_the_same_on_both_clocks(zone: str, at: dt.datetime) -> None:
    ours, other = to_local(at, zone), at.astimezone(clock(zone))

    assert (naive(ours), ours.utcoffset()) == (naive(other), other.utcoffset())


@given(ZONES, WALLS)
def test_any_wall_time_is_the_same_moment_on_both_clocks(zone: str, wall: dt.datetime) -> None:
    assert to_utc(wall, zone) == moment_of(wall, zone)


@given(ZONES, MOMENTS)
def test_there_and_back_is_the_moment_itself_or_the_first_of_two(zone: str, at: dt.datetime) -> None:
    back = to_utc(naive(to_local(at, zone)), zone)

    fold = at.astimezone(clock(zone)).fold
    assert (back < at) if fold else (back == at)


# Daily at a wall time


def days_of(first: int, last: int) -> list[dt.date]:
    start, end = dt.date(first, 1, 1), dt.date(last, 12, 31)
    return [start + A_DAY * number for number in range((end - start).days + 1)]


def wall_at(day: dt.date, minute: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time()) + A_MINUTE * minute


def violations(zone: str, minute: int, days: list[dt.date]) -> list[tuple[str, int, dt.datetime, dt.date]]:
    """Where it does not fire once a day, at the moment of that wall time; asked for from the one before."""
    at = moment_of(wall_at(days[0] - A_DAY, minute), zone)
    found = []
    for day in days:
        before, at = at, next_daily(minute, zone, at)
        wanted = moment_of(wall_at(day, minute), zone)
        last = last_daily(minute, zone, at), last_daily(minute, zone, at - A_SECOND)
        if at != wanted or last != (at, before):
            found.append((zone, minute, at, day))
            at = wanted
    return found


@pytest.mark.slow
def test_every_day_at_nine_in_each_zone_over_four_years() -> None:
    days = days_of(*FOUR_YEARS)

    assert [one for zone in unlike(*FOUR_YEARS) for one in violations(zone, NINE, days)] == []


@pytest.mark.slow
def test_any_quarter_of_an_hour_fires_daily_through_each_change() -> None:
    """Midnights that are missing and hours that come twice among them."""
    wrong = []
    for zone in unlike(*FOUR_YEARS):
        for change in changes(zone, *FOUR_YEARS):
            day = change.astimezone(clock(zone)).date()
            days = [day + A_DAY * number for number in (-1, 0, 1, 2)]
            wrong += [one for minute in range(0, 24 * 60, 15) for one in violations(zone, minute, days)]

    assert wrong == []


@pytest.mark.parametrize(
    ("zone", "minute", "after", "following", "last"),
    [
        # Nuuk has no 23:15 on the 28th of March: a quarter past midnight stands for it.
        ("America/Nuuk", 23 * 60 + 15, "2026-03-29 01:05", "2026-03-29 01:15", "2026-03-28 01:15"),
        # Newfoundland's clock read midnight, and a minute later 23:01 of the day before.
        ("America/St_Johns", 0, "2010-11-07 03:00", "2010-11-08 03:30", "2010-11-07 02:30"),
    ],
)
def test_a_change_at_midnight(zone: str, minute: int, after: str, following: str, last: str) -> None:
    asked, *wanted = (
        dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC) for text in (after, following, last)
    )

    assert [next_daily(minute, zone, asked), last_daily(minute, zone, asked)] == wanted


@given(ZONES, st.integers(0, 24 * 60 - 1), MOMENTS)
def test_the_next_one_is_the_first_after_any_moment(zone: str, minute: int, after: dt.datetime) -> None:
    today = after.astimezone(clock(zone)).date()
    around = [moment_of(wall_at(today + A_DAY * days, minute), zone) for days in (-1, 0, 1, 2)]

    assert next_daily(minute, zone, after) == min(one for one in around if one > after)
    assert last_daily(minute, zone, after) == max(one for one in around if one <= after)
