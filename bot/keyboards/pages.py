"""A list too long for one screen: its pages, counted from 0, and the row that turns them."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.callbacks import Tap
from bot.i18n import Locale
from bot.keyboards.layout import Row, button

T = TypeVar("T")


def last_page(count: int, size: int) -> int:
    return max(0, -(-count // size) - 1)


def page_of(items: Sequence[T], page: int, size: int) -> Sequence[T]:
    """What stands on a page; on the last one, where the list has become shorter than it was."""
    page = min(page, last_page(len(items), size))
    return items[page * size : (page + 1) * size]


def page_buttons(page: int, last: int, turn: Callable[[int], Tap], locale: Locale) -> Row:
    """To the page before and the one after, where there is one; `last` is the last page."""
    page = min(page, last)
    row: Row = []
    if page:
        row.append(button(locale.plain("button-page-back"), turn(page - 1)))
    if page < last:
        row.append(button(locale.plain("button-page-next"), turn(page + 1)))
    return row
