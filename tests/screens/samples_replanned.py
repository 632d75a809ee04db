"""Notices of steps that moved without their manager."""

import datetime as dt
from collections.abc import Callable

from bot.i18n import Locale
from bot.screen import Screen
from bot.screens.replanned import replanned_screen
from crm.hours import Closed, Why
from crm.models import StepKind, StepOrigin
from crm.openings import Reason, Whose
from crm.replanned import LISTED, Cause, Replanned
from crm.steps import Step

NOW = dt.datetime(2026, 11, 26, 8, 42, tzinfo=dt.UTC)
HERE, THERE = "Europe/Moscow", "Asia/Vladivostok"
HOSTILE = '<b>&"Аня\u202e</b> 🙂 ' + "ё" * 80
AT = dt.datetime(2026, 11, 27, 6, 0, tzinfo=dt.UTC)
WAS = dt.datetime(2026, 11, 26, 9, 0, tzinfo=dt.UTC)
STEP = Step(StepKind.CALL, AT, "retry", StepOrigin.RETRY)
TUESDAY = Reason(Whose.MANAGER, Closed(Why.DAY_OFF, WAS.date(), name="Учёт"))
NIGHT = Reason(Whose.CLIENT, Closed(Why.HOURS, WAS.date()))
BY_HOURS = [
    Replanned(5, "Анна Петрова", WAS, STEP, THERE, TUESDAY),
    Replanned(6, "John Smith", WAS, STEP, HERE, TUESDAY),
    Replanned(7, HOSTILE, WAS, STEP, THERE, NIGHT),
]
BY_RULES = [Replanned(5, "Анна Петрова", AT - dt.timedelta(hours=1), STEP, THERE)]


def _of(steps: list[Replanned], cause: Cause, count: int) -> Callable[[Locale], Screen]:
    return lambda locale: replanned_screen(steps, cause, count, locale, HERE, NOW)


SAMPLES: dict[str, Callable[[Locale], Screen]] = {
    "hours": _of(BY_HOURS, Cause.HOURS, 3),
    "hours, many": _of(BY_HOURS[2:] * LISTED, Cause.HOURS, 205),
    "rules": _of(BY_RULES, Cause.RULES, 1),
    "company": _of(BY_RULES, Cause.COMPANY, 1),
}
