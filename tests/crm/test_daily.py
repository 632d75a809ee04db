"""Daily at a wall time through every clock change: forward by the gap, once in the fold, no day lost."""

import datetime as dt
import zoneinfo
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import recurrences
from crm.localtime import last_daily, next_daily, to_local
from crm.models import OutboxMessage, Recurrence, Role, User

A_DAY = dt.timedelta(days=1)
# Every kind of change: at midnight, by half an hour, of the zone itself, a day left out, several a year.
ZONES = (
    "Europe/Berlin",
    "Europe/Moscow",
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/New_York",
    "America/Sao_Paulo",
    "America/Nuuk",
    "America/St_Johns",
    "Asia/Almaty",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Asia/Pyongyang",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
    "UTC",
)


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def firings(zone: str, minute: int, after: dt.datetime, count: int) -> list[dt.datetime]:
    """The moments at which it fires, each asked for from the one before."""
    found = [next_daily(minute, zone, after)]
    while len(found) < count:
        found.append(next_daily(minute, zone, found[-1]))
    return found


@pytest.mark.parametrize(
    ("zone", "at", "after", "walls"),
    [
        ("Europe/Berlin", "02:30", "2026-03-27 12:00", ["28 02:30", "29 03:30", "30 02:30"]),
        ("Europe/Berlin", "02:30", "2026-10-23 12:00", ["24 02:30", "25 02:30", "26 02:30"]),
        ("America/New_York", "02:30", "2026-03-07 00:00", ["07 02:30", "08 03:30", "09 02:30"]),
        ("America/New_York", "01:30", "2026-10-31 00:00", ["31 01:30", "01 01:30", "02 01:30"]),
        ("Africa/Cairo", "00:00", "2026-04-22 12:00", ["23 00:00", "24 01:00", "25 00:00"]),
        ("America/Sao_Paulo", "00:00", "2018-11-02 12:00", ["03 00:00", "04 01:00", "05 00:00"]),
        ("Australia/Lord_Howe", "02:15", "2026-10-02 00:00", ["03 02:15", "04 02:45", "05 02:15"]),
        # The 30th of December was left out: that day's message comes with the next one's, once.
        ("Pacific/Apia", "09:00", "2011-12-28 20:00", ["29 09:00", "31 09:00", "01 09:00"]),
        ("Europe/Moscow", "01:30", "2014-10-24 12:00", ["25 01:30", "26 01:30", "27 01:30"]),
        ("Asia/Almaty", "00:00", "2024-02-28 00:00", ["29 00:00", "01 00:00", "02 00:00"]),
    ],
)
def test_the_days_around_a_clock_change(zone: str, at: str, after: str, walls: list[str]) -> None:
    time = dt.time.fromisoformat(at)

    found = firings(zone, time.hour * 60 + time.minute, utc(after), 3)

    assert [f"{to_local(moment, zone):%d %H:%M}" for moment in found] == walls


def test_a_fold_fires_at_the_first_of_the_two() -> None:
    [_, change, _] = firings("Europe/Berlin", 150, utc("2026-10-23 12:00"), 3)

    assert change == utc("2026-10-25 00:30")
    # Asked for between the two, it is the day after, and the last one is the first of the two.
    between = utc("2026-10-25 01:00")
    assert next_daily(150, "Europe/Berlin", between) == utc("2026-10-26 01:30")
    assert last_daily(150, "Europe/Berlin", utc("2026-10-25 01:30")) == change


@given(
    st.sampled_from(ZONES),
    st.integers(0, 24 * 60 - 1),
    st.datetimes(utc("2005-01-01").replace(tzinfo=None), utc("2035-01-01").replace(tzinfo=None)),
)
def test_no_day_is_skipped_or_doubled(zone: str, minute: int, start: dt.datetime) -> None:
    """The days by the clock of another library, one after the other; no wait as long as two of them."""
    found = firings(zone, minute, start.replace(tzinfo=dt.UTC), 200)

    days = [moment.astimezone(zoneinfo.ZoneInfo(zone)).date() for moment in found]
    steps = [later - earlier for earlier, later in pairwise(days)]
    missing = {dt.date(2011, 12, 30)} if zone == "Pacific/Apia" else set()
    wanted = [A_DAY + A_DAY * (earlier + A_DAY in missing) for earlier in days[:-1]]
    assert steps == wanted
    waits = [later - earlier for earlier, later in pairwise(found)]
    assert dt.timedelta(hours=22) <= min(waits) <= max(waits) <= dt.timedelta(hours=26)


@pytest.mark.parametrize(
    ("night", "walls"),
    [
        ("2026-03-29", ["28 02:30", "29 03:30", "30 02:30"]),
        ("2026-10-25", ["24 02:30", "25 02:30", "26 02:30"]),
    ],
)
def test_a_digest_in_the_gap_and_in_the_fold_is_owed_once(tx: Session, night: str, walls: list[str]) -> None:
    """Tick by tick through the night: the next time is written with each message."""
    owner = User(
        telegram_id=1,
        name="Ольга",
        role=Role.OWNER,
        zone="Europe/Berlin",
        digest_at=150,
        created_at=utc(night),
    )
    tx.add(owner)
    tx.flush()
    moment = utc(night) - A_DAY
    recurrences.keep_up(tx, owner, now=moment)
    while moment < utc(night) + 1.5 * A_DAY:
        recurrences.queue_due(tx, moment, 50)
        assert min(tx.scalars(select(Recurrence.next_at))) > moment
        moment += dt.timedelta(minutes=30)

    digests = select(OutboxMessage.payload).where(OutboxMessage.kind == "digest").order_by(OutboxMessage.id)
    periods = [
        [dt.datetime.fromisoformat(said[end]) for end in ("since", "at")] for said in tx.scalars(digests)
    ]
    assert [f"{to_local(at, owner.zone):%d %H:%M}" for _, at in periods] == walls
    assert [since for since, _ in periods[1:]] == [at for _, at in periods[:-1]]
