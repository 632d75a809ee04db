"""A new client's draft, questions for a field, and search results from sample data, hostile included."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from bot.i18n import Locale
from bot.screen import Screen
from bot.screens.clients import (
    cancelled_screen,
    draft_screen,
    edit_screen,
    field_screen,
    found_screen,
    prompt_screen,
)
from bot.taps.clients import Field
from crm.clients import KnownNumber, Preview
from crm.drafts import Draft
from crm.models import DealState, ZoneSource
from crm.search import Found, Hit
from crm.whereabouts import Whereabouts
from tests.screens.samples_deals import CARD, HOSTILE_CARD
from tests.screens.samples_zones import USUAL

NOW = dt.datetime(2026, 11, 26, 9, 42, tzinfo=dt.UTC)
NUMBER = 2**31 - 1
HOSTILE = '<b>&"Аня\u202e</b> 🙂 ' + "ё" * 80
WHOLE = Draft(
    "Анна Петрова", "Окна Плюс", ("+79141234567",), "пластиковые окна", 84_000_00, "Asia/Vladivostok"
)
PREVIEW = Preview(WHOLE, None, WHOLE.whereabouts, "Asia/Vladivostok", (), "RU", "RUB", NOW)
UNKNOWN = replace(
    PREVIEW,
    draft=replace(WHOLE, company="", zone=None),
    whereabouts=None,
    zone="Europe/Moscow",
    usual=USUAL,
)
HOSTILE_DRAFT = Draft(HOSTILE, HOSTILE, tuple(f"+7914123456{n}" for n in range(5)), "слово " * 600, 10**14)
HIT = Hit(1, 17, "Анна Петрова", "Окна Плюс", "+79141234567", DealState.OPEN, 1.0)
HITS = tuple(
    replace(HIT, deal_id=n, name=f"Анна {n}", company=None, state=list(DealState)[n % 4]) for n in range(20)
)


SAMPLES: dict[str, Callable[[Locale], Screen]] = {
    "prompt": lambda locale: prompt_screen(NUMBER, locale),
    "draft": lambda locale: draft_screen(PREVIEW, NUMBER, locale),
    "draft: zone unknown": lambda locale: draft_screen(UNKNOWN, NUMBER, locale),
    "draft: zone guessed": lambda locale: draft_screen(
        replace(PREVIEW, whereabouts=Whereabouts("Asia/Vladivostok", ZoneSource.LIKELY)), NUMBER, locale
    ),
    "draft: empty": lambda locale: draft_screen(replace(UNKNOWN, draft=Draft()), NUMBER, locale),
    "draft: number known": lambda locale: draft_screen(
        replace(PREVIEW, known=KnownNumber("+79141234567", "Анна П.", 17)), NUMBER, locale
    ),
    "draft: number of a colleague's client": lambda locale: draft_screen(
        replace(PREVIEW, known=KnownNumber("+79141234567", None, None)), NUMBER, locale
    ),
    "draft: hostile": lambda locale: draft_screen(
        replace(UNKNOWN, draft=HOSTILE_DRAFT, known=KnownNumber("+79141234567", HOSTILE, 2**31 - 1)),
        NUMBER,
        locale,
    ),
    **{
        f"draft: {field}": lambda locale, field=field: field_screen(PREVIEW, NUMBER, field, locale)  # type: ignore[misc]
        for field in Field
        if field is not Field.ZONE
    },
    "cancelled": cancelled_screen,
    "edit": lambda locale: edit_screen(CARD, Field.NEED, locale),
    "edit: one more number": lambda locale: edit_screen(HOSTILE_CARD, Field.PHONE, locale),
    "found": lambda locale: found_screen(Found(HITS[:3], False), "анна", 0, locale),
    "found: many": lambda locale: found_screen(Found(HITS, False), "анна", 1, locale),
    "found: hostile": lambda locale: found_screen(
        Found((replace(HIT, name=HOSTILE, company=HOSTILE),), False), HOSTILE * 40, 0, locale
    ),
    "found: nothing": lambda locale: found_screen(Found((), False), "<i>абв", 0, locale),
}
