"""The whole bot behind a webhook: what people do has its effect once, whatever happens on the way."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import cycle
from typing import Any

import pytest
from sqlalchemy import select

from bot.webdoor import SECRET_HEADER
from bot.webhook import secret_of
from bot.wiring import build
from crm.models import InboxState, InboxUpdate
from tests.chat import Chat, Shown
from tests.ports import free_port
from tests.town import MARIA, NO_FLOOD, NO_LIMITS, NOON, OLEG, OWNER, Town, running, webhook_at

pytestmark = pytest.mark.slow

LATER = NOON + dt.timedelta(hours=3)


async def a_card(town: Town, person: int = OWNER, client: str = "Анна") -> tuple[Chat, int, Shown]:
    """Somebody's chat, a deal of his, and the card of it."""
    chat = town.chat(person)
    manager = None if person == OWNER else await town.given.manager(person)
    deal = await town.given.deal(manager, client=client, at=LATER)
    return chat, deal, await chat.says(client)


async def all_finished(town: Town) -> None:
    """Every update is marked as done with: that is written a little later."""
    finished = {InboxState.DONE, InboxState.PARKED}
    async with asyncio.timeout(20):
        while True:
            await town.settle()
            if await town.crm.read(lambda tx: set(tx.scalars(select(InboxUpdate.state)))) <= finished:
                return
            await asyncio.sleep(0.05)


async def knock(town: Town, body: bytes) -> int:
    assert town.settings.webhook_url is not None
    headers = {SECRET_HEADER: secret_of(town.sandbox.token)}
    async with town.http.post(town.settings.webhook_url, data=body, headers=headers) as answer:
        return answer.status


async def test_a_press_arrives_and_is_handled_once(database_url: str) -> None:
    async with running(database_url, webhook=True) as town:
        chat, deal, card = await a_card(town)
        await chat.tap("Не берёт", on=card)

        assert (await town.given.fresh(deal)).attempts == 1
        assert (await chat.phone())["busy"] == []
        assert not any(call["method"].lower() == "getupdates" for call in town.calls)


async def test_a_press_brought_again_has_one_effect(database_url: str) -> None:
    async with running(database_url, webhook=True) as town:
        chat, deal, card = await a_card(town)
        await town.post("/updates", lose_answers=3)
        await chat.tap("Не берёт", on=card)
        await town.settle()

        assert (await town.get("/updates"))["lose_answers"] == 0
        assert (await town.given.fresh(deal)).attempts == 1


async def test_a_press_while_the_bot_was_down(database_url: str) -> None:
    async with running(database_url, webhook=True) as town:
        chat, deal, card = await a_card(town)
        await town.stop_bot()
        tap = {"message_id": card.message_id, "data": card.data("Не берёт"), "stale": True}
        await town.post(f"/page/phones/{OWNER}/tap", **tap)
        await town.start_bot()

        assert (await town.given.fresh(deal)).attempts == 1
        assert (await chat.phone())["busy"] == []


async def test_from_webhook_to_polling_and_back(sqlite_url: str) -> None:
    async with running(sqlite_url, webhook=True) as town:
        chat, deal, _ = await a_card(town)
        hooked = town.settings
        for attempt, settings in enumerate(
            (hooked.model_copy(update={"webhook_url": None}), hooked), start=1
        ):
            await town.stop_bot()
            await town.post(f"/page/phones/{OWNER}/text", text="Анна")
            town.settings = settings
            await town.start_bot()
            await chat.tap("Не берёт", on=await chat.screen())

            assert (await town.given.fresh(deal)).attempts == attempt
        await all_finished(town)


@pytest.mark.parametrize("webhook", [True, False])
async def test_ids_far_below_the_last(database_url: str, webhook: bool) -> None:
    """After a silent week Telegram counts from anywhere."""
    async with running(database_url, webhook=webhook) as town:
        chat, deal, card = await a_card(town)
        for next_id in (2_000_000_000, 50, 1_000_000, 3):
            await town.post("/updates", next_id=next_id)
            await chat.says("/today")
            card = await chat.says("Анна")
            assert card.lines[0].startswith("📞")
        await chat.tap("Не берёт", on=card)

        assert (await town.given.fresh(deal)).attempts == 1
        await all_finished(town)


async def test_an_id_that_fell_while_older_ones_are_confirmed(sqlite_url: str) -> None:
    """The next poll confirms the high ids; the low one, there by then, is no part of what it confirms."""
    async with running(sqlite_url) as town:
        chat, _, _ = await a_card(town)
        await town.post("/updates", next_id=2_000_000_000)
        await chat.says("/today")
        await town.stop_bot()
        await town.post("/updates", next_id=7)
        await town.post(f"/page/phones/{OWNER}/text", text="Анна")
        async with town.http.post(
            f"{town.sandbox.base_url}/bot{town.sandbox.token}/getUpdates", json={"offset": 2_000_000_001}
        ) as answer:
            assert [one["update_id"] for one in (await answer.json())["result"]] == [7]
        await town.start_bot()

        assert (await chat.screen()).lines[0].startswith("📞")


async def test_what_is_no_update_is_told_to_the_owner_once(sqlite_url: str) -> None:
    async with running(sqlite_url, webhook=True) as town:
        chat = town.chat(OWNER)
        await chat.starts()
        seen = len(await chat.received())
        for body in (b"[" * 200_000, b"{}", b'{"update_id": "7"}', b"\x00"):
            assert await knock(town, body) == 200
        await town.settle()

        assert len(await chat.received()) == seen + 1
        assert (await chat.says("/today")).lines[0].startswith("📅")


PRIVATE = {"id": OWNER, "type": "private", "first_name": "И"}
GROUP, CHANNEL = ({"id": -100, "type": kind, "title": "x"} for kind in ("group", "channel"))
PERSON = {"id": OWNER, "is_bot": False, "first_name": "И", "language_code": "ru"}
SAID: dict[str, Any] = {"message_id": 5, "date": 1, "chat": PRIVATE, "from": PERSON}
WORDS = {"text": "/today", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}
MEMBER = {"user": {"id": 7, "is_bot": True, "first_name": "b"}}
LEFT = {
    "old_chat_member": {"status": "member", **MEMBER},
    "new_chat_member": {"status": "kicked", "until_date": 0, **MEMBER},
}
BAD_INPUT: list[dict[str, Any]] = [
    {"message": {"message_id": 1, "date": "tomorrow", "chat": {"id": OWNER, "type": "private"}}},
    {"message": {"message_id": 1, "date": 1, "chat": 17, "text": 5}},
    {"message": {"message_id": 1, "date": 1, "chat": {"id": 2**63, "type": "private"}, "text": "a"}},
    {"message": {"message_id": 1, "date": 10**18, "chat": {"id": OWNER, "type": "private"}, "text": "a"}},
    {"callback_query": {"id": "1", "from": {"id": -(2**63)}, "chat_instance": "1", "data": "\x00"}},
    {"kind_of_next_year": {"chat": {"id": OWNER}}},
    {"message": {"text": [[[[[]]]]]}},
    {"message": None},
    {
        "message": {
            "message_id": 2**70,
            "date": -5,
            "chat": PRIVATE,
            "from": PERSON,
            "text": "/" + "a" * 10**5,
        }
    },
    {
        "message": {
            "message_id": 5,
            "date": 1,
            "chat": PRIVATE,
            "from": PERSON,
            "location": {"latitude": 1e300},
        }
    },
]
# Nothing that anybody waits for an answer to.
SILENT: list[dict[str, Any]] = [
    {
        "edited_message": {
            "message_id": 5,
            "date": 1,
            "edit_date": 2,
            "chat": PRIVATE,
            "from": PERSON,
            **WORDS,
        }
    },
    {"channel_post": {"message_id": 5, "date": 1, "chat": CHANNEL, **WORDS}},
    {"edited_channel_post": {"message_id": 5, "date": 1, "edit_date": 2, "chat": CHANNEL, **WORDS}},
    {"message": {"message_id": 5, "date": 1, "chat": GROUP, "from": PERSON, **WORDS}},
    {"message": {"message_id": 5, "date": 1, "chat": GROUP, "from": PERSON, "migrate_to_chat_id": -5}},
    {"my_chat_member": {"chat": GROUP, "from": PERSON, "date": 1, **LEFT}},
    {
        "callback_query": {
            "id": "9",
            "from": PERSON,
            "chat_instance": "1",
            "inline_message_id": "z",
            "data": "m",
        }
    },
    {
        "callback_query": {
            "id": "9",
            "from": PERSON,
            "chat_instance": "1",
            "message": {"message_id": 5, "date": 1, "chat": GROUP, **WORDS},
            "data": "gi",
        }
    },
    {"inline_query": {"id": "1", "from": PERSON, "query": "Анна", "offset": ""}},
]


@pytest.mark.parametrize("webhook", [True, False])
async def test_bad_input_from_telegram_stops_nobody(database_url: str, webhook: bool) -> None:
    async with running(database_url, webhook=webhook) as town:
        chat = town.chat(OWNER)
        await chat.starts()
        for content in BAD_INPUT:
            await town.post("/updates", content=content)
            await town.settle()
            assert (await chat.says("/today")).lines[0].startswith("📅"), content
        await all_finished(town)
        town.calls.clear()  # what no library takes, the checker does not take either


@pytest.mark.parametrize("webhook", [True, False])
async def test_what_is_not_said_to_the_bot_is_not_answered(sqlite_url: str, webhook: bool) -> None:
    async with running(sqlite_url, webhook=webhook) as town:
        chat = town.chat(OWNER)
        await chat.starts()
        seen = await chat.messages()
        for content in SILENT:
            await town.post("/updates", content=content)
            await town.settle()
            assert await chat.messages() == seen, content
        await all_finished(town)
        assert (await chat.says("/today")).lines[0].startswith("📅")


async def test_who_has_no_name_is_answered(sqlite_url: str) -> None:
    """As a deleted account has none."""
    async with running(sqlite_url) as town:
        chat = town.chat(OWNER)
        await chat.starts()
        nameless = SAID | WORDS | {"from": PERSON | {"first_name": ""}}
        await town.post("/updates", content={"message": nameless})
        await town.settle()

        assert (await chat.screen()).lines[0].startswith("📅")


async def test_a_text_of_a_million_letters(sqlite_url: str) -> None:
    async with running(sqlite_url, webhook=True) as town:
        chat = town.chat(OWNER)
        await chat.starts()
        message = {
            "message_id": 10**9,
            "date": int(NOON.timestamp()),
            "chat": {"id": OWNER, "type": "private", "first_name": "И"},
            "from": {"id": OWNER, "is_bot": False, "first_name": "И"},
            "text": "x" * 1_000_000,
        }
        await town.post("/updates", content={"message": message})
        await town.settle()

        await all_finished(town)
        assert (await chat.says("/today")).lines[0].startswith("📅")


@pytest.mark.postgres
async def test_two_processes_behind_a_balancer(postgres_url: str) -> None:
    """Every connection goes to the next process in turn; each press has one effect, each chat its order."""
    async with running(postgres_url, webhook=True) as town:
        clients = {OLEG: "Анна", MARIA: "Борис", OWNER: "Вера"}
        cards = [await a_card(town, person, client) for person, client in clients.items()]
        await town.stop_bot()
        ports = free_port(), free_port()
        async with balancer(*ports) as (front, served):
            places = [webhook_at(port) | {"webhook_url": f"http://127.0.0.1:{front}/hook"} for port in ports]
            town.settings, other = (town.settings.model_copy(update=place) for place in places)
            second = await build(other, flood=NO_FLOOD, limits=NO_LIMITS)
            await second.start()
            try:
                await town.start_bot()
                await asyncio.gather(*(presses_and_writes(chat, card) for chat, _, card in cards))
                await all_finished(town)
            finally:
                await second.stop()

            assert [(await town.given.fresh(deal)).attempts for _, deal, _ in cards] == [1, 1, 1]
            assert set(served) == set(ports)
            assert all([(await chat.phone())["busy"] == [] for chat, _, _ in cards])
            await all_finished(town)


async def presses_and_writes(chat: Chat, card: Shown) -> None:
    tap = {"message_id": card.message_id, "data": card.data("Не берёт"), "stale": True}
    for _ in range(5):
        await chat.town.post(f"/page/phones/{chat.person}/tap", **tap)
        await chat.town.post(f"/page/phones/{chat.person}/text", text="/today")


@asynccontextmanager
async def balancer(*ports: int) -> AsyncIterator[tuple[int, list[int]]]:
    """A port that leads to these in turn, and which were taken so far."""
    turn = cycle(ports)
    served: list[int] = []

    async def lead(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served.append(next(turn))
        back, there = await asyncio.open_connection("127.0.0.1", served[-1])
        await asyncio.gather(pour(reader, there), pour(back, writer))

    server = await asyncio.start_server(lead, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], served
    finally:
        server.close()


async def pour(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    try:
        while chunk := await source.read(65536):
            target.write(chunk)
            await target.drain()
    except ConnectionError:
        pass
    finally:
        target.close()
