import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest
from aiohttp import web
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from telegram import Bot, Update
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot import attempts
from bot import intake as intake_module
from bot import polling as polling_module
from bot.alarm import Alarm
from bot.clock import Clock
from bot.flood import Flood
from bot.health import Vitals
from bot.incoming import chat_key_of, incoming_of
from bot.intake import Intake
from bot.meters import Meters
from bot.polling import Polling
from bot.transport import Transport
from crm.db import Crm
from crm.locks import AllMine
from crm.models import InboxState, InboxUpdate
from tests.bot.telegram_stub import (
    TOKEN,
    TelegramStub,
    answering,
    cut,
    serving,
    text_from,
)


class Post:
    """An intake between a stub of Telegram and a database, with a handler that notes what it got."""

    def __init__(self, stub: TelegramStub, crm: Crm, bot: Bot, transport: Transport) -> None:
        self.stub = stub
        self.crm = crm
        self.handled: list[int] = []
        self.handle: Callable[[Update], Awaitable[None]] = self.note
        self.intake = Intake(crm, bot, Clock(), self._pass_on)
        self.heard = 0
        self.told: list[str] = []
        self.polling = Polling(
            bot,
            transport,
            AllMine(),
            self._take,
            self._hear,
            vitals=Vitals(),
            meters=Meters(),
            alarm=cast(Alarm, self._alarm),
        )
        self.take: Callable[[list[Any]], Awaitable[list[int]]] = self.intake.take

    async def start(self) -> None:
        await self.intake.start()
        await self.polling.start()

    async def stop(self) -> None:
        await self.polling.stop()
        await self.intake.stop(grace=1)

    async def _take(self, updates: list[Any]) -> list[int]:
        return await self.take(updates)

    async def _hear(self) -> None:
        self.heard += 1

    async def _alarm(self, cause: str) -> None:
        self.told.append(cause)

    async def _pass_on(self, update: Update) -> None:
        await self.handle(update)

    async def note(self, update: Update) -> None:
        self.handled.append(update.update_id)

    async def confirmed(self, update_id: int) -> None:
        """Until the bot has asked for what comes after that update."""
        await self.stub.until(lambda: update_id + 1 in self.stub.offsets)
        await self.intake.settle()

    async def states(self) -> dict[int, InboxState]:
        return await self.crm.read(_states)


def _states(tx: Session) -> dict[int, InboxState]:
    return {row.update_id: row.state for row in tx.scalars(select(InboxUpdate))}


@asynccontextmanager
async def office(stub: TelegramStub, url: str) -> AsyncIterator[Post]:
    transport, crm = Transport(), Crm(url)
    bot = Bot(TOKEN, base_url=f"{stub.url}/bot", request=transport, get_updates_request=transport)
    await bot.initialize()
    post = Post(stub, crm, bot, transport)
    try:
        yield post
    finally:
        await post.stop()
        await bot.shutdown()
        crm.close()


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "PAUSES", (0.01,))
    monkeypatch.setattr(polling_module, "PAUSES", (0.01,))
    monkeypatch.setattr(intake_module, "MARK_AFTER", 0.01)


@pytest.fixture
async def stub() -> AsyncIterator[TelegramStub]:
    async with serving() as stub:
        yield stub


@pytest.fixture
async def post(stub: TelegramStub, sqlite_url: str) -> AsyncIterator[Post]:
    async with office(stub, sqlite_url) as post:
        yield post


async def test_updates_are_stored_before_they_are_confirmed(post: Post, stub: TelegramStub) -> None:
    stored_when_asked: list[set[int]] = []
    store = post.intake.take

    async def watched(updates: list[Any]) -> list[int]:
        ids = await store(updates)
        stored_when_asked.append(set(await post.states()))
        return ids

    post.take = watched
    stub.send(text_from(10), text_from(11))
    await post.start()
    await post.confirmed(11)

    assert stored_when_asked[0] == {10, 11}
    assert stub.offsets[:2] == [None, 12]
    assert post.handled == [10, 11]


async def test_an_update_fetched_twice_is_handled_once(post: Post, stub: TelegramStub) -> None:
    stub.send(text_from(10))
    await post.start()
    await post.confirmed(10)
    stub.send(text_from(10), text_from(12))
    stub.updates = [text_from(10), text_from(12)]
    await post.confirmed(12)

    assert post.handled == [10, 12]


async def test_what_cannot_be_read_is_parked_and_blocks_nobody(post: Post, stub: TelegramStub) -> None:
    broken = {"update_id": 11, "message": {"message_id": "x", "chat": 5}}
    stub.send(text_from(10), broken, text_from(12))
    await post.start()
    await post.confirmed(12)
    await post.stop()

    assert post.handled == [10, 12]
    assert await post.states() == {10: InboxState.DONE, 11: InboxState.PARKED, 12: InboxState.DONE}


async def test_what_cannot_be_handled_is_parked(post: Post, stub: TelegramStub) -> None:
    async def fail(update: Update) -> None:
        raise RuntimeError("made up")

    post.handle = fail
    stub.send(text_from(10))
    await post.start()
    await post.confirmed(10)
    await post.stop()

    assert await post.states() == {10: InboxState.PARKED}


@pytest.mark.parametrize(
    "fault",
    [
        TimedOut("slow"),
        NetworkError("away"),
        RetryAfter(0),
        OperationalError("SELECT 1", {}, OSError("gone")),
    ],
)
async def test_what_passes_is_waited_out(post: Post, stub: TelegramStub, fault: Exception) -> None:
    faults = [fault, fault]

    async def handle(update: Update) -> None:
        if faults:
            raise faults.pop()
        await post.note(update)

    post.handle = handle
    stub.send(text_from(10))
    await post.start()
    await post.confirmed(10)
    await post.stop()

    assert post.handled == [10]
    assert await post.states() == {10: InboxState.DONE}


async def test_what_does_not_pass_is_left_for_the_next_start(post: Post, stub: TelegramStub) -> None:
    tries, many = 0, asyncio.Event()

    async def handle(update: Update) -> None:
        nonlocal tries
        tries += 1
        if tries > attempts.TRIES:
            many.set()
        raise NetworkError("away")

    post.handle = handle
    stub.send(text_from(10))
    await post.start()
    await many.wait()
    await post.stop()

    assert await post.states() == {10: InboxState.STORED}


async def test_an_unknown_kind_of_update_is_done_with(post: Post, stub: TelegramStub) -> None:
    stub.send({"update_id": 10, "telepathy": {"thought": "hi"}})
    await post.start()
    await post.confirmed(10)

    assert post.handled == [10]


async def test_what_has_no_id_does_not_stop_the_rest(post: Post, stub: TelegramStub) -> None:
    stub.send({"message": {}}, "junk", text_from(10))
    await post.start()
    await post.confirmed(10)

    assert post.handled == [10]


async def html(request: web.Request) -> web.StreamResponse:
    return web.Response(text="<html>maintenance</html>")


async def no_list(request: web.Request) -> web.StreamResponse:
    return web.json_response({"ok": True, "result": {"update_id": 1}})


async def test_polling_survives_whatever_telegram_answers(post: Post, stub: TelegramStub) -> None:
    stub.troubles = [
        answering(401, "Unauthorized"),
        answering(404, "Not Found"),
        answering(409, "Conflict: terminated by other getUpdates request"),
        answering(500, "Internal Server Error"),
        answering(502, "Bad Gateway"),
        answering(429, "Too Many Requests: retry after 0", retry_after=0),
        html,
        no_list,
        cut,
    ]
    stub.send(text_from(10))
    await post.start()
    await post.confirmed(10)

    assert post.handled == [10]
    assert stub.troubles == []


async def test_a_webhook_in_the_way_is_removed(post: Post, stub: TelegramStub) -> None:
    words = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete it"
    stub.troubles = [answering(409, words)]
    stub.send(text_from(10))
    await post.start()
    await post.confirmed(10)

    assert len(stub.of("deleteWebhook")) == 1


async def test_what_a_dead_process_left_is_handled_at_the_start(stub: TelegramStub, sqlite_url: str) -> None:
    async with office(stub, sqlite_url) as first:
        never = asyncio.Event()

        async def hang(update: Update) -> None:
            await never.wait()

        first.handle = hang
        stub.send(text_from(10), text_from(11), text_from(12, chat=2))
        await first.start()
        await stub.until(lambda: 13 in stub.offsets)
        await first.polling.stop()
        await first.intake.stop(grace=0)
    async with office(stub, sqlite_url) as second:
        await second.start()
        await second.intake.settle()

        assert sorted(second.handled) == [10, 11, 12]
        assert [one for one in second.handled if one != 12] == [10, 11]


async def test_a_number_lower_than_before_is_found_after_a_silent_week(
    post: Post, stub: TelegramStub
) -> None:
    stub.send(text_from(1000))
    await post.start()
    await post.confirmed(1000)
    stub.news.set()
    await stub.until(lambda: stub.offsets[-1] is None)
    stub.send(text_from(5))
    await post.confirmed(5)

    assert post.handled == [1000, 5]


@pytest.mark.parametrize(
    ("update", "key"),
    [
        (text_from(1, chat=7), 7),
        ({"callback_query": {"from": {"id": 5}, "message": {"chat": {"id": 8}}}}, 8),
        ({"callback_query": {"from": {"id": 5}, "inline_message_id": "x"}}, 5),
        ({"my_chat_member": {"from": {"id": 5}, "chat": {"id": 9}}}, 9),
        ({"message": {"chat": "x", "from": None}}, 0),
        ({"poll": {}}, 0),
        ({"message": []}, 0),
    ],
)
def test_the_chat_of_an_update(update: dict[str, Any], key: int) -> None:
    assert chat_key_of(update) == key


async def test_zero_characters_reach_no_handler(post: Post, stub: TelegramStub) -> None:
    """PostgreSQL keeps them in no text; a typed backslash is none of them."""
    texts: list[str | None] = []

    async def note(update: Update) -> None:
        assert update.message is not None
        texts.append(update.message.text)

    post.handle = note
    stub.send(text_from(1, text="а\x00б"), text_from(2, text="\\u0000"))
    await post.start()
    await post.confirmed(2)

    assert texts == ["аб", "\\u0000"]


@pytest.mark.parametrize("update", [None, 5, "x", [], {}, {"update_id": "5"}, {"update_id": None}])
def test_what_has_no_number_is_nothing_to_store(update: Any) -> None:
    assert incoming_of(update) is None


def test_half_a_surrogate_is_stored_as_it_came() -> None:
    incoming = incoming_of(text_from(1, text="\ud83d"))

    assert incoming is not None
    assert incoming.payload.isascii()
    assert json.loads(incoming.payload)["message"]["text"] == "\ud83d"


async def test_a_poll_that_hangs_is_begun_anew(
    post: Post, stub: TelegramStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling_module, "WATCH_EVERY", 0.01)
    monkeypatch.setattr(polling_module, "HANGS_AFTER", 0.05)
    hanging = asyncio.Event()

    async def hang(request: web.Request) -> web.StreamResponse:
        await hanging.wait()
        return web.Response()

    stub.troubles.append(hang)
    stub.send(text_from(10))
    await post.start()
    await post.confirmed(10)
    hanging.set()

    assert post.handled == [10]


async def test_storing_that_hangs_is_begun_anew(
    post: Post, stub: TelegramStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling_module, "WATCH_EVERY", 0.01)
    monkeypatch.setattr(polling_module, "HANGS_AFTER", 0.05)
    take, hangs = post.intake.take, [True]

    async def hang(updates: list[Any]) -> list[int]:
        if hangs:
            hangs.clear()
            await asyncio.Event().wait()
        return await take(updates)

    post.take = hang
    stub.send(text_from(10))
    await post.start()
    await post.confirmed(10)

    assert post.handled == [10]


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 2**63, "message": {}},
        {"update_id": True},
        {"update_id": 11, "message": {"chat": {"id": 2**70}, "from": {"id": -(2**64)}}},
        text_from(11, chat=2**62),
        {"update_id": 11, "message": {"message_id": 1, "date": "yesterday", "chat": {"id": 5}}},
        {"update_id": 11, "message": "text"},
        {"update_id": 11, "callback_query": {"id": 5, "from": {"id": 5}, "data": ["x"]}},
    ],
)
async def test_numbers_and_shapes_that_nobody_sends_stop_nobody(
    post: Post, stub: TelegramStub, update: dict[str, Any]
) -> None:
    stub.send(update, text_from(12))
    await post.start()
    await post.confirmed(12)

    assert 12 in post.handled


async def test_the_owners_learn_of_what_is_parked(post: Post, stub: TelegramStub) -> None:
    told: list[tuple[str, int]] = []

    async def alarm(cause: str, number: int) -> None:
        told.append((cause, number))

    async def fail(update: Update) -> None:
        raise RuntimeError("made up")

    post.intake._attempts._alarm = cast(Alarm, alarm)
    post.handle = fail
    stub.send({"update_id": 10, "message": {"message_id": "x", "chat": 5}}, text_from(11))
    await post.start()
    await post.confirmed(11)

    assert sorted(told) == [("update_failed", 11), ("update_unreadable", 10)]


async def test_who_floods_waits_is_told_once_and_costs_others_nothing(post: Post, stub: TelegramStub) -> None:
    told: list[int] = []

    async def slowed(update: Update) -> None:
        told.append(update.update_id)

    post.intake._attempts._flood, post.intake._attempts._slowed = Flood(burst=3, a_second=40), slowed
    stub.send(*(text_from(100 + number, chat=7) for number in range(9)), text_from(200, chat=8))
    await post.start()
    await post.confirmed(200)

    assert post.handled.index(200) <= 4
    assert [one for one in post.handled if one != 200] == list(range(100, 109))
    assert told == [103]


async def test_the_owners_learn_that_somebody_else_polls(post: Post, stub: TelegramStub) -> None:
    conflict = "Conflict: terminated by other getUpdates request"
    stub.troubles += [answering(409, conflict)] * 3
    await post.start()
    stub.send(text_from(10))
    await post.confirmed(10)
    briefly = list(post.told)
    stub.troubles += [answering(409, conflict)] * 5
    stub.send(text_from(11))
    await stub.until(lambda: not stub.troubles)
    stub.send(text_from(12))
    await post.confirmed(12)

    assert briefly == []
    assert set(post.told) == {"polling_down"}


async def test_the_owners_learn_of_a_long_silence_once_it_is_over(
    post: Post, stub: TelegramStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    await post.start()
    await post.polling.begun.wait()
    monkeypatch.setattr(post.polling, "_good_at", post.polling._good_at - 61)
    stub.send(text_from(10))
    await post.confirmed(10)

    assert post.told == ["polling_down"]
