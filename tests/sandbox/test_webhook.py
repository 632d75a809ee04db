"""Updates brought to the bot's own address: order, repeats, what getWebhookInfo tells."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web

from tests.sandbox.conftest import IRINA, MOMENT, OLEG
from tests.sandbox.wire import JsonObject, Wire

Answer = Callable[[JsonObject], Awaitable[web.Response]]
SECRET = "a_Secret-1"


class Ear:
    """A bot's endpoint that answers as the test says, 200 unless it says otherwise."""

    def __init__(self) -> None:
        self.heard: list[JsonObject] = []
        self.headers: list[dict[str, str]] = []
        self.open = self.most_open = 0
        self.url = ""
        self.news = asyncio.Condition()
        self._answer: Answer = _yes

    def answers(self, answer: Answer) -> None:
        self._answer = answer

    async def hear(self, request: web.BaseRequest) -> web.Response:
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            update: JsonObject = await request.json()
            self.headers.append(dict(request.headers))
            async with self.news:
                self.heard.append(update)
                self.news.notify_all()
            return await self._answer(update)
        finally:
            self.open -= 1

    async def until(self, count: int) -> list[JsonObject]:
        async with asyncio.timeout(5), self.news:
            await self.news.wait_for(lambda: len(self.heard) >= count)
        return self.heard

    async def texts(self, count: int) -> list[str]:
        return [update["message"]["text"] for update in await self.until(count)]


async def _yes(_: JsonObject) -> web.Response:
    return web.Response()


def fails(times: int, status: int = 503, **headers: str) -> Answer:
    left = [times]

    async def answer(_: JsonObject) -> web.Response:
        left[0] -= 1
        return web.Response(status=status, headers=headers) if left[0] >= 0 else web.Response()

    return answer


@pytest.fixture
async def ear() -> AsyncIterator[Ear]:
    ear = Ear()
    runner = web.ServerRunner(web.Server(ear.hear), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    ear.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield ear
    finally:
        await runner.cleanup()


async def info(wire: Wire) -> JsonObject:
    found: JsonObject = await wire.call("getWebhookInfo")
    return found


async def told(wire: Wire, so: Callable[[JsonObject], bool]) -> JsonObject:
    """What getWebhookInfo tells once it is so."""
    async with asyncio.timeout(5):
        while True:
            if so(found := await info(wire)):
                return found
            await asyncio.sleep(0.01)


async def emptied(wire: Wire) -> JsonObject:
    return await told(wire, lambda found: not found["pending_update_count"])


async def test_an_update_is_brought_with_the_secret(wire: Wire, ear: Ear) -> None:
    await wire.call("setWebhook", url=ear.url, secret_token=SECRET, max_connections=7)

    await wire.does(IRINA, "text", text="Добрый день")

    assert await ear.texts(1) == ["Добрый день"]
    assert ear.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == SECRET
    assert ear.headers[0]["Content-Type"] == "application/json"
    await emptied(wire)
    assert await info(wire) == {
        "url": ear.url,
        "has_custom_certificate": False,
        "pending_update_count": 0,
        "max_connections": 7,
    }


async def test_what_waited_before_is_brought_too(wire: Wire, ear: Ear) -> None:
    await wire.does(IRINA, "text", text="early")

    await wire.call("setWebhook", url=ear.url)

    assert await ear.texts(1) == ["early"]
    assert "X-Telegram-Bot-Api-Secret-Token" not in ear.headers[0]


async def test_one_chat_waits_for_its_failing_update_and_no_other_does(wire: Wire, ear: Ear) -> None:
    async def answer(update: JsonObject) -> web.Response:
        held = update["message"]["text"] == "one" and len(ear.heard) < 5
        return web.Response(status=503 if held else 200)

    ear.answers(answer)
    await wire.call("setWebhook", url=ear.url)
    for text in ("one", "two"):
        await wire.does(IRINA, "text", text=text)
    await wire.does(OLEG, "text", text="mine")
    await emptied(wire)

    heard = [update["message"]["text"] for update in ear.heard]
    assert heard.count("mine") == 1
    assert [text for text in heard if text != "mine"] == ["one"] * (len(heard) - 2) + ["two"]
    assert len(heard) > 4


async def test_presses_go_beside_messages(wire: Wire, ear: Ear) -> None:
    released = asyncio.Event()

    async def answer(update: JsonObject) -> web.Response:
        if "message" in update:
            await released.wait()
        return web.Response()

    ear.answers(answer)
    sent = await wire.send(IRINA, reply_markup={"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]})
    await wire.call("setWebhook", url=ear.url)
    await wire.does(IRINA, "text", text="held")
    await wire.does(IRINA, "tap", message_id=sent["message_id"], data="y")

    assert {key for update in await ear.until(2) for key in update} == {
        "update_id",
        "message",
        "callback_query",
    }
    released.set()
    await emptied(wire)


@pytest.mark.parametrize("connections", [1, 2])
async def test_no_more_connections_than_asked_for(wire: Wire, ear: Ear, connections: int) -> None:
    async def answer(_: JsonObject) -> web.Response:
        await asyncio.sleep(0.02)
        return web.Response()

    ear.answers(answer)
    for person in (IRINA, OLEG):
        await wire.does(person, "text", text="hello")
        await wire.does(person, "block")
    await wire.call("setWebhook", url=ear.url, max_connections=connections)
    await emptied(wire)

    assert len(ear.heard) == 4
    assert ear.most_open == connections


@pytest.mark.parametrize("status", [500, 404, 302, 429])
async def test_anything_but_2xx_is_repeated_and_told(wire: Wire, ear: Ear, status: int) -> None:
    ear.answers(fails(2, status))
    await wire.call("setWebhook", url=ear.url)
    await wire.does(IRINA, "text", text="again")

    assert await ear.texts(3) == ["again"] * 3
    found = await emptied(wire)
    assert found["last_error_message"].startswith(f"Wrong response from the webhook: {status} ")
    assert found["last_error_date"] == int(MOMENT.timestamp())


async def test_retry_after_is_kept(wire: Wire, ear: Ear) -> None:
    ear.answers(fails(1, 503, **{"Retry-After": "1"}))
    await wire.call("setWebhook", url=ear.url)
    begin = asyncio.get_running_loop().time()
    await wire.does(IRINA, "text", text="later")

    await ear.until(2)

    assert asyncio.get_running_loop().time() - begin >= 1


async def test_a_lost_answer_brings_the_update_again(wire: Wire, ear: Ear) -> None:
    await wire.call("setWebhook", url=ear.url)
    await wire.post("/updates", json={"lose_answers": 1})
    await wire.does(IRINA, "text", text="twice")

    first, second = await ear.until(2)

    assert first == second
    assert (await emptied(wire))["last_error_message"] == "Webhook connection closed"


async def test_nobody_listening_is_told_and_the_update_waits(wire: Wire, ear: Ear) -> None:
    await wire.call("setWebhook", url="http://127.0.0.1:9/hook")
    await wire.does(IRINA, "text", text="patient")

    found = await told(wire, lambda found: "last_error_message" in found)

    assert (found["last_error_message"], found["pending_update_count"]) == ("Connection refused", 1)
    await wire.call("setWebhook", url=ear.url)
    assert await ear.texts(1) == ["patient"]
    assert "last_error_message" not in await info(wire)


async def test_what_is_a_day_old_is_brought_no_more(wire: Wire, ear: Ear) -> None:
    ear.answers(fails(10**6))
    await wire.call("setWebhook", url=ear.url)
    await wire.does(IRINA, "text", text="old")
    await ear.until(1)

    await wire.post("/clock", json={"advance": 25 * 3600})
    ear.answers(_yes)
    await wire.does(IRINA, "text", text="new")
    await emptied(wire)

    assert ear.heard[-1]["message"]["text"] == "new"
    assert (await info(wire))["pending_update_count"] == 0


async def test_23_hours_of_410_remove_the_webhook(wire: Wire, ear: Ear) -> None:
    ear.answers(fails(10**6, 410))
    await wire.call("setWebhook", url=ear.url)
    await wire.does(IRINA, "text", text="anybody")
    await ear.until(2)
    await wire.post("/clock", json={"advance": 23 * 3600 + 60})
    await told(wire, lambda found: not found["url"])

    assert (await wire.update())["message"]["text"] == "anybody"


async def test_polling_goes_on_where_the_webhook_ended(wire: Wire, ear: Ear) -> None:
    held = asyncio.create_task(wire.bot("getUpdates", timeout=50))
    await asyncio.sleep(0.05)
    await wire.call("setWebhook", url=ear.url)
    assert (await held).refusal == (409, "Conflict: terminated by setWebhook request")

    await wire.does(IRINA, "text", text="brought")
    await ear.until(1)
    await emptied(wire)
    await wire.call("deleteWebhook")
    await wire.does(IRINA, "text", text="fetched")

    assert (await wire.update())["message"]["text"] == "fetched"
    assert len(ear.heard) == 1


@pytest.mark.parametrize(("end", "params"), [("deleteWebhook", {}), ("setWebhook", {"url": ""})])
async def test_pending_updates_may_be_dropped(wire: Wire, ear: Ear, end: str, params: dict[str, str]) -> None:
    ear.answers(fails(10**6))
    await wire.call("setWebhook", url=ear.url)
    await wire.does(IRINA, "text", text="dropped")
    await ear.until(1)

    await wire.call(end, drop_pending_updates=True, **params)

    assert await info(wire) == {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
    assert await wire.call("getUpdates") == []


async def test_kinds_not_asked_for_are_not_brought(wire: Wire, ear: Ear) -> None:
    await wire.call("setWebhook", url=ear.url, allowed_updates=["my_chat_member"])
    await wire.does(IRINA, "text", text="unheard")
    await wire.does(IRINA, "block")

    (heard,) = await ear.until(1)

    assert "my_chat_member" in heard
    assert (await info(wire))["allowed_updates"] == ["my_chat_member"]


async def test_an_update_of_any_shape_can_be_ordered(wire: Wire, ear: Ear) -> None:
    content: dict[str, Any] = {"poll_of_next_year": {"date": "tomorrow"}}
    await wire.call("setWebhook", url=ear.url)

    order = await wire.post("/updates", json={"content": content})

    (heard,) = await ear.until(1)
    assert heard == content | {"update_id": order.body["next_id"] - 1}
