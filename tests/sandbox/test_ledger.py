"""The ledger: what people saw, in order, whatever became of it."""

from typing import Any

import aiohttp
import pytest

from tests.sandbox.conftest import IRINA, MOMENT, OLEG
from tests.sandbox.wire import JsonObject, Wire

BEGIN = MOMENT.timestamp()
BUTTON = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}


async def ledger(wire: Wire, **query: Any) -> list[JsonObject]:
    found: list[JsonObject] = (await wire.get("/ledger", params=query)).body["entries"]
    return found


async def test_a_message_stays_in_it_through_edit_and_deletion(wire: Wire) -> None:
    sent = await wire.send(IRINA, "First")
    await wire.post("/clock", json={"advance": 60})
    await wire.call("editMessageText", chat_id=IRINA, message_id=sent["message_id"], text="Second")
    await wire.call("deleteMessage", chat_id=IRINA, message_id=sent["message_id"])

    about = {"phone": IRINA, "message_id": sent["message_id"]}
    assert await ledger(wire) == [
        {"n": 0, "at": BEGIN, "event": "message", "from": "bot", "text": "First"} | about,
        {"n": 1, "at": BEGIN + 60, "event": "edit", "from": "bot", "text": "Second"} | about,
        {"n": 2, "at": BEGIN + 60, "event": "delete"} | about,
    ]


async def test_what_a_person_writes_is_in_it_as_well(wire: Wire) -> None:
    await wire.does(OLEG, "text", text="hello")

    (entry,) = await ledger(wire)

    assert (entry["phone"], entry["from"], entry["text"]) == (OLEG, "me", "hello")


async def test_a_press_is_in_it_with_its_toast(wire: Wire) -> None:
    sent = await wire.send(IRINA, "Card", reply_markup=BUTTON)
    body = await wire.does(IRINA, "tap", message_id=sent["message_id"], data="yes")
    query_id = body["query_id"]
    await wire.call("answerCallbackQuery", callback_query_id=query_id, text="Done", show_alert=True)
    await wire.bot("answerCallbackQuery", callback_query_id=query_id, text="Done twice")

    _, tap, answer = await ledger(wire)

    assert (tap["event"], tap["query_id"], tap["data"]) == ("tap", query_id, "yes")
    assert tap["message_id"] == sent["message_id"]
    assert (answer["event"], answer["query_id"], answer["text"]) == ("answer", query_id, "Done")
    assert answer["alert"] is True


async def test_a_silent_answer_is_in_it(wire: Wire) -> None:
    sent = await wire.send(IRINA, "Card", reply_markup=BUTTON)
    body = await wire.does(IRINA, "tap", message_id=sent["message_id"], data="yes")
    await wire.call("answerCallbackQuery", callback_query_id=body["query_id"])

    assert (await ledger(wire))[-1]["text"] == ""


async def test_reactions_are_in_it(wire: Wire) -> None:
    written = await wire.does(IRINA, "text", text="hello")
    reaction = [{"type": "emoji", "emoji": "👍"}]
    await wire.call("setMessageReaction", chat_id=IRINA, message_id=written["message_id"], reaction=reaction)

    entry = (await ledger(wire))[-1]
    assert (entry["event"], entry["message_id"], entry["text"]) == ("reaction", written["message_id"], "👍")


async def test_what_is_sent_again_after_a_lost_answer_is_in_it_twice(wire: Wire) -> None:
    for kind in ("reset_before", "reset_after"):
        await wire.post("/faults", json={"kind": kind, "method": "sendMessage"})
        with pytest.raises((aiohttp.ClientOSError, aiohttp.ServerDisconnectedError)):
            await wire.send(IRINA, "Call Peter")
    await wire.send(IRINA, "Call Peter")

    assert [entry["text"] for entry in await ledger(wire)] == ["Call Peter"] * 2


async def test_it_is_read_on_from_where_one_stopped(wire: Wire) -> None:
    await wire.send(IRINA, "one")
    first = (await wire.get("/ledger")).body
    await wire.send(OLEG, "two")
    await wire.send(IRINA, "three")

    rest = await ledger(wire, since=first["next"])
    hers = await ledger(wire, since=first["next"], phone=IRINA)

    assert first["next"] == 1
    assert [entry["text"] for entry in rest] == ["two", "three"]
    assert [entry["text"] for entry in hers] == ["three"]
    assert (await wire.get("/ledger", params={"since": "soon"})).status == 400


async def test_clearing_a_screen_takes_nothing_from_it(wire: Wire) -> None:
    await wire.send(IRINA, "one")
    await wire.does(IRINA, "clear")

    assert len(await ledger(wire)) == 1
