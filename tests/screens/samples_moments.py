"""What is asked about a typed moment, drawn from sample data."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from bot.i18n import Locale
from bot.screen import Screen
from bot.screens.deals import recorded_screen
from bot.screens.moments import choice_screen, confirm_screen
from bot.screens.put import Put, put_screen
from bot.taps.deals import minute_of
from crm.days_off import DaysOff
from crm.hours import Window
from crm.models import Effect
from tests.screens.samples_deals import CARD, CHECK, HERE, HOSTILE, NOW, QUESTION, RECORDED, TAP, THERE
from tests.screens.samples_snooze import OFTEN

HOLIDAYS = Window(THERE, 540, 1200, days_off=DaysOff("RU"))


def at(day: int, hour: int, month: int = 11) -> dt.datetime:
    """Aware UTC of an hour in Moscow."""
    return dt.datetime(2026, month, day, hour, tzinfo=dt.UTC) - dt.timedelta(hours=3)


def _confirm(moment: dt.datetime, **fields: object) -> Callable[[Locale], Screen]:
    question = replace(QUESTION, **fields)  # type: ignore[arg-type]
    tap = replace(TAP, minute=minute_of(moment))
    return lambda locale: confirm_screen(question, tap, locale, HERE, NOW)


def _choice(*moments: dt.datetime, **fields: object) -> Callable[[Locale], Screen]:
    question = replace(QUESTION, **fields)  # type: ignore[arg-type]
    taps = [replace(TAP, minute=minute_of(moment)) for moment in moments]
    return lambda locale: choice_screen(question, taps, locale, HERE, NOW)


def _put(put: Put, **fields: object) -> Callable[[Locale], Screen]:
    card = replace(CARD, **fields)  # type: ignore[arg-type]
    return lambda locale: put_screen(card, put, locale, HERE)


SAMPLES: dict[str, Callable[[Locale], Screen]] = {
    "confirm: night": _confirm(at(26, 20)),
    "confirm: the client's day off": _confirm(at(28, 4)),
    "confirm: a holiday": _confirm(at(4, 10), calling=HOLIDAYS),
    "confirm: before work": _confirm(at(27, 7)),
    "confirm: the manager's day off": _confirm(at(27, 9), working=Window(HERE, 540, 1080, weekdays=0b1111)),
    "confirm: next year": _confirm(dt.datetime(2027, 11, 16, 7, tzinfo=dt.UTC)),
    "choice": _choice(at(27, 10), at(30, 11)),
    "choice: one at night, two dates": _choice(at(27, 10), at(27, 20)),
    "choice: one clock": _choice(at(27, 10), at(30, 11), calling=Window(HERE, 540, 1200)),
    "choice: hostile": _choice(at(27, 10), at(28, 23), client_name=HOSTILE),
    "put: moved": _put(Put.MOVED),
    "put: mended, hostile": _put(Put.MENDED, client_name=HOSTILE),
    "put: moved too often": _put(Put.MOVED, often=OFTEN),
    "put: repeated": _put(Put.REPEATED),
    "recorded: typed": lambda locale: recorded_screen(
        replace(RECORDED, effect=Effect.ASK_NEXT, step=replace(CHECK, at=at(30, 10))),
        locale, HERE, NOW, "c",
    ),
}  # fmt: skip
