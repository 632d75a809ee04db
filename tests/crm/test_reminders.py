"""Reminders: each once at its minute, again when ignored, then to the owner; many at once as a list."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from crm import due, week
from crm.due import next_due, queue_due
from crm.models import OutboxMessage, Recurrence, StepOrigin, User
from crm.outcomes import report
from crm.reminders import acknowledge
from crm.reports import Report
from crm.rests import add_day_off
from tests.crm.base import NOON, Firm
from tests.crm.test_outcomes import card_of

MINUTE = dt.timedelta(minutes=1)


def owed(firm: Firm) -> list[tuple[int, str, bool | None]]:
    """(whose, kind, whether it is the second time) of the reminders owed."""
    with firm.tx() as tx:
        rows = tx.scalars(select(OutboxMessage).order_by(OutboxMessage.id))
        return [
            (row.user_id, row.kind, row.payload.get("again"))
            for row in rows
            if row.kind not in ("plan", "digest", "replanned")
        ]


def tick(firm: Firm, now: dt.datetime) -> None:
    with firm.tx() as tx:
        while queue_due(tx, now):
            pass


def test_a_reminder_rings_at_its_minute_once(firm: Firm) -> None:
    firm.deal(at=NOON + 5 * MINUTE)
    oleg = firm.oleg.user_id

    tick(firm, NOON + 5 * MINUTE - dt.timedelta(seconds=1))
    assert owed(firm) == []
    with firm.tx() as tx:
        assert next_due(tx) == NOON + 5 * MINUTE
    for _ in range(3):
        tick(firm, NOON + 5 * MINUTE)

    assert owed(firm) == [(oleg, "reminder", False)]


def test_an_ignored_one_rings_again_and_then_reaches_the_owner(firm: Firm) -> None:
    firm.deal(at=NOON)
    oleg, owner = firm.oleg.user_id, firm.owner.user_id

    for minutes in (0, 9, 10, 19, 20, 60):
        tick(firm, NOON + minutes * MINUTE)

    assert owed(firm) == [(oleg, "reminder", False), (oleg, "reminder", True), (owner, "ignored", None)]


def test_a_press_on_it_is_an_answer(firm: Firm) -> None:
    deal_id = firm.deal(at=NOON)
    tick(firm, NOON)
    with firm.tx() as tx:
        acknowledge(tx, firm.oleg, deal_id)

    tick(firm, NOON + 30 * MINUTE)

    assert len(owed(firm)) == 1


def test_an_outcome_plans_the_next_one(firm: Firm) -> None:
    deal_id = firm.deal(at=NOON)
    tick(firm, NOON)
    card = card_of(firm, deal_id)
    with firm.tx() as tx:
        report(tx, firm.oleg, Report(deal_id, card.outcomes[0].id, card.version), now=NOON)

    tick(firm, NOON + 4 * MINUTE)
    assert len(owed(firm)) == 1
    tick(firm, NOON + 5 * MINUTE)
    assert len(owed(firm)) == 2


def test_more_than_three_of_one_minute_are_a_list(firm: Firm) -> None:
    deals = [firm.deal(at=NOON) for _ in range(4)]
    firm.deal(firm.maria, at=NOON)

    tick(firm, NOON)

    assert owed(firm) == [
        (firm.oleg.user_id, "reminder_list", False),
        (firm.maria.user_id, "reminder", False),
    ]
    with firm.tx() as tx:
        payload = tx.scalars(select(OutboxMessage.payload).where(OutboxMessage.kind == "reminder_list")).one()
    assert payload == {"deals": deals, "again": False}


def test_out_of_hours_only_a_promise_rings(firm: Firm) -> None:
    evening = NOON.replace(hour=17)  # 20:00 in Moscow, the manager works until 18:00
    firm.deal(at=evening, client="план")
    firm.deal(at=evening, client="обещание", origin=StepOrigin.PROMISE)

    tick(firm, evening)

    assert owed(firm) == [(firm.oleg.user_id, "reminder", False)]


def test_at_lunch_it_waits_for_the_end_of_it(firm: Firm) -> None:
    firm.deal(at=NOON, client="план")
    firm.deal(at=NOON, client="обещание", origin=StepOrigin.PROMISE)
    with firm.tx() as tx:
        week.set_company_lunch(tx, firm.owner, (12 * 60, 13 * 60), now=NOON - 60 * MINUTE)

    tick(firm, NOON)
    assert len(owed(firm)) == 1
    tick(firm, NOON + 59 * MINUTE)
    assert owed(firm) == [(firm.oleg.user_id, "reminder", False), (firm.oleg.user_id, "reminder", True)]
    tick(firm, NOON + 60 * MINUTE)
    assert owed(firm)[2:] == [(firm.oleg.user_id, "reminder", False)]


@pytest.mark.parametrize(
    ("zone", "days", "rings"),
    [
        ("America/Los_Angeles", 0, True),  # nine in the morning there, eight in the evening here
        ("America/Los_Angeles", 5, False),  # a Saturday
        ("America/New_York", 0, False),  # both work at five in the afternoon here
    ],
)
def test_where_the_hours_never_meet_it_rings_in_the_clients(
    firm: Firm, zone: str, days: int, rings: bool
) -> None:
    evening = NOON + dt.timedelta(days=days, hours=8)
    firm.deal(at=evening, zone=zone, origin=StepOrigin.RETRY)

    tick(firm, evening)

    assert owed(firm) == ([(firm.oleg.user_id, "reminder", False)] if rings else [])


def test_on_a_day_off_it_waits_for_the_next_plan(firm: Firm) -> None:
    firm.deal(at=NOON)
    with firm.tx() as tx:
        today = NOON.date()
        add_day_off(tx, firm.oleg, today, today, user_id=firm.oleg.user_id, now=NOON)

    for hours in (0, 1, 23):
        tick(firm, NOON + dt.timedelta(hours=hours))

    assert owed(firm) == []
    with firm.tx() as tx:
        plans = select(OutboxMessage.created_at).where(OutboxMessage.kind == "plan")
        assert tx.scalars(plans.where(OutboxMessage.user_id == firm.oleg.user_id)).all() != []


def test_before_the_days_hours_and_after_its_plan_it_waits_for_them(firm: Firm) -> None:
    """The plan came at eight, his hours begin at nine: at half past eight neither would tell of it."""
    half_past_eight = NOON.replace(hour=5, minute=30)
    firm.deal(at=half_past_eight)
    with firm.tx() as tx:
        tx.get_one(User, firm.oleg.user_id).plan_at = 8 * 60

    tick(firm, half_past_eight)
    assert owed(firm) == []
    tick(firm, NOON.replace(hour=6))
    assert owed(firm) == [(firm.oleg.user_id, "reminder", False)]


def test_after_downtime_everything_missed_is_sent_once(firm: Firm) -> None:
    firm.deal(at=NOON + 5 * MINUTE)
    firm.deal(firm.maria, at=NOON + 7 * MINUTE)

    for _ in range(2):
        tick(firm, NOON + 120 * MINUTE)

    assert sorted(owed(firm)) == sorted(
        [(firm.oleg.user_id, "reminder", False), (firm.maria.user_id, "reminder", False)]
    )


def test_plan_and_digest_come_at_their_hours_once_a_day(firm: Firm) -> None:
    def count(kind: str, user_id: int) -> int:
        with firm.tx() as tx:
            rows = select(OutboxMessage).where(OutboxMessage.kind == kind, OutboxMessage.user_id == user_id)
            return len(list(tx.scalars(rows)))

    oleg, owner = firm.oleg.user_id, firm.owner.user_id
    for hours in range(24 * 7):  # from Monday noon to Monday noon
        tick(firm, NOON + dt.timedelta(hours=hours))

    assert count("plan", oleg) == 5  # Tuesday to Friday and Monday, no weekend
    assert count("digest", owner) == 7
    with firm.tx() as tx:
        digest_at = tx.get_one(User, owner).digest_at
    assert digest_at == 19 * 60


def test_for_who_cannot_be_reached_one_reminder_of_a_step_waits(firm: Firm) -> None:
    firm.deal(at=NOON)
    with firm.tx() as tx:
        tx.get_one(User, firm.oleg.user_id).blocked_at = NOON

    for minutes in (0, 10, 20):
        tick(firm, NOON + minutes * MINUTE)

    assert owed(firm) == [(firm.oleg.user_id, "reminder", False), (firm.owner.user_id, "ignored", None)]


def test_a_fault_in_one_source_holds_up_none_of_the_others(
    firm: Firm, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(tx: object, now: dt.datetime, limit: int, only: int | None) -> int:
        raise LookupError("nobody foresaw this")

    firm.deal(at=NOON)
    with firm.tx() as tx:
        tx.execute(update(Recurrence).values(next_at=NOON))
    sources = (due.SOURCES[0], due.SOURCES[1], replace(due.SOURCES[2], queue=broken))
    monkeypatch.setattr(due, "SOURCES", sources)

    with firm.tx() as tx:
        queue_due(tx, NOON)

    assert (firm.oleg.user_id, "reminder", False) in owed(firm)
    assert "recurrences cannot be queued" in caplog.text
