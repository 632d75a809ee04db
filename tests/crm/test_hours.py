"""Where an automatic time may lie: tables a head of sales could check with a calendar."""

import datetime as dt

import pytest

from crm.hours import Closed, Opening, Reason, Whose, Why, Window, next_opening
from crm.localtime import next_daily, to_local, to_utc

MOSCOW = Window("Europe/Moscow", 9 * 60, 18 * 60)


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("client_zone", "asked", "given"),
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
def test_an_automatic_time_suits_client_and_manager(client_zone: str, asked: str, given: str) -> None:
    client = Window(client_zone, 9 * 60, 20 * 60)

    opening = next_opening(utc(asked), client, MOSCOW)

    assert (opening.at, opening.moved, opening.outside_work) == (utc(given), asked != given, False)
    assert (opening.reason is not None) == opening.moved


def test_where_the_two_never_meet_the_clients_hours_win() -> None:
    client = Window("America/Los_Angeles", 9 * 60, 20 * 60)

    opening = next_opening(utc("2026-11-23 09:00"), client, Window("Europe/Moscow", 9 * 60, 18 * 60))

    night = Reason(Whose.CLIENT, Closed(Why.HOURS, dt.date(2026, 11, 23)))
    assert opening == Opening(utc("2026-11-23 17:00"), moved=True, outside_work=True, reason=night)


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
