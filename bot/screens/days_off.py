"""The days off of the company or of one person, a month at a time."""

import datetime as dt

from bot.html import cut
from bot.i18n import Locale
from bot.keyboards.days_off import month_buttons
from bot.screen import Screen
from crm.month import Month
from crm.rests import Rest

RESTS_SHOWN = 12
NAME_SHOWN = 60


def month_screen(month: Month, locale: Locale) -> Screen:
    """What was entered, in words, and the month to press on."""
    lines = [_title(month, locale)]
    lines += [rest_line(rest, month.today, locale) for rest in month.rests[:RESTS_SHOWN]]
    if len(month.rests) > RESTS_SHOWN:
        lines.append(locale.text("days-off-more", count=len(month.rests) - RESTS_SHOWN))
    lines += ["", locale.text("days-off-hint"), "", _name(month, locale)]
    return Screen("\n".join(lines), month_buttons(month, locale))


def rest_line(rest: Rest, today: dt.date, locale: Locale) -> str:
    """ "🏖 1–8 янв: отпуск"."""
    days = locale.day(rest.first, today)
    if rest.last != rest.first:
        days = f"{days} – {locale.day(rest.last, today)}"
    if rest.name:
        key = "days-off-line-named" if rest.off else "days-worked-line-named"
        return locale.text(key, days=days, name=cut(rest.name, NAME_SHOWN))
    return locale.text("days-off-line" if rest.off else "days-worked-line", days=days)


def _title(month: Month, locale: Locale) -> str:
    if month.user_id is None:
        return locale.text("days-off-company")
    return locale.text("days-off-own") if month.mine else locale.text("days-off-of", name=month.name)


def _name(month: Month, locale: Locale) -> str:
    return locale.text("days-off-month", month=locale.month(month.first), year=str(month.first.year))
