"""The network fails between the commit and the screen: the effect happens once, the screen comes."""

import pytest

from bot import intake
from sandbox.errors import ApiError
from tests.chat import Chat
from tests.given import Given
from tests.town import Town


async def test_a_press_whose_drawing_failed_is_drawn_again(
    town: Town, chat: Chat, given: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "PAUSES", (0.01,))
    deal = await given.deal(client="Анна")
    await chat.says("Анна")
    failing = ["editmessagetext", "editmessagetext"]

    async def bad_gateway(method: str, chat_id: str, carry_out):  # type: ignore[no-untyped-def]
        if method.lower() in failing:
            failing.remove(method.lower())
            raise ApiError(502, "bad gateway")
        return await carry_out()

    town.sandbox.around_call(bad_gateway)
    shown = await chat.tap("Не берёт")

    assert failing == []
    assert (await given.fresh(deal)).attempts == 1
    assert "Не берёт" in shown.text
    assert "error" not in shown.text
