"""The network fails between the commit and the screen: the effect happens once, the screen comes."""

import pytest

from bot import attempts
from sandbox.errors import ApiError
from tests.chat import Chat
from tests.given import Given
from tests.town import Town


async def test_a_press_whose_drawing_failed_is_drawn_again(
    town: Town, chat: Chat, given: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "PAUSES", (0.01,))
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


BROKEN = "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\""


@pytest.mark.parametrize("method", ["editMessageText", "sendMessage"])
async def test_html_that_telegram_refuses_is_shown_as_plain_text_and_the_owner_is_told(
    town: Town, chat: Chat, given: Given, method: str
) -> None:
    await given.deal(client="Анна & Ко")
    if method == "editMessageText":
        await chat.says("Анна")
    await town.post("/faults", kind="bad_request", method=method, description=BROKEN)
    shown = await (chat.tap("Не берёт") if method == "editMessageText" else chat.says("Анна"))

    texts = [message.text for message in await chat.received()]
    assert any("Анна & Ко" in text for text in texts)
    assert "<b>" not in "".join(texts)
    assert sum("не принял оформление" in text for text in texts) == 1
    assert "Не получилось" not in shown.text
