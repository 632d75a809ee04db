"""sendMessage and what every sending has in common."""

from __future__ import annotations

from typing import Any

from sandbox.api.call import Call
from sandbox.errors import bad_request
from sandbox.keyboards import Markup
from sandbox.messages import Message
from sandbox.people import Phone

JsonObject = dict[str, Any]


def send_message(call: Call) -> JsonObject:
    return send(call, call.text_content()).as_telegram()


def send(call: Call, content: JsonObject) -> Message:
    """Put the bot's message with `content` into the chat the call names. Raises ApiError."""
    markup = call.markup()
    refuse_foreign(call)
    phone = call.chat()
    message = call.world.new_message(phone, content, from_bot=True)
    message.reply_to = call.reply_to(phone)
    message.inline_keyboard = markup.inline
    message.silent = call.params.boolean("disable_notification")
    if call.params.boolean("protect_content"):
        message.protected = True
        message.extra["has_protected_content"] = True
    if effect := call.params.text("message_effect_id"):
        message.extra["effect_id"] = effect
    place(call, phone, message, markup)
    return message


def place(call: Call, phone: Phone, message: Message, markup: Markup) -> None:
    call.world.place(phone, message)
    if markup.changes_keyboard:
        call.world.set_keyboard(phone, markup.keyboard, message.id)


def refuse_foreign(call: Call) -> None:
    """Refuse what has no place in a private chat of an ordinary bot, in Telegram's words."""
    if call.params.text("business_connection_id"):
        raise bad_request("business connection not found")
    if call.params.text("message_thread_id"):
        raise bad_request("message thread not found")
    if call.params.text("direct_messages_topic_id"):
        raise bad_request("topic not found")
    if call.params.boolean("allow_paid_broadcast"):
        raise bad_request("FLOODSKIP_NOT_ALLOWED")
    if call.params.text("suggested_post_parameters"):
        raise bad_request("suggested posts can be sent only to channel direct messages")
    effect = call.params.text("message_effect_id")
    if effect and not (effect.isdigit() and 0 < int(effect) < 2**63):
        raise bad_request("EFFECT_ID_INVALID")


def send_contact(call: Call) -> JsonObject:
    phone_number, first_name = call.params.text("phone_number"), call.params.text("first_name")
    if not phone_number:
        raise bad_request("phone number must be non-empty")
    if not first_name:
        raise bad_request("first name must be non-empty")
    contact = {"phone_number": phone_number, "first_name": first_name}
    for name in ("last_name", "vcard"):
        if value := call.params.text(name):
            contact[name] = value
    return send(call, {"contact": contact}).as_telegram()


def send_location(call: Call) -> JsonObject:
    place: JsonObject = {
        "latitude": _degrees(call, "latitude", 90),
        "longitude": _degrees(call, "longitude", 180),
    }
    if call.params.integer("live_period"):
        raise bad_request("live locations are not supported by the sandbox")
    return send(call, {"location": place}).as_telegram()


def _degrees(call: Call, name: str, limit: float) -> float:
    text = call.params.text(name)
    if not text:
        raise bad_request(f"{name} is empty")
    try:
        value = float(text)
    except ValueError:
        raise bad_request("wrong parameter location specified") from None
    if not -limit <= value <= limit:
        raise bad_request("wrong parameter location specified")
    return value


def forward_message(call: Call) -> JsonObject:
    refuse_foreign(call)
    phone, source = call.chat(), _source(call, "message to forward")
    if source.protected:
        raise bad_request("message can't be forwarded")
    message = call.world.new_message(phone, source.content, from_bot=True)
    message.forward_origin = source.forward_origin or {
        "type": "user",
        "sender_user": source.sender,
        "date": source.date,
    }
    message.silent = call.params.boolean("disable_notification")
    call.world.place(phone, message)
    return message.as_telegram()


def copy_message(call: Call) -> JsonObject:
    source = _source(call, "message to copy")
    if source.protected:
        raise bad_request("message can't be copied")
    content = source.content
    if "caption" in call.params and {"photo", "document", "voice"} & content.keys():
        kept = {name: value for name, value in content.items() if not name.startswith("caption")}
        content = kept | call.caption_content()
    return {"message_id": send(call, content).id}


def _source(call: Call, what: str) -> Message:
    """The message of `from_chat_id` and `message_id`."""
    phone = call.world.chat(call.params.text("from_chat_id"))
    message = phone.messages.get(call.params.integer("message_id"))
    if message is None:
        raise bad_request(f"{what} not found")
    return message
