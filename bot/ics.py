"""Steps as an iCalendar file (RFC 5545), for a calendar of any make. Every time in it is UTC."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.i18n import UNRULY, Locale
from bot.links import card_link
from bot.screens.deals import purpose, step_icon
from crm.calendar import Entry
from crm.models import StepKind
from crm.places import AWAY, point_of, words_of
from crm.zone_names import zone_city

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event

PRODUCT = "-//Dozvon//Dozvon//EN"
ASK_AGAIN = dt.timedelta(hours=1)
"""How often a calendar that follows a feed should ask for it; most take their time."""
LASTS = {StepKind.MEETING: dt.timedelta(hours=1), StepKind.VISIT: dt.timedelta(hours=1)}
DESK = dt.timedelta(minutes=15)
"""How long all else lasts."""
WARNED = {StepKind.MEETING: dt.timedelta(minutes=30), StepKind.VISIT: dt.timedelta(hours=1)}
AT_DESK = dt.timedelta(minutes=5)
"""How long before all else its alarm sounds."""


def file_of(entry: Entry, locale: Locale, bot: str) -> bytes:
    """One step, to be taken into a calendar. `bot` is the bot's username."""
    calendar = _calendar()
    calendar.add_component(_event(entry, locale, bot))
    return bytes(calendar.to_ical())


def feed_file(entries: Sequence[Entry], name: str, locale: Locale, bot: str) -> bytes:
    """All steps of a person; the same bytes as long as nothing changes. `name` is that of the calendar."""
    calendar = _calendar()
    calendar.add("x-wr-calname", name)
    calendar.add("name", name)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(_event(entry, locale, bot))
    return bytes(calendar.to_ical())


def file_name(entry: Entry) -> str:
    """Such as "meeting-2026-11-27.ics"."""
    return f"{entry.step.kind.value.replace('_', '-')}-{entry.step.at:%Y-%m-%d}.ics"


def _calendar() -> "Calendar":
    from icalendar import Calendar  # megabytes, for who has a calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    return calendar


def _event(entry: Entry, locale: Locale, bot: str) -> "Event":
    from icalendar import Event

    step = entry.step
    event = Event()
    event.add("uid", f"{entry.deal_id}-{entry.number}@{bot}")
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.version)
    event.add("dtstart", step.at)
    event.add("dtend", step.at + LASTS.get(step.kind, DESK))
    event.add("summary", summary(entry, locale))
    event.add("description", _description(entry, locale, bot))
    if step.place:
        event.add("location", (words_of(step.place) or step.place).translate(UNRULY))
        if point := point_of(step.place):
            event.add("geo", point)
    event.add("url", card_link(bot, entry.deal_id))
    # Only who goes somewhere is away from his desk.
    event.add("transp", "OPAQUE" if step.kind in AWAY else "TRANSPARENT")
    event.add_component(_alarm(entry, locale))
    return event


def _alarm(entry: Entry, locale: Locale) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary(entry, locale))
    alarm.add("trigger", -WARNED.get(entry.step.kind, AT_DESK))
    return alarm


def summary(entry: Entry, locale: Locale) -> str:
    """Such as "🤝 Meeting: Anna Petrova"."""
    return locale.plain(
        "ics-summary",
        icon=step_icon(entry.step),
        purpose=purpose(entry.step, locale),
        name=entry.client_name,
    )


def _description(entry: Entry, locale: Locale, bot: str) -> str:
    lines = [
        *([locale.plain("ics-company", company=entry.company)] if entry.company else []),
        *(locale.phone(phone) for phone in entry.phones),
        *([_there(entry, locale)] if entry.zone_known else []),
        *([locale.plain("ics-need", need=entry.need)] if entry.need else []),
        locale.plain("ics-card", link=card_link(bot, entry.deal_id)),
    ]
    return "\n".join(lines)


def _there(entry: Entry, locale: Locale) -> str:
    """What the client's clock will read."""
    city = entry.city or zone_city(entry.zone, locale.language)
    return locale.plain("ics-there", time=locale.time(entry.step.at, entry.zone), city=city)
