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

    def named(at: dt.datetime) -> str:
        today = to_local(at, zone).date() == to_local(now, zone).date()
        return locale.time(at, zone) if today else locale.exactly(at, zone, now)

    lines = [locale.text("away-title", since=named(since), until=named(until))]
    if until - since > MESSAGES_LIVE:
        lines.append(locale.text("away-messages", at=named(until - MESSAGES_LIVE)))
    lines.append(locale.text("away-presses", at=named(until - PRESSES_LIVE)))
    return Screen("\n".join(lines))
