"""What goes wrong with one update costs its chat neither the order nor, for ever, the rest."""

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest
from sqlalchemy.exc import OperationalError
from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from bot import attempts
from bot.alarm import Alarm
from bot.clock import Clock
from bot.flood import Flood
from crm import inbox
from crm.models import InboxState
from tests.bot.telegram_stub import serving, text_from
from tests.bot.test_intake import Post, office
from tests.town import NOON

QUICK = 0.001


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "PAUSES", (QUICK,))


@pytest.fixture
async def post(sqlite_url: str) -> AsyncIterator[Post]:
    async with serving() as stub, office(stub, sqlite_url) as post:
        await post.intake.start()
        yield post


async def settled(post: Post) -> None:
    async with asyncio.timeout(10):
        await post.intake.settle()


async def test_an_outage_longer_than_all_tries_changes_no_order(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "TRIES", 2)
    tried: Counter[int] = Counter()

    async def handle(update: Update) -> None:
        tried[update.update_id] += 1
        if update.update_id == 10 and tried[10] <= 5:
            raise NetworkError("away")
        await post.note(update)

    post.handle = handle
    await post.intake.take([text_from(10), text_from(11), text_from(12)])
    await settled(post)

    assert post.handled == [10, 11, 12]


async def test_one_that_stands_twice_in_an_answer_is_handled_once(post: Post) -> None:
    await post.intake.take([text_from(10), text_from(10), text_from(11)])
    await settled(post)

    assert post.handled == [10, 11]


async def test_a_clock_put_back_changes_no_order(post: Post) -> None:
    class Hand(Clock):
        at = NOON

        def now(self) -> dt.datetime:
            return self.at

    async def hang(update: Update) -> None:
        await go_on.wait()

    hand, go_on = Hand(), asyncio.Event()
    post.intake._clock, post.handle = hand, hang
    await post.intake.take([text_from(10)])
    hand.at = NOON - dt.timedelta(hours=1)
    await post.intake.take([text_from(11)])
    await post.intake.take([text_from(3)])  # Telegram may count from anywhere
    waiting = await post.crm.read(inbox.open_updates, 1, 9)
    go_on.set()

    assert [one.update_id for one in waiting] == [10, 11, 3]


async def test_one_that_fails_for_ever_while_others_come_is_laid_aside(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "TRIES", 3)
    monkeypatch.setattr(attempts, "ROUNDS", 2)
    tries = 0

    async def handle(update: Update) -> None:
        nonlocal tries
        if update.update_id == 10:
            tries += 1
            if tries < 20:
                await post.intake.take([text_from(100 + tries, chat=8)])
            raise NetworkError("this one alone")
        await post.note(update)

    post.handle = handle
    await post.intake.take([text_from(10), text_from(11)])
    await settled(post)

    assert 11 in post.handled
    assert tries == 6
    await post.intake._marked(inbox.finish)
    assert (await post.states())[10] is InboxState.PARKED


@pytest.mark.parametrize("heard_before", [False, True])
async def test_what_was_stored_without_an_answer_is_handled_at_once_and_in_order(
    post: Post, monkeypatch: pytest.MonkeyPatch, heard_before: bool
) -> None:
    if heard_before:
        await post.intake.take([text_from(9)])
        await settled(post)
        post.handled.clear()
    write = post.crm.write

    async def broken(*args: Any, **kwargs: Any) -> Any:
        await write(*args, **kwargs)
        raise OperationalError("COMMIT", None, Exception("the connection is gone"))

    def submit(*args: Any, **kwargs: Any) -> Any:
        monkeypatch.undo()
        return asyncio.ensure_future(broken(*args, **kwargs))

    monkeypatch.setattr(post.crm, "submit", submit)
    with pytest.raises(OperationalError):
        await post.intake.take([text_from(10), text_from(11)])
    await post.intake.take([text_from(10), text_from(11), text_from(12)])
    await settled(post)

    # Handled twice at most: what changes something then finds that it is done.
    assert post.handled in ([10, 11, 12], [10, 10, 11, 12], [10, 11, 10, 11, 12])


async def test_who_cannot_be_told_that_he_is_slowed_is_answered_all_the_same(post: Post) -> None:
    async def slowed(update: Update) -> None:
        raise OperationalError("SELECT", None, Exception("the database is away"))

    post.intake._attempts._flood, post.intake._attempts._slowed = Flood(burst=1, a_second=1000), slowed
    await post.intake.take([text_from(number) for number in range(10, 15)])
    await settled(post)

    assert post.handled == [10, 11, 12, 13, 14]


@pytest.mark.parametrize(
    "error",
    [Forbidden("bot was blocked by the user"), BadRequest("Chat not found"), BadRequest("PEER_ID_INVALID")],
    ids=repr,
)
async def test_who_stopped_the_bot_or_is_gone_before_he_was_answered_is_no_trouble(
    post: Post, error: TelegramError
) -> None:
    told: list[str] = []

    async def alarm(cause: str, **detail: int) -> None:
        told.append(cause)

    async def gone(update: Update) -> None:
        raise error

    post.handle, post.intake._attempts._alarm = gone, cast(Alarm, alarm)
    await post.intake.take([text_from(10)])
    await settled(post)
    await post.intake._marked(inbox.finish)

    assert told == []
    assert await post.states() == {10: InboxState.DONE}
