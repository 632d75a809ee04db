import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.notice import Notice
from bot.routes import Routes
from bot.screen import Screen
from bot.street import REAL
from bot.transport import AnswerLost, NotSent
from crm import outbox
from crm.db import Crm
from crm.models import OutboxMessage, OutboxState, User
from sandbox.errors import ApiError
from tests.bot.rig import IRINA, NOON, OLEG, Rig, running

routes = Routes()


@routes.notice("note")
async def note(notice: Notice) -> list[Screen]:
    return [Screen(text) for text in notice.payload["texts"]]


@routes.notice("broken")
async def broken(notice: Notice) -> list[Screen]:
    raise ZeroDivisionError


@pytest.fixture
async def rig(sqlite_url: str) -> AsyncIterator[Rig]:
    async with running(sqlite_url, routes) as rig:
        await rig.does(IRINA, "start")
        await rig.does(OLEG, "start")
        yield rig


async def owe(rig: Rig, person: int, *texts: str, kind: str = "note") -> None:
    await rig.bot.crm.write(_owe, person, kind, list(texts), rig.bot.clock.now())


def _owe(tx: Session, person: int, kind: str, texts: list[str], now: dt.datetime) -> None:
    user = tx.scalars(select(User).where(User.telegram_id == person)).one()
    outbox.owe(tx, user.id, kind, {"texts": texts}, now=now)


async def rows(rig: Rig) -> list[tuple[OutboxState, str | None]]:
    return await rig.bot.crm.read(_rows)


def _rows(tx: Session) -> list[tuple[OutboxState, str | None]]:
    query = select(OutboxMessage.state, OutboxMessage.error).order_by(OutboxMessage.id)
    return [(state, error) for state, error in tx.execute(query)]


def trouble(person: int, error: Exception, times: int = 1) -> Callable[..., Awaitable[Any]]:
    """The next sends to this person fail."""
    left = [times]

    async def around(method: str, chat_id: str, carry_out: Callable[[], Awaitable[Any]]) -> Any:
        if method == "sendMessage" and chat_id == str(person) and left[0]:
            left[0] -= 1
            raise error
        return await carry_out()

    return around


async def test_what_is_owed_is_sent_in_order(rig: Rig) -> None:
    for number in range(5):
        await owe(rig, IRINA, f"{number}a", f"{number}b")
    await owe(rig, OLEG, "x")
    await rig.bot.settle()

    assert await rig.said(IRINA) == [f"{number}{part}" for number in range(5) for part in "ab"]
    assert await rig.said(OLEG) == ["x"]
    assert {state for state, _ in await rows(rig)} == {OutboxState.SENT}


async def test_nothing_left_to_say_is_nothing_sent(rig: Rig) -> None:
    await owe(rig, IRINA)
    await rig.bot.settle()

    assert await rig.said(IRINA) == []
    assert await rows(rig) == [(OutboxState.CANCELLED, None)]


async def test_who_blocked_the_bot_is_a_fact_not_a_retry(rig: Rig) -> None:
    # Not by his phone's button: the update that tells of it may come before the message.
    rig.sandbox.around_call(trouble(IRINA, ApiError(403, "bot was blocked by the user")))
    await owe(rig, IRINA, "x")
    await owe(rig, OLEG, "y")
    await rig.bot.settle()

    assert [state for state, _ in await rows(rig)] == [OutboxState.REFUSED, OutboxState.SENT]


async def test_a_flood_limit_holds_back_that_chat_alone(rig: Rig) -> None:
    limit = ApiError(429, "retry after 30", retry_after=30)
    rig.sandbox.around_call(trouble(IRINA, limit))
    await owe(rig, IRINA, "first")
    await owe(rig, IRINA, "second")
    await owe(rig, OLEG, "x")
    await rig.bot.settle()
    before = await rig.said(IRINA), await rig.said(OLEG)
    await rig.post("/clock", advance=29)
    await rig.bot.settle()
    early = await rig.said(IRINA)
    await rig.post("/clock", advance=1)
    await rig.bot.settle()

    assert before == ([], ["x"])
    assert early == []
    assert await rig.said(IRINA) == ["first", "second"]


async def test_a_message_telegram_refuses_is_visible_and_blocks_nobody(rig: Rig) -> None:
    await rig.post(
        "/faults", kind="bad_request", method="sendMessage", description="Bad Request: message is too bad"
    )
    await owe(rig, IRINA, "never")
    await owe(rig, IRINA, "next")
    await rig.bot.settle()

    assert await rows(rig) == [
        (OutboxState.REFUSED, "BadRequest: Message is too bad"),
        (OutboxState.SENT, None),
    ]
    assert await rig.said(IRINA) == ["next"]
    assert not await rig.bot.crm.read(_blocked)


async def test_html_that_telegram_refuses_arrives_as_plain_text(rig: Rig) -> None:
    await owe(rig, IRINA, "<b>never &lt;closed")
    await rig.bot.settle()

    [(state, error)] = await rows(rig)
    assert state is OutboxState.SENT
    assert "parse" in (error or "")
    assert await rig.said(IRINA) == ["never <closed"]


async def test_a_fault_in_drawing_is_tried_again_and_then_given_up(rig: Rig) -> None:
    await owe(rig, IRINA, kind="broken")
    await owe(rig, IRINA, "next")
    for _ in range(12):
        await rig.bot.settle()
        await rig.post("/clock", advance=600)
    await rig.bot.settle()

    assert [state for state, _ in await rows(rig)] == [OutboxState.REFUSED, OutboxState.SENT]


async def test_an_outage_delays_and_loses_nothing(rig: Rig) -> None:
    rig.sandbox.around_call(trouble(IRINA, ApiError(502), times=2))
    await owe(rig, IRINA, "x")
    for _ in range(3):
        await rig.bot.settle()
        await rig.post("/clock", advance=60)
    await rig.bot.settle()

    assert await rig.said(IRINA) == ["x"]


@pytest.mark.parametrize(
    ("error", "state"), [(AnswerLost("x"), OutboxState.UNKNOWN), (NotSent("x"), OutboxState.QUEUED)]
)
async def test_a_lost_answer_is_not_sent_twice_and_what_never_left_is_kept(
    rig: Rig, error: Exception, state: OutboxState, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*args: object) -> int:
        raise error

    monkeypatch.setattr(rig.bot._delivery._sender, "_send_one", fail)
    await owe(rig, IRINA, "x")
    await rig.bot.settle()

    assert [found for found, _ in await rows(rig)] == [state]


async def test_what_was_owed_while_the_bot_was_away_comes_at_its_start(rig: Rig) -> None:
    await rig.stop_bot()
    crm = Crm(rig.url)
    await crm.write(_owe, IRINA, "note", ["late"], NOON)
    await crm.write(_hold)
    crm.close()
    await rig.start_bot()

    assert await rig.said(IRINA) == ["late"]


def _hold(tx: Session) -> None:
    for row in tx.scalars(select(OutboxMessage)):
        row.state = OutboxState.SENDING


def _blocked(tx: Session) -> bool:
    return tx.scalar(select(User.id).where(User.blocked_at.is_not(None))) is not None


async def test_a_chat_that_gets_one_a_second_holds_up_no_other(sqlite_url: str) -> None:
    """Like an owner's to whom a day of ignored reminders comes, while others' fall due."""
    async with running(sqlite_url, routes, limits=REAL) as rig:
        await rig.does(IRINA, "start")
        await rig.does(OLEG, "start")
        for number in range(8):
            await owe(rig, IRINA, str(number))
        for number in range(3):
            await owe(rig, OLEG, f"after {number}")
        await rig.bot.settle()

        texts = [params["text"] for params in rig.results("sendMessage")]

    first_paced = texts.index(str(REAL.chat_burst))
    assert [texts.index(f"after {number}") < first_paced for number in range(3)] == [True] * 3
