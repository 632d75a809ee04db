"""getUpdates: what waits, what is confirmed, who may ask."""

import asyncio
from typing import Any

import pytest

from tests.sandbox.conftest import IRINA, MOMENT, OLEG, STRANGER
from tests.sandbox.wire import Wire


async def wrote(wire: Wire, *texts: str) -> None:
    for text in texts:
        await wire.does(IRINA, "text", text=text)


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_a_typed_text_reaches_the_bot_as_telegram_would_send_it(wire: Wire) -> None:
    shown = await wire.does(IRINA, "text", text="Добрый день")

    update = await wire.update()

    assert update == {
        "update_id": update["update_id"],
        "message": {
            "message_id": shown["message_id"],
            "from": {
                "id": IRINA,
                "is_bot": False,
                "first_name": "Ирина",
                "last_name": "Соколова",
                "username": "irina",
                "language_code": "ru",
            },
            "chat": {
                "id": IRINA,
                "type": "private",
                "first_name": "Ирина",
                "last_name": "Соколова",
                "username": "irina",
            },
            "date": int(MOMENT.timestamp()),
            "text": "Добрый день",
        },
    }


async def test_updates_stay_until_a_higher_offset_confirms_them(wire: Wire) -> None:
    await wrote(wire, "one", "two", "three")

    first = await wire.call("getUpdates")
    again = await wire.call("getUpdates", offset=0)
    rest = await wire.call("getUpdates", offset=first[1]["update_id"])
    after = await wire.call("getUpdates")

    assert texts(first) == texts(again) == ["one", "two", "three"]
    assert texts(rest) == texts(after) == ["two", "three"]


async def test_ids_ascend_one_by_one(wire: Wire) -> None:
    await wrote(wire, "one", "two", "three")

    ids = [update["update_id"] for update in await wire.updates()]

    assert ids == [ids[0], ids[0] + 1, ids[0] + 2]


async def test_a_negative_offset_keeps_the_newest(wire: Wire) -> None:
    await wrote(wire, "one", "two", "three")

    assert texts(await wire.call("getUpdates", offset=-2)) == ["two", "three"]
    assert texts(await wire.call("getUpdates")) == ["two", "three"]


async def test_limit_is_kept_between_1_and_100(wire: Wire) -> None:
    await wrote(wire, *map(str, range(101)))

    assert len(await wire.call("getUpdates", limit=2)) == 2
    assert len(await wire.call("getUpdates")) == 100


async def test_a_poll_is_held_open_until_the_next_update(wire: Wire) -> None:
    poll = asyncio.create_task(wire.call("getUpdates", timeout=50))
    await asyncio.sleep(0.05)
    assert not poll.done()

    await wrote(wire, "at last")

    assert texts(await poll) == ["at last"]


async def test_a_poll_without_news_ends_by_its_timeout(wire: Wire) -> None:
    assert await wire.call("getUpdates", timeout=1) == []


async def test_a_second_poll_ends_the_first(wire: Wire) -> None:
    first = asyncio.create_task(wire.bot("getUpdates", timeout=50))
    await asyncio.sleep(0.05)

    second = asyncio.create_task(wire.bot("getUpdates", timeout=50))

    assert (await first).refusal == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    await wrote(wire, "hello")
    assert texts((await second).result) == ["hello"]


async def test_no_polling_while_a_webhook_stands(wire: Wire) -> None:
    await wire.call("setWebhook", url="https://127.0.0.1:9/hook")

    refused = await wire.bot("getUpdates")
    info = await wire.call("getWebhookInfo")
    await wire.call("deleteWebhook")

    assert refused.refusal == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first",
    )
    assert info["url"] == "https://127.0.0.1:9/hook"
    assert await wire.call("getUpdates") == []


async def test_an_offset_far_ahead_confirms_nothing(wire: Wire) -> None:
    await wrote(wire, "one", "two")
    _, two = await wire.call("getUpdates")

    assert texts(await wire.call("getUpdates", offset=two["update_id"] + 12)) == ["one", "two"]
    assert await wire.call("getUpdates", offset=two["update_id"] + 11) == []


@pytest.mark.parametrize("next_id", [5, 2_000_000_000])
async def test_ids_may_jump_after_a_silence(wire: Wire, next_id: int) -> None:
    await wrote(wire, "before")
    before = await wire.update()

    reply = await wire.post("/updates", json={"next_id": next_id})
    await wrote(wire, "one", "two")

    assert reply.body["next_id"] == next_id
    after = await wire.call("getUpdates", offset=before["update_id"] + 1 if next_id == 5 else next_id)
    assert [update["update_id"] for update in after] == [next_id, next_id + 1]


async def test_ids_do_not_jump_while_an_update_waits(wire: Wire) -> None:
    await wrote(wire, "one")

    reply = await wire.post("/updates", json={"next_id": 5})

    assert (reply.status, reply.body) == (409, {"error": "an update still waits"})
    assert (await wire.get("/updates")).body["pending"] == 1


@pytest.mark.parametrize(
    ("order", "error"),
    [
        ({"next": 5}, "unknown: next"),
        ({"next_id": 0}, "next_id must be 1 to 2147483647"),
        ({"lose_answers": -1}, "lose_answers must be 0 to 1000000000"),
        ({"content": []}, "content must be an object of one update"),
    ],
)
async def test_a_wrong_order_to_the_stream_is_named(wire: Wire, order: dict[str, Any], error: str) -> None:
    reply = await wire.post("/updates", json=order)

    assert (reply.status, reply.body) == (400, {"error": error})


async def test_pending_updates_are_counted_and_may_be_dropped(wire: Wire) -> None:
    await wrote(wire, "one", "two")
    assert (await wire.call("getWebhookInfo"))["pending_update_count"] == 2

    await wire.call("deleteWebhook", drop_pending_updates=True)

    assert await wire.call("getUpdates") == []


async def test_allowed_updates_filter_when_an_update_is_made_and_are_remembered(wire: Wire) -> None:
    await wire.call("getUpdates", allowed_updates=["callback_query"])
    await wrote(wire, "not asked for")
    assert await wire.call("getUpdates") == []

    await wire.call("getUpdates", allowed_updates=[])
    await wrote(wire, "asked for")

    assert texts(await wire.updates()) == ["asked for"]


async def test_updates_are_dropped_after_a_day_on_the_sandbox_clock(wire: Wire) -> None:
    await wrote(wire, "old")
    await wire.post("/clock", json={"advance": 23 * 3600})
    await wrote(wire, "new")
    await wire.post("/clock", json={"advance": 2 * 3600})

    assert texts(await wire.updates()) == ["new"]


async def test_presses_are_dropped_after_150_seconds(wire: Wire) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    sent = await wire.send(IRINA, reply_markup=keyboard)
    await wire.does(IRINA, "tap", message_id=sent["message_id"], data="y")
    await wrote(wire, "before")
    await wire.post("/clock", json={"advance": 150})
    assert len(await wire.call("getUpdates")) == 2
    await wire.does(IRINA, "tap", message_id=sent["message_id"], data="y")
    await wire.post("/clock", json={"advance": 1})

    message, press = await wire.updates()

    assert message["message"]["text"] == "before"
    assert "callback_query" in press


async def test_message_ids_are_shared_by_all_chats(wire: Wire) -> None:
    first = await wire.send(IRINA)
    await wire.send(OLEG)
    second = await wire.send(IRINA)

    assert second["message_id"] == first["message_id"] + 2


async def test_blocking_and_unblocking_are_updates(wire: Wire) -> None:
    await wire.does(IRINA, "block")
    blocked = (await wire.update())["my_chat_member"]
    refused = await wire.bot("sendMessage", chat_id=IRINA, text="hello")
    await wire.does(IRINA, "start")
    unblocked, start = await wire.updates()

    assert (blocked["old_chat_member"]["status"], blocked["new_chat_member"]["status"]) == (
        "member",
        "kicked",
    )
    assert refused.refusal == (403, "Forbidden: bot was blocked by the user")
    assert unblocked["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert start["message"]["text"] == "/start"


async def test_a_stranger_is_reached_only_after_start(wire: Wire) -> None:
    before = await wire.bot("sendMessage", chat_id=STRANGER, text="hello")
    await wire.does(STRANGER, "start", payload="from_site")

    assert before.refusal == (400, "Bad Request: chat not found")
    assert (await wire.update())["message"]["text"] == "/start from_site"
    assert (await wire.send(STRANGER, "hello"))["text"] == "hello"
