"""Small helpers for laying buttons out."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import Tap
from bot.i18n import UNRULY

Row = list[InlineKeyboardButton]
LONGEST_LABEL = 40


def button(text: str, tap: Tap, style: str | None = None) -> InlineKeyboardButton:
    """A button of ours. A name or a company's own label may be long: it is cut to what a phone shows."""
    text = " ".join(text.translate(UNRULY).split())
    if len(text) > LONGEST_LABEL:
        text = text[: LONGEST_LABEL - 1].rstrip() + "…"
    return InlineKeyboardButton(text, callback_data=tap.pack(), style=style)


def rows_of(buttons: Sequence[InlineKeyboardButton], width: int) -> list[Row]:
    """Rows of at most `width`, as even as they go: nine in fours are three rows of three."""
    rows = -(-len(buttons) // width)
    even = -(-len(buttons) // rows) if rows else width
    return [list(buttons[start : start + even]) for start in range(0, len(buttons), even)]


def markup(*rows: Sequence[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """A keyboard of the rows that have buttons."""
    return InlineKeyboardMarkup([row for row in rows if row])
