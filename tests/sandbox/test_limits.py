"""Telegram's limits, where they are switched on: what each allows, and whom a refusal spares."""

import pytest

from sandbox.errors import ApiError
from sandbox.limits import Limits
from tests.sandbox.conftest import IRINA, OLEG
from tests.sandbox.wire import Wire


class Stopped:
    """A clock moved by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Stopped:
    return Stopped()


@pytest.fixture
def limits(clock: Stopped) -> Limits:
    limits = Limits(clock)
    limits.switch(True)
    return limits


def refused(limits: Limits, method: str, chat: str) -> int:
    """The seconds asked for; 0 if the call passes."""
    try:
        limits.take(method, chat)
    except ApiError as error:
        return error.parameters["retry_after"]
    return 0


def test_a_private_chat_gets_a_burst_then_one_a_second(limits: Limits, clock: Stopped) -> None:
    assert [refused(limits, "sendMessage", "7") for _ in range(6)] == [0, 0, 0, 0, 0, 1]
    clock.now += 1
    assert [refused(limits, "sendMessage", "7") for _ in range(2)] == [0, 1]
    clock.now += 60
    assert [refused(limits, "copyMessage", "7") for _ in range(6)] == [0, 0, 0, 0, 0, 1]
    assert limits.refused == 3


def test_a_group_gets_20_a_minute(limits: Limits, clock: Stopped) -> None:
    assert [refused(limits, "forwardMessage", "-7") for _ in range(21)] == [0] * 20 + [3]
    clock.now += 59.9
    assert [refused(limits, "sendMessage", "-7") for _ in range(20)].count(0) == 19


def test_all_chats_together_get_30_a_second(limits: Limits, clock: Stopped) -> None:
    assert [refused(limits, "sendMessage", str(chat)) for chat in range(31)] == [0] * 30 + [1]
    clock.now += 0.5
    assert [refused(limits, "sendMessage", str(chat)) for chat in range(50, 80)].count(0) == 15


def test_what_makes_no_message_is_free(limits: Limits) -> None:
    for method in ("editMessageText", "answerCallbackQuery", "sendChatAction", "getMe"):
        assert not any(refused(limits, method, "7") for _ in range(100))


async def test_a_refusal_is_told_as_telegram_does(wire: Wire) -> None:
    await wire.post("/limits", json={"on": True})
    for _ in range(5):
        await wire.send(IRINA)

    reply = await wire.bot("sendMessage", chat_id=IRINA, text="one too many")

    assert reply.refusal == (429, "Too Many Requests: retry after 1")
    assert reply.headers["Retry-After"] == "1"
    await wire.send(OLEG)
    assert len((await wire.phone(IRINA))["messages"]) == 5
    assert (await wire.get("/limits")).body == {"on": True, "refused": 1}


async def test_they_are_off_until_asked_for(wire: Wire) -> None:
    for _ in range(40):
        await wire.send(IRINA)
    await wire.post("/limits", json={"on": True})
    await wire.post("/limits", json={"on": False})
    for _ in range(10):
        await wire.send(IRINA)

    assert (await wire.get("/limits")).body == {"on": False, "refused": 0}
