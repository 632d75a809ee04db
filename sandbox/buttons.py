"""Single buttons of both kinds of keyboards: one action each, as Telegram checks it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.errors import ApiError, ParseError, bad_request
from sandbox.jsonfields import (
    JsonObject,
    optional_boolean,
    optional_integer,
    optional_string,
    required_integer,
    required_object,
    required_string,
)
from sandbox.links import checked_link, https_only

STYLES = ("danger", "success", "primary")
INLINE_ACTIONS = frozenset({
    "url", "callback_data", "callback_game", "pay", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "login_url", "web_app", "copy_text",
})  # fmt: skip
REPLY_ACTIONS = frozenset({
    "request_contact", "request_location", "request_users", "request_chat", "request_poll", "web_app",
    "request_managed_bot",
})  # fmt: skip


def flags_of(value: JsonObject, *names: str) -> JsonObject:
    return {name: True for name in names if optional_boolean(value, name)}


def _common(item: JsonObject, what: str) -> JsonObject:
    """Text, style and icon, which both kinds of buttons have."""
    made = {"text": required_string(item, "text")}
    if not made["text"].strip():
        raise bad_request(f"{what} text must be non-empty")
    if icon := optional_string(item, "icon_custom_emoji_id"):
        made["icon_custom_emoji_id"] = icon
    if style := optional_string(item, "style"):
        if style not in STYLES:
            raise ParseError("Invalid button style specified")
        made["style"] = style
    return made


def inline_button(item: Any) -> JsonObject:
    if not isinstance(item, dict):
        raise ParseError("InlineKeyboardButton must be an Object")
    made = _common(item, "inline keyboard button")
    actions = [name for name, value in item.items() if name in INLINE_ACTIONS and _says(name, value)]
    if not actions:
        raise ParseError("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise ParseError("exactly one of the optional fields must be used to specify type of the button")
    made[actions[0]] = _inline_action(actions[0], item)
    return made


def _says(name: str, value: Any) -> bool:
    """Whether an action is really given; a query to begin with may be empty."""
    return value not in (None, "", False) or (value == "" and name.startswith("switch_"))


def _inline_action(name: str, item: JsonObject) -> Any:
    if name == "callback_data":
        data = required_string(item, name)
        if len(data.encode()) > 64:
            raise bad_request("BUTTON_DATA_INVALID")
        return data
    if name == "url":
        return _button_link(required_string(item, name), "inline keyboard button URL", checked_link)
    if name == "web_app":
        url = required_string(required_object(item, name), "url")
        _button_link(url, "inline keyboard button Web App URL", https_only)
        return {"url": url}
    if name == "copy_text":
        text = required_string(required_object(item, name), "text")
        if not 1 <= len(text) <= 256:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
        return {"text": text}
    if name in ("pay", "callback_game"):
        raise bad_request("BUTTON_TYPE_INVALID")  # only invoices and games carry them
    if name == "login_url":
        raise bad_request("BOT_DOMAIN_INVALID")  # no domain is linked to this bot
    if name == "switch_inline_query_chosen_chat":
        return required_object(item, name)
    return required_string(item, name)


def _button_link(url: str, what: str, check: Callable[[str], Any]) -> Any:
    try:
        return check(url)
    except ParseError as error:
        raise ApiError(400, f"{what} '{url}' is invalid: {error}") from error


def reply_button(item: Any) -> JsonObject:
    if isinstance(item, str):
        item = {"text": item}
    if not isinstance(item, dict):
        raise ParseError("KeyboardButton must be an Object")
    made = _common(item, "keyboard button")
    actions = [name for name, value in item.items() if name in REPLY_ACTIONS and _says(name, value)]
    if len(actions) > 1:
        raise ParseError("exactly one of the optional fields must be used to specify type of the button")
    if actions:
        made[actions[0]] = _reply_action(actions[0], item)
    return made


def _reply_action(name: str, item: JsonObject) -> Any:
    if name in ("request_contact", "request_location"):
        return optional_boolean(item, name)
    asked = required_object(item, name)
    if name == "web_app":
        url = required_string(asked, "url")
        _button_link(url, "keyboard button Web App URL", https_only)
        return {"url": url}
    if name == "request_users":
        quantity = optional_integer(asked, "max_quantity", 1)
        made = {"request_id": required_integer(asked, "request_id")}
        if not 1 <= quantity <= 10:
            raise bad_request("BUTTON_QUANTITY_MAX_INVALID")
        flags = flags_of(asked, "request_name", "request_username", "request_photo")
        return made | {"max_quantity": quantity} | flags
    if name == "request_poll":
        return {"type": kind} if (kind := optional_string(asked, "type")) else {}
    required_integer(asked, "request_id")
    return asked
