"""Next steps when the clock beneath them changes: the client's zone, or the database of zones."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import replanned as notice
from crm.client_zones import change_whereabouts
from crm.localtime import moment_of, tz_release
from crm.migrate import furnish
from crm.models import (
    Activity,
    ActivityKind,
    Deal,
    OutboxMessage,
    Recurrence,
    Reminder,
    StepKind,
    StepOrigin,
    User,
    Workspace,
    ZoneSource,
)
from crm.profile import set_zone
from crm.replan import Promised, follow_release, put_by_his_clock
from crm.replanned import Replanned, replanned
from crm.steps import Step, move_step, plan
from crm.whereabouts import Whereabouts
from tests.crm.base import NOON, Firm

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
MOSCOW, THERE = "Europe/Moscow", "Asia/Vladivostok"
VLADIVOSTOK = Whereabouts(THERE, ZoneSource.CITY, "Артём")
TOMORROW_AT_15 = "2026-11-24T15:00"
BY_MOSCOW, BY_VLADIVOSTOK = (moment_of(TOMORROW_AT_15, zone) for zone in (MOSCOW, THERE))


def planned(firm: Firm, step: Step, *, now: dt.datetime = NOON, zone: str = MOSCOW) -> int:
    deal_id = firm.deal(now=now, zone=zone)
    with firm.tx() as tx:
        plan(tx, tx.get_one(Deal, deal_id), step)
    return deal_id


def chosen(origin: StepOrigin, wall: str | None = TOMORROW_AT_15, kind: StepKind = StepKind.CALL) -> Step:
    at = moment_of(wall, MOSCOW) if wall else NOON + 8 * HOUR
    return Step(kind, at, "follow_up", origin, wall)


def settled(
    firm: Firm, deal_id: int, place: Whereabouts = VLADIVOSTOK, now: dt.datetime = NOON
) -> tuple[Promised, ...]:
    with firm.tx() as tx:
        client_id = tx.get_one(Deal, deal_id).client_id
        return change_whereabouts(tx, firm.oleg, client_id, place, now=now)


def stands(firm: Firm, deal_id: int) -> tuple[dt.datetime | None, str | None]:
    with firm.tx() as tx:
        deal = tx.get_one(Deal, deal_id)
        assert tx.get_one(Reminder, deal_id).due_at == deal.step_at
        return deal.step_at, deal.step_wall


def moves(firm: Firm, deal_id: int) -> int:
    with firm.tx() as tx:
        query = select(Activity.id).where(Activity.deal_id == deal_id, Activity.kind == ActivityKind.MOVED)
        return len(tx.scalars(query).all())


def test_a_planned_hour_stays_by_his_clock(firm: Firm) -> None:
    """15:00 in Omsk is noon in Moscow: both are at work."""
    deal_id = planned(firm, chosen(StepOrigin.PLAN))

    assert settled(firm, deal_id, Whereabouts("Asia/Omsk", ZoneSource.CITY, "Омск")) == ()

    assert stands(firm, deal_id) == (moment_of(TOMORROW_AT_15, "Asia/Omsk"), TOMORROW_AT_15)
    assert moves(firm, deal_id) == 1


def test_an_hour_that_is_night_here_waits_for_both(firm: Firm) -> None:
    """15:00 in Vladivostok is 8:00 in Moscow, 15:00 in Moscow is 22:00 there; both are at work from 16:00."""
    deal_id = planned(firm, chosen(StepOrigin.PLAN))

    assert settled(firm, deal_id) == ()

    assert stands(firm, deal_id) == (moment_of("2026-11-24T16:00", THERE), "2026-11-24T16:00")


def test_an_hour_of_his_that_has_passed_stays_the_same_moment(firm: Firm) -> None:
    """At noon in Moscow 13:00 in Omsk is over, and 13:00 in Moscow is 16:00 there."""
    deal_id = planned(firm, chosen(StepOrigin.PLAN, "2026-11-23T13:00"))

    settled(firm, deal_id, Whereabouts("Asia/Omsk", ZoneSource.CITY))

    assert stands(firm, deal_id) == (NOON + HOUR, "2026-11-23T16:00")
    assert moves(firm, deal_id) == 0


def test_a_length_of_time_stays_the_same_moment(firm: Firm) -> None:
    deal_id = planned(firm, chosen(StepOrigin.PLAN, None))

    assert settled(firm, deal_id) == ()

    assert stands(firm, deal_id) == (NOON + 8 * HOUR, None)


@pytest.mark.parametrize("kind", [StepKind.CALL, StepKind.MEETING])
def test_what_he_was_promised_is_asked_and_stays_until_then(firm: Firm, kind: StepKind) -> None:
    step = chosen(StepOrigin.PROMISE, kind=kind)
    deal_id = planned(firm, step)

    (asked,) = settled(firm, deal_id)

    assert (asked.deal_id, asked.step, asked.by_his_clock) == (deal_id, step, BY_VLADIVOSTOK)
    assert stands(firm, deal_id) == (BY_MOSCOW, "2026-11-24T22:00")

    with firm.tx() as tx:
        put_by_his_clock(tx, firm.oleg, deal_id, asked.by_his_clock, seen=asked.version, now=NOON)
        assert tx.get_one(Deal, deal_id).step_moves == 0
    assert stands(firm, deal_id) == (BY_VLADIVOSTOK, TOMORROW_AT_15)


def test_a_promise_that_would_have_passed_is_not_asked(firm: Firm) -> None:
    deal_id = planned(firm, chosen(StepOrigin.PROMISE, "2026-11-23T15:00"))

    assert settled(firm, deal_id) == ()

    assert stands(firm, deal_id) == (NOON + 3 * HOUR, "2026-11-23T22:00")


def test_the_same_clock_under_another_name_asks_nothing(firm: Firm) -> None:
    deal_id = planned(firm, chosen(StepOrigin.PROMISE))

    assert settled(firm, deal_id, Whereabouts("Europe/Kirov", ZoneSource.CITY, "Киров")) == ()

    assert stands(firm, deal_id) == (BY_MOSCOW, TOMORROW_AT_15)
    assert moves(firm, deal_id) == 0


def test_what_is_late_stays_late(firm: Firm) -> None:
    deal_id = planned(firm, chosen(StepOrigin.PROMISE))

    assert settled(firm, deal_id, now=NOON + 2 * DAY) == ()

    assert stands(firm, deal_id) == (BY_MOSCOW, TOMORROW_AT_15)


@pytest.mark.parametrize(
    ("origin", "purpose"), [(StepOrigin.RETRY, "no_answer"), (StepOrigin.PLAN, "first_call")]
)
def test_an_automatic_call_leaves_his_night(firm: Firm, origin: StepOrigin, purpose: str) -> None:
    """17:00 in Moscow is past midnight in Vladivostok; both are at work from 9:00 in Moscow."""
    deal_id = planned(firm, Step(StepKind.CALL, NOON + 5 * HOUR, purpose, origin))

    assert settled(firm, deal_id) == ()

    assert stands(firm, deal_id) == (dt.datetime(2026, 11, 24, 6, tzinfo=dt.UTC), None)
    assert moves(firm, deal_id) == 1


def test_a_city_of_the_same_zone_moves_nothing(firm: Firm) -> None:
    deal_id = planned(firm, chosen(StepOrigin.PROMISE))

    assert settled(firm, deal_id, Whereabouts(MOSCOW, ZoneSource.CITY, "Казань")) == ()

    assert stands(firm, deal_id) == (BY_MOSCOW, TOMORROW_AT_15)


# The database of zones


def of_another_release(tx: Session, release: str | None = "2020a") -> None:
    tx.scalars(select(Workspace)).one().tz_release = release


def notices(firm: Firm) -> list[tuple[int, dict[str, Any]]]:
    with firm.tx() as tx:
        query = select(OutboxMessage).where(OutboxMessage.kind == "replanned").order_by(OutboxMessage.id)
        return [(row.user_id, row.payload) for row in tx.scalars(query)]


def test_another_release_moves_the_moments_of_chosen_hours(firm: Firm) -> None:
    stale = Step(StepKind.CALL, BY_MOSCOW + HOUR, "call_back", StepOrigin.PROMISE, TOMORROW_AT_15)
    late = Step(StepKind.CALL, NOON - HOUR, "call_back", StepOrigin.PROMISE, "2026-11-23T12:00")
    moved, same, length, past = (
        planned(firm, step) for step in (stale, chosen(StepOrigin.PLAN), chosen(StepOrigin.PLAN, None), late)
    )
    with firm.tx() as tx:
        of_another_release(tx)
    for expected in (1, 0):
        with firm.tx() as tx:
            assert follow_release(tx, now=NOON) == expected

    assert stands(firm, moved) == (BY_MOSCOW, TOMORROW_AT_15)
    assert stands(firm, same) == (BY_MOSCOW, TOMORROW_AT_15)
    assert stands(firm, length) == (NOON + 8 * HOUR, None)
    assert stands(firm, past) == (NOON - HOUR, "2026-11-23T12:00")
    ((user_id, payload),) = notices(firm)
    assert (user_id, payload["count"]) == (firm.oleg.user_id, 1)
    with firm.tx() as tx:
        assert tx.scalars(select(Workspace.tz_release)).one() == tz_release()
        (line,) = replanned(tx, firm.oleg, payload["steps"])
        assert line == Replanned(moved, "Анна", stale.at, Step(**{**vars(stale), "at": BY_MOSCOW}), MOSCOW)
        assert replanned(tx, firm.maria, payload["steps"]) == []


def test_the_first_release_moves_nothing(firm: Firm) -> None:
    deal_id = planned(firm, Step(StepKind.CALL, BY_MOSCOW + HOUR, "x", StepOrigin.PLAN, TOMORROW_AT_15))
    with firm.tx() as tx:
        of_another_release(tx, None)
        assert follow_release(tx, now=NOON) == 0

    assert stands(firm, deal_id)[0] == BY_MOSCOW + HOUR
    assert notices(firm) == []


def test_daily_messages_come_at_their_hour_by_the_new_rules_and_once_a_day(firm: Firm) -> None:
    with firm.tx() as tx:
        of_another_release(tx)
        rows = tx.scalars(select(Recurrence).where(Recurrence.user_id == firm.oleg.user_id)).all()
        (row,) = rows
        right = row.next_at
        row.next_at, row.last_at = right + HOUR, right - DAY
        follow_release(tx, now=NOON)
        assert row.next_at == right

        of_another_release(tx)
        row.next_at, row.last_at = right + DAY, right - 5 * HOUR  # the same day, by his clock
        follow_release(tx, now=right - 4 * HOUR)
        assert row.next_at == right + DAY

        of_another_release(tx)
        row.next_at = overdue = NOON - HOUR
        follow_release(tx, now=NOON)
        assert row.next_at == overdue


def test_many_steps_are_one_notice(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notice, "LISTED", 2)
    stale = Step(StepKind.CALL, BY_MOSCOW + HOUR, "call_back", StepOrigin.PROMISE, TOMORROW_AT_15)
    for _ in range(3):
        planned(firm, stale)
    with firm.tx() as tx:
        of_another_release(tx)
        assert follow_release(tx, now=NOON) == 3

    ((_, payload),) = notices(firm)
    assert (payload["count"], len(payload["steps"])) == (3, 2)


def test_a_moved_hour_keeps_its_wall_time(firm: Firm) -> None:
    """What a manager chose for a first call is no automatic time any more."""
    deal_id = firm.deal(zone=MOSCOW)
    with firm.tx() as tx:
        seen = tx.get_one(Deal, deal_id).version
        move_step(tx, firm.oleg, deal_id, BY_MOSCOW, seen=seen, now=NOON)

    settled(firm, deal_id, Whereabouts("Asia/Omsk", ZoneSource.CITY))

    assert stands(firm, deal_id) == (moment_of(TOMORROW_AT_15, "Asia/Omsk"), TOMORROW_AT_15)


# The company's own zone


def moved_to(firm: Firm, zone: str = "Asia/Omsk", country: str = "RU") -> int:
    """A start with other settings."""
    with firm.tx() as tx:
        furnish(tx, name="", zone=zone, country=country, language="ru", currency="RUB")
    with firm.tx() as tx:
        return follow_release(tx, now=NOON)


@pytest.fixture
def settled_firm(firm: Firm) -> Firm:
    """One that has been started before."""
    with firm.tx() as tx:
        follow_release(tx, now=NOON)
    return firm


def test_who_has_the_companys_zone_follows_it(settled_firm: Firm) -> None:
    firm = settled_firm
    with firm.tx() as tx:
        set_zone(tx, firm.maria, THERE, now=NOON)
        before = tx.scalars(select(Recurrence.next_at).where(Recurrence.user_id == firm.oleg.user_id)).one()

    moved_to(firm)

    with firm.tx() as tx:
        zones = [tx.get_one(User, one.user_id).zone for one in (firm.oleg, firm.maria, firm.anna)]
        assert zones == ["Asia/Omsk", THERE, "Asia/Omsk"]
        after = tx.scalars(select(Recurrence.next_at).where(Recurrence.user_id == firm.oleg.user_id)).one()
        assert before - after == 3 * HOUR


def test_where_a_client_is_unknown_his_hours_follow_the_companys(settled_firm: Firm) -> None:
    firm = settled_firm
    unknown, known = firm.deal(zone=None), planned(firm, chosen(StepOrigin.PLAN))
    with firm.tx() as tx:
        plan(tx, tx.get_one(Deal, unknown), chosen(StepOrigin.PROMISE))

    assert [moved_to(firm) for _ in range(2)] == [1, 0]

    assert stands(firm, unknown) == (moment_of(TOMORROW_AT_15, "Asia/Omsk"), TOMORROW_AT_15)
    assert stands(firm, known) == (BY_MOSCOW, TOMORROW_AT_15)
    ((user_id, payload),) = notices(firm)
    assert (user_id, payload["cause"], payload["count"]) == (firm.oleg.user_id, "company", 1)


def test_what_nobody_chose_leaves_the_holidays_of_another_country(settled_firm: Firm) -> None:
    firm = settled_firm
    # The 16th of December, a Wednesday, is a holiday in Kazakhstan.
    retry = firm.deal(at=moment_of("2026-12-16T12:00", MOSCOW), origin=StepOrigin.RETRY)

    assert moved_to(firm, MOSCOW, "KZ") == 1

    assert stands(firm, retry)[0] == moment_of("2026-12-17T09:00", MOSCOW)
    ((_, payload),) = notices(firm)
    assert payload["cause"] == "hours"


def test_a_new_company_has_nothing_to_follow(firm: Firm) -> None:
    assert moved_to(firm) == 0
