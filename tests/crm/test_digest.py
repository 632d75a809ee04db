"""The owner's digest counts what was really done, and every line opens the deals behind it."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import reminders
from crm.access import Actor
from crm.digest import Tally, calendar_day, digest
from crm.digest_deals import deals_behind
from crm.errors import NotAllowed, NotFound
from crm.models import (
    Deal,
    OutboxMessage,
    OutboxState,
    Outcome,
    Request,
    SubReason,
    User,
)
from crm.outcomes import report
from crm.recorded import Recorded
from crm.reported import Line, Period
from crm.reports import Report
from crm.undo import undo_outcome
from tests.crm.team import NOW, deal, manager, owner

DAY = dt.timedelta(days=1)
PERIOD = Period(NOW - DAY, NOW + DAY)
ROUBLES = 100


@pytest.fixture
def boss(tx: Session) -> Actor:
    return owner(tx)


@pytest.fixture
def anton(tx: Session) -> Actor:
    return manager(tx)


def press(tx: Session, actor: Actor, on: Deal, key: str, now: dt.datetime = NOW, **said: Any) -> Recorded:
    outcome = tx.scalars(select(Outcome).where(Outcome.key == key)).one()
    if "reason" in said:
        said["reason_id"] = tx.scalar(select(SubReason.id).where(SubReason.key == said.pop("reason")))
    done = report(tx, actor, Report(on.id, outcome.id, on.version, **said), now=now)
    assert isinstance(done, Recorded)
    return done


def test_an_empty_day(tx: Session, boss: Actor) -> None:
    day = digest(tx, boss, PERIOD, now=NOW)

    assert (day.stepless, day.failed, day.requests, day.deals, day.calls, day.talks) == (0, 0, 0, 0, 0, 0)
    assert (day.moved, day.refused, day.people, day.overdue, day.waiting) == ((), (), (), 0, 0)
    assert (day.invoices, day.paid, day.part_paid) == (Tally(0, ()), Tally(0, ()), Tally(0, ()))


def test_calls_are_attempts_and_talks(tx: Session, boss: Actor, anton: Actor) -> None:
    one = deal(tx, anton)
    press(tx, anton, one, "no_answer")
    press(tx, anton, one, "busy")
    press(tx, anton, one, "talked", moment=NOW + DAY)
    press(tx, anton, deal(tx, anton), "refused", reason="expensive")

    day = digest(tx, boss, PERIOD, now=NOW)

    assert (day.deals, day.calls, day.attempts, day.talks) == (2, 4, 2, 2)
    assert [(label.key, count) for label, count in day.moved] == [("first_contact", 1)]


def test_what_was_taken_back_does_not_count(tx: Session, boss: Actor, anton: Actor) -> None:
    done = press(tx, anton, deal(tx, anton), "paid", sum_minor=84_000 * ROUBLES)
    undo_outcome(tx, anton, done.activity_id, now=NOW)

    day = digest(tx, boss, PERIOD, now=NOW)

    assert (day.paid, day.calls, day.people[0].received) == (Tally(0, ()), 0, ())
    assert deals_behind(tx, boss, PERIOD, Line.PAID, now=NOW).total == 0


def test_a_deal_invoiced_twice_is_one_invoice_with_its_last_sum(
    tx: Session, boss: Actor, anton: Actor
) -> None:
    one = deal(tx, anton)
    press(tx, anton, one, "invoice_sent", sum_minor=50_000 * ROUBLES, moment=NOW + DAY)
    press(tx, anton, one, "invoice_sent", sum_minor=60_000 * ROUBLES, moment=NOW + DAY)
    press(tx, anton, deal(tx, anton), "invoice_sent", sum_minor=1_000 * ROUBLES, moment=NOW + DAY)

    day = digest(tx, boss, PERIOD, now=NOW)

    assert day.invoices == Tally(2, (("RUB", 61_000 * ROUBLES),))


def test_money_paid_in_parts_is_counted_once(tx: Session, boss: Actor, anton: Actor) -> None:
    one = deal(tx, anton)
    press(tx, anton, one, "invoice_sent", sum_minor=84_000 * ROUBLES, moment=NOW + DAY)
    press(tx, anton, one, "part_paid", sum_minor=30_000 * ROUBLES, moment=NOW + DAY)
    press(tx, anton, one, "paid", sum_minor=84_000 * ROUBLES)

    day = digest(tx, boss, PERIOD, now=NOW)

    assert day.part_paid == Tally(1, (("RUB", 30_000 * ROUBLES),))
    assert day.paid == Tally(1, (("RUB", 54_000 * ROUBLES),))
    assert day.people[0].received == (("RUB", 84_000 * ROUBLES),)


def test_currencies_are_not_added_up(tx: Session, boss: Actor, anton: Actor) -> None:
    roubles, tenge = deal(tx, anton), deal(tx, anton)
    tenge.currency = "KZT"
    press(tx, anton, roubles, "paid", sum_minor=100)
    press(tx, anton, tenge, "paid", sum_minor=200)

    assert digest(tx, boss, PERIOD, now=NOW).paid == Tally(2, (("KZT", 200), ("RUB", 100)))


def test_sums_beyond_32_bits(tx: Session, boss: Actor, anton: Actor) -> None:
    one = deal(tx, anton, sum_minor=10**13)
    press(tx, anton, one, "invoice_sent", moment=NOW + DAY)
    press(tx, anton, one, "part_paid", sum_minor=9 * 10**12, moment=NOW + DAY)
    press(tx, anton, one, "paid", sum_minor=10**13)

    assert digest(tx, boss, PERIOD, now=NOW).paid == Tally(1, (("RUB", 10**12),))


def test_the_list_of_refusals_says_why(tx: Session, boss: Actor, anton: Actor) -> None:
    press(tx, anton, deal(tx, anton), "refused", reason="expensive")
    press(tx, anton, deal(tx, anton), "refused", own_words="переехал")

    behind = deals_behind(tx, boss, PERIOD, Line.REFUSED, now=NOW)

    assert {(line.reason and line.reason.key, line.own_words) for line in behind.deals} == {
        ("expensive", None),
        (None, "переехал"),
    }


def test_refusals_by_reason_the_commonest_first(tx: Session, boss: Actor, anton: Actor) -> None:
    for reason in ("later", "expensive", "later"):
        press(tx, anton, deal(tx, anton), "refused", reason=reason)
    press(tx, anton, deal(tx, anton), "refused", own_words="переехал")

    day = digest(tx, boss, PERIOD, now=NOW)

    assert [(label and label.key, count) for label, count in day.refused] == [
        ("later", 2),
        ("expensive", 1),
        (None, 1),
    ]


def test_the_end_of_the_ladder_is_archived(tx: Session, boss: Actor, anton: Actor) -> None:
    one = deal(tx, anton)
    for _ in range(5):
        press(tx, anton, one, "no_answer")
    press(tx, anton, deal(tx, anton), "wrong_number", give_up=True)

    day = digest(tx, boss, PERIOD, now=NOW)

    assert (day.archived, day.attempts, day.moved) == (2, 6, ())


def test_the_period_begins_with_its_first_moment_and_ends_before_its_last(
    tx: Session, boss: Actor, anton: Actor
) -> None:
    one = deal(tx, anton, now=NOW - 9 * DAY)
    second = dt.timedelta(seconds=1)
    for at in (NOW - DAY - second, NOW - DAY, NOW - second, NOW):
        press(tx, anton, one, "no_answer", now=at)

    assert digest(tx, boss, Period(NOW - DAY, NOW), now=NOW).attempts == 2


def test_late_is_what_was_not_called_in_ten_minutes(tx: Session, boss: Actor, anton: Actor) -> None:
    late = deal(tx, anton, at=NOW - dt.timedelta(minutes=10))
    deal(tx, anton, at=NOW - dt.timedelta(minutes=9))

    assert digest(tx, boss, PERIOD, now=NOW).overdue == 1
    behind = deals_behind(tx, boss, PERIOD, Line.OVERDUE, now=NOW)
    assert [line.deal_id for line in behind.deals] == [late.id]


def test_each_managers_line(tx: Session, boss: Actor, anton: Actor) -> None:
    vera = manager(tx, 8, "Вера")
    press(tx, anton, deal(tx, anton, at=NOW - DAY), "no_answer")
    press(tx, vera, deal(tx, vera), "talked", moment=NOW + DAY)
    press(tx, vera, deal(tx, vera), "paid", sum_minor=500)
    deal(tx, anton, at=NOW - DAY)

    people = digest(tx, boss, PERIOD, now=NOW).people

    assert [(p.name, p.calls, p.talks, p.received, p.overdue) for p in people] == [
        ("Антон", 1, 0, (), 1),
        ("Вера", 1, 1, (("RUB", 500),), 0),
    ]


def test_an_owner_with_deals_of_his_own_has_a_line_too(tx: Session, boss: Actor, anton: Actor) -> None:
    press(tx, boss, deal(tx, boss), "no_answer")

    assert [p.name for p in digest(tx, boss, PERIOD, now=NOW).people] == ["Ольга", "Антон"]


def test_requests_new_and_waiting(tx: Session, boss: Actor, anton: Actor) -> None:
    one = deal(tx, anton, now=NOW - 9 * DAY)
    tx.add(
        Request(
            client_id=one.client_id, deal_id=one.id, need="окна", convenient="any", consent_at=NOW,
            created_at=NOW, offered_to=anton.user_id, passed_by=[],
        )
    )  # fmt: skip
    tx.flush()

    day = digest(tx, boss, PERIOD, now=NOW)

    assert (day.requests, day.deals, day.waiting) == (1, 0, 1)
    for line in (Line.NEW, Line.WAITING):
        assert [row.deal_id for row in deals_behind(tx, boss, PERIOD, line, now=NOW).deals] == [one.id]


def test_the_watchdog_counts_what_failed(tx: Session, boss: Actor, anton: Actor) -> None:
    one = deal(tx, anton, at=NOW)
    reminders.queue_due(tx, NOW, 50)
    row = tx.scalars(select(OutboxMessage).where(OutboxMessage.kind == "reminder")).one()
    row.state = OutboxState.REFUSED
    tx.flush()

    day = digest(tx, boss, PERIOD, now=NOW)

    assert (day.stepless, day.failed) == (0, 1)
    behind = deals_behind(tx, boss, PERIOD, Line.WATCH, now=NOW)
    assert [line.deal_id for line in behind.deals] == [one.id]
    assert digest(tx, boss, Period(NOW + DAY, NOW + 2 * DAY), now=NOW).failed == 0


def test_a_list_comes_in_pages_each_deal_once(tx: Session, boss: Actor, anton: Actor) -> None:
    made = [deal(tx, anton, f"Клиент {n}") for n in range(9)]
    for one in made:
        press(tx, anton, one, "no_answer")
        press(tx, anton, one, "busy")

    first = deals_behind(tx, boss, PERIOD, Line.CALLS, now=NOW)
    last = deals_behind(tx, boss, PERIOD, Line.CALLS, page=10**18, now=NOW)

    assert (first.total, first.pages, len(first.deals)) == (9, 2, 8)
    assert (last.page, [line.client_name for line in last.deals]) == (1, ["Клиент 8"])


def test_a_colleagues_own_list(tx: Session, boss: Actor, anton: Actor) -> None:
    done, late = deal(tx, anton, "Анна"), deal(tx, anton, "Борис", at=NOW - DAY)
    deal(tx, anton, "Вера", at=NOW + DAY)
    press(tx, anton, done, "no_answer")

    behind = deals_behind(tx, boss, PERIOD, Line.PERSON, person_id=anton.user_id, now=NOW)

    assert (behind.person, [line.deal_id for line in behind.deals]) == ("Антон", [done.id, late.id])


@pytest.mark.parametrize("person_id", [None, 10**6, 10**18])
def test_nobodys_list(tx: Session, boss: Actor, person_id: int | None) -> None:
    with pytest.raises(NotFound):
        deals_behind(tx, boss, PERIOD, Line.PERSON, person_id=person_id, now=NOW)


def test_only_an_owner_reads_it(tx: Session, anton: Actor) -> None:
    with pytest.raises(NotAllowed):
        digest(tx, anton, PERIOD, now=NOW)
    with pytest.raises(NotAllowed):
        deals_behind(tx, anton, PERIOD, Line.CALLS, now=NOW)


@pytest.mark.parametrize(
    ("zone", "ago", "since", "until"),
    [
        ("Europe/Moscow", 0, "2026-11-25T21:00", "2026-11-26T21:00"),
        ("Europe/Moscow", 1, "2026-11-24T21:00", "2026-11-25T21:00"),
        ("Asia/Kamchatka", 0, "2026-11-25T12:00", "2026-11-26T12:00"),
    ],
)
def test_a_calendar_day_is_the_owners_own(
    tx: Session, boss: Actor, zone: str, ago: int, since: str, until: str
) -> None:
    user = tx.get_one(User, boss.user_id)
    user.zone = zone

    day = calendar_day(Actor.of(user), ago=ago, now=NOW)

    assert (f"{day.since:%Y-%m-%dT%H:%M}", f"{day.until:%Y-%m-%dT%H:%M}") == (since, until)
