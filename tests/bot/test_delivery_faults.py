"""What is owed meets a Telegram that fails: counted by the sandbox's ledger, what people were really sent."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from telegram.error import NetworkError

from bot import app, delivery, doubt, sender
from bot.notice import Notice
from bot.routes import Routes
from bot.screen import Screen
from crm.models import OutboxMessage, OutboxState, Role, User
from tests.bot.rig import IRINA, OLEG, Rig, running
from tests.bot.test_delivery import _owe, owe, rows

routes = Routes()
NEVER = 10**9


# The first for a client, the others for colleagues.
@routes.notice("staff_wrote")
@routes.notice("reminder")
@routes.notice("unreachable")
@routes.notice("alert")
@routes.notice("unsure")
async def words(notice: Notice) -> list[Screen]:
    return [Screen(text) for text in notice.payload.get("texts", [str(notice.payload)])]


@pytest.fixture
async def rig(database_url: str) -> AsyncIterator[Rig]:
    async with running(database_url, routes) as rig:
        await rig.does(IRINA, "start")
        await rig.does(OLEG, "start")
        await rig.bot.crm.write(_owner)
        yield rig


def _owner(tx: Session) -> None:
    """Oleg owns the company."""
    tx.execute(update(User).where(User.telegram_id == OLEG).values(role=Role.OWNER))


async def fault(rig: Rig, kind: str, **order: Any) -> None:
    await rig.post("/faults", kind=kind, **{"method": "sendMessage"} | order)


async def seen(rig: Rig, person: int) -> list[str]:
    """Every message this person was ever sent, in order."""
    async with rig.http.get(f"{rig.sandbox.base_url}/ledger?phone={person}") as answer:
        entries = (await answer.json())["entries"]
    return [entry["text"] for entry in entries if entry["event"] == "message" and entry["from"] == "bot"]


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(10):
        while not await true():  # noqa: ASYNC110 - it is looked at over HTTP
            await asyncio.sleep(0.01)


async def passes(rig: Rig, *seconds: int) -> None:
    for span in seconds:
        await rig.post("/clock", advance=span)
        await rig.bot.settle()


async def test_a_lost_answer_of_a_reminder_is_repeated_once(rig: Rig) -> None:
    await fault(rig, "reset_after", chat=IRINA)
    await owe(rig, IRINA, "call", kind="reminder")
    await rig.bot.settle()
    once = await seen(rig, IRINA)
    await passes(rig, 5, 600, 600)

    assert once == ["call"]
    assert await seen(rig, IRINA) == ["call", "call"]
    assert [state for state, _ in await rows(rig)] == [OutboxState.SENT]


async def test_lost_twice_it_is_left_alone(rig: Rig) -> None:
    await fault(rig, "reset_after", chat=IRINA, count=2)
    await owe(rig, IRINA, "call", kind="reminder")
    await owe(rig, IRINA, "next", kind="reminder")
    await rig.bot.settle()
    await passes(rig, 5, 600, 600)

    assert await seen(rig, IRINA) == ["call", "call", "next"]
    assert [state for state, _ in await rows(rig)] == [OutboxState.UNKNOWN, OutboxState.SENT]


async def test_a_lost_answer_of_words_to_a_client_is_never_repeated(rig: Rig) -> None:
    await fault(rig, "reset_after", chat=IRINA)
    await owe(rig, IRINA, "price", kind="staff_wrote")
    await rig.bot.settle()
    await passes(rig, 5, 600, 600)

    assert await seen(rig, IRINA) == ["price"]
    assert [state for state, _ in await rows(rig)] == [OutboxState.UNKNOWN]


@pytest.mark.parametrize(
    "trouble",
    [
        {"kind": "error"},
        {"kind": "error", "code": 401},
        {"kind": "error", "code": 503},
        *({"kind": "html", "code": code} for code in (200, 400, 403, 502)),
    ],
    ids=str,
)
async def test_what_was_not_taken_comes_later_and_once(rig: Rig, trouble: dict[str, Any]) -> None:
    await fault(rig, **trouble, chat=IRINA, count=3)
    await owe(rig, IRINA, "price", kind="staff_wrote")
    await rig.bot.settle()
    await passes(rig, 5, 10)
    early = await seen(rig, IRINA)
    await passes(rig, 20)

    assert early == []
    assert await seen(rig, IRINA) == ["price"]


async def test_a_hanging_chat_delays_nobody_elses(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.app.GRACE", 0.1)
    await fault(rig, "half_open", chat=IRINA)
    await owe(rig, IRINA, "hangs", kind="reminder")
    for number in range(30):
        await owe(rig, OLEG, str(number), kind="reminder")

    async def all_there() -> bool:
        return len(await seen(rig, OLEG)) == 30

    async with asyncio.timeout(sender.READ / 2):
        await until(all_there)
    assert (await rows(rig))[0] == (OutboxState.SENDING, None)


async def test_a_429_holds_one_chat_and_not_for_longer_than_asked(rig: Rig) -> None:
    await fault(rig, "too_many_requests", chat=IRINA, retry_after=35)
    await owe(rig, IRINA, "a", kind="reminder")
    await owe(rig, OLEG, "b", kind="reminder")
    await rig.bot.settle()
    await passes(rig, 34)
    early = await seen(rig, IRINA), await seen(rig, OLEG)
    await passes(rig, 1)

    assert early == ([], ["b"])
    assert await seen(rig, IRINA) == ["a"]


@pytest.mark.parametrize(
    ("kind", "sent", "ends"),
    [("staff_wrote", 1, OutboxState.UNKNOWN), ("reminder", 2, OutboxState.SENT)],
)
async def test_a_stop_in_the_middle_of_a_sending(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, kind: str, sent: int, ends: OutboxState
) -> None:
    """It was taken, and nobody has said so: a colleague gets it once more, a client never."""
    monkeypatch.setattr(app, "GRACE", 0.05)
    await fault(rig, "half_open", chat=IRINA)
    await owe(rig, IRINA, "x", kind=kind)

    async def in_flight() -> bool:
        return await seen(rig, IRINA) == ["x"]

    await until(in_flight)
    await rig.stop_bot()
    await rig.start_bot()
    await passes(rig, 5, 60, 600)

    assert await seen(rig, IRINA) == ["x"] * sent
    assert [state for state, _ in await rows(rig)] == [ends]


async def test_one_message_is_in_flight_at_a_time(rig: Rig) -> None:
    sending: list[int] = []

    async def look(method: str, chat_id: str, carry_out: Callable[[], Awaitable[Any]]) -> Any:
        if method == "sendMessage":
            sending.append(await rig.bot.crm.read(_being_sent))
        return await carry_out()

    rig.sandbox.around_call(look)
    await asyncio.gather(*(owe(rig, person, "x", kind="reminder") for person in (IRINA, OLEG) * 10))
    await rig.bot.settle()

    assert sending == [1] * 20


async def test_in_a_rush_a_slow_answer_to_what_is_only_read_keeps_nobody_waiting(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "RUSH", 1)
    monkeypatch.setattr(delivery, "READING", {"reminder"})
    monkeypatch.setattr(delivery, "STEP_ASIDE", 60.0)
    both = asyncio.Barrier(2)

    async def meet(method: str, chat_id: str, carry_out: Callable[[], Awaitable[Any]]) -> Any:
        if method == "sendMessage":
            await both.wait()
        return await carry_out()

    rig.sandbox.around_call(meet)
    await rig.bot.crm.write(_owe_both, rig.bot.clock.now())
    await rig.bot.settle()

    assert (await seen(rig, IRINA), await seen(rig, OLEG)) == (["x"], ["x"])


async def test_in_a_rush_too_one_reminder_is_in_flight_at_a_time(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "RUSH", 1)
    monkeypatch.setattr(delivery, "RUSH_GAP", 0.0)
    monkeypatch.setattr(delivery, "STEP_ASIDE", 60.0)
    sending: list[int] = []

    async def look(method: str, chat_id: str, carry_out: Callable[[], Awaitable[Any]]) -> Any:
        if method == "sendMessage":
            sending.append(await rig.bot.crm.read(_being_sent))
        return await carry_out()

    rig.sandbox.around_call(look)
    await rig.bot.crm.write(_owe_both, rig.bot.clock.now())
    await rig.bot.settle()

    assert sending == [1, 1]


def _owe_both(tx: Session, now: dt.datetime) -> None:
    for person in (IRINA, OLEG):
        _owe(tx, person, "reminder", ["x"], now)


def _being_sent(tx: Session) -> int:
    rows = select(func.count()).where(OutboxMessage.state == OutboxState.SENDING)
    return tx.execute(rows).scalar_one()


async def test_while_telegram_is_away_nothing_more_is_tried_on_it(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doubt, "PAUSES", (0.05,))
    for method in ("sendMessage", "getMe"):
        await fault(rig, "reset_after" if method == "sendMessage" else "error", method=method, count=NEVER)
    for number in range(5):
        await owe(rig, IRINA, f"i{number}", kind="reminder")
        await owe(rig, OLEG, f"o{number}", kind="reminder")
    before = len(rig.results("getMe"))

    async def asked_thrice() -> bool:
        return len(rig.results("getMe")) >= before + 3

    await until(asked_thrice)
    tried = len(await seen(rig, IRINA)) + len(await seen(rig, OLEG))
    async with rig.http.delete(rig.sandbox.base_url + "/faults") as answer:
        assert answer.status == 200
    await rig.bot.settle()
    await passes(rig, 5)

    assert tried == 1
    assert await seen(rig, OLEG) == [f"o{number}" for number in range(5)]
    assert await seen(rig, IRINA) == ["i0", *(f"i{number}" for number in range(5))]


async def test_what_is_owed_to_who_stopped_the_bot_waits_until_he_is_back(rig: Rig) -> None:
    await rig.does(IRINA, "block")
    for number in range(3):
        await owe(rig, IRINA, str(number), kind="reminder")
    await rig.bot.settle()
    held = [state for state, _ in await rows(rig)]
    tried = len(rig.results("sendMessage"))
    await rig.does(IRINA, "unblock")

    assert held == [OutboxState.QUEUED] * 3
    assert tried == 0
    assert await seen(rig, IRINA) == ["0", "1", "2"]


async def test_one_403_is_enough_and_a_word_brings_all_back(rig: Rig) -> None:
    await fault(rig, "forbidden", chat=IRINA)
    for number in range(3):
        await owe(rig, IRINA, str(number), kind="reminder")
    await rig.bot.settle()
    states = [state for state, _ in await rows(rig)]
    await rig.does(IRINA, "start")

    assert states == [OutboxState.REFUSED, OutboxState.QUEUED, OutboxState.QUEUED]
    assert await seen(rig, IRINA) == ["1", "2"]


@pytest.mark.parametrize(
    ("trouble", "cause"),
    [
        ({"description": "Bad Request: message is too long"}, "message_failed"),
        ({"migrate_to_chat_id": -100500}, "chat_migrated"),
        ({"description": "Bad Request: can't parse entities: Unclosed"}, "html_refused"),
    ],
)
async def test_the_owner_learns_of_what_needs_mending(rig: Rig, trouble: dict[str, Any], cause: str) -> None:
    await fault(rig, "bad_request", chat=IRINA, **trouble)
    await owe(rig, IRINA, "x", kind="reminder")
    await owe(rig, IRINA, "next", kind="reminder")
    await rig.bot.settle()

    assert (await seen(rig, IRINA))[-1] == "next"
    [told] = await seen(rig, OLEG)
    assert repr(cause) in told


async def test_no_stored_error_holds_the_token(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*args: object) -> int:
        raise NetworkError(f"cannot reach {rig.bot.bot.base_url}/sendMessage")

    monkeypatch.setattr(rig.bot._delivery._sender, "_send_one", fail)
    await owe(rig, IRINA, "x", kind="reminder")
    await rig.bot.settle()

    [(state, error)] = await rows(rig)
    assert state is OutboxState.QUEUED
    assert error is not None
    assert "sendMessage" in error
    assert rig.sandbox.token not in error
