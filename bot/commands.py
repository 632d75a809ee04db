"""The bot's own words in Telegram: command lists by role and language, and its descriptions.

Everything is compared first and set only where it differs, so that a restart is cheap.
"""

import structlog
from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeChat, BotCommandScopeDefault
from telegram.error import TelegramError

from bot.i18n import Locale, locale_of
from bot.routes import Routes, pick
from crm.access import Actor
from crm.models import Role

log = structlog.get_logger(__name__)

# In the order of the list; a name is shown to those who have a handler for it.
NAMES = (
    "next",
    "today",
    "week",
    "new",
    "requests",
    "digest",
    "team",
    "settings",
    "language",
    "help",
    "start",
)
# Telegram's profile languages and ours; the first is for all others.
STRANGER = Actor(
    user_id=0,
    telegram_id=0,
    role=Role.CLIENT,
    name="",
    language="en",
    zone="UTC",
    blocked=False,
)
PROFILES = (("", "en"), ("ru", "ru"), ("uk", "ru"), ("be", "ru"), ("kk", "ru"))


class Commands:
    """Knows which commands a person has: those some handler takes from him."""

    def __init__(self, bot: Bot, routes: Routes) -> None:
        self._bot = bot
        self._routes = routes

    async def introduce(self) -> None:
        """Set what everybody sees who is not of the team: commands and descriptions, per language."""
        for profile, language in PROFILES:
            locale = locale_of(language)
            try:
                await self._set_commands(self._of(STRANGER, locale), BotCommandScopeDefault(), profile)
                await self._set_descriptions(locale, profile)
            except TelegramError as error:
                log.warning("the bot's texts are not set", language=profile, error=str(error))

    async def equip(self, *people: Actor) -> None:
        """Give people the commands of their role, in their language: after either of them changed."""
        for actor in people:
            scope = BotCommandScopeChat(actor.telegram_id)
            try:
                await self._set_commands(self._of(actor, locale_of(actor.language)), scope, "")
            except TelegramError as error:
                log.debug("no commands for a chat", user_id=actor.user_id, error=str(error))

    def _of(self, actor: Actor, locale: Locale) -> tuple[BotCommand, ...]:
        table = self._routes.commands
        return tuple(
            BotCommand(name, locale.plain(f"command-{name}"))
            for name in NAMES
            if pick(table.get(name), actor)
        )

    async def _set_commands(
        self, commands: tuple[BotCommand, ...], scope: BotCommandScope, profile: str
    ) -> None:
        if await self._bot.get_my_commands(scope, profile or None) != commands:
            await self._bot.set_my_commands(commands, scope, profile or None)

    async def _set_descriptions(self, locale: Locale, profile: str) -> None:
        code = profile or None
        long, short = locale.plain("bot-description"), locale.plain("bot-short-description")
        if (await self._bot.get_my_description(code)).description != long:
            await self._bot.set_my_description(long, code)
        if (await self._bot.get_my_short_description(code)).short_description != short:
            await self._bot.set_my_short_description(short, code)
