"""What is asked about a typed moment, drawn from sample data."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from bot.i18n import Locale
from bot.screen import Screen
from bot.screens.deals import recorded_screen
from bot.screens.moments import Put, choice_screen, confirm_screen, put_screen
from bot.taps.deals import minute_of
from crm.days_off import DaysOff
from crm.hours import Window
from crm.models import Effect
from tests.screens.samples_deals import CHECK, HERE, HOSTILE, NOW, QUESTION, RECORDED, TAP, THERE

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


def _put(*, repeated: bool) -> Callable[[Locale], Screen]:
    put = Put(17, 4, at(27, 10), THERE, repeated=repeated)
    return lambda locale: put_screen(put, locale, HERE, NOW)


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
    "put: moved": _put(repeated=False),
    "put: repeated": _put(repeated=True),
    "recorded: typed": lambda locale: recorded_screen(
        replace(RECORDED, effect=Effect.ASK_NEXT, step=replace(CHECK, at=at(30, 10))),
        locale, HERE, NOW, "c",
    ),
}  # fmt: skip
