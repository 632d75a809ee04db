"""The network fails between the commit and the screen: the effect happens once, the screen comes."""

import datetime as dt
from typing import Any

import pytest

from bot import attempts
from sandbox.errors import ApiError
from tests.chat import Chat
from tests.given import Given
from tests.town import NOON, Town


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


@pytest.mark.parametrize(
    "trouble",
    [
        {"kind": "error", "code": 401},
        {"kind": "error", "code": 404},
        {"kind": "error", "code": 500},
        *({"kind": "html", "code": code} for code in (200, 400, 403, 404, 502)),
    ],
    ids=str,
)
@pytest.mark.parametrize("method", ["editMessageText", "sendMessage"])
async def test_a_bad_minute_of_telegram_or_of_somebody_on_the_way_costs_no_screen(
    town: Town,
    chat: Chat,
    given: Given,
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    trouble: dict[str, Any],
) -> None:
    monkeypatch.setattr(attempts, "PAUSES", (0.01,))
    await given.deal(client="Анна", at=NOON + dt.timedelta(days=1))
    if method == "editMessageText":
        await chat.says("Анна")
    seen = len(await chat.received())
    await town.post("/faults", method=method, count=3, **trouble)
    shown = await (chat.tap("Не берёт") if method == "editMessageText" else chat.says("Анна"))

    assert "Анна" in shown.text
    assert len(await chat.received()) == seen + (method == "sendMessage")
    assert (await town.get("/faults"))["faults"] == []


@pytest.mark.parametrize("kind", ["reset_after", "cut_short"])
async def test_an_answer_of_which_nobody_knows_whether_it_arrived_is_sent_twice_at_most(
    town: Town, client_chat: Chat, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(attempts, "PAUSES", (0.01,))
    await client_chat.starts()
    seen = len(await client_chat.received())
    await town.post("/faults", kind=kind, method="sendMessage", count=5)
    await client_chat.says("Нужен забор")
    copies = (await client_chat.received())[seen:]
    async with town.http.delete(town.sandbox.base_url + "/faults"):
        pass
    goes_on = await client_chat.says("+79161234567")

    assert [one.text for one in copies] == [copies[0].text] * 2
    assert goes_on.text != copies[0].text


@pytest.mark.parametrize(
    "words",
    [
        "Bad Request: message to edit not found",
        "Bad Request: message can't be edited",
        "Bad Request: MESSAGE_ID_INVALID",
        "Bad Request: there is no text in the message to edit",
    ],
)
async def test_a_card_that_cannot_be_edited_is_sent_anew(
    town: Town, chat: Chat, given: Given, words: str
) -> None:
    deal = await given.deal(client="Анна", at=NOON + dt.timedelta(days=1))
    await chat.says("Анна")
    seen = len(await chat.received())
    await town.post("/faults", kind="bad_request", method="editMessageText", description=words)
    shown = await chat.tap("Не берёт")

    assert len(await chat.received()) == seen + 1
    assert "Не берёт" in shown.text
    assert (await given.fresh(deal)).attempts == 1


async def test_nothing_new_to_draw_and_a_tap_too_old_to_answer_are_no_trouble(
    town: Town, chat: Chat, given: Given
) -> None:
    deal = await given.deal(client="Анна", at=NOON + dt.timedelta(days=1))
    await chat.says("Анна")
    seen = len(await chat.received())
    for method, words in (
        (
            "editMessageText",
            "Bad Request: message is not modified: specified new content is the same",
        ),
        ("answerCallbackQuery", "Bad Request: query is too old and response timeout expired"),
    ):
        await town.post("/faults", kind="bad_request", method=method, description=words)
    await chat.tap("Не берёт")

    assert len(await chat.received()) == seen
    assert (await town.get("/faults"))["faults"] == []
    assert (await given.fresh(deal)).attempts == 1


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
