"""reply_markup: what Telegram accepts, and how it refuses the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.buttons import flags_of, inline_button, reply_button
from sandbox.errors import ParseError, bad_request
from sandbox.jsonfields import (
    JsonObject,
    optional_array,
    optional_boolean,
    optional_string,
)

INLINE_TOTAL, INLINE_ROW = 100, 8
REPLY_TOTAL, REPLY_ROW = 300, 12
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
        if rows is not None and (keyboard := _rows(rows, "keyboard", reply_button, "keyboard button")):
            return Markup(keyboard=_keyboard(value, keyboard))
        rows = optional_array(value, "inline_keyboard")
        if rows is not None and (
            inline := _rows(rows, "inline_keyboard", inline_button, "inline keyboard button")
        ):
            return Markup(inline=inline)
        if optional_boolean(value, "remove_keyboard"):
            return Markup(remove=True)
        if optional_boolean(value, "force_reply"):
            return Markup(keyboard={"force_reply": True} | flags_of(value, "selective") | _placeholder(value))
    except ParseError as error:
        raise bad_request(str(error)) from error
    return NOTHING


def _keyboard(value: JsonObject, rows: Rows) -> JsonObject:
    flags = flags_of(value, "is_persistent", "resize_keyboard", "one_time_keyboard", "selective")
    return {"keyboard": rows} | flags | _placeholder(value)


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
