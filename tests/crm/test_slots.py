"""Which moments are on offer, held against the plain rule: open for both, ahead, and not off."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.days_off import DaysOff, SaidDay
from crm.hours import Window
from crm.localtime import to_local, to_utc
from crm.questions import Question
from crm.slots import Board, repeat_offers
from tests.screens.samples_deals import QUESTION

MOSCOW = "Europe/Moscow"
OFFICE = Window(MOSCOW, 9 * 60, 18 * 60, (13 * 60, 14 * 60))
ZONES = (
    MOSCOW,
    "Europe/Kaliningrad",
    "Asia/Yekaterinburg",
    "Asia/Vladivostok",
    "Asia/Almaty",
    "Europe/Berlin",
    "Asia/Kathmandu",
    "America/New_York",
)
BEGIN = dt.datetime(2026, 1, 10, tzinfo=dt.UTC)
MINUTES = 690 * 24 * 60
FORTNIGHT = dt.timedelta(days=14)
HOUR = dt.timedelta(hours=1)


def asked(zone: str = MOSCOW, **fields: object) -> Question:
    whole = {"calling": Window(zone, 540, 1200), "working": OFFICE, "booked": ()} | fields
    return replace(QUESTION, **whole)  # type: ignore[arg-type]


def local(text: str, zone: str = MOSCOW) -> dt.datetime:
    return to_utc(dt.datetime.fromisoformat(text), zone)


def offered(question: Question, now: dt.datetime, clock: str) -> list[dt.datetime]:
    board = Board(question, now, clock)
    return [slot.at for day in board.days for slot in board.hours(day)]


def full_hours(since: dt.datetime, until: dt.datetime, clock: str) -> list[dt.datetime]:
    """Every moment between them at which the wall clock shows a full hour, found minute by quarter."""
    first = since.replace(minute=0, second=0, microsecond=0)
    quarters = (first + number * dt.timedelta(minutes=15) for number in range(15 * 24 * 4))
    return [at for at in quarters if since < at <= until and to_local(at, clock).minute == 0]


@given(
    zone=st.sampled_from(ZONES),
    clock=st.sampled_from(ZONES),
    now=st.integers(0, MINUTES).map(lambda minute: BEGIN + dt.timedelta(minutes=minute)),
)
def test_every_open_hour_of_the_fortnight_is_offered_and_no_other(
    zone: str, clock: str, now: dt.datetime
) -> None:
    question = asked(zone)

    found = [at for at in offered(question, now, clock) if at <= now + FORTNIGHT]

    meant = full_hours(now, now + FORTNIGHT, clock)
    both = [at for at in meant if question.calling.holds(at) and question.working.holds(at)]
    assert sorted(set(found)) == found
    if both:
        # On a day on which the two never meet the client's hours stand alone.
        alone = [at for at in found if at not in both]
        assert set(both) <= set(found)
        assert all(question.calling.holds(at) for at in alone)
        assert not {to_local(at, clock).date() for at in alone} & {to_local(at, clock).date() for at in both}


def test_lunch_weekends_and_what_is_past_are_absent() -> None:
    thursday = local("2026-11-26T12:42")

    today = [slot.at for slot in Board(asked(), thursday, MOSCOW).hours(dt.date(2026, 11, 26))]
    days = Board(asked(), thursday, MOSCOW).days

    assert today == [local(f"2026-11-26T{hour}:00") for hour in (14, 15, 16, 17)]
    assert [day.day for day in days] == [26, 27, 30, 1, 2, 3, 4, 7, 8, 9, 10]


def test_days_off_of_either_are_absent_and_a_worked_saturday_is_there() -> None:
    monday = local("2026-11-23T10:00")
    client = DaysOff(None, {dt.date(2026, 11, 25): SaidDay(True), dt.date(2026, 11, 28): SaidDay(False)})
    manager = DaysOff(None, {dt.date(2026, 11, 26): SaidDay(True), dt.date(2026, 11, 28): SaidDay(False)})
    question = asked(
        calling=Window(MOSCOW, 540, 1200, days_off=client), working=replace(OFFICE, days_off=manager)
    )

    days = Board(question, monday, MOSCOW).days

    assert [day.day for day in days if day.month == 11] == [23, 24, 27, 28, 30]


def test_public_holidays_are_absent_by_the_calendar_of_the_country() -> None:
    russian = replace(OFFICE, days_off=DaysOff("RU"))
    question = asked(calling=Window(MOSCOW, 540, 1200, days_off=DaysOff("RU")), working=russian)

    days = Board(question, local("2026-12-30T10:00"), MOSCOW).days

    assert dt.date(2027, 1, 4) not in days
    assert dt.date(2027, 1, 7) not in days
    assert dt.date(2027, 1, 12) in days


def test_where_the_hours_never_meet_the_clients_own_are_offered_but_on_no_day_off_of_the_manager() -> None:
    monday = local("2026-11-23T12:00")
    away = DaysOff(None, {dt.date(2026, 11, 25): SaidDay(True)})
    question = asked(
        "America/Los_Angeles",
        calling=Window("America/Los_Angeles", 9 * 60, 20 * 60),
        working=replace(OFFICE, closes=17 * 60, days_off=away),
    )
    zone = question.calling.zone

    tuesday = Board(question, monday, zone).hours(dt.date(2026, 11, 24))
    all_of_them = offered(question, monday, zone)

    # 13:00 there is midnight in Moscow, where the day off begins.
    assert [to_local(slot.at, zone).hour for slot in tuesday] == [9, 10, 11, 12]
    assert not [at for at in all_of_them if to_local(at, MOSCOW).date() == dt.date(2026, 11, 25)]


def test_who_is_away_for_weeks_is_offered_the_first_days_after() -> None:
    monday = local("2026-11-23T12:00")
    gone = {monday.date() + dt.timedelta(days=number): SaidDay(True, "отпуск") for number in range(21)}

    days = Board(asked(working=replace(OFFICE, days_off=DaysOff(None, gone))), monday, MOSCOW).days

    assert days == tuple(dt.date(2026, 12, 14 + number) for number in range(5))


def test_nobody_open_at_all_is_no_endless_search() -> None:
    closed = {dt.date(2026, 11, 1) + dt.timedelta(days=number): SaidDay(True) for number in range(400)}
    question = asked(working=replace(OFFICE, days_off=DaysOff(None, closed)))
    monday = local("2026-11-23T12:00")

    assert Board(question, monday, MOSCOW).days == ()
    assert Board(question, monday, MOSCOW).presets() == []


def test_the_load_is_counted_and_the_company_says_what_is_full() -> None:
    monday = local("2026-11-23T09:30")
    booked = tuple(local(f"2026-11-24T{time}") for time in ("09:00", "09:59", "10:00", "12:15"))
    tuesday = dt.date(2026, 11, 24)

    three = Board(asked(booked=booked), monday, MOSCOW).hours(tuesday)
    two = Board(asked(booked=booked, full_hour=2), monday, MOSCOW).hours(tuesday)

    assert [slot.load for slot in three] == [2, 1, 0, 1, 0, 0, 0, 0]
    assert not any(slot.full for slot in three)
    assert [slot.full for slot in two] == [True] + [False] * 7


def test_quarters_stand_hour_by_hour_and_say_whose_hour_is_full() -> None:
    monday = local("2026-11-23T09:20")
    booked = tuple(local(f"2026-11-23T10:{minute}") for minute in ("00", "10", "30"))

    rows = Board(asked(booked=booked), monday, MOSCOW).quarters(monday.date())

    assert [to_local(slot.at, MOSCOW).minute for slot in rows[0]] == [30, 45]
    assert [(slot.load, slot.full) for slot in rows[1]] == [(2, True), (0, True), (1, True), (0, True)]
    assert [to_local(row[0].at, MOSCOW).hour for row in rows] == [9, 10, 11, 12, 14, 15, 16, 17]


def test_a_day_without_closing_hours_is_shown_by_halves() -> None:
    always = Window(MOSCOW, 0, 24 * 60)

    board = Board(asked(calling=always, working=always), local("2026-11-23T12:00"), MOSCOW)
    rows = board.quarters(dt.date(2026, 11, 25))

    assert [len(row) for row in rows] == [2] * 24


@pytest.mark.parametrize(("day", "hours"), [("2027-03-28", 23), ("2026-10-25", 24)])
def test_a_day_on_which_the_clock_changes_names_each_hour_once(day: str, hours: int) -> None:
    always = Window("Europe/Berlin", 0, 24 * 60, weekdays=0b1111111)
    date = dt.date.fromisoformat(day)
    eve = local(day + "T00:00", "Europe/Berlin") - HOUR

    found = Board(asked(calling=always, working=always), eve, "Europe/Berlin").hours(date)

    names = [to_local(slot.at, "Europe/Berlin").hour for slot in found]
    assert (len(names), len(set(names))) == (hours, hours)


def test_presets_leave_full_hours_alone() -> None:
    monday = local("2026-11-23T09:30")
    tuesday_ten = tuple(local(f"2026-11-24T10:{minute}") for minute in ("00", "20", "40"))

    shown = dict(Board(asked(booked=tuesday_ten), monday, MOSCOW).presets())

    assert shown["preset-tomorrow"] in (local("2026-11-24T09:00"), local("2026-11-24T11:00"))


def test_before_a_long_rest_the_next_working_day_is_offered_by_its_date() -> None:
    rest = {dt.date(2026, 11, 24) + dt.timedelta(days=number): SaidDay(True) for number in range(9)}
    question = asked(working=replace(OFFICE, days_off=DaysOff(None, rest)))

    shown = Board(question, local("2026-11-23T17:30"), MOSCOW).presets()

    assert shown == [("preset-next", local("2026-12-03T10:00"))]


def test_a_month_has_its_open_days_that_are_not_past() -> None:
    days = Board(asked(), local("2026-11-26T19:00"), MOSCOW).days_of_month(dt.date(2026, 11, 1))

    assert [day.day for day in days] == [27, 30]


def test_a_repeat_is_offered_at_ten_on_a_day_that_is_not_off() -> None:
    # Ninety days after the third of October 2026 is New Year's Day.
    now = local("2026-10-03T12:00")

    plain = dict(repeat_offers(Window(MOSCOW, 540, 1200), now))
    kept = dict(repeat_offers(Window(MOSCOW, 540, 1200, days_off=DaysOff("RU")), now))
    evenings = dict(repeat_offers(Window(MOSCOW, 18 * 60, 1200), now))

    assert (plain[1], plain[3]) == (local("2026-11-02T10:00"), local("2027-01-01T10:00"))
    assert kept[3] == local("2027-01-11T10:00")
    assert evenings[1] == local("2026-11-02T18:00")
