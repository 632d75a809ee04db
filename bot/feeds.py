"""The team's calendars: each person's steps under the secret link he was given."""

import asyncio
import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import Bot

from bot import ics
from bot.feedplace import FeedPlace
from bot.i18n import locale_of
from crm.calendar import feed_of
from crm.db import Crm

if TYPE_CHECKING:
    from bot.feeddoor import FeedDoor

FORM = 1
"""Another number as soon as the same steps are written otherwise."""


@dataclass(frozen=True)
class Drawn:
    """A feed under its tag, which is another one for other contents; None: as it was known already."""

    tag: str
    file: bytes | None


class Feeds:
    def __init__(self, crm: Crm, bot: Bot, place: FeedPlace) -> None:
        self._crm = crm
        self._bot = bot
        self._place = place
        self._door: FeedDoor | None = None

    async def start(self) -> None:
        """Once Telegram has said who the bot is: its name is in the feeds. Raises SettingsError."""
        from bot.feeddoor import FeedDoor  # here alone, so that a bot without feeds loads no web server

        self._door = FeedDoor(self._place, self.draw)
        await self._door.open()

    async def stop(self) -> None:
        """Safe where it was never started."""
        if self._door is not None:
            await self._door.close()

    async def draw(self, token: str, known: Collection[str]) -> Drawn | None:
        """The feed of this token's link, in its person's language; None for a link that is not valid.

        A calendar that has it already, by one of these tags, costs no drawing.
        """
        feed = await self._crm.read(feed_of, token)
        if feed is None:
            return None
        tag = hashlib.sha256(f"{FORM} {feed!r}".encode()).hexdigest()[:32]
        if tag in known:
            return Drawn(tag, None)
        locale = locale_of(feed.reader.language)
        name = locale.plain("feed-name", company=feed.company)
        file = await asyncio.to_thread(ics.feed_file, feed.entries, name, locale, self._bot.username)
        return Drawn(tag, file)
