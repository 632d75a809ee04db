"""A hypothesis machine on three phones: any visible or dead button, any words, jumps of time, restarts."""

import asyncio
import datetime as dt
import shutil
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.models import (
    Activity,
    Deal,
    DealState,
    InboxState,
    InboxUpdate,
    OutboxMessage,
    OutboxState,
    Reminder,
)
from tests.chat import Chat
from tests.given import Given
from tests.town import ANNA, NOON, OLEG, OWNER, running

PEOPLE = st.sampled_from([OWNER, OLEG, ANNA])
FAULTS = ("Не получилось", "That did not work")
WORDS = st.sampled_from([
    "/start", "/next", "/today", "/new", "/settings", "/digest", "/team", "/help", "/requests", "/language",
    "Анна", "Борис", "123", "84к", "1,5 млн", "чт 11:30", "завтра", "через 2 часа", "вчера", "9-18",
    "Пётр Котов +7 914 123-45-67 окна 84к", "8 916 222-33-44", "Купили у брата", "Владивосток", "Дальше",
    "<b>&amp;</b>", "я" * 4096, "\u202eabc", "😀",
])  # fmt: skip
JUMPS = st.sampled_from([1, 5, 10, 11, 30, 180, 24 * 60, 4 * 24 * 60])
RECENT = 5  # messages up the screen whose buttons a thumb can still reach


class Thumbs(RuleBasedStateMachine):
    template: ClassVar[Path]

    @initialize()
    def opens(self) -> None:
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.stack = AsyncExitStack()
        file = shutil.copy(self.template, Path(self.folder.name) / "dozvon.db")
        self.town = self.runner.run(self.stack.enter_async_context(running(f"sqlite:///{file}")))
        self.dead: list[tuple[int, int, str]] = []
        self.seen = 0
        self.runner.run(self.furnish(self.town.given))

    async def furnish(self, given: Given) -> None:
        oleg = await given.manager(OLEG)
        for person in (OWNER, OLEG, ANNA):
            await self.town.chat(person).starts()
        there = {"zone": "Asia/Vladivostok", "stage": "invoice_sent", "sum_minor": 84_000_00}
        await given.deal(oleg, client="Анна")
        await given.deal(oleg, client="Борис", **there)
        await given.deal(client="Вера", at=NOON + dt.timedelta(hours=1), stage="offer_sent", zone=None)
        await self.town.settle()

    def teardown(self) -> None:
        if hasattr(self, "town"):
            try:
                # Leaving the town also holds every call of the bot against the checker.
                self.runner.run(self.stack.aclose())
            finally:
                self.runner.close()
                self.folder.cleanup()

    @rule(person=PEOPLE, choice=st.integers(0, 10_000))
    def presses(self, person: int, choice: int) -> None:
        self.runner.run(self.press(self.town.chat(person), choice))

    async def press(self, chat: Chat, choice: int) -> None:
        buttons = [
            (message.message_id, button["callback_data"])
            for message in (await chat.received())[-RECENT:]
            for row in message.buttons
            for button in row
            if "callback_data" in button
        ]
        if buttons:
            message_id, data = buttons[choice % len(buttons)]
            self.dead.append((chat.person, message_id, data))
            await chat._does("tap", message_id=message_id, data=data, stale=True)

    @rule(choice=st.integers(0, 10_000), person=PEOPLE)
    def presses_a_dead_button(self, choice: int, person: int) -> None:
        """One that was pressed before; on this very phone, or by somebody it was never for."""
        if self.dead:
            _, message_id, data = self.dead[choice % len(self.dead)]
            chat = self.town.chat(person)
            mine = [message.message_id for message in self.runner.run(chat.received())]
            on = message_id if message_id in mine else mine[-1]
            self.runner.run(chat._does("tap", message_id=on, data=data, stale=True))

    @rule(person=PEOPLE, text=WORDS)
    def types(self, person: int, text: str) -> None:
        self.runner.run(self.town.chat(person).says(text))

    @rule(person=PEOPLE)
    def shares_a_number(self, person: int) -> None:
        self.runner.run(self.town.chat(person).shares_number())

    @rule(minutes=JUMPS)
    def time_passes(self, minutes: int) -> None:
        self.runner.run(self.town.passes(minutes=minutes))

    @rule()
    def restarts(self) -> None:
        self.runner.run(self.town.stop_bot())
        self.runner.run(self.town.start_bot())

    @invariant()
    def nobody_meets_a_fault(self) -> None:
        if not hasattr(self, "town"):
            return
        calls, self.seen = self.town.calls[self.seen :], len(self.town.calls)
        for call in calls:
            assert not str(call["params"].get("text", "")).startswith(FAULTS), call
            assert call["method"].lower() != "sendmessage" or len(str(call["params"]["text"])) <= 4096 * 2
        for phone in self.runner.run(self.town.get("/page/state"))["phones"]:
            assert (phone["busy"], phone["faults"]) == ([], []), phone["id"]

    @invariant()
    def the_base_is_whole(self) -> None:
        if hasattr(self, "town"):
            self.runner.run(self.town.crm.read(whole, self.town.now))


def whole(tx: Session, now: dt.datetime) -> None:
    """An open deal has its step and its reminder's keeper; nothing is owed that could be sent."""
    for deal in tx.scalars(select(Deal)):
        is_open = deal.state is DealState.OPEN
        assert is_open == (deal.step_at is not None) == (deal.closed_at is None), deal.id
        reminder = tx.get_one(Reminder, deal.id)
        assert reminder.user_id == deal.manager_id, deal.id
        if reminder.due_at is not None:
            assert is_open, deal.id
            assert reminder.due_at > now, deal.id
    undone = select(Activity.undoes_id).where(Activity.undoes_id.is_not(None))
    assert len(tx.scalars(undone).all()) == len(set(tx.scalars(undone)))
    waiting = OutboxMessage.state.in_((OutboxState.QUEUED, OutboxState.SENDING, OutboxState.REFUSED))
    assert tx.scalar(select(func.count()).select_from(OutboxMessage).where(waiting)) == 0
    parked = select(func.count()).select_from(InboxUpdate).where(InboxUpdate.state == InboxState.PARKED)
    assert tx.scalar(parked) == 0


@pytest.mark.slow
def test_whatever_is_pressed_and_typed(migrated_file: Path) -> None:
    Thumbs.template = migrated_file
    run_state_machine_as_test(
        Thumbs,
        settings=settings(
            max_examples=6,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
        ),
    )
