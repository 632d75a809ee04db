"""What did not arrive while the bot was offline."""

import datetime as dt

from bot.i18n import Locale
from bot.screen import Screen
from crm.localtime import to_local
from crm.pulse import MESSAGES_LIVE, PRESSES_LIVE


def away_screen(
    since: dt.datetime, until: dt.datetime, locale: Locale, zone: str, now: dt.datetime
) -> Screen:
    """Nothing was heard from `since` to `until`, aware UTC. Presses are kept less long than messages."""

    def day_of(at: dt.datetime) -> dt.date:
        return to_local(at, zone).date()

    def named(at: dt.datetime) -> str:
        return locale.time(at, zone) if day_of(at) == day_of(now) else locale.exactly(at, zone, now)

    end = named(until) if day_of(since) == day_of(now) else locale.when(until, zone, now)
    lines = [locale.text("away-title", since=named(since), until=end)]
    if until - since > MESSAGES_LIVE:
        lines.append(locale.text("away-messages", at=named(until - MESSAGES_LIVE)))
    lines.append(locale.text("away-presses", at=named(until - PRESSES_LIVE)))
    return Screen("\n".join(lines))
