"""What waits for a person: now, later today, and what is late."""

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from crm.access import Actor
from crm.plan import plan_of
from tests.crm.team import deal, manager

NOW = dt.datetime(2026, 11, 26, 6, 0, tzinfo=dt.UTC)  # 09:00 in Moscow


def minutes(count: int) -> dt.datetime:
    return NOW + dt.timedelta(minutes=count)


@pytest.fixture
def anton(tx: Session) -> Actor:
    return manager(tx)


def steps(tx: Session, actor: Actor, *moments: dt.datetime) -> None:
    for at in moments:
        deal(tx, actor, at=at)


def test_what_fell_due_just_now_is_not_late(tx: Session, anton: Actor) -> None:
    steps(tx, anton, minutes(-10), minutes(-9), minutes(0), minutes(1))

    plan = plan_of(tx, anton, now=NOW)

    assert (plan.due, plan.late, plan.later, plan.total) == (3, 1, 1, 4)


def test_the_day_ends_at_his_midnight(tx: Session, anton: Actor) -> None:
    midnight = minutes(15 * 60)
    steps(tx, anton, midnight - dt.timedelta(minutes=1), midnight)

    plan = plan_of(tx, anton, now=NOW)

    assert (plan.later, plan.open_deals, plan.day) == (1, 2, dt.date(2026, 11, 26))


def test_hours_are_his_and_leave_the_late_ones_out(tx: Session, anton: Actor) -> None:
    steps(tx, anton, minutes(-60), minutes(0), minutes(30), minutes(120))

    assert plan_of(tx, anton, now=NOW).by_hour == ((9, 2), (11, 1))


def test_others_steps_are_not_his(tx: Session, anton: Actor) -> None:
    steps(tx, manager(tx, 8, "Вера"), NOW)

    assert plan_of(tx, anton, now=NOW).total == 0
