"""Polling in bad weather: outages, a pause that was asked for, an answer that cannot be parsed."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot import polling as polling_module
from crm.models import InboxState
from tests.bot.telegram_stub import TelegramStub, answering, serving, text_from
from tests.bot.test_intake import Post, office, short_pauses  # noqa: F401


@pytest.fixture
async def stub() -> AsyncIterator[TelegramStub]:
    async with serving() as stub:
        yield stub


@pytest.fixture
async def post(stub: TelegramStub, sqlite_url: str) -> AsyncIterator[Post]:
    async with office(stub, sqlite_url) as post:
        yield post


@pytest.fixture
def quick_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling_module, "WATCH_EVERY", 0.02)
    monkeypatch.setattr(polling_module, "HANGS_AFTER", 0.1)


@pytest.mark.usefixtures("quick_watch")
async def test_an_outage_in_which_the_watchdog_looks_too_is_told_once_it_is_over(
    post: Post, stub: TelegramStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling_module, "OWNERS_LEARN_AFTER", 0.3)
    stub.troubles += [answering(401, "Unauthorized")] * 40
    stub.send(text_from(10))
    await post.start()
    await post.confirmed(10)

    assert post.told == ["polling_down"]


@pytest.mark.usefixtures("quick_watch")
async def test_a_pause_that_telegram_asks_for_is_no_hanging(post: Post, stub: TelegramStub) -> None:
    loop = asyncio.get_running_loop()
    stub.troubles.append(answering(429, "Too Many Requests: retry after 1", retry_after=1))
    stub.send(text_from(10))
    began = loop.time()
    await post.start()
    await post.confirmed(10)

    assert loop.time() - began >= 1
    assert len(stub.offsets) == 3


def holding(*updates: str) -> Any:
    async def answer(request: web.Request) -> web.StreamResponse:
        page = '{"ok":true,"result":[' + ",".join(updates) + "]}"
        return web.Response(text=page, content_type="application/json")

    return answer


@pytest.mark.parametrize(
    "content",
    ["[" * 1000 + "]" * 1000, "[" * 200_000 + "]" * 200_000, '{"a":' * 100_000 + "1" + "}" * 100_000],
    ids=["too deep to be written", "too deep to be read", "objects"],
)
async def test_brackets_in_brackets_are_parked_and_block_nobody(
    post: Post, stub: TelegramStub, content: str
) -> None:
    good = [json.dumps(text_from(number, text='"]} [{"')) for number in (9, 11)]
    bad = '{"update_id":10,"message":' + content + "}"
    stub.troubles.append(holding(good[0], bad, good[1]))
    await post.start()
    await post.confirmed(11)

    assert sorted(post.handled) == [9, 11]
    async with asyncio.timeout(5):
        while (await post.states()).get(10) is not InboxState.PARKED:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
