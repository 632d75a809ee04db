"""A press is handled while it is being stored, and nothing is lost or doubled by that."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from telegram import Update

from crm import inbox
from crm.errors import AlreadyHandled
from crm.models import InboxState, InboxUpdate
from tests.bot.telegram_stub import serving, text_from
from tests.bot.test_intake import Post, office

SECONDS = 10  # at most, for what comes at once


@pytest.fixture
async def post(sqlite_url: str) -> AsyncIterator[Post]:
    """One that has heard something new already."""
    async with serving() as stub, office(stub, sqlite_url) as post:
        await post.intake.start()
        await post.intake.take([text_from(10)])
        await settled(post)
        yield post


async def settled(post: Post) -> None:
    async with asyncio.timeout(SECONDS):
        await post.intake.settle()


@asynccontextmanager
async def busy(post: Post) -> AsyncIterator[None]:
    """The writer has something else to do until the end."""
    over = threading.Event()
    other = asyncio.create_task(post.crm.write(lambda tx: over.wait(SECONDS)))
    await asyncio.sleep(0)
    try:
        yield
    finally:
        over.set()
        await other


def effects(post: Post) -> list[tuple[int, str]]:
    """What became of each handling, from now on: each writes once, as a handler does."""
    came: list[tuple[int, str]] = []

    def stands(tx: Session, update_id: int) -> None:
        assert tx.get_one(InboxUpdate, update_id).state is InboxState.EFFECT

    async def handle(update: Update) -> None:
        try:
            await post.crm.handling(update.update_id).write(stands, update.update_id)
            came.append((update.update_id, "effect"))
        except AlreadyHandled:
            came.append((update.update_id, "nothing"))

    post.handle = handle
    return came


@contextmanager
def failing() -> Iterator[None]:
    """No update can be written."""

    def broken(*args: Any, **kwargs: Any) -> set[int]:
        raise OperationalError("INSERT", None, Exception("the disk is full"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inbox, "store", broken)
        yield


async def test_a_press_is_handled_while_it_is_stored(post: Post) -> None:
    both = asyncio.Event()

    async def handle(update: Update) -> None:
        await post.note(update)
        if len(post.handled) == 3:
            both.set()

    post.handle = handle
    async with busy(post):
        taking = asyncio.create_task(post.intake.take([text_from(11), text_from(12, chat=2)]))
        async with asyncio.timeout(SECONDS):
            await both.wait()
        assert set(await post.states()) == {10}
        assert not taking.done()
        assert not post.intake.idle
    assert await taking == [11, 12]
    await settled(post)
    await post.stop()

    assert post.handled == [10, 11, 12]
    assert set((await post.states()).values()) == {InboxState.DONE}


async def test_its_effect_comes_after_its_row(post: Post) -> None:
    came = effects(post)
    async with busy(post):
        taking = asyncio.create_task(post.intake.take([text_from(n, chat=n) for n in range(11, 41)]))
        await asyncio.sleep(0)
    await taking
    await settled(post)

    assert sorted(came) == [(n, "effect") for n in range(11, 41)]


async def test_what_could_not_be_stored_has_no_effect_until_it_comes_again(post: Post) -> None:
    came = effects(post)
    with failing(), pytest.raises(OperationalError):
        await post.intake.take([text_from(11), text_from(12)])
    await settled(post)

    assert "effect" not in dict(came).values()
    finished = post.intake._attempts.take()
    assert not {11, 12} & {*finished.done, *finished.parked}  # they would be marked once they are stored
    post.intake._attempts.give_back(finished)
    assert set(await post.states()) == {10}

    await post.intake.take([text_from(11), text_from(12), text_from(13)])
    await settled(post)
    await post.stop()

    assert [update_id for update_id, what in came if what == "effect"] == [11, 12, 13]
    assert set((await post.states()).values()) == {InboxState.DONE}


async def test_who_waits_for_an_earlier_one_is_passed_over_when_it_was_not_stored(post: Post) -> None:
    hangs = asyncio.Event()

    async def handle(update: Update) -> None:
        await hangs.wait()
        await post.note(update)

    post.handle = handle
    for _ in range(3):
        with failing(), pytest.raises(OperationalError):
            await post.intake.take([text_from(11), text_from(12)])
    await post.intake.take([text_from(11), text_from(12), text_from(13)])
    hangs.set()
    await settled(post)

    first = post.handled.index(12)
    assert post.handled[-3:] == [11, 12, 13]
    assert post.handled[1:first] == [11] * (first - 1)


async def test_the_first_of_a_life_waits_for_its_commit(sqlite_url: str) -> None:
    """An earlier life may have stored and handled it."""
    async with serving() as stub, office(stub, sqlite_url) as post:
        await post.intake.start()
        async with busy(post):
            taking = asyncio.create_task(post.intake.take([text_from(10)]))
            await asyncio.sleep(0.01)  # nothing to wait for
            assert post.handled == []
        await taking
        await settled(post)

        assert post.handled == [10]


@pytest.mark.parametrize("second", [[9, 12], [12]], ids=["one before it", "while another is under way"])
async def test_nothing_overtakes_what_came_before_it_in_its_chat(post: Post, second: list[int]) -> None:
    async with busy(post):
        first = asyncio.create_task(post.intake.take([text_from(8)]))
        await asyncio.sleep(0)
        then = asyncio.create_task(post.intake.take([text_from(n) for n in second]))
        await asyncio.sleep(0)
    await asyncio.gather(first, then)
    await settled(post)

    assert post.handled == [10, 8, *second]
