"""Messages given up halfway, at a stop or after their time: what is known of them is written down."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from telegram import Bot
from telegram.error import NetworkError

from bot import doubt, sender
from bot.doubt import Doubt
from bot.faults import passing
from bot.notice import Notice
from bot.routes import Routes
from bot.screen import Screen
from crm.models import OutboxState
from tests.bot.rig import IRINA, Rig, running
from tests.bot.test_delivery import owe, rows

routes = Routes()


# The first for a client, the others for colleagues.
@routes.notice("staff_wrote")
@routes.notice("reminder")
async def words(notice: Notice) -> list[Screen]:
    return [Screen("hello")]


@routes.notice("plan")
async def slow(notice: Notice) -> list[Screen]:
    await asyncio.Event().wait()
    return []


@pytest.fixture
async def rig(database_url: str) -> AsyncIterator[Rig]:
    async with running(database_url, routes) as rig:
        await rig.does(IRINA, "start")
        yield rig


async def restarted_while_sending(rig: Rig, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.app.GRACE", 0.01)
    sending = asyncio.Event()

    async def hang(*args: Any) -> int:
        sending.set()
        await asyncio.Event().wait()
        return 0

    monkeypatch.setattr(rig.bot._delivery._sender, "_send_one", hang)
    await owe(rig, IRINA, "x", kind=kind)
    await sending.wait()
    await rig.stop_bot()
    await rig.start_bot()


async def test_words_to_a_client_that_a_stop_cut_off_are_not_sent_again(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    await restarted_while_sending(rig, "staff_wrote", monkeypatch)

    assert [state for state, _ in await rows(rig)] == [OutboxState.UNKNOWN]
    assert await rig.said(IRINA) == []


async def test_a_reminder_that_a_stop_cut_off_comes_once_more(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    await restarted_while_sending(rig, "reminder", monkeypatch)
    await rig.post("/clock", advance=5)
    await rig.bot.settle()

    assert [state for state, _ in await rows(rig)] == [OutboxState.SENT]
    assert await rig.said(IRINA) == ["hello"]


async def test_drawing_counts_among_the_time_of_the_lease(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or the message would be claimed anew while it is being sent."""
    monkeypatch.setattr(sender, "ALL", 0.01)
    await owe(rig, IRINA, "x", kind="plan")
    await rig.bot.settle()

    assert [state for state, _ in await rows(rig)] == [OutboxState.QUEUED]


async def test_an_answer_that_never_ends_holds_up_no_sending_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Dripping:
        async def get_me(self, **limits: float) -> None:
            await asyncio.Event().wait()

    monkeypatch.setattr(doubt, "TIMEOUT", 0.01)
    doubting = Doubt(cast(Bot, Dripping()))
    doubting.after(NetworkError("away"))
    async with asyncio.timeout(5):
        assert not await doubting.settled()


def test_a_pool_without_a_free_connection_passes() -> None:
    assert passing(NoConnectionFree("QueuePool limit"))
