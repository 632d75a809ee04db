"""A raw update as the inbox keeps it."""

import json
from contextlib import suppress
from typing import Any

import orjson

from bot.pieces import unreadable
from crm.inbox import Incoming

KINDS = ("message", "callback_query", "my_chat_member")


def incoming_of(update: Any) -> Incoming | None:
    """What to store of a raw update; None for what has no id that a database keeps."""
    if not isinstance(update, dict) or not _is_number(update.get("update_id")):
        return None
    update_id = update["update_id"]
    return Incoming(update_id, chat_key_of(update), _written(update, update_id))


def chat_key_of(update: dict[str, Any]) -> int:
    """The chat an update belongs to, or else the person; 0 if it names neither."""
    for kind in KINDS:
        body = update.get(kind)
        if not isinstance(body, dict):
            continue
        message = body.get("message") if kind == "callback_query" else body
        for owner in (message.get("chat") if isinstance(message, dict) else None, body.get("from")):
            if isinstance(owner, dict) and _is_number(owner.get("id")):
                return int(owner["id"])
    return 0


def _written(update: dict[str, Any], update_id: int) -> str:
    with suppress(orjson.JSONEncodeError):
        return orjson.dumps(update).decode()
    try:
        # The standard library's JSON: it writes half a surrogate as \\ud800, which every database keeps.
        return json.dumps(update)
    except RecursionError:  # brackets in brackets: it is parked, and must block no other
        return json.dumps(unreadable(update_id))


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63
