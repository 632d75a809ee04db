"""A hypothesis machine that presses anything at any time and watches the invariants."""

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select

from crm.cards import deal_card
from crm.db import engine_of
from crm.deals import bring_back, repeat_deal
from crm.due import queue_due
from crm.errors import CrmError
from crm.migrate import upgrade
from crm.models import Activity, ActivityKind, Deal, DealState, OutboxMessage, Outcome, Reminder, SubReason
from crm.notes import add_note
from crm.often import ask_head, last_try
from crm.outcomes import report
from crm.recorded import Recorded
from crm.reports import Report
from crm.snooze import Later, snooze
from crm.steps import move_step
from crm.undo import undo_outcome
from tests.crm.base import NOON, Firm

ACTORS = st.sampled_from(["oleg", "maria", "owner"])
MINUTES = st.integers(-60, 60 * 24 * 30)


class Sales(RuleBasedStateMachine):
    @initialize()
    def a_firm(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        url = f"sqlite:///{Path(self.folder.name) / 'machine.db'}"
        engine = engine_of(url)
        upgrade(engine)
        engine.dispose()
        self.firm = Firm(url)
        self.now = NOON
        self.deals = [self.firm.deal(getattr(self.firm, name), client=name) for name in ("oleg", "maria")]
        self.done: list[int] = []
        with self.firm.tx() as tx:
            self.outcomes = list(tx.scalars(select(Outcome.id)))
            self.reasons = list(tx.scalars(select(SubReason.id)))

    def teardown(self) -> None:
        if hasattr(self, "firm"):
            self.firm.close()
            self.folder.cleanup()

    def tries(self, act: Any) -> Any:
        """Do it in one transaction; a refusal must have changed nothing, and everything else must hold."""
        before = self.picture()
        try:
            with self.firm.tx() as tx:
                return act(tx)
        except CrmError:
            assert self.picture() == before
            return None

    def picture(self) -> Any:
        with self.firm.tx() as tx:
            deals = tx.execute(
                select(Deal.id, Deal.version, Deal.state, Deal.step_at).order_by(Deal.id)
            ).all()
            return deals, tx.scalar(select(func.count()).select_from(Activity))

    @rule(data=st.data(), actor=ACTORS, old=st.integers(0, 1), minutes=MINUTES)
    def reports(self, data: st.DataObject, actor: str, old: int, minutes: int) -> None:
        deal_id = data.draw(st.sampled_from(self.deals))
        said = Report(
            deal_id,
            data.draw(st.sampled_from(self.outcomes)),
            self.version(deal_id) - old,
            reason_id=data.draw(st.none() | st.sampled_from(self.reasons)),
            own_words=data.draw(st.none() | st.just("своими словами")),
            sum_minor=data.draw(st.none() | st.integers(-1, 10**15)),
            moment=self.now + dt.timedelta(minutes=minutes),
            number=data.draw(st.none() | st.just("+79990001122")),
            give_up=data.draw(st.booleans()),
        )
        result = self.tries(lambda tx: report(tx, getattr(self.firm, actor), said, now=self.now))
        if isinstance(result, Recorded):
            self.done.append(result.activity_id)

    @rule(actor=ACTORS, data=st.data())
    def takes_back(self, actor: str, data: st.DataObject) -> None:
        if self.done:
            activity = data.draw(st.sampled_from(self.done))
            self.tries(lambda tx: undo_outcome(tx, getattr(self.firm, actor), activity, now=self.now))

    @rule(actor=ACTORS, data=st.data(), minutes=MINUTES)
    def moves(self, actor: str, data: st.DataObject, minutes: int) -> None:
        deal_id = data.draw(st.sampled_from(self.deals))
        at, seen = self.now + dt.timedelta(minutes=minutes), self.version(deal_id)
        self.tries(lambda tx: move_step(tx, getattr(self.firm, actor), deal_id, at, seen=seen, now=self.now))

    @rule(actor=ACTORS, data=st.data(), later=st.sampled_from(Later), old=st.integers(0, 1))
    def puts_off(self, actor: str, data: st.DataObject, later: Later, old: int) -> None:
        deal_id = data.draw(st.sampled_from(self.deals))
        seen = self.version(deal_id) - old
        self.tries(lambda tx: snooze(tx, getattr(self.firm, actor), deal_id, later, seen=seen, now=self.now))

    @rule(actor=ACTORS, data=st.data())
    def asks_the_head(self, actor: str, data: st.DataObject) -> None:
        deal_id = data.draw(st.sampled_from(self.deals))
        self.tries(lambda tx: ask_head(tx, getattr(self.firm, actor), deal_id, "?", now=self.now))

    @rule(actor=ACTORS, data=st.data())
    def tries_for_the_last_time(self, actor: str, data: st.DataObject) -> None:
        deal_id = data.draw(st.sampled_from(self.deals))
        seen = self.version(deal_id)
        self.tries(lambda tx: last_try(tx, getattr(self.firm, actor), deal_id, seen=seen, now=self.now))

    @rule(actor=ACTORS, data=st.data())
    def brings_back(self, actor: str, data: st.DataObject) -> None:
        deal_id = data.draw(st.sampled_from(self.deals))
        seen = self.version(deal_id)
        self.tries(lambda tx: bring_back(tx, getattr(self.firm, actor), deal_id, seen=seen, now=self.now))

    @rule(actor=ACTORS, data=st.data(), minutes=MINUTES)
    def repeats(self, actor: str, data: st.DataObject, minutes: int) -> None:
        deal_id, at = data.draw(st.sampled_from(self.deals)), self.now + dt.timedelta(minutes=minutes)
        opened = self.tries(
            lambda tx: repeat_deal(tx, getattr(self.firm, actor), deal_id, at, now=self.now).id
        )
        if opened is not None and opened not in self.deals:
            self.deals.append(opened)

    @rule(actor=ACTORS, data=st.data(), text=st.text(max_size=40))
    def notes(self, actor: str, data: st.DataObject, text: str) -> None:
        deal_id = data.draw(st.sampled_from(self.deals))
        self.tries(lambda tx: add_note(tx, getattr(self.firm, actor), deal_id, text, now=self.now))

    @rule(minutes=st.sampled_from([1, 5, 11, 30, 180, 24 * 60, 7 * 24 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.now += dt.timedelta(minutes=minutes)
        for _ in range(50):
            with self.firm.tx() as tx:
                if not queue_due(tx, self.now):
                    return
        raise AssertionError("what is due never ends")

    @invariant()
    def an_open_deal_has_a_next_step_and_a_closed_one_has_none(self) -> None:
        if not hasattr(self, "firm"):
            return
        with self.firm.tx() as tx:
            for deal in tx.scalars(select(Deal)):
                whole = {deal.step_at is None, deal.step_kind is None, deal.step_purpose is None}
                assert whole == {deal.state is not DealState.OPEN}
                reminder = tx.get_one(Reminder, deal.id)
                if deal.state is not DealState.OPEN:
                    assert reminder.due_at is None
                elif deal.step_at is not None and deal.step_at > self.now and not reminder.rung:
                    assert reminder.due_at == deal.step_at
                    assert reminder.user_id == deal.manager_id

    @invariant()
    def the_cards_can_be_drawn_and_history_knows_the_stage(self) -> None:
        if not hasattr(self, "firm"):
            return
        with self.firm.tx() as tx:
            for deal in tx.scalars(select(Deal)):
                deal_card(tx, self.firm.owner, deal.id, now=self.now)
                reached = select(Activity.to_stage_id).where(
                    Activity.deal_id == deal.id, Activity.to_stage_id.is_not(None)
                )
                assert tx.scalars(reached.order_by(Activity.id.desc())).first() == deal.stage_id

    @invariant()
    def each_outcome_is_taken_back_at_most_once_and_each_step_rings_at_most_twice(self) -> None:
        if not hasattr(self, "firm"):
            return
        with self.firm.tx() as tx:
            undone = list(tx.scalars(select(Activity.undoes_id).where(Activity.kind == ActivityKind.UNDO)))
            assert len(undone) == len(set(undone))
            rung = (
                select(func.count()).where(OutboxMessage.kind == "reminder").group_by(OutboxMessage.deal_id)
            )
            steps = select(func.count()).select_from(Activity)
            assert max(tx.scalars(rung), default=0) <= 2 * (tx.scalar(steps) or 0)

    def version(self, deal_id: int) -> int:
        with self.firm.tx() as tx:
            return tx.get_one(Deal, deal_id).version


@pytest.mark.slow
def test_whatever_is_pressed_the_invariants_hold() -> None:
    run_state_machine_as_test(
        Sales,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
