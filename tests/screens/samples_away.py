"""The word after the bot was offline."""

import datetime as dt
from collections.abc import Callable

from bot.i18n import Locale
from bot.screen import Screen
from bot.screens.away import away_screen

NOW = dt.datetime(2026, 11, 26, 9, 42, tzinfo=dt.UTC)  # 12:42 in Moscow
HERE = "Europe/Moscow"

SAMPLES: dict[str, Callable[[Locale], Screen]] = {
    "twenty minutes": lambda locale: away_screen(NOW - dt.timedelta(minutes=20), NOW, locale, HERE, NOW),
    "since yesterday": lambda locale: away_screen(NOW - dt.timedelta(hours=15), NOW, locale, HERE, NOW),
    "three days": lambda locale: away_screen(NOW - dt.timedelta(days=3), NOW, locale, HERE, NOW),
    "seen later": lambda locale: away_screen(
        NOW - dt.timedelta(days=2), NOW - dt.timedelta(days=1), locale, HERE, NOW
    ),
}
