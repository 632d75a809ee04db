"""reply_markup: what Telegram accepts, and how it refuses the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.errors import ApiError, ParseError, bad_request
from sandbox.jsonfields import (
    JsonObject,
    optional_array,
    optional_boolean,
    optional_integer,
    optional_string,
    required_integer,
    required_object,
    required_string,
)
from sandbox.links import checked_link, https_only

INLINE_TOTAL, INLINE_ROW = 100, 8
REPLY_TOTAL, REPLY_ROW = 300, 12
STYLES = ("danger", "success", "primary")
INLINE_ACTIONS = frozenset({
    "url", "callback_data", "callback_game", "pay", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "login_url", "web_app", "copy_text",
})  # fmt: skip
REPLY_ACTIONS = frozenset({
    "request_contact", "request_location", "request_users", "request_chat", "request_poll", "web_app",
    "request_managed_bot",
})  # fmt: skip
Rows = list[list[JsonObject]]


@dataclass(frozen=True)
class Markup:
    """What a call asks to show: buttons under the message, or a change of the reply keyboard."""

    inline: Rows | None = None
    keyboard: JsonObject | None = None  # ReplyKeyboardMarkup or ForceReply
    remove: bool = False

    @property
    def changes_keyboard(self) -> bool:
        return self.keyboard is not None or self.remove


NOTHING = Markup()


def parse_markup(value: Any) -> Markup:
    """`value` is the decoded reply_markup. Raises ApiError."""
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    try:
        rows = optional_array(value, "keyboard")
        if rows is not None and (keyboard := _rows(rows, "keyboard", _reply_button, "keyboard button")):
            return Markup(keyboard=_keyboard(value, keyboard))
        rows = optional_array(value, "inline_keyboard")
        if rows is not None and (
            inline := _rows(rows, "inline_keyboard", _inline_button, "inline keyboard button")
        ):
            return Markup(inline=inline)
        if optional_boolean(value, "remove_keyboard"):
            return Markup(remove=True)
        if optional_boolean(value, "force_reply"):
            return Markup(keyboard={"force_reply": True} | _flags(value, "selective") | _placeholder(value))
    except ParseError as error:
        raise bad_request(str(error)) from error
    return NOTHING


def _keyboard(value: JsonObject, rows: Rows) -> JsonObject:
    flags = _flags(value, "is_persistent", "resize_keyboard", "one_time_keyboard", "selective")
    return {"keyboard": rows} | flags | _placeholder(value)


def _flags(value: JsonObject, *names: str) -> JsonObject:
    return {name: True for name in names if optional_boolean(value, name)}


def _placeholder(value: JsonObject) -> JsonObject:
    text = optional_string(value, "input_field_placeholder")
    if len(text) > 64:
        raise ParseError("Input field placeholder is too long")
    return {"input_field_placeholder": text} if text else {}


def _rows(rows: list[Any], name: str, button: Callable[[Any], JsonObject], what: str) -> Rows:
    """The rows without the empty ones. Raises ApiError or ParseError."""
    found: Rows = []
    for row in rows:
        if not isinstance(row, list):
            where = " of the InlineKeyboardMarkup" if name == "inline_keyboard" else ""
            raise ParseError(f'Field "{name}"{where} must be an Array of Arrays')
        made = []
        for item in row:
            try:
                made.append(button(item))
            except ParseError as error:
                raise ParseError(f"Can't parse {what}: {error}") from error
        if made:
            found.append(made)
    per_row, total = (INLINE_ROW, INLINE_TOTAL) if name == "inline_keyboard" else (REPLY_ROW, REPLY_TOTAL)
    if sum(map(len, found)) > total or any(len(row) > per_row for row in found):
        raise bad_request("reply markup is too long")
    return found


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


def _inline_button(item: Any) -> JsonObject:
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


def _reply_button(item: Any) -> JsonObject:
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
        flags = _flags(asked, "request_name", "request_username", "request_photo")
        return made | {"max_quantity": quantity} | flags
    if name == "request_poll":
        return {"type": kind} if (kind := optional_string(asked, "type")) else {}
    required_integer(asked, "request_id")
    return asked
