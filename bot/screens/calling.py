"""When a client may be called, by his own wish or as usual."""

import datetime as dt

from bot.i18n import Locale
from bot.keyboards.calling import client_hours_buttons
from bot.keyboards.hours import hours_words
from bot.screen import Screen
from bot.screens.hours import days_words
from crm.calling import ClientHours


def client_hours_screen(deal_id: int, hours: ClientHours, locale: Locale, now: dt.datetime) -> Screen:
    lines = [
        locale.text("client-hours-title", name=hours.client_name),
        locale.text(
            "client-hours-asked" if hours.asked else "client-hours-usual",
            hours=span_words(hours, locale),
        ),
    ]
    if hours.words:
        lines.append(locale.text("client-hours-words", words=hours.words))
    clock = "client-hours-clock" if hours.zone_known else "client-hours-clock-guessed"
    lines += [locale.text(clock, time=locale.time(now, hours.zone)), "", locale.text("ask-client-hours")]
    return Screen("\n".join(lines), client_hours_buttons(deal_id, hours, locale))


def span_words(hours: ClientHours, locale: Locale) -> str:
    """ "пн–пт, 18:00–20:00"."""
    return f"{days_words(hours.days, locale)}, {hours_words(hours.hours)}"
