"""Answers to presses, chat actions and reactions."""

from __future__ import annotations

import re
from typing import Any

from sandbox.api import known
from sandbox.api.call import Call
from sandbox.errors import ParseError, bad_request
from sandbox.jsonfields import required_string

JsonObject = dict[str, Any]
MAX_TOAST = 200
TOO_LATE = "query is too old and response timeout expired or query ID is invalid"
ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip
REACTIONS = frozenset(known.REACTIONS.split())


def answer_callback_query(call: Call) -> bool:
    text = call.params.text("text")
    if len(text) > MAX_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    url = call.params.text("url")
    if url and not _opens_this_bot(url, call.world.bot["username"]):
        raise bad_request("URL_INVALID")
    phone = call.world.answered(call.params.text("callback_query_id"))
    if phone is None:
        raise bad_request(TOO_LATE)
    alert = call.params.boolean("show_alert")
    query_id = call.params.text("callback_query_id")
    call.world.ledger.note("answer", phone.id, query_id=query_id, text=text, alert=alert, url=url)
    if text or url:
        toast: JsonObject = {"phone": phone.id, "text": text, "alert": alert}
        call.world.hub.publish("toast", lambda: toast | {"url": url} if url else toast)
    return True


def _opens_this_bot(url: str, username: str) -> bool:
    """Without games, a press may only open a start link of the bot itself."""
    return re.fullmatch(rf"(https://)?t\.me/{username}\?start=[A-Za-z0-9_-]{{1,64}}", url) is not None


def send_chat_action(call: Call) -> bool:
    action = call.params.text("action")
    if action.lower() not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    phone = call.chat()
    call.world.hub.publish("chat_action", lambda: {"phone": phone.id, "action": action.lower()})
    return True


def set_message_reaction(call: Call) -> bool:
    """One emoji at most: that is what an ordinary bot may put."""
    given = call.params.decoded("reaction", "reaction types")
    if given is not None and not isinstance(given, list):
        raise bad_request("expected an Array of ReactionType")
    emojis = [_emoji(item) for item in given or []]
    if len(emojis) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    phone = call.known_chat()
    message = phone.messages.get(call.params.integer("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    message.reactions = emojis
    call.world.ledger.note("reaction", phone.id, message_id=message.id, text="".join(emojis))
    call.world.hub.publish("edit", lambda: {"phone": phone.id, "message": message.as_page()})
    return True


def _emoji(item: Any) -> str:
    if not isinstance(item, dict):
        raise bad_request("expected an Object as ReactionType")
    try:
        if required_string(item, "type") != "emoji":
            raise bad_request("REACTION_INVALID")
        emoji = required_string(item, "emoji")
    except ParseError as error:
        raise bad_request(f"can't parse ReactionType: {error}") from error
    if emoji not in REACTIONS:
        raise bad_request("REACTION_INVALID")
    return emoji
