"""Changing and deleting messages that are there already."""

from __future__ import annotations

from typing import Any

from sandbox.api.call import Call
from sandbox.errors import bad_request
from sandbox.messages import Message
from sandbox.people import Phone

JsonObject = dict[str, Any]
DELETABLE_SECONDS = 48 * 60 * 60
MAX_DELETED = 100
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(call: Call) -> JsonObject:
    content = call.text_content()
    inline = call.markup().inline
    phone, message = _to_edit(call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _edit(call, phone, message, content, inline)


def edit_message_caption(call: Call) -> JsonObject:
    caption = call.caption_content()
    inline = call.markup().inline
    phone, message = _to_edit(call)
    if not {"photo", "document", "voice"} & message.content.keys():
        raise bad_request("there is no caption in the message to edit")
    kept = {
        name: value
        for name, value in message.content.items()
        if name not in ("caption", "caption_entities", "show_caption_above_media")
    }
    return _edit(call, phone, message, kept | caption, inline)


def edit_message_reply_markup(call: Call) -> JsonObject:
    inline = call.markup().inline
    phone, message = _to_edit(call)
    return _edit(call, phone, message, message.content, inline)


def delete_message(call: Call) -> bool:
    if not call.params.text("chat_id"):
        raise bad_request("chat identifier is not specified")
    message_id = _message_id(call)
    phone = call.known_chat()
    message = phone.messages.get(message_id)
    if message is None:
        raise bad_request("message to delete not found")
    if call.world.clock.now() - message.date > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    call.world.delete(phone, message)
    return True


def delete_messages(call: Call) -> bool:
    """Messages that can't be found or deleted any more are passed over."""
    ids = call.params.decoded("message_ids", "message identifiers")
    if ids is None:
        raise bad_request("message identifiers are not specified")
    if not isinstance(ids, list) or not all(isinstance(item, int) for item in ids):
        raise bad_request("expected an Array of message identifiers")
    if len(ids) > MAX_DELETED:
        raise bad_request("too many message identifiers specified")
    phone = call.known_chat()
    oldest = call.world.clock.now() - DELETABLE_SECONDS
    for message_id in dict.fromkeys(ids):
        message = phone.messages.get(message_id)
        if message is not None and message.date >= oldest:
            call.world.delete(phone, message)
    return True


def _message_id(call: Call) -> int:
    message_id = call.params.integer("message_id")
    if message_id <= 0:
        raise bad_request("message identifier is not specified")
    return message_id


def _to_edit(call: Call) -> tuple[Phone, Message]:
    if call.params.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")  # no inline mode here, so no such message
    if not call.params.text("chat_id") and not call.params.text("message_id"):
        raise bad_request("message identifier is not specified")
    phone = call.known_chat()
    message = phone.messages.get(_message_id(call))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot or message.forward_origin is not None:
        raise bad_request("message can't be edited")
    return phone, message


def _edit(
    call: Call,
    phone: Phone,
    message: Message,
    content: JsonObject,
    inline: list[list[JsonObject]] | None,
) -> JsonObject:
    if content == message.content and inline == message.inline_keyboard:
        raise bad_request(NOT_MODIFIED)
    if content != message.content:
        message.content = content
    message.inline_keyboard = inline
    message.edit_date = call.world.clock.date()
    call.world.edited(phone, message)
    return message.as_telegram()
