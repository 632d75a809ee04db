"""The word to colleagues after the bot was offline."""

import datetime as dt

from bot.notice import Notice
from bot.routes import Routes
from bot.screen import Screen
from bot.screens.away import away_screen

routes = Routes()


@routes.notice("away")
async def draw_away(notice: Notice) -> list[Screen]:
    if not notice.me.is_staff:
        return []
    since, until = (dt.datetime.fromisoformat(notice.payload[name]) for name in ("since", "until"))
    return [away_screen(since, until, notice.locale, notice.me.zone, notice.now)]
