"""The question after a restore, and its answers."""

from collections.abc import Callable

from bot.i18n import Locale
from bot.screen import Screen
from bot.screens.restored import decided_screen, question_screen
from crm.restored import Held

SAMPLES: dict[str, Callable[[Locale], Screen]] = {
    "restored": lambda locale: question_screen(Held(1_700_000_000, 24), locale),
    "restored: many": lambda locale: question_screen(Held(2**40, 10**6), locale),
    "restored: sent": lambda locale: decided_screen(True, 3, locale),
    "restored: dropped": lambda locale: decided_screen(False, 21, locale),
    "restored: decided before": lambda locale: decided_screen(True, None, locale),
}
