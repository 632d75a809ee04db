"""Putting a step off: where it comes to lie, by whose clock, and what follows the third time."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import notes, often, outcomes, snooze, steps, undo
from crm.access import Actor
from crm.cards import deal_card
from crm.deals import bring_back
from crm.errors import AlreadyAsked, DealClosed, NobodyElse, NotFound, StaleScreen
from crm.hours import Why, Window
from crm.localtime import moment_of, wall_of
from crm.models import (
    Activity,
    ActivityKind,
    Deal,
    DealState,
    OutboxMessage,
    Outcome,
    Reminder,
    Role,
    StepKind,
    StepOrigin,
    User,
)
from crm.openings import Opening, Whose
from crm.recorded import Recorded
from crm.reports import Report
from crm.rules import LAST_TRY
from crm.snooze import Later, Snoozed, opening_of
from crm.steps import Step
from tests.crm.base import NOON, Firm

MOSCOW, VLADIVOSTOK, BERLIN = "Europe/Moscow", "Asia/Vladivostok", "Europe/Berlin"
MANAGER = Window(MOSCOW, 9 * 60, 18 * 60)
QUARTER, HOUR, TOMORROW = Later
EVENING, NIGHT, WEEKEND = (Whose.MANAGER, Why.HOURS), (Whose.CLIENT, Why.HOURS), (Whose.CLIENT, Why.WEEKEND)


@pytest.mark.parametrize(
    ("zone", "now", "step", "later", "lands", "why"),
    [
        # By Moscow's clock; 23 November 2026 is a Monday.
        (MOSCOW, "2026-11-23T12:00", "2026-11-23T12:00", QUARTER, "2026-11-23T12:15", None),
        (MOSCOW, "2026-11-23T12:00", "2026-11-23T12:00", HOUR, "2026-11-23T13:00", None),
        (MOSCOW, "2026-11-23T12:00", "2026-11-23T12:00", TOMORROW, "2026-11-24T12:00", None),
        # Counted from the press, not from when it was due.
        (MOSCOW, "2026-11-23T12:07", "2026-11-23T11:30", QUARTER, "2026-11-23T12:22", None),
        # The hour of the day stays that of the step.
        (MOSCOW, "2026-11-23T17:40", "2026-11-19T10:30", TOMORROW, "2026-11-24T10:30", None),
        # The manager's evening, the weekend.
        (MOSCOW, "2026-11-23T17:30", "2026-11-23T17:30", HOUR, "2026-11-24T09:00", EVENING),
        (MOSCOW, "2026-11-27T12:00", "2026-11-27T12:00", TOMORROW, "2026-11-30T12:00", WEEKEND),
        # Vladivostok is seven hours ahead: at 12:30 in Moscow it is 19:30 there.
        (VLADIVOSTOK, "2026-11-23T12:30", "2026-11-23T12:30", QUARTER, "2026-11-23T12:45", None),
        (VLADIVOSTOK, "2026-11-23T12:30", "2026-11-23T12:30", HOUR, "2026-11-24T09:00", NIGHT),
        # Friday noon in Moscow, Friday evening there: "tomorrow" is Monday at the same hour there.
        (VLADIVOSTOK, "2026-11-27T10:00", "2026-11-27T10:00", TOMORROW, "2026-11-30T10:00", WEEKEND),
        # Berlin's clock goes back on Sunday: Friday's 14:00 there was 15:00 in Moscow, Monday's is 16:00.
        (BERLIN, "2026-10-23T15:00", "2026-10-23T15:00", TOMORROW, "2026-10-26T16:00", WEEKEND),
    ],
)  # fmt: skip
def test_where_it_comes_to_lie(
    zone: str, now: str, step: str, later: Later, lands: str, why: tuple[Whose, Why] | None
) -> None:
    planned = Step(StepKind.CALL, moment_of(step, MOSCOW), "follow_up", StepOrigin.PLAN)

    opening = opening_of(planned, later, Window(zone, 540, 1200), MANAGER, moment_of(now, MOSCOW))

    reason = opening.reason and (opening.reason.whose, opening.reason.closed.why)
    assert (wall_of(opening.at, MOSCOW), reason, opening.moved) == (lands, why, why is not None)


@pytest.mark.parametrize(
    ("later", "lands"),
    [(QUARTER, "2026-11-23T18:15"), (HOUR, "2026-11-23T19:00"), (TOMORROW, "2026-11-24T18:00")],
)
def test_what_was_promised_does_not_wait_for_the_managers_morning(later: Later, lands: str) -> None:
    evening = moment_of("2026-11-23T18:00", MOSCOW)
    promised = Step(StepKind.CALL, evening, "call_back", StepOrigin.PROMISE)

    opening = opening_of(promised, later, Window(MOSCOW, 540, 1200), MANAGER, evening)

    assert (wall_of(opening.at, MOSCOW), opening.moved) == (lands, False)


ZONES = st.sampled_from([MOSCOW, VLADIVOSTOK, BERLIN, "Europe/Kaliningrad", "Asia/Almaty", "Asia/Kathmandu"])


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """Anybody's hours: a lunch or none, any weekdays, some days off."""
    opens = draw(st.integers(0, 20 * 60))
    closes = draw(st.integers(opens + 60, 24 * 60))
    lunch = draw(st.none() | st.tuples(st.integers(660, 780), st.integers(780, 900)))
    return Window(draw(ZONES), opens, closes, lunch=lunch, weekdays=draw(st.integers(1, 127)))


@given(
    client=windows(),
    manager=windows(),
    later=st.sampled_from(Later),
    origin=st.sampled_from(StepOrigin),
    late=st.integers(0, 60 * 24 * 10),
    ahead=st.integers(0, 60 * 24 * 400),
)
def test_it_never_lands_in_closed_hours_nor_in_the_past(
    client: Window, manager: Window, later: Later, origin: StepOrigin, late: int, ahead: int
) -> None:
    """Through a year, so through both clock changes; where the two never meet, the client's hours win."""
    now = NOON + dt.timedelta(minutes=ahead)
    step = Step(StepKind.CALL, now - dt.timedelta(minutes=late), "follow_up", origin)

    opening = opening_of(step, later, client, manager, now)

    assert opening.at > now
    assert client.holds(opening.at)
    promised = origin is StepOrigin.PROMISE
    assert promised or opening.outside_work or manager.holds(opening.at)
    assert opening.reason is not None or not opening.moved


def version(tx: Session, deal_id: int) -> int:
    return tx.get_one(Deal, deal_id).version


def put_off(firm: Firm, deal_id: int, later: Later = QUARTER, *, now: dt.datetime = NOON) -> Snoozed:
    with firm.tx() as tx:
        return snooze.snooze(tx, firm.oleg, deal_id, later, seen=version(tx, deal_id), now=now)


def moved_often(firm: Firm, **fields: Any) -> int:
    deal_id = firm.deal(**fields)
    for _ in range(3):
        put_off(firm, deal_id)
    return deal_id


def test_the_step_moves_and_its_reminder_with_it(firm: Firm) -> None:
    deal_id = firm.deal(origin=StepOrigin.PROMISE, purpose="call_back")

    done = put_off(firm, deal_id)

    lands = NOON + dt.timedelta(minutes=15)
    assert done.opening == Opening(lands, moved=False)
    assert done.card.step == Step(StepKind.CALL, lands, "call_back", StepOrigin.PROMISE)
    with firm.tx() as tx:
        deal, reminder = tx.get_one(Deal, deal_id), tx.get_one(Reminder, deal_id)
        assert (deal.step_moves, deal.step_wall) == (1, None)
        assert (reminder.due_at, reminder.rung) == (lands, 0)
        assert [line.kind for line in lines(tx, deal_id)][-1] is ActivityKind.MOVED


def test_tomorrow_keeps_the_clients_hour_whatever_becomes_of_his_zone(firm: Firm) -> None:
    done = put_off(firm, firm.deal(zone=BERLIN), TOMORROW)

    assert done.card.step is not None
    assert done.card.step.wall == "2026-11-24T10:00"


def test_a_second_press_changes_nothing(firm: Firm) -> None:
    deal_id = firm.deal()
    with firm.tx() as tx:
        seen = version(tx, deal_id)
    put_off(firm, deal_id)

    with firm.tx() as tx:
        again = snooze.snooze(tx, firm.oleg, deal_id, QUARTER, seen=seen, now=NOON)

    assert again.again
    with firm.tx() as tx:
        assert tx.get_one(Deal, deal_id).step_moves == 1


def test_an_old_button_changes_nothing(firm: Firm) -> None:
    deal_id = firm.deal()
    with firm.tx() as tx:
        seen = version(tx, deal_id)
    report(firm, deal_id, "no_answer")

    with firm.tx() as tx, pytest.raises(StaleScreen):
        snooze.snooze(tx, firm.oleg, deal_id, QUARTER, seen=seen, now=NOON)


def test_a_closed_deal_has_nothing_to_put_off(firm: Firm) -> None:
    deal_id = moved_often(firm)
    plan_last_try(firm, deal_id)
    report(firm, deal_id, "no_answer")

    with pytest.raises(DealClosed):
        put_off(firm, deal_id)


def test_a_colleague_cannot(firm: Firm) -> None:
    deal_id = firm.deal()

    with firm.tx() as tx, pytest.raises(NotFound):
        snooze.snooze(tx, firm.maria, deal_id, QUARTER, seen=1, now=NOON)


# Too often


def card_for(firm: Firm, actor: Actor, deal_id: int) -> often.MovedOften | None:
    with firm.tx() as tx:
        return deal_card(tx, actor, deal_id, now=NOON).often


def report(firm: Firm, deal_id: int, key: str, *, now: dt.datetime = NOON, **said: Any) -> Recorded:
    with firm.tx() as tx:
        outcome = tx.scalars(select(Outcome.id).where(Outcome.key == key)).one()
        done = outcomes.report(tx, firm.oleg, Report(deal_id, outcome, version(tx, deal_id), **said), now=now)
        assert isinstance(done, Recorded)
        return done


def plan_last_try(firm: Firm, deal_id: int, *, now: dt.datetime = NOON) -> Opening:
    with firm.tx() as tx:
        return often.last_try(tx, firm.oleg, deal_id, seen=version(tx, deal_id), now=now)


def lines(tx: Session, deal_id: int) -> list[Activity]:
    return list(tx.scalars(select(Activity).where(Activity.deal_id == deal_id).order_by(Activity.id)))


def owed(firm: Firm, kind: str) -> list[int]:
    with firm.tx() as tx:
        query = select(OutboxMessage.user_id).where(OutboxMessage.kind == kind)
        return list(tx.scalars(query.order_by(OutboxMessage.id)))


def test_from_the_third_move_on_other_ways_are_offered(firm: Firm) -> None:
    deal_id = firm.deal()
    offered = []
    for _ in range(4):
        put_off(firm, deal_id)
        offered.append(card_for(firm, firm.oleg, deal_id))

    assert offered[:2] == [None, None]
    assert [one and (one.moves, one.may_ask, one.may_try) for one in offered[2:]] == [
        (3, True, True),
        (4, True, True),
    ]
    with firm.tx() as tx:
        assert offered[2] is not None
        assert tx.get_one(Outcome, offered[2].refusal_id).key == "refused"


def test_moves_by_the_picker_count_as_well(firm: Firm) -> None:
    deal_id = firm.deal()
    for days in (1, 2, 3):
        with firm.tx() as tx:
            at = NOON + dt.timedelta(days=days)
            steps.move_step(tx, firm.oleg, deal_id, at, seen=version(tx, deal_id), now=NOON)

    assert card_for(firm, firm.oleg, deal_id) is not None


def test_an_outcome_begins_a_new_run_and_undo_brings_the_old_one_back(firm: Firm) -> None:
    deal_id = moved_often(firm)

    done = report(firm, deal_id, "no_answer")

    assert card_for(firm, firm.oleg, deal_id) is None
    with firm.tx() as tx:
        undo.undo_outcome(tx, firm.oleg, done.activity_id, now=NOON)
    assert card_for(firm, firm.oleg, deal_id) is not None


def test_the_owner_is_asked_once_for_a_run_of_moves(firm: Firm) -> None:
    deal_id = moved_often(firm)

    with firm.tx() as tx:
        assert often.ask_head(tx, firm.oleg, deal_id, "  Дать скидку? ", now=NOON) == ("Ирина",)

    assert owed(firm, "asked") == [firm.owner.user_id]
    offered = card_for(firm, firm.oleg, deal_id)
    assert offered is not None
    assert not offered.may_ask
    with firm.tx() as tx:
        line = lines(tx, deal_id)[-1]
        assert (line.kind, line.text) == (ActivityKind.ASKED, "Дать скидку?")
        assert often.said(tx, line.id) == often.Said("Олег", "Дать скидку?")
        with pytest.raises(AlreadyAsked):
            often.ask_head(tx, firm.oleg, deal_id, "", now=NOON)

    report(firm, deal_id, "no_answer")
    for _ in range(3):
        put_off(firm, deal_id)
    with firm.tx() as tx:
        often.ask_head(tx, firm.oleg, deal_id, "", now=NOON)
    assert len(owed(firm, "asked")) == 2


def test_what_the_head_notes_then_is_the_answer(firm: Firm) -> None:
    deal_id = moved_often(firm)
    with firm.tx() as tx:
        notes.add_note(tx, firm.owner, deal_id, "Никто не спрашивал", now=NOON)
        often.ask_head(tx, firm.oleg, deal_id, "Дать скидку?", now=NOON)
        notes.add_note(tx, firm.oleg, deal_id, "Сам себе не отвечает", now=NOON)
        notes.add_note(tx, firm.owner, deal_id, "Да, десять процентов", now=NOON)

    assert owed(firm, "head_answered") == [firm.oleg.user_id]
    report(firm, deal_id, "no_answer")
    with firm.tx() as tx:
        notes.add_note(tx, firm.owner, deal_id, "Уже о другом", now=NOON)
    assert len(owed(firm, "head_answered")) == 1


def test_heads_are_asked_where_there_are_some(firm: Firm) -> None:
    deal_id = moved_often(firm)
    with firm.tx() as tx:
        tx.get_one(User, firm.maria.user_id).role = Role.HEAD
    with firm.tx() as tx:
        often.ask_head(tx, firm.oleg, deal_id, "", now=NOON)

    assert owed(firm, "asked") == [firm.maria.user_id]


def test_an_owner_has_nobody_to_ask(firm: Firm) -> None:
    deal_id = firm.deal(firm.owner)
    for _ in range(3):
        with firm.tx() as tx:
            snooze.snooze(tx, firm.owner, deal_id, QUARTER, seen=version(tx, deal_id), now=NOON)

    offered = card_for(firm, firm.owner, deal_id)
    assert offered is not None
    assert not offered.may_ask
    with firm.tx() as tx, pytest.raises(NobodyElse):
        often.ask_head(tx, firm.owner, deal_id, "", now=NOON)


def test_nobody_is_asked_about_a_step_that_was_not_moved(firm: Firm) -> None:
    deal_id = firm.deal()

    with firm.tx() as tx, pytest.raises(StaleScreen):
        often.ask_head(tx, firm.oleg, deal_id, "", now=NOON)
    with firm.tx() as tx, pytest.raises(NotFound):
        often.ask_head(tx, firm.maria, deal_id, "", now=NOON)


@pytest.mark.parametrize("outcome", ["no_answer", "busy", "unreachable"])
def test_a_last_try_without_an_answer_ends_in_the_archive_and_comes_back(firm: Firm, outcome: str) -> None:
    deal_id = moved_often(firm)
    opening = plan_last_try(firm, deal_id)
    assert opening == Opening(NOON, moved=False)

    done = report(firm, deal_id, outcome)

    assert (done.state, done.attempts, done.step) == (DealState.ARCHIVED, 1, None)
    with firm.tx() as tx:
        deal = bring_back(tx, firm.oleg, deal_id, seen=version(tx, deal_id), now=NOON)
        assert (deal.state, deal.step_moves, deal.step_purpose) == (DealState.OPEN, 0, "brought_back")


def test_undo_brings_the_last_try_back(firm: Firm) -> None:
    deal_id = moved_often(firm)
    plan_last_try(firm, deal_id)
    done = report(firm, deal_id, "no_answer")

    with firm.tx() as tx:
        deal = undo.undo_outcome(tx, firm.oleg, done.activity_id, now=NOON)
        assert (deal.state, deal.step_purpose, deal.step_moves) == (DealState.OPEN, LAST_TRY, 3)


def test_a_last_try_that_is_answered_goes_on(firm: Firm) -> None:
    deal_id = moved_often(firm)
    plan_last_try(firm, deal_id)

    done = report(firm, deal_id, "talked", moment=NOON + dt.timedelta(days=1))

    assert done.state is DealState.OPEN
    assert done.step is not None
    assert done.step.purpose != LAST_TRY


def test_a_last_try_waits_for_the_next_opening_and_is_planned_once(firm: Firm) -> None:
    deal_id = moved_often(firm)
    night = NOON + dt.timedelta(hours=9)
    with firm.tx() as tx:
        seen = version(tx, deal_id)

    opening = plan_last_try(firm, deal_id, now=night)

    assert (wall_of(opening.at, MOSCOW), opening.moved) == ("2026-11-24T09:00", True)
    with firm.tx() as tx:
        again = often.last_try(tx, firm.oleg, deal_id, seen=seen, now=night)
        assert again.at == opening.at
        assert [line.kind for line in lines(tx, deal_id)].count(ActivityKind.MOVED) == 4
    offered = card_for(firm, firm.oleg, deal_id)
    assert offered is not None
    assert not offered.may_try
