"""Edits and deletions of what the bot has sent."""

from tests.sandbox.conftest import IRINA, MOMENT
from tests.sandbox.wire import JsonObject, Wire

BUTTONS = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
DAY = 24 * 3600


def place(message: JsonObject) -> JsonObject:
    return {"chat_id": IRINA, "message_id": message["message_id"]}


async def test_an_edit_sets_its_date_and_keeps_the_first(wire: Wire) -> None:
    sent = await wire.send(IRINA, "one")
    await wire.post("/clock", json={"advance": 60})

    edited = await wire.call("editMessageText", text="<b>two</b>", parse_mode="HTML", **place(sent))

    begin = int(MOMENT.timestamp())
    assert (edited["text"], edited["date"], edited["edit_date"]) == ("two", begin, begin + 60)
    assert edited["entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    assert "entities" not in sent


async def test_an_edit_without_buttons_takes_them_away(wire: Wire) -> None:
    sent = await wire.send(IRINA, "one", reply_markup=BUTTONS)

    edited = await wire.call("editMessageText", text="two", **place(sent))

    assert sent["reply_markup"] == BUTTONS
    assert "reply_markup" not in edited


async def test_an_edit_that_changes_nothing_is_refused(wire: Wire) -> None:
    sent = await wire.send(IRINA, "one", reply_markup=BUTTONS)

    same = await wire.bot("editMessageText", text=" one ", reply_markup=BUTTONS, **place(sent))
    same_buttons = await wire.bot("editMessageReplyMarkup", reply_markup=BUTTONS, **place(sent))
    other = await wire.bot("editMessageReplyMarkup", **place(sent))

    assert (
        same.refusal
        == same_buttons.refusal
        == (
            400,
            "Bad Request: message is not modified: specified new message content and reply markup are "
            "exactly the same as a current content and reply markup of the message",
        )
    )
    assert "reply_markup" not in other.result


async def test_what_a_person_wrote_is_not_the_bot_s_to_edit(wire: Wire) -> None:
    theirs = await wire.does(IRINA, "text", text="mine")

    refused = await wire.bot("editMessageText", text="yours", **place(theirs))

    assert refused.refusal == (400, "Bad Request: message can't be edited")


async def test_there_must_be_text_or_a_caption_to_edit(wire: Wire) -> None:
    contact = await wire.call("sendContact", chat_id=IRINA, phone_number="+7", first_name="A")

    text = await wire.bot("editMessageText", text="two", **place(contact))
    caption = await wire.bot("editMessageCaption", caption="two", **place(contact))

    assert text.refusal == (400, "Bad Request: there is no text in the message to edit")
    assert caption.refusal == (400, "Bad Request: there is no caption in the message to edit")


async def test_a_person_edits_and_the_bot_is_told(wire: Wire) -> None:
    mine = await wire.does(IRINA, "text", text="84")
    await wire.updates()

    await wire.does(IRINA, "edit", message_id=mine["message_id"], text="84000")

    edited = (await wire.update())["edited_message"]
    assert (edited["message_id"], edited["text"]) == (mine["message_id"], "84000")
    assert edited["edit_date"] == int(MOMENT.timestamp())


async def test_deleted_messages_are_gone(wire: Wire) -> None:
    first, second, third = [await wire.send(IRINA) for _ in range(3)]

    await wire.call("deleteMessage", **place(first))
    again = await wire.bot("deleteMessage", **place(first))
    await wire.call(
        "deleteMessages", chat_id=IRINA, message_ids=[first["message_id"], second["message_id"], 5]
    )

    assert again.refusal == (400, "Bad Request: message to delete not found")
    shown = (await wire.phone(IRINA))["messages"]
    assert [message["message_id"] for message in shown] == [third["message_id"]]


async def test_after_two_days_a_message_stays(wire: Wire) -> None:
    sent = await wire.send(IRINA)
    await wire.post("/clock", json={"advance": 2 * DAY + 1})

    one = await wire.bot("deleteMessage", **place(sent))
    many = await wire.call("deleteMessages", chat_id=IRINA, message_ids=[sent["message_id"]])

    assert one.refusal == (400, "Bad Request: message can't be deleted for everyone")
    assert many is True
    assert len((await wire.phone(IRINA))["messages"]) == 1


async def test_a_blocked_bot_still_edits_what_is_there(wire: Wire) -> None:
    sent = await wire.send(IRINA, "one")
    await wire.does(IRINA, "block")

    edited = await wire.call("editMessageText", text="two", **place(sent))

    assert edited["text"] == "two"


async def test_copies_and_forwards(wire: Wire) -> None:
    sent = await wire.send(IRINA, "one", reply_markup=BUTTONS)
    source = {"chat_id": IRINA, "from_chat_id": IRINA, "message_id": sent["message_id"]}

    copied = await wire.call("copyMessage", **source)
    forwarded = await wire.call("forwardMessage", **source)

    assert copied == {"message_id": sent["message_id"] + 1}
    assert forwarded["forward_origin"]["sender_user"]["is_bot"] is True
    shown = (await wire.phone(IRINA))["messages"]
    assert [message["text"] for message in shown] == ["one", "one", "one"]
    assert shown[1].get("inline_keyboard") is None


async def test_protected_messages_are_not_forwarded(wire: Wire) -> None:
    sent = await wire.send(IRINA, protect_content=True)
    source = {"chat_id": IRINA, "from_chat_id": IRINA, "message_id": sent["message_id"]}

    assert sent["has_protected_content"] is True
    assert (await wire.bot("forwardMessage", **source)).refusal[0] == 400
    assert (await wire.bot("copyMessage", **source)).refusal[0] == 400


async def test_pins_and_reactions(wire: Wire) -> None:
    first, second = await wire.send(IRINA), await wire.send(IRINA)
    for sent in (first, second):
        await wire.call("pinChatMessage", **place(sent))
    await wire.call("setMessageReaction", reaction=[{"type": "emoji", "emoji": "👍"}], **place(second))

    assert (await wire.call("getChat", chat_id=IRINA))["pinned_message"]["message_id"] == second["message_id"]
    await wire.call("unpinChatMessage", chat_id=IRINA)

    phone = await wire.phone(IRINA)
    assert phone["pinned"] == [first["message_id"]]
    assert phone["messages"][1]["reactions"] == ["👍"]
    await wire.call("unpinAllChatMessages", chat_id=IRINA)
    assert (await wire.phone(IRINA))["pinned"] == []
