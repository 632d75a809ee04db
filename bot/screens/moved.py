"""Why an automatic time is later than it might be, in words."""

import unicodedata

from bot.i18n import Locale
from crm.days_off import holiday_name
from crm.hours import Closed, Why
from crm.openings import Opening, Reason, Whose


def moved_line(opening: Opening | None, locale: Locale, *, mine: bool) -> list[str]:
    """A line of HTML that says it, or none where nothing was moved. `mine`: the reader is the manager."""
    if opening is None or not opening.moved:
        return []
    return [reason_line(opening.reason, locale, mine=mine)] if opening.reason else []


def reason_line(reason: Reason, locale: Locale, *, mine: bool) -> str:
    """Whose hours moved a step, and how they stood in the way; or that both never meet."""
    if reason.alone:
        return locale.text("moved-outside-work", whose="you" if mine else "manager")
    whose, closed = reason.whose, reason.closed
    who = "client" if whose is Whose.CLIENT else "you" if mine else "manager"
    if closed.why is Why.HOURS:
        return locale.text("moved-hours", whose=who)
    if closed.why is Why.LUNCH:
        return locale.text("moved-lunch", whose=who)
    details = ", ".join(filter(None, (locale.day(closed.day), name_of(closed, locale))))
    return locale.text("moved-day", whose=who, why=closed.why, details=details)


def name_of(closed: Closed, locale: Locale) -> str | None:
    """What a day off is called, where the reader can read it: "Russia Day", "Inventory"."""
    if closed.country is None:
        return closed.name
    return readable_name(holiday_name(closed.country, closed.day, locale.language) or "", locale)


def readable_name(holiday: str, locale: Locale) -> str | None:
    """A holiday's name of the calendar without its notes, or None where it says nothing to the reader."""
    name, _, note = holiday.partition(" (")
    # "Day off (substituted from 01/03/2026)" is no name; neither is one in letters of another language.
    if not name or any(letter.isdigit() for letter in note):
        return None
    return name if _script(name) == _script(locale.plain("names-months")) else None


def _script(text: str) -> str:
    """ "LATIN" or "CYRILLIC", by the first letter."""
    first = next((letter for letter in text if letter.isalpha()), "?")
    return unicodedata.name(first, "?").split()[0]
