"""Several processes share one PostgreSQL: one polls, all handle, each chat keeps its order."""

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session
from telegram import Bot, Update

from bot import attempts
from bot import intake as intake_module
from bot import polling as polling_module
from bot.alarm import Alarm
from bot.clock import Clock
from bot.flood import Flood
from bot.health import Vitals
from bot.intake import Intake
from bot.meters import Meters
from bot.polling import Polling
from bot.transport import Transport
from crm import inbox
from crm.db import Crm, engine_of
from crm.locks import Shared
from crm.models import InboxState, InboxUpdate
from tests.bot.telegram_stub import TOKEN, TelegramStub, serving, text_from

pytestmark = pytest.mark.postgres

Handle = Callable[[Update], Awaitable[None]]


class Process:
    """The intake of one process: its own connections, locks, lanes and poller."""

    def __init__(self, crm: Crm, bot: Bot, transport: Transport, handle: Handle) -> None:
        self.crm = crm
        self.locks = Shared(crm.engine)
        flood = Flood(burst=1_000_000)
        self.intake = Intake(crm, bot, Clock(), handle, locks=self.locks, flood=flood)
        self.polling = Polling(
            bot,
            transport,
            self.locks,
            self.intake.take,
            nothing,
            vitals=Vitals(),
            meters=Meters(),
            alarm=Alarm(crm, Clock()),
        )

    async def start(self) -> None:
        await self.intake.start()
        await self.polling.start()
        await self.polling.begun.wait()

    async def dies(self) -> None:
        """As after a kill: its connections end, nothing is marked, nobody is told."""
        for task in (*self.polling._tasks, *self.intake._tasks):
            task.cancel()
        self.intake._lanes._stopping = True
        for lane in list(self.intake._lanes._tasks):
            lane.cancel()
        self.intake._attempts.take()
        await asyncio.get_running_loop().run_in_executor(self.locks._thread, self.locks._drop)


async def nothing() -> None: ...


class Town:
    def __init__(self, stub: TelegramStub, url: str, stack: AsyncExitStack) -> None:
        self.stub = stub
        self.url = url
        self.handled: dict[int, list[int]] = defaultdict(list)
        self.by: Counter[str] = Counter()
        self.busy: Counter[int] = Counter()
        self._stack = stack

    async def process(self, name: str, hangs: bool = False) -> Process:
        process = await self._stack.enter_async_context(self._open(name, hangs))
        return process

    @asynccontextmanager
    async def _open(self, name: str, hangs: bool) -> AsyncIterator[Process]:
        transport, crm = Transport(), Crm(self.url)
        bot = Bot(TOKEN, base_url=f"{self.stub.url}/bot", request=transport, get_updates_request=transport)
        await bot.initialize()

        async def handle(update: Update) -> None:
            await self.handle(name, update, hangs)

        process = Process(crm, bot, transport, handle)
        try:
            yield process
        finally:
            await process.polling.stop()
            await process.intake.stop(grace=1)
            await process.locks.close()
            await bot.shutdown()
            crm.close()

    async def handle(self, name: str, update: Update, hangs: bool) -> None:
        assert update.effective_chat is not None
        chat = update.effective_chat.id
        self.busy[chat] += 1
        assert self.busy[chat] == 1, "two at once in one chat"
        try:
            if hangs:
                await asyncio.Event().wait()
            await asyncio.sleep(random.Random(update.update_id).random() * 0.004)
        finally:
            self.busy[chat] -= 1
        self.handled[chat].append(update.update_id)
        self.by[name] += 1

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not true():  # noqa: ASYNC110 - what is waited for is another's state
                await asyncio.sleep(0.005)

    async def all_done(self, count: int) -> None:
        await self.until(lambda: sum(map(len, self.handled.values())) >= count)


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (attempts, polling_module):
        monkeypatch.setattr(module, "PAUSES", (0.01,))
    monkeypatch.setattr(polling_module, "TURN_EVERY", 0.02)
    monkeypatch.setattr(intake_module, "SWEEP_SHARED", 0.02)
    monkeypatch.setattr(intake_module, "MARK_AFTER", 0.01)


@pytest.fixture
async def town(postgres_url: str) -> AsyncIterator[Town]:
    async with serving() as stub, AsyncExitStack() as stack:
        yield Town(stub, postgres_url, stack)


def raw(update_id: int, chat: int) -> dict[str, Any]:
    return text_from(update_id, chat)


async def test_one_polls_and_another_takes_over(town: Town) -> None:
    first, second = await town.process("first"), await town.process("second")
    await first.start()
    await second.start()
    assert [first.polling.standing_by, second.polling.standing_by] == [False, True]
    town.stub.send(raw(1, 7))
    await town.all_done(1)
    await first.intake._marked(inbox.finish)

    await first.dies()
    town.stub.send(raw(2, 7), raw(3, 8))
    await town.all_done(3)

    assert not second.polling.standing_by
    assert town.handled == {7: [1, 2], 8: [3]}


async def test_a_poller_whose_connection_was_cut_knows_that_it_polls_no_more(town: Town) -> None:
    first, second = await town.process("first"), await town.process("second")
    await first.start()
    await second.start()
    cut_lock_connections(town.url)
    await town.until(lambda: not second.polling.standing_by)
    town.stub.send(raw(1, 7))
    await town.until(lambda: first.polling.standing_by)
    town.stub.send(raw(2, 7))
    await town.all_done(2)

    assert town.handled == {7: [1, 2]}


async def test_a_chat_keeps_its_order_whoever_its_updates_came_to(town: Town) -> None:
    """As by webhook behind a balancer: one after the other, to any of three."""
    processes = [await town.process(name) for name in ("first", "second", "third")]
    for process in processes:
        await process.intake.start()
    chance = random.Random(11)
    for update_id in range(300):
        await chance.choice(processes).intake.take([raw(update_id, update_id % 6)])
    await town.all_done(300)
    await asyncio.gather(*(process.intake.settle() for process in processes))

    assert {chat: ids for chat, ids in town.handled.items() if ids != sorted(ids)} == {}
    assert sum(map(len, town.handled.values())) == 300
    assert len(town.by) == 3
    assert await states(processes[0].crm) == {InboxState.DONE}


async def test_what_a_dead_process_held_is_taken_up_by_another(town: Town) -> None:
    hanging, other = await town.process("hanging", hangs=True), await town.process("other")
    await hanging.intake.start()
    await other.intake.start()
    for update_id, chat in ((1, 7), (2, 7), (3, 8)):
        await hanging.intake.take([raw(update_id, chat)])
    await town.until(lambda: set(town.busy.elements()) == {7, 8})
    assert town.handled == {}

    await hanging.dies()
    await town.all_done(3)

    assert town.handled == {7: [1, 2], 8: [3]}
    assert town.by == {"other": 3}


async def test_a_process_that_is_full_leaves_some_to_the_others(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.lanes.SHARED_LANES", 2)
    full, idle = await town.process("full"), await town.process("idle")
    await full.intake.start()
    await idle.intake.start()
    await full.intake.take([raw(update_id, update_id) for update_id in range(40)])
    await town.all_done(40)

    assert sorted(town.handled) == list(range(40))
    assert min(town.by["full"], town.by["idle"]) > 0


async def test_who_found_no_room_is_looked_after_as_soon_as_there_is_some(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not at the next sweep: a rush would be answered so many a second."""
    monkeypatch.setattr("bot.lanes.SHARED_LANES", 2)
    monkeypatch.setattr(intake_module, "SWEEP_SHARED", 1000)
    only = await town.process("only")
    await only.intake.start()
    await only.intake.take([raw(update_id, update_id) for update_id in range(20)])
    await town.all_done(20)

    assert sorted(town.handled) == list(range(20))


def cut_lock_connections(url: str) -> None:
    engine = engine_of(url)
    with engine.begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_locks "
                "WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
            )
        )
    engine.dispose()


async def states(crm: Crm) -> set[InboxState]:
    def look(tx: Session) -> set[InboxState]:
        return set(tx.scalars(select(InboxUpdate.state)))

    return await crm.read(look)
