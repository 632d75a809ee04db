"""Small helpers for laying buttons out."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import Tap
from bot.i18n import UNRULY

Row = list[InlineKeyboardButton]
LONGEST_LABEL = 40


def button(text: str, tap: Tap, style: str | None = None) -> InlineKeyboardButton:
    """A button of ours. A name or a company's own label may be long: it is cut to what a phone shows."""
    return InlineKeyboardButton(_label(text), callback_data=tap.pack(), style=style)


@lru_cache(maxsize=1000)  # nearly all buttons say the same
def _label(text: str) -> str:
    text = " ".join(text.translate(UNRULY).split())
    return text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1].rstrip() + "…"


def rows_of(buttons: Sequence[InlineKeyboardButton], width: int) -> list[Row]:
    """Rows of at most `width`, as even as they go: nine in fours are three rows of three."""
    rows = -(-len(buttons) // width)
    even = -(-len(buttons) // rows) if rows else width
    return [list(buttons[start : start + even]) for start in range(0, len(buttons), even)]


class Keyboard(InlineKeyboardMarkup):
    """What `markup` lays out: the library asks each of a button's dozen attributes whether it is set."""

    __slots__ = ()

    def to_dict(self, recursive: bool = True) -> dict[str, Any]:
        return {"inline_keyboard": [[_as_dict(button) for button in row] for row in self.inline_keyboard]}


def markup(*rows: Sequence[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """A keyboard of the rows that have buttons."""
    return Keyboard([row for row in rows if row])


def _as_dict(button: InlineKeyboardButton) -> dict[str, Any]:
    if button.callback_data is None:  # it copies, or opens something
        return button.to_dict()
    plain: dict[str, Any] = {"text": button.text, "callback_data": button.callback_data}
    return plain if button.style is None else plain | {"style": button.style}
