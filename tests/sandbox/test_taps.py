"""Presses on inline buttons: what the bot gets, what the phone shows."""

import asyncio

import pytest

from sandbox import world
from tests.sandbox.conftest import IRINA, MOMENT, OLEG, listening
from tests.sandbox.wire import JsonObject, Wire

BUTTONS = {
    "inline_keyboard": [
        [{"text": "Yes", "callback_data": "yes", "style": "success"}, {"text": "No", "callback_data": "no"}],
        [{"text": "Number", "copy_text": {"text": "+79161234567"}}],
    ]
}
TOO_LATE = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def card(wire: Wire) -> JsonObject:
    return await wire.send(IRINA, "Card", reply_markup=BUTTONS)


async def press(wire: Wire, message: JsonObject, data: str, *, stale: bool = False) -> str:
    body = await wire.does(IRINA, "tap", message_id=message["message_id"], data=data, stale=stale)
    query: str = body["query_id"]
    return query


async def test_a_press_is_a_callback_query_with_the_message_as_it_is_now(wire: Wire) -> None:
    sent = await card(wire)

    query_id = await press(wire, sent, "no")

    query = (await wire.update())["callback_query"]
    assert query.pop("chat_instance").isdigit()
    assert query == {
        "id": query_id,
        "from": (await wire.call("getChatMember", chat_id=IRINA, user_id=IRINA))["user"],
        "message": sent,
        "data": "no",
    }


async def test_a_button_is_busy_until_it_is_answered(wire: Wire) -> None:
    sent = await card(wire)
    query_id = await press(wire, sent, "no")

    busy = (await wire.phone(IRINA))["busy"]
    await wire.call("answerCallbackQuery", callback_query_id=query_id)

    assert busy == [
        {
            "query_id": query_id,
            "message_id": sent["message_id"],
            "button": [0, 1],
            "since": MOMENT.timestamp(),
        }
    ]
    assert (await wire.phone(IRINA))["busy"] == []


async def test_an_answer_is_a_toast_or_an_alert(wire: Wire) -> None:
    sent = await card(wire)
    async with listening(wire) as page:
        query_id = await press(wire, sent, "no")
        busy = await page.until("busy")
        await wire.call("answerCallbackQuery", callback_query_id=query_id, text="Готово", show_alert=True)

        assert (busy["phone"], busy["query_id"], busy["button"]) == (IRINA, query_id, [0, 1])
        assert await page.until("idle") == {
            "phone": IRINA,
            "query_id": query_id,
            "message_id": sent["message_id"],
        }
        assert await page.until("toast") == {"phone": IRINA, "text": "Готово", "alert": True}


async def test_an_answer_may_open_a_start_link_of_the_bot(wire: Wire) -> None:
    query_id = await press(wire, await card(wire), "no")
    async with listening(wire) as page:
        await wire.call("answerCallbackQuery", callback_query_id=query_id, url="t.me/sandbox_bot?start=x")

        assert (await page.until("toast"))["url"] == "t.me/sandbox_bot?start=x"


async def test_a_press_is_answered_once(wire: Wire) -> None:
    query_id = await press(wire, await card(wire), "no")
    await wire.call("answerCallbackQuery", callback_query_id=query_id)

    again = await wire.bot("answerCallbackQuery", callback_query_id=query_id)

    assert again.refusal == (400, TOO_LATE)


async def test_a_press_expires_on_the_sandbox_clock(wire: Wire) -> None:
    sent = await card(wire)
    in_time, late = await press(wire, sent, "no"), await press(wire, sent, "yes")

    await wire.post("/clock", json={"advance": 150})
    assert await wire.call("answerCallbackQuery", callback_query_id=in_time)
    await wire.post("/clock", json={"advance": 1})

    assert (await wire.bot("answerCallbackQuery", callback_query_id=late)).refusal == (400, TOO_LATE)


async def test_only_buttons_on_the_message_now_are_pressed_unless_it_is_an_old_screen(wire: Wire) -> None:
    sent = await card(wire)
    await wire.call("editMessageText", chat_id=IRINA, message_id=sent["message_id"], text="Closed")

    refused = await wire.cannot(IRINA, "tap", message_id=sent["message_id"], data="no")
    await press(wire, sent, "no", stale=True)

    query = (await wire.update())["callback_query"]
    assert refused == (409, "this button is not on the message now")
    assert (query["data"], query["message"]["text"]) == ("no", "Closed")


async def test_another_s_message_cannot_be_pressed(wire: Wire) -> None:
    sent = await card(wire)

    assert (await wire.cannot(OLEG, "tap", message_id=sent["message_id"], data="no"))[0] == 404


async def test_a_forgotten_press_is_a_fault(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world, "PATIENCE_SECONDS", 0.02)
    sent = await card(wire)
    async with listening(wire) as page:
        await press(wire, sent, "no")
        shown = await page.until("fault")

    (fault,) = (await wire.phone(IRINA))["faults"]
    assert shown == {"phone": IRINA} | fault
    assert (fault["kind"], fault["message_id"], fault["data"]) == ("unanswered", sent["message_id"], "no")


async def test_an_answered_press_is_no_fault(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world, "PATIENCE_SECONDS", 0.02)
    query_id = await press(wire, await card(wire), "no")
    await wire.call("answerCallbackQuery", callback_query_id=query_id)
    await asyncio.sleep(0.05)

    assert (await wire.phone(IRINA))["faults"] == []


async def test_styles_and_copied_texts_reach_the_page(wire: Wire) -> None:
    await card(wire)

    (message,) = (await wire.phone(IRINA))["messages"]

    assert message["inline_keyboard"] == BUTTONS["inline_keyboard"]


async def test_an_empty_keyboard_is_none(wire: Wire) -> None:
    sent = await wire.send(IRINA, reply_markup={"inline_keyboard": []})

    assert "reply_markup" not in sent
