"""Where a step was put."""

import enum

from bot.i18n import Locale, Raw
from bot.keyboards.layout import markup
from bot.keyboards.snooze import often_rows, put_rows
from bot.screen import Screen
from bot.screens.deals import often_line, purpose, step_icon
from bot.screens.places import place_lines
from bot.taps.deals import PLAIN
from crm.cards import DealCard


class Put(enum.StrEnum):
    """What became of a moment that was chosen without an outcome."""

    MOVED = "moved"
    MENDED = "mended"
    REPEATED = "repeated"


def put_screen(card: DealCard, put: Put, locale: Locale, zone: str, *, undoable: int | None = None) -> Screen:
    """Where the step came to lie, with [Fix]. `zone` is the viewer's; `undoable` the outcome it came from."""
    lines = [
        locale.text("moment-put", what=put, name=card.client_name),
        *next_lines(card, locale, zone),
        *often_line(card, locale),
    ]
    rows = *often_rows(card, PLAIN, locale), *put_rows(card, locale, undoable)
    return Screen("\n".join(lines), markup(*rows))


def next_lines(card: DealCard, locale: Locale, zone: str) -> list[str]:
    """The next step by both clocks, and its address."""
    if card.step is None:
        return []
    when = locale.both(card.step.at, card.calling.zone, zone, card.now)
    step = {"icon": Raw(step_icon(card.step)), "purpose": purpose(card.step, locale)}
    return [locale.text("recorded-next", when=when, **step), *place_lines(card.step, locale)]
