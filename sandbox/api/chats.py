"""Questions about a chat, and pinned messages."""

from __future__ import annotations

from typing import Any

from sandbox.api.call import Call
from sandbox.errors import bad_request
from sandbox.messages import Message
from sandbox.people import Phone

JsonObject = dict[str, Any]


def get_chat(call: Call) -> JsonObject:
    phone = call.known_chat()
    chat = phone.person.as_chat() | {
        "accent_color_id": phone.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": True,
            "limited_gifts": True,
            "unique_gifts": True,
            "premium_subscription": True,
            "gifts_from_channels": True,
        },
    }
    if username := phone.person.username:
        chat["active_usernames"] = [username]
    if phone.pinned:
        chat["pinned_message"] = phone.messages[phone.pinned[-1]].as_telegram(with_reply=False)
    return chat


def get_chat_member(call: Call) -> JsonObject:
    phone = call.known_chat()
    user_id = call.params.integer("user_id")
    if user_id == phone.id:
        return {"status": "member", "user": phone.person.as_user()}
    if user_id == call.world.bot["id"]:
        return {"status": "member", "user": call.world.bot}
    raise bad_request("PARTICIPANT_ID_INVALID" if call.world.user(user_id) else "invalid user_id specified")


def pin_chat_message(call: Call) -> bool:
    phone, message = _message(call, "message to pin not found")
    if message.id in phone.pinned:
        phone.pinned.remove(message.id)
    phone.pinned.append(message.id)
    call.world.phones_changed()
    return True


def unpin_chat_message(call: Call) -> bool:
    """The message named, or the one pinned last."""
    if call.params.text("message_id"):
        phone, message = _message(call, "message to unpin not found")
        phone.pinned = [pinned for pinned in phone.pinned if pinned != message.id]
    else:
        phone = call.known_chat()
        phone.pinned = phone.pinned[:-1]
    call.world.phones_changed()
    return True


def unpin_all_chat_messages(call: Call) -> bool:
    call.known_chat().pinned.clear()
    call.world.phones_changed()
    return True


def _message(call: Call, complaint: str) -> tuple[Phone, Message]:
    phone = call.known_chat()
    message = phone.messages.get(call.params.integer("message_id"))
    if message is None:
        raise bad_request(complaint)
    return phone, message
