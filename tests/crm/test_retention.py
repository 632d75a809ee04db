"""Which nightly backups are kept."""

import datetime as dt
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from crm.retention import backups, name_of, newest_backup, superfluous

ZONE = "Europe/Moscow"
NIGHT = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)  # four in Moscow, a Monday
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


def kept(nights: int) -> list[str]:
    """What is left of a backup each night, up to `NIGHT`, thinned out each night."""
    left: set[dt.datetime] = set()
    for n in reversed(range(nights)):
        left.add(NIGHT - n * DAY)
        left -= superfluous(left, ZONE)
    return [f"{at:%m-%d}" for at in sorted(left, reverse=True)]


def test_a_week_of_nights_is_kept_whole() -> None:
    assert kept(7) == ["11-23", "11-22", "11-21", "11-20", "11-19", "11-18", "11-17"]


def test_after_a_year_seven_days_four_weeks_and_six_months_are_left() -> None:
    assert kept(365) == [
        *["11-23", "11-22", "11-21", "11-20", "11-19", "11-18", "11-17"],
        *["11-15", "11-08"],  # Sundays: the newest of their weeks; two newer weeks end among the days
        *["10-31", "09-30", "08-31", "07-31", "06-30"],
    ]


def test_nights_that_were_missed_cost_no_older_backup() -> None:
    """Days without one do not count: seven backups a month apart are seven days."""
    moments = {NIGHT - 30 * n * DAY for n in range(9)}

    assert superfluous(moments, ZONE) == {NIGHT - 30 * n * DAY for n in (7, 8)}


def test_a_day_is_one_of_the_company() -> None:
    """23:00 and 01:00 in Moscow are two days there and one in UTC."""
    late, early = (dt.datetime(2026, 11, 22, hour, tzinfo=dt.UTC) for hour in (20, 22))

    assert superfluous({late, early}, ZONE) == set()
    assert superfluous({late, early}, "UTC") == {late}


@given(st.sets(st.integers(0, 4000), min_size=1))
def test_the_newest_is_never_superfluous_and_no_more_than_seventeen_stay(hours: set[int]) -> None:
    moments = {NIGHT - 10 * n * HOUR for n in hours}
    left = moments - superfluous(moments, ZONE)

    assert max(moments) in left
    assert len(left) <= 17
    assert superfluous(left, ZONE) == set()


def test_names_are_read_back_and_other_files_are_not_ours(tmp_path: Path) -> None:
    at = dt.datetime(2026, 11, 23, 1, 0, 7, tzinfo=dt.UTC)
    assert newest_backup(tmp_path / "missing") is None
    for other in (
        "dozvon.db",
        "dozvon-2026-11-30T01-00-00Z.db.txt",
        "dozvon-2026-13-30T01-00-00Z.db",
        ".x.part",
    ):
        (tmp_path / other).touch()
    assert newest_backup(tmp_path) is None
    for n, kind in ((0, "sqlite"), (1, "postgresql")):
        (tmp_path / name_of(at - n * DAY, kind)).touch()

    assert newest_backup(tmp_path) == at
    assert list(backups(tmp_path).values()) == [at, at - DAY]
    assert name_of(at, "sqlite") == "dozvon-2026-11-23T01-00-07Z.db"
