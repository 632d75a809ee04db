"""Where an automatic time may lie: tables a head of sales could check with a calendar."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.days_off import DaysOff, SaidDay
from crm.hours import Closed, Why, Window
from crm.localtime import next_daily, to_local, to_utc
from crm.openings import Opening, Reason, Whose, next_opening

MOSCOW = Window("Europe/Moscow", 9 * 60, 18 * 60)


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("client_zone", "asked", "opens"),
    [
        # Monday noon in Moscow suits both.
        ("Europe/Moscow", "2026-11-23 09:00", "2026-11-23 09:00"),
        # Evening: the client could be called, the manager has gone home.
        ("Europe/Moscow", "2026-11-23 15:30", "2026-11-24 06:00"),
        # Friday evening is followed by Monday morning.
        ("Europe/Moscow", "2026-11-27 16:00", "2026-11-30 06:00"),
        # Vladivostok sleeps from 13:00 in Moscow on; both are awake from nine in Moscow.
        ("Asia/Vladivostok", "2026-11-23 10:30", "2026-11-24 06:00"),
        # Kaliningrad opens an hour after Moscow does.
        ("Europe/Kaliningrad", "2026-11-23 06:00", "2026-11-23 07:00"),
        # Kamchatka: nine to eleven in Moscow is all there is.
        ("Asia/Kamchatka", "2026-11-23 08:30", "2026-11-24 06:00"),
    ],
)
def test_an_automatic_time_suits_client_and_manager(client_zone: str, asked: str, opens: str) -> None:
    client = Window(client_zone, 9 * 60, 20 * 60)

    opening = next_opening(utc(asked), client, MOSCOW)

    assert (opening.at, opening.moved, opening.outside_work) == (utc(opens), asked != opens, False)
    assert (opening.reason is not None) == opening.moved


def test_where_the_two_never_meet_the_clients_hours_win() -> None:
    client = Window("America/Los_Angeles", 9 * 60, 20 * 60)

    opening = next_opening(utc("2026-11-23 09:00"), client, Window("Europe/Moscow", 9 * 60, 18 * 60))

    night = Reason(Whose.CLIENT, Closed(Why.HOURS, dt.date(2026, 11, 23)), alone=True)
    assert opening == Opening(utc("2026-11-23 17:00"), moved=True, reason=night)
    assert opening.outside_work


@pytest.mark.parametrize(
    ("zone", "wall", "moment"),
    [
        ("Europe/Moscow", "2026-11-26 15:10", "2026-11-26 12:10"),
        # Skipped in spring: forward by the gap.
        ("Europe/Berlin", "2026-03-29 02:30", "2026-03-29 01:30"),
        # Twice in autumn: the first.
        ("Europe/Berlin", "2026-10-25 02:30", "2026-10-25 00:30"),
        # Midnight itself is missing.
        ("Africa/Cairo", "2026-04-24 00:00", "2026-04-23 22:00"),
        ("Asia/Kathmandu", "2026-11-26 12:00", "2026-11-26 06:15"),
        ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03 15:45"),
        ("Asia/Almaty", "2024-03-01 12:00", "2024-03-01 07:00"),
    ],
)
def test_a_wall_time_becomes_one_moment(zone: str, wall: str, moment: str) -> None:
    assert to_utc(dt.datetime.fromisoformat(wall), zone) == utc(moment)


def test_nine_in_the_morning_stays_nine_through_a_clock_change() -> None:
    moment, walls = utc("2026-03-26 12:00"), []
    for _ in range(5):
        moment = next_daily(9 * 60, "Europe/Berlin", moment)
        walls.append(f"{to_local(moment, 'Europe/Berlin'):%d %H:%M}")

    assert walls == ["27 09:00", "28 09:00", "29 09:00", "30 09:00", "31 09:00"]


# Long rests, hours that never meet, and whatever else chance draws

LUNCH = Window("Europe/Moscow", 9 * 60, 18 * 60, lunch=(13 * 60, 14 * 60))


def off(window: Window, first: str, days: int) -> Window:
    """The same hours with so many days off in a row."""
    begins = dt.date.fromisoformat(first)
    entered = {begins + dt.timedelta(days=n): SaidDay(off=True, name="Отпуск") for n in range(days)}
    return replace(window, days_off=replace(window.days_off, entered=entered))


@pytest.mark.parametrize(
    ("client", "manager", "asked", "opens", "reason"),
    [
        # At lunch it waits for the end of it.
        (MOSCOW, LUNCH, "2026-11-23 10:15", "2026-11-23 11:00", (Whose.MANAGER, Why.LUNCH)),
        # Leave of four weeks is outlasted, and the weekend after it.
        (
            MOSCOW,
            off(MOSCOW, "2026-11-23", 28),
            "2026-11-23 09:00",
            "2026-12-21 06:00",
            (Whose.MANAGER, Why.DAY_OFF),
        ),
        (
            Window("Asia/Kamchatka", 9 * 60, 20 * 60),
            off(MOSCOW, "2026-11-23", 28),
            "2026-11-23 07:00",
            "2026-12-21 06:00",
            (Whose.MANAGER, Why.DAY_OFF),
        ),
        # The new year's holidays of Russia last until the eleventh.
        (
            replace(MOSCOW, days_off=DaysOff("RU")),
            MOSCOW,
            "2026-12-30 16:00",
            "2027-01-11 06:00",
            (Whose.CLIENT, Why.HOURS),
        ),
        (
            replace(MOSCOW, days_off=DaysOff("RU")),
            MOSCOW,
            "2026-11-04 09:00",
            "2026-11-05 06:00",
            (Whose.CLIENT, Why.HOLIDAY),
        ),
    ],
    ids=["lunch", "leave", "leave and another clock", "new year", "holiday"],
)
def test_what_stood_in_the_way_is_told(
    client: Window, manager: Window, asked: str, opens: str, reason: tuple[Whose, Why]
) -> None:
    opening = next_opening(utc(asked), client, manager)

    assert (opening.at, opening.outside_work) == (utc(opens), False)
    assert opening.reason is not None
    assert (opening.reason.whose, opening.reason.closed.why) == reason


def test_hours_that_never_meet_spare_the_managers_days_off() -> None:
    client = Window("America/Los_Angeles", 9 * 60, 20 * 60)

    opening = next_opening(utc("2026-11-23 09:00"), client, off(MOSCOW, "2026-11-23", 2))

    # Wednesday begins in Moscow while it is still Tuesday noon over there.
    assert (opening.at, opening.outside_work) == (utc("2026-11-24 21:00"), True)


def test_who_is_only_called_on_days_that_nobody_works_is_called_on_these() -> None:
    weekends = replace(MOSCOW, weekdays=0b1100000)

    opening = next_opening(utc("2026-11-23 09:00"), weekends, MOSCOW)

    assert (opening.at, opening.outside_work) == (utc("2026-11-28 06:00"), True)


@pytest.mark.parametrize(
    ("manager", "opens"),
    [
        # Russia works on Saturday the 20th of February: nobody waits three months for that.
        (replace(MOSCOW, days_off=DaysOff("RU")), "2026-11-28 06:00"),
        (off(MOSCOW, "2026-11-23", 12), "2026-12-05 06:00"),
        (off(replace(MOSCOW, days_off=DaysOff("RU")), "2026-12-21", 11), "2026-11-28 06:00"),
        # His own Saturday is near: that is the day.
        (
            replace(MOSCOW, days_off=DaysOff(None, {dt.date(2026, 12, 5): SaidDay(off=False)})),
            "2026-12-05 06:00",
        ),
    ],
    ids=["a worked Saturday far off", "on leave", "leave far off", "a worked Saturday near"],
)
def test_weekends_are_called_on_the_next_one_that_is_no_leave(manager: Window, opens: str) -> None:
    weekends = replace(MOSCOW, weekdays=0b1100000, opens=540, closes=600)
    late = replace(manager, opens=660)

    assert next_opening(utc("2026-11-23 09:00"), weekends, late).at == utc(opens)


@pytest.mark.parametrize("weekdays", [0, 0b0000001])
def test_without_any_working_day_it_ends_all_the_same(weekdays: int) -> None:
    nobody = off(replace(MOSCOW, weekdays=weekdays), "2026-11-01", 500)

    assert next_opening(utc("2026-11-23 20:00"), MOSCOW, nobody).outside_work
    assert next_opening(utc("2026-11-23 20:00"), nobody, MOSCOW).outside_work


QUARTER = dt.timedelta(minutes=15)
SPANS = st.tuples(st.integers(0, 95), st.integers(1, 96)).filter(lambda span: span[0] < span[1])
QUARTERS = SPANS.map(lambda span: (span[0] * 15, span[1] * 15))
ENTERED = st.dictionaries(
    st.dates(dt.date(2026, 3, 20), dt.date(2026, 4, 10)), st.builds(SaidDay, st.booleans()), max_size=8
)
ZONES = ("Europe/Moscow", "Europe/Berlin", "Asia/Vladivostok", "America/New_York", "Asia/Kathmandu")
WINDOWS = st.builds(
    lambda zone, span, lunch, weekdays, country, entered: Window(
        zone, span[0], span[1], lunch=lunch, weekdays=weekdays, days_off=DaysOff(country, entered)
    ),
    st.sampled_from(ZONES),
    QUARTERS,
    st.none() | QUARTERS,
    st.integers(1, 127),
    st.sampled_from((None, "RU", "DE")),
    ENTERED,
)
MOMENTS = st.datetimes(dt.datetime(2026, 3, 20), dt.datetime(2026, 4, 8), timezones=st.just(dt.UTC))  # noqa: DTZ001


@settings(max_examples=80, deadline=None)
@given(MOMENTS, WINDOWS, WINDOWS)
def test_it_is_the_first_moment_that_suits_both(at: dt.datetime, client: Window, manager: Window) -> None:
    """Through the clock changes of Berlin; every opening lies on a quarter of an hour."""
    opening = next_opening(at, client, manager)

    quarters = (quarter_after(at) + n * QUARTER for n in range(14 * 96))
    suits = (one for one in (at, *quarters) if client.holds(one) and manager.holds(one))
    first = next(suits, None)
    if first is not None:
        assert (opening.at, opening.outside_work) == (first, False)
    elif not opening.outside_work:
        assert client.holds(opening.at)
        assert manager.holds(opening.at)
    assert opening.moved == (opening.at != at)
    assert opening.outside_work or (opening.reason is None) == (opening.at == at)


def quarter_after(at: dt.datetime) -> dt.datetime:
    return at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0) + QUARTER
