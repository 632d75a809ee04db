"""Keyboards in place of the letters, and what their buttons send."""

from typing import Any

import pytest

from tests.sandbox.conftest import IRINA, OLEG, STRANGER, listening
from tests.sandbox.wire import JsonObject, Wire

SHARE = {"text": "Share", "request_contact": True}


TODAY = {"text": "Today"}


async def show(wire: Wire, *buttons: JsonObject, **more: Any) -> JsonObject:
    return await wire.send(IRINA, reply_markup={"keyboard": [list(buttons)]} | more)


async def keyboard(wire: Wire) -> Any:
    return (await wire.phone(IRINA))["reply_keyboard"]


async def test_a_keyboard_stays_until_it_is_removed(wire: Wire) -> None:
    sent = await show(wire, TODAY, SHARE, resize_keyboard=True, input_field_placeholder="Name or phone")
    await wire.does(IRINA, "text", text="Today")
    shown = await keyboard(wire)
    await wire.send(IRINA, reply_markup={"remove_keyboard": True})

    assert "reply_markup" not in sent
    assert shown == {
        "keyboard": [[TODAY, SHARE]],
        "resize_keyboard": True,
        "input_field_placeholder": "Name or phone",
    }
    assert await keyboard(wire) is None


async def test_a_one_time_keyboard_goes_with_a_press_and_not_with_other_words(wire: Wire) -> None:
    await show(wire, TODAY, one_time_keyboard=True)
    await wire.does(IRINA, "text", text="Something else")
    before = await keyboard(wire)
    await wire.does(IRINA, "text", text="Today")

    assert before is not None
    assert await keyboard(wire) is None


async def test_the_page_is_told_of_a_keyboard(wire: Wire) -> None:
    async with listening(wire) as page:
        await show(wire, TODAY)

        assert await page.until("keyboard") == {
            "phone": IRINA,
            "reply_keyboard": {"keyboard": [[TODAY]]},
        }


async def test_a_shared_number_is_the_sender_s_own_and_answers_the_question(wire: Wire) -> None:
    asked = await show(wire, SHARE, one_time_keyboard=True)

    await wire.does(IRINA, "contact", own=True)

    message = (await wire.update())["message"]
    assert message["contact"] == {
        "phone_number": "+79161234567",
        "first_name": "Ирина",
        "last_name": "Соколова",
        "user_id": IRINA,
    }
    assert message["reply_to_message"]["message_id"] == asked["message_id"]
    assert await keyboard(wire) is None


async def test_another_s_card_has_another_s_id_or_none(wire: Wire) -> None:
    await wire.does(IRINA, "contact", phone_number="+79160000000", first_name="Пётр")
    await wire.does(IRINA, "contact", phone_number="79161112233", first_name="Oleg", forwarded=True)

    first, second = [update["message"] for update in await wire.updates()]

    assert first["contact"] == {"phone_number": "+79160000000", "first_name": "Пётр"}
    assert "forward_origin" not in first
    assert second["contact"]["user_id"] == OLEG
    assert second["forward_origin"]["sender_user_name"] == "Oleg"


async def test_without_a_number_there_is_nothing_to_share(wire: Wire) -> None:
    assert (await wire.cannot(STRANGER, "contact", own=True))[0] == 400


async def test_people_are_picked_for_a_button_that_asks(wire: Wire) -> None:
    nobody_asks = await wire.cannot(IRINA, "users_shared", user_ids=[OLEG])
    await show(wire, {"text": "Who", "request_users": {"request_id": 7, "request_name": True}})
    too_many = await wire.cannot(IRINA, "users_shared", user_ids=[OLEG, STRANGER])

    await wire.does(IRINA, "users_shared", user_ids=[OLEG])

    assert (nobody_asks[0], too_many[0]) == (409, 400)
    assert (await wire.update())["message"]["users_shared"] == {
        "request_id": 7,
        "users": [{"user_id": OLEG, "first_name": "Oleg"}],
    }


async def test_a_place_is_sent(wire: Wire) -> None:
    await wire.does(IRINA, "location", latitude=55.75, longitude=37.62)

    assert (await wire.update())["message"]["location"] == {"latitude": 55.75, "longitude": 37.62}


@pytest.mark.parametrize("replying", [False, True])
async def test_a_forced_reply_waits_for_the_next_message(wire: Wire, replying: bool) -> None:
    question = await wire.send(IRINA, reply_markup={"force_reply": True, "input_field_placeholder": "Sum"})
    asked = await keyboard(wire)
    reply = {"reply_to": question["message_id"]} if replying else {}
    await wire.does(IRINA, "text", text="84000", **reply)

    assert asked == {"force_reply": True, "input_field_placeholder": "Sum"}
    assert await keyboard(wire) is None


async def test_a_forwarded_text_says_whose_it_was(wire: Wire) -> None:
    shown = await wire.does(IRINA, "forward", text="Пётр +7 916 000-00-00", from_name="Ольга")

    message = (await wire.update())["message"]

    assert message["forward_origin"]["sender_user_name"] == "Ольга"
    assert message["entities"][0]["type"] == "phone_number"
    assert shown["forward_from"] == "Ольга"
