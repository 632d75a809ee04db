import asyncio
import random
from collections import Counter, defaultdict

import pytest

from bot.lanes import LANE_LENGTH, Lanes
from crm.inbox import Incoming


class Chats:
    """Stands for the inbox and the handlers: keeps what is stored, notes the order of handling."""

    def __init__(self) -> None:
        self.stored: list[Incoming] = []
        self.handled: dict[int, list[int]] = defaultdict(list)
        self.busy: Counter[int] = Counter()
        self.read = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()
        self.lanes = Lanes(self.handle, self.refill)

    def put(self, chat: int, update_id: int) -> None:
        update = Incoming(update_id, chat, "{}")
        self.stored.append(update)
        self.lanes.put(update)

    async def handle(self, update: Incoming) -> None:
        self.busy[update.chat_key] += 1
        assert self.busy[update.chat_key] == 1
        await self.gate.wait()
        for _ in range(random.Random(update.update_id).randrange(4)):
            await asyncio.sleep(0)
        self.handled[update.chat_key].append(update.update_id)
        self.busy[update.chat_key] -= 1

    async def refill(self, chat: int) -> list[Incoming]:
        self.read.set()
        done = set(self.handled[chat])
        found = [one for one in self.stored if one.chat_key == chat and one.update_id not in done]
        await asyncio.sleep(0)
        return found[:LANE_LENGTH]


@pytest.fixture
async def chats() -> Chats:
    return Chats()


async def test_a_thousand_chats_keep_their_order(chats: Chats) -> None:
    for update_id in range(5000):
        chats.put(update_id * 7919 % 1000, update_id)
        if update_id % 50 == 0:
            await asyncio.sleep(0)
    await chats.lanes.settle()

    assert len(chats.handled) == 1000
    assert all(ids == sorted(ids) and len(ids) == 5 for ids in chats.handled.values())


async def test_chats_do_not_wait_for_each_other(chats: Chats) -> None:
    chats.gate.clear()
    for chat in range(20):
        chats.put(chat, chat)
    await asyncio.sleep(0)

    assert sum(chats.busy.values()) == 20
    chats.gate.set()
    await chats.lanes.settle()


async def test_a_flood_is_bounded_and_still_handled_whole_and_in_order(chats: Chats) -> None:
    chats.gate.clear()
    for update_id in range(LANE_LENGTH * 3 + 7):
        chats.put(1, update_id)
    held = sum(len(lane) for lane in chats.lanes._lanes.values())
    chats.gate.set()
    await chats.lanes.settle()

    assert held <= LANE_LENGTH
    assert chats.handled[1] == list(range(LANE_LENGTH * 3 + 7))


async def test_what_comes_while_a_flooded_lane_is_refilled_is_not_forgotten(chats: Chats) -> None:
    chats.gate.clear()
    for update_id in range(LANE_LENGTH + 3):
        chats.put(1, update_id)
    chats.gate.set()
    await chats.read.wait()
    for update_id in range(1000, 1010):
        chats.put(1, update_id)
    await chats.lanes.settle()

    assert chats.handled[1] == [*range(LANE_LENGTH + 3), *range(1000, 1010)]


async def test_nothing_is_kept_of_a_chat_that_rests(chats: Chats) -> None:
    chats.put(1, 1)
    held = len(chats.lanes._lanes)
    await chats.lanes.settle()

    assert held == 1
    assert chats.lanes.idle
    assert chats.lanes._tasks == set()


async def test_stopping_lets_the_one_in_hand_end_and_leaves_the_rest(chats: Chats) -> None:
    chats.gate.clear()
    chats.put(1, 1)
    chats.put(1, 2)
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_soon(chats.gate.set)
    await chats.lanes.stop(grace=5)

    assert chats.handled[1] == [1]


async def test_stopping_does_not_wait_for_ever(chats: Chats) -> None:
    chats.gate.clear()
    chats.put(1, 1)
    await asyncio.sleep(0)
    await chats.lanes.stop(grace=0.01)

    assert chats.lanes.idle
    assert chats.handled[1] == []
