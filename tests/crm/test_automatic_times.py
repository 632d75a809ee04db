"""Nothing automatic falls outside the client's and the manager's hours together, nor on a day off.

What is drawn by chance is checked against a calendar of its own: zoneinfo and the days as drawn.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from crm import due, recurrences, requests
from crm.access import Actor, user_of, workspace_of
from crm.calling import set_calling
from crm.clients import add_client
from crm.deals import bring_back
from crm.drafts import Draft
from crm.follow import follow_hours_of
from crm.models import (
    Client,
    DayOff,
    Deal,
    Effect,
    OutboxMessage,
    Outcome,
    Recurrence,
    RecurrenceKind,
    Reminder,
    Role,
    StepKind,
    StepOrigin,
)
from crm.outcomes import report
from crm.reports import Report
from crm.requests import Convenient
from crm.requests.convenient import PARTS
from crm.steps import Step, plan
from crm.wishes import Wish
from tests.crm import team
from tests.crm.base import Firm

COUNTRIES = {
    "Europe/Moscow": "RU",
    "Europe/Kaliningrad": "RU",
    "Asia/Vladivostok": "RU",
    "Asia/Almaty": "KZ",
    "Europe/Berlin": "DE",
    "America/New_York": "US",
}
HOURS = st.tuples(st.integers(0, 47), st.integers(1, 48)).filter(lambda hours: hours[0] < hours[1])
SPAN = HOURS.map(lambda hours: (hours[0] * 30, hours[1] * 30))
DAYS = st.integers(1, 127)
FORTNIGHT, QUARTER = dt.timedelta(days=14), dt.timedelta(minutes=15)


@dataclass(frozen=True)
class Hours:
    """Somebody's open hours, as they were drawn."""

    zone: str
    span: tuple[int, int]
    days: int
    country: str | None
    lunch: tuple[int, int] | None = None
    entered: Mapping[dt.date, bool] = field(default_factory=dict)

    def open(self, at: dt.datetime) -> bool:
        wall = at.astimezone(ZoneInfo(self.zone))
        minute = wall.hour * 60 + wall.minute
        eats = self.lunch is not None and self.lunch[0] <= minute < self.lunch[1]
        # A lunch as long as the day is no lunch.
        eats = eats and self.lunch is not None and not self._swallowed(self.lunch)
        return self.span[0] <= minute < self.span[1] and not eats and not self.off(wall.date())

    def _swallowed(self, lunch: tuple[int, int]) -> bool:
        return lunch[0] <= self.span[0] and self.span[1] <= lunch[1]

    def off(self, day: dt.date) -> bool:
        if day in self.entered:
            return self.entered[day]
        if self.country and day in _off(self.country, day.year):
            return True
        if self.country and day in _worked(self.country, day.year):
            return False
        return not self.days >> day.weekday() & 1


@lru_cache
def _off(country: str, year: int) -> frozenset[dt.date]:
    return frozenset(holidays.country_holidays(country, years=year))


@lru_cache
def _worked(country: str, year: int) -> frozenset[dt.date]:
    return frozenset(holidays.country_holidays(country, years=year).weekend_workdays)


@dataclass(frozen=True)
class World:
    """Everything that decides when somebody may be called."""

    now: dt.datetime
    house_days: int
    house_lunch: tuple[int, int] | None
    calling: tuple[int, int]
    keeps_holidays: bool
    zone: str
    work: tuple[int, int]
    own_days: int | None
    own_lunch: tuple[int, int] | None
    client_zone: str | None
    wish: Wish | None
    of_house: Mapping[int, bool]
    """Days from now, and whether they are off."""
    of_manager: Mapping[int, bool]

    def day(self, ahead: int) -> dt.date:
        return self.now.date() + dt.timedelta(days=ahead)

    @property
    def manager(self) -> Hours:
        entered = {self.day(n): off for n, off in {**self.of_house, **self.of_manager}.items()}
        lunch = self.house_lunch if self.own_lunch is None else self.own_lunch
        country = "RU" if self.keeps_holidays else None
        return Hours(self.zone, self.work, self.own_days or self.house_days, country, lunch, entered)

    @property
    def client(self) -> Hours:
        entered = {self.day(n): False for n, off in self.of_house.items() if not off}
        country = COUNTRIES[self.client_zone or "Europe/Moscow"] if self.keeps_holidays else None
        span, days = self.calling, 0b0011111 | self.house_days
        if self.wish is not None and self.wish.opens is not None and self.wish.closes is not None:
            span, days = (self.wish.opens, self.wish.closes), self.wish.days or days
        return Hours(self.client_zone or "Europe/Moscow", span, days, country, None, entered)

    def fits(self, at: dt.datetime) -> bool:
        return self.client.open(at) and self.manager.open(at)

    @property
    def client_alone(self) -> bool:
        """Whether the client may be called now, on a working day of the manager, and they do not meet."""
        works = not self.manager.off(self.now.astimezone(ZoneInfo(self.zone)).date())
        return works and self.client.open(self.now) and not any(map(self.fits, moments(self.now)))

    def check(self, at: dt.datetime | None, asked: dt.datetime) -> None:
        """`at` is the first allowed moment from `asked` on."""
        assert at is not None
        assert at >= asked
        if not self.fits(at):
            assert not any(self.fits(one) for one in moments(asked)), "they do meet"
            assert self.client.open(at)
            return
        assert not any(self.fits(one) for one in moments(asked) if one < at), "there was an earlier one"


def moments(since: dt.datetime) -> Iterator[dt.datetime]:
    """Every moment of a fortnight at which hours can open: they are drawn in halves of an hour."""
    yield since
    quarter = since.replace(minute=since.minute // 15 * 15, second=0) + QUARTER
    while quarter < since + FORTNIGHT:
        yield quarter
        quarter += QUARTER


ENTERED = st.dictionaries(st.integers(-1, 12), st.booleans(), max_size=5)
# Any day of two years, and the days around the holidays of each country, where most goes wrong.
SEASONS = (
    ("2026-01-01", "2027-12-01"),
    ("2026-10-30", "2026-11-05"),
    ("2026-12-14", "2027-01-12"),
    ("2027-02-18", "2027-02-24"),
)
NOWS = st.sampled_from(SEASONS).flatmap(
    lambda season: st.datetimes(*map(dt.datetime.fromisoformat, season), timezones=st.just(dt.UTC))
)
WISHES = st.tuples(SPAN, st.none() | DAYS).map(lambda said: Wish(*said[0], days=said[1], words="так"))
WORLDS = st.builds(
    World,
    now=NOWS.map(lambda at: at.replace(second=0, microsecond=0)),
    house_days=DAYS,
    house_lunch=st.none() | SPAN,
    calling=SPAN,
    keeps_holidays=st.booleans(),
    zone=st.sampled_from(list(COUNTRIES)),
    work=SPAN,
    own_days=st.none() | DAYS,
    own_lunch=st.none() | SPAN | st.just((0, 0)),
    client_zone=st.none() | st.sampled_from(list(COUNTRIES)),
    wish=st.none() | WISHES,
    of_house=ENTERED,
    of_manager=ENTERED,
)


@pytest.fixture
def engine(sqlite_url: str) -> Iterator[Engine]:
    firm = Firm(sqlite_url)
    yield firm.engine
    firm.close()


def settle(tx: Session, world: World) -> tuple[Actor, Client]:
    """The company as it was drawn: Oleg, and Anna whom he calls."""
    house, oleg = workspace_of(tx), Actor.of(user_of(tx, 2))
    assert oleg.role is Role.MANAGER
    house.work_days, house.keeps_holidays = world.house_days, world.keeps_holidays
    house.lunch_from, house.lunch_to = world.house_lunch or (None, None)
    house.calling_from, house.calling_to = world.calling
    user = user_of(tx, oleg.user_id)
    user.zone, user.work_days = world.zone, world.own_days
    user.work_from, user.work_to = world.work
    user.lunch_from, user.lunch_to = world.own_lunch or (None, None)
    said = [(None, world.of_house), (oleg.user_id, world.of_manager)]
    tx.add_all(
        DayOff(user_id=whose, day=world.day(n), off=off) for whose, days in said for n, off in days.items()
    )
    return oleg, _anna(tx, oleg, world)


def _anna(tx: Session, oleg: Actor, world: World) -> Client:
    client = Client(name="Анна", search_key="anna", manager_id=oleg.user_id, created_at=world.now)
    client.zone = world.client_zone
    tx.add(client)
    tx.flush()
    set_calling(tx, oleg, client.id, world.wish, now=world.now)
    return client


def a_deal(tx: Session, oleg: Actor, anna: Client, world: World) -> Deal:
    deal = team.deal(tx, oleg, at=world.now, now=world.now)
    deal.client_id, deal.client = anna.id, anna
    tx.flush()
    return deal


def press(tx: Session, oleg: Actor, deal: Deal, outcome: Outcome, world: World, number: str = "") -> None:
    said = Report(deal.id, outcome.id, deal.version, number=number or None)
    report(tx, oleg, said, now=world.now)
    tx.refresh(deal)


def outcomes(tx: Session, effect: Effect) -> list[Outcome]:
    return list(tx.scalars(select(Outcome).where(Outcome.effect == effect).order_by(Outcome.id)))


def every_rung_of_every_ladder(tx: Session, oleg: Actor, anna: Client, world: World) -> None:
    for outcome in outcomes(tx, Effect.RETRY):
        assert outcome.ladder
        for missed, seconds in enumerate(outcome.ladder.rungs):
            deal = a_deal(tx, oleg, anna, world)
            deal.attempts = missed
            tx.flush()
            press(tx, oleg, deal, outcome, world)
            world.check(deal.step_at, world.now + dt.timedelta(seconds=seconds))


def another_number(tx: Session, oleg: Actor, anna: Client, world: World) -> None:
    deal = a_deal(tx, oleg, anna, world)
    press(tx, oleg, deal, outcomes(tx, Effect.NEW_NUMBER)[0], world, number="+79161234567")
    world.check(deal.step_at, world.now)


def the_first_call(tx: Session, oleg: Actor, anna: Client, world: World) -> None:
    del anna
    draft = Draft(name="Борис", phones=("+79160000001",), zone=world.client_zone)
    deal = tx.get_one(Deal, add_client(tx, oleg, draft, now=world.now))
    replace(world, wish=None).check(deal.step_at, world.now)


def brought_back(tx: Session, oleg: Actor, anna: Client, world: World) -> None:
    deal = a_deal(tx, oleg, anna, world)
    deal.attempts = 4
    tx.flush()
    press(tx, oleg, deal, outcomes(tx, Effect.RETRY)[0], world)
    bring_back(tx, oleg, deal.id, seen=deal.version, now=world.now)
    world.check(deal.step_at, world.now)


def a_request(tx: Session, oleg: Actor, anna: Client, world: World) -> None:
    writer = team.person(tx, 2001, "Анна")
    anna.user_id = writer.user_id
    for convenient in Convenient:
        draft = requests.Draft("Окна", "+79161234567", True, convenient)
        number = requests.leave(tx, writer, draft, now=world.now).number
        deal = tx.get_one(Deal, requests.offer(tx, oleg, number).deal_id)
        if convenient is Convenient.NOW:  # he is awake: only the manager's hours count
            assert deal.step_at is not None
            assert world.manager.open(deal.step_at) or not any(map(world.manager.open, moments(world.now)))
        else:
            world.check(deal.step_at, world.now)
        requests.take(tx, oleg, number, now=world.now)
        part = PARTS.get(convenient)
        if part is not None and deal.step_origin is StepOrigin.PROMISE:
            opens, closes = max(part[0], world.client.span[0]), min(part[1], world.client.span[1])
            asked = (opens, closes) if opens < closes else part
            days = world.wish.days if world.wish else None
            replace(world, wish=Wish(*asked, days=days)).check(deal.step_at, world.now)
        deal.client_id = team.deal(tx, oleg).client_id  # out of the way of the next one


def a_change_of_hours(tx: Session, oleg: Actor, anna: Client, world: World) -> None:
    asked = world.now + dt.timedelta(hours=5)
    deal = a_deal(tx, oleg, anna, world)
    plan(tx, deal, Step(StepKind.CALL, asked, "follow_up", StepOrigin.RETRY))
    follow_hours_of(tx, by=oleg.user_id, now=world.now)
    world.check(deal.step_at, asked)


def a_reminder(tx: Session, oleg: Actor, anna: Client, world: World) -> None:
    deal = a_deal(tx, oleg, anna, world)
    plan(tx, deal, Step(StepKind.CALL, world.now, "follow_up", StepOrigin.PLAN))
    promised = a_deal(tx, oleg, anna, world)
    plan(tx, promised, Step(StepKind.CALL, world.now, "follow_up", StepOrigin.PROMISE))
    due.queue_due(tx, world.now)
    rung = set(tx.scalars(select(OutboxMessage.deal_id).where(OutboxMessage.kind == "reminder")))
    rings = world.manager.open(world.now)
    if not rings and world.client_alone:
        rings = deal.id in rung  # perhaps: they may yet meet in a month
    assert rung == ({deal.id, promised.id} if rings else {promised.id})
    later = tx.get_one(Reminder, deal.id, populate_existing=True).due_at
    assert rings or later is None or world.manager.open(later)


def the_plan_of_the_day(tx: Session, oleg: Actor, anna: Client, world: World) -> None:
    del anna
    mine = select(Recurrence).where(
        Recurrence.user_id == oleg.user_id, Recurrence.kind == RecurrenceKind.PLAN
    )
    row = tx.scalars(mine).one()
    row.next_at = world.now
    recurrences.queue_due(tx, world.now, 50, only=row.id)
    owed = tx.scalars(select(OutboxMessage.kind)).all()
    works = not world.manager.off(world.now.astimezone(ZoneInfo(world.zone)).date())
    assert owed == (["plan"] if works else [])


@pytest.mark.parametrize(
    "happens",
    [
        every_rung_of_every_ladder,
        another_number,
        the_first_call,
        brought_back,
        a_request,
        a_change_of_hours,
        a_reminder,
        the_plan_of_the_day,
    ],
)
@pytest.mark.parametrize("examples", [15, pytest.param(200, marks=pytest.mark.slow)])
def test_nothing_automatic_falls_into_closed_time(
    engine: Engine, happens: Callable[[Session, Actor, Client, World], None], examples: int
) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(WORLDS)
    def drawn(world: World) -> None:
        with Session(engine) as tx:
            oleg, anna = settle(tx, world)
            happens(tx, oleg, anna, world)

    drawn()
