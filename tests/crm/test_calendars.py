"""The hours of clients and colleagues as the database has them: tables one could check with a calendar."""

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from crm.access import Actor, user_of, workspace_of
from crm.calendars import Calendars
from crm.case import case_of
from crm.hours import Closed, Why, Window
from crm.localtime import country_of_zone
from crm.models import Client, DayOff
from crm.steps import both_hours
from tests.crm import team

MOSCOW, VLADIVOSTOK, BERLIN = "Europe/Moscow", "Asia/Vladivostok", "Europe/Berlin"
DAY = dt.date.fromisoformat


@pytest.fixture
def oleg(tx: Session) -> Actor:
    return team.manager(tx)


def a_client(zone: str | None, **fields: object) -> Client:
    client = Client(name="Анна", search_key="anna", zone=zone, calling_from=540, calling_to=1200)
    for name, value in fields.items():
        setattr(client, name, value)
    return client


def manager(tx: Session, oleg: Actor) -> Window:
    return Calendars(tx).manager(user_of(tx, oleg.user_id))


@pytest.mark.parametrize(
    ("zone", "day", "why"),
    [
        (MOSCOW, "2026-11-04", Why.HOLIDAY),  # National Unity Day, a Wednesday
        (VLADIVOSTOK, "2026-11-04", Why.HOLIDAY),
        (BERLIN, "2026-11-04", None),
        (BERLIN, "2026-10-03", Why.HOLIDAY),  # German Unity Day, a Saturday
        (BERLIN, "2026-12-25", Why.HOLIDAY),
        (MOSCOW, "2026-12-25", None),
        ("Asia/Almaty", "2026-12-16", Why.HOLIDAY),
        (MOSCOW, "2026-11-07", Why.WEEKEND),
        # Days off and working days that the government of Russia moved.
        (MOSCOW, "2026-12-31", Why.HOLIDAY),
        (MOSCOW, "2027-02-20", None),  # a Saturday, worked for the Monday after
        (MOSCOW, "2027-02-22", Why.HOLIDAY),
        (BERLIN, "2027-02-20", Why.WEEKEND),
        (MOSCOW, "2024-11-02", None),
        (MOSCOW, "2024-04-29", Why.HOLIDAY),
        # While the zone is unknown, the company's country; likewise for a zone of none.
        (None, "2026-11-04", Why.HOLIDAY),
        ("Etc/GMT-3", "2026-11-04", Why.HOLIDAY),
    ],
)
def test_a_clients_days_are_those_of_his_country(
    tx: Session, zone: str | None, day: str, why: Why | None
) -> None:
    closed = Calendars(tx).client(a_client(zone)).closed(DAY(day))

    assert (closed and closed.why) == why


def test_a_company_that_works_holidays_calls_on_them(tx: Session, oleg: Actor) -> None:
    workspace_of(tx).keeps_holidays = False

    unity, saturday = DAY("2026-11-04"), DAY("2027-02-20")
    client = Calendars(tx).client(a_client(MOSCOW))
    assert (client.closed(unity), manager(tx, oleg).closed(unity)) == (None, None)
    assert client.closed(saturday) == Closed(Why.WEEKEND, saturday)


def test_usual_calling_hours_are_the_companys(tx: Session) -> None:
    house = workspace_of(tx)
    house.calling_from, house.calling_to = 600, 1140
    # What a row holds beside says nothing while he asked for nothing.
    assert Calendars(tx).client(a_client(MOSCOW)).day_spans == ((600, 1140),)
    asked = a_client(MOSCOW, calling_from=1080, calling_wish="после 18", calling_days=0b1100000)
    window = Calendars(tx).client(asked)
    assert (window.day_spans, window.weekdays) == (((1080, 1200),), 0b1100000)


@pytest.mark.parametrize(
    ("work_days", "called_on"),
    [(0b0011111, 0b0011111), (0b0111111, 0b0111111), (0b0111110, 0b0111111), (0b1001111, 0b1011111)],
    ids=["Mon-Fri", "Mon-Sat", "Tue-Sat", "Sun-Thu"],
)
def test_a_company_that_works_at_weekends_calls_then(tx: Session, work_days: int, called_on: int) -> None:
    workspace_of(tx).work_days = work_days

    assert Calendars(tx).client(a_client(MOSCOW)).weekdays == called_on
    asked = a_client(MOSCOW, calling_wish="по будням", calling_days=0b0011111)
    assert Calendars(tx).client(asked).weekdays == 0b0011111


def test_lunch_is_the_managers_alone(tx: Session, oleg: Actor) -> None:
    house, user = workspace_of(tx), user_of(tx, oleg.user_id)
    house.lunch_from, house.lunch_to = 780, 840
    assert manager(tx, oleg).day_spans == ((540, 780), (840, 1080))
    assert Calendars(tx).client(a_client(MOSCOW)).day_spans == ((540, 1200),)
    user.lunch_from, user.lunch_to = 720, 750
    assert manager(tx, oleg).day_spans == ((540, 720), (750, 1080))
    user.lunch_from, user.lunch_to = 0, 0
    assert manager(tx, oleg).day_spans == ((540, 1080),)


def test_weekdays_of_a_manager_are_his_own_or_the_companys(tx: Session, oleg: Actor) -> None:
    workspace_of(tx).work_days = 0b0111111
    assert manager(tx, oleg).weekdays == 0b0111111
    user_of(tx, oleg.user_id).work_days = 0b0001111
    assert manager(tx, oleg).weekdays == 0b0001111


@pytest.mark.parametrize(
    ("whose", "day", "off", "of_manager", "of_client"),
    [
        # The company's day off is nobody's business abroad: its clients may be called, by who works.
        ("house", "2026-11-25", True, Why.DAY_OFF, None),
        # A Saturday that the company works is worked with its clients.
        ("house", "2026-11-28", False, None, None),
        ("house", "2026-11-04", False, None, None),
        ("oleg", "2026-11-25", True, Why.DAY_OFF, None),
        # A colleague's own Saturday opens no client's.
        ("oleg", "2026-11-28", False, None, Why.WEEKEND),
        ("another", "2026-11-25", True, None, None),
    ],
)
def test_days_that_were_entered(
    tx: Session, oleg: Actor, whose: str, day: str, off: bool, of_manager: Why | None, of_client: Why | None
) -> None:
    users = {"house": None, "oleg": oleg.user_id, "another": team.manager(tx, 8, "Мария").user_id}
    tx.add(DayOff(user_id=users[whose], day=DAY(day), off=off, name="Учёт"))

    closed = manager(tx, oleg).closed(DAY(day)), Calendars(tx).client(a_client(MOSCOW)).closed(DAY(day))

    assert tuple(one and one.why for one in closed) == (of_manager, of_client)
    assert closed[0] is None or closed[0].name == "Учёт"


def test_ones_own_word_outweighs_the_companys(tx: Session, oleg: Actor) -> None:
    day = DAY("2026-11-25")
    tx.add_all([DayOff(user_id=None, day=day, off=True), DayOff(user_id=oleg.user_id, day=day, off=False)])

    assert manager(tx, oleg).closed(day) is None


def test_a_case_and_a_deal_have_the_same_hours(tx: Session, oleg: Actor) -> None:
    house, user = workspace_of(tx), user_of(tx, oleg.user_id)
    house.lunch_from, house.lunch_to, house.work_days, user.work_days = 780, 840, 0b0111111, None
    tx.add_all(
        [
            DayOff(user_id=None, day=DAY("2026-11-28"), off=False),
            DayOff(user_id=user.id, day=DAY("2026-11-27"), off=True, name="Отгул"),
        ]
    )
    deal = team.deal(tx, oleg)
    deal.client.zone, deal.client.calling_wish, deal.client.calling_days = VLADIVOSTOK, "по будням", 0b11111

    case = case_of(tx, oleg, deal.id)

    assert (case.calling, case.working) == both_hours(tx, deal)
    friday = Closed(Why.DAY_OFF, DAY("2026-11-27"), name="Отгул")
    assert case.working.closed(DAY("2026-11-27")) == friday
    assert case.working.why_closed(dt.datetime(2026, 11, 26, 10, 30, tzinfo=dt.UTC)) == Closed(
        Why.LUNCH, DAY("2026-11-26")
    )


@pytest.mark.parametrize(
    ("zone", "country"),
    [(MOSCOW, "RU"), ("Asia/Almaty", "KZ"), (BERLIN, "DE"), ("Europe/Simferopol", None), ("UTC", None)],
)
def test_the_country_of_a_clock(zone: str, country: str | None) -> None:
    assert country_of_zone(zone) == country
