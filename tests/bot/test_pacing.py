"""The limits of Telegram, kept by the bot itself. Time is virtual: a minute takes no time."""

import asyncio
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.pacing import PRUNE_AT, Pacing
from bot.street import Limits
from tests.virtual import run

IRINA, OLEG, GROUP = 1001, 1002, -100500


def _nobody() -> None:
    """Nobody waits for it."""


class Telegram:
    """Notes when which call came, and refuses those it was told to."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.pacing = Pacing(limits or Limits())
        self.calls: list[tuple[float, str, Any]] = []
        self.refusals: dict[Any, int] = {}
        self.began = asyncio.get_running_loop().time()

    async def call(self, endpoint: str, chat: int | str | None = None, *, owed: bool = False) -> None:
        data = {} if chat is None else {"chat_id": chat}
        await self.pacing.process_request(
            self._answer, (endpoint, chat), {}, endpoint, data, _nobody if owed else None
        )

    async def owe(self, *chats: int) -> None:
        await asyncio.gather(*(self.call("sendMessage", chat, owed=True) for chat in chats))

    @property
    def passed(self) -> float:
        return asyncio.get_running_loop().time() - self.began

    def times(self, chat: int | str | None = None) -> list[float]:
        return [round(at, 3) for at, _, to in self.calls if chat is None or to == chat]

    async def _answer(self, endpoint: str, chat: int | str | None) -> bool:
        if seconds := self.refusals.pop((endpoint, chat), 0):
            raise RetryAfter(seconds)
        self.calls.append((self.passed, endpoint, chat))
        return True


def most_within(times: list[float], span: float) -> int:
    """How many at most came within any `span` seconds."""
    return max(sum(start <= at < start + span for at in times) for start in times)


def test_never_more_than_thirty_in_a_second_to_all_and_five_hundred_soon() -> None:
    async def main() -> list[float]:
        telegram = Telegram()
        await telegram.owe(*range(500))
        return telegram.times()

    times = run(main())

    assert len(times) == 500
    assert most_within(times, 0.999) <= 30
    assert times[-1] <= 500 / 30 + 1


def test_a_few_reminders_of_one_moment_go_at_once() -> None:
    async def main() -> list[float]:
        telegram = Telegram()
        await telegram.owe(*range(15))
        return telegram.times()

    assert run(main()) == [0.0] * 15


def test_a_press_does_not_wait_behind_what_is_owed() -> None:
    async def main() -> list[float]:
        telegram = Telegram()
        digests = asyncio.create_task(telegram.owe(*range(300)))
        for _ in range(8):
            await asyncio.sleep(1.03)
            await telegram.call("sendMessage", IRINA)
        await digests
        return telegram.times(IRINA)

    waited = [at - 1.03 * (number + 1) for number, at in enumerate(run(main()))]

    assert len(waited) == 8
    # One of the thirty is kept for it, or else it has the very next one.
    assert max(waited) <= 0.3


def test_a_chat_gets_a_few_at_once_and_then_one_a_second() -> None:
    async def main() -> tuple[list[float], list[float]]:
        telegram = Telegram()
        await asyncio.gather(telegram.owe(*[IRINA] * 7), telegram.owe(OLEG))
        return telegram.times(IRINA), telegram.times(OLEG)

    assert run(main()) == ([0, 0, 0, 0, 1, 2, 3], [0])


@pytest.mark.parametrize("group", [GROUP, "@team"])
def test_a_group_gets_no_more_than_twenty_in_any_minute(group: Any) -> None:
    async def main() -> list[float]:
        telegram = Telegram()
        await telegram.owe(*[group] * 60)
        return telegram.times(group)

    assert 18 <= most_within(run(main()), 60) <= 20


def test_what_makes_no_message_is_never_paced() -> None:
    async def main() -> list[float]:
        telegram = Telegram(Limits(overall=1, kept_for_presses=0, chat_burst=1))
        await telegram.call("sendMessage", IRINA)
        for endpoint in ("editMessageText", "answerCallbackQuery", "getMe", "sendChatAction"):
            for _ in range(50):
                await telegram.call(endpoint, IRINA)
        return telegram.times()

    assert set(run(main())) == {0}


def test_a_429_holds_that_chat_alone() -> None:
    async def main() -> Telegram:
        telegram = Telegram()
        telegram.refusals["sendMessage", IRINA] = 35
        with pytest.raises(RetryAfter):
            await telegram.call("sendMessage", IRINA, owed=True)
        for endpoint in ("sendMessage", "editMessageText"):
            with pytest.raises(RetryAfter):
                await telegram.call(endpoint, IRINA)
        await telegram.call("sendMessage", OLEG, owed=True)
        await telegram.call("editMessageText", OLEG)
        await asyncio.sleep(33)
        await telegram.call("editMessageText", IRINA)  # two seconds are not too long for a press
        await telegram.call("sendMessage", IRINA, owed=True)
        return telegram

    telegram = run(main())

    assert telegram.times(OLEG) == [0, 0]
    assert telegram.times(IRINA) == [35, 35]
    assert not telegram.pacing._held


def test_what_is_owed_to_a_held_chat_does_not_stand_in_anybodys_way() -> None:
    async def main() -> float:
        telegram = Telegram()
        telegram.refusals["editMessageText", IRINA] = 2
        with pytest.raises(RetryAfter):
            await telegram.call("editMessageText", IRINA)
        with pytest.raises(RetryAfter):
            await telegram.call("sendMessage", IRINA, owed=True)
        return telegram.passed

    assert run(main()) == 0


def test_a_429_of_no_chat_pauses_all() -> None:
    async def main() -> Telegram:
        telegram = Telegram()
        telegram.refusals["answerCallbackQuery", None] = 2
        with pytest.raises(RetryAfter):
            await telegram.call("answerCallbackQuery")
        with pytest.raises(RetryAfter):
            await telegram.call("sendMessage", IRINA, owed=True)
        await telegram.call("editMessageText", IRINA)
        await telegram.call("sendMessage", OLEG)
        return telegram

    telegram = run(main())

    assert (telegram.times(IRINA), telegram.times(OLEG)) == ([2], [2])


def test_a_long_pause_of_all_is_waited_out_elsewhere() -> None:
    async def main() -> list[float]:
        telegram = Telegram()
        telegram.refusals["answerCallbackQuery", None] = 35
        with pytest.raises(RetryAfter):
            await telegram.call("answerCallbackQuery")
        for call in ("sendMessage", "editMessageText"):
            with pytest.raises(RetryAfter):
                await telegram.call(call, IRINA)
        await asyncio.sleep(35)
        await telegram.call("editMessageText", IRINA)
        return telegram.times(IRINA)

    assert run(main()) == [35]


def test_a_person_who_types_too_fast_is_not_kept_waiting_here() -> None:
    async def main() -> tuple[int, int]:
        telegram = Telegram()
        together = (telegram.call("sendMessage", IRINA) for _ in range(20))
        ended = await asyncio.gather(*together, return_exceptions=True)
        return len(telegram.calls), sum(isinstance(one, RetryAfter) for one in ended)

    assert run(main()) == (7, 13)


def test_one_who_gave_up_waiting_leaves_no_gap() -> None:
    async def main() -> list[float]:
        telegram = Telegram(Limits(overall=2, kept_for_presses=0, owed_at_once=2))
        tasks = [asyncio.create_task(telegram.owe(chat)) for chat in range(4)]
        await asyncio.sleep(0.5)
        tasks[2].cancel()
        await asyncio.wait(tasks)
        return telegram.times()

    assert run(main()) == [0, 0, 1]


def test_what_is_owed_and_given_up_while_it_waits_here_is_known_never_to_have_left() -> None:
    """Telegram pauses all just when a message stands in the street: its sender's patience ends first."""

    async def main() -> Telegram:
        telegram = Telegram(Limits(overall=1, kept_for_presses=0, owed_at_once=1))
        await telegram.owe(OLEG)
        waiting = asyncio.create_task(telegram.call("sendMessage", IRINA, owed=True))
        await asyncio.sleep(0)
        telegram.refusals["answerCallbackQuery", None] = 35
        with pytest.raises(RetryAfter):
            await telegram.call("answerCallbackQuery")
        with pytest.raises(RetryAfter):
            async with asyncio.timeout(17):
                await waiting
        return telegram

    assert run(main()).times(IRINA) == []


def test_the_tables_do_not_grow_with_the_number_of_chats() -> None:
    async def main() -> int:
        telegram = Telegram(Limits(overall=10**6, owed_at_once=10**6))
        for chat in range(10 * PRUNE_AT):
            await telegram.call("sendMessage", chat)
            await asyncio.sleep(0.01)
        return len(telegram.pacing._next)

    assert run(main()) <= PRUNE_AT
