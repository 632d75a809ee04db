"""Joins the sales work, the scheduler and the bot: the only place that knows all three."""

import asyncio

import structlog
from babel.numbers import get_territory_currencies
from telegram.error import TelegramError

from bot.app import App
from bot.clock import Clock, clock_of
from bot.handlers import all_routes
from bot.links import invite_link
from bot.settings import Settings
from crm import team
from crm.db import Crm
from crm.migrate import furnish, upgrade
from crm.models import Role
from scheduler.care import Care
from scheduler.ticker import Ticker

log = structlog.get_logger(__name__)


async def open_crm(settings: Settings) -> Crm:
    """The database of the settings, brought to today's tables and furnished with the workspace."""
    crm = Crm(settings.database_url)
    await asyncio.to_thread(upgrade, crm.engine)
    await crm.write(
        furnish,
        name="",
        zone=settings.company_timezone,
        country=settings.company_country,
        language=settings.default_language,
        currency=get_territory_currencies(settings.company_country)[0],
    )
    return crm


async def build(settings: Settings, *, clock: Clock | None = None) -> App:
    """The whole bot, ready to be started. Raises SettingsError where it cannot be."""
    token = settings.token()
    clock = clock or clock_of(settings.clock_url)
    crm = await open_crm(settings)
    ticker = Ticker(crm, clock.now, Care(crm, settings.company_timezone))
    return App(crm, clock, ticker, all_routes(), token=token, api_url=settings.bot_api_url)


async def first_owner(app: App, owner_id: int | None) -> str | None:
    """See to it that somebody owns the company; to be called once the app has started.

    With OWNER_ID that person is appointed. Without it, and without any owner yet, the answer is
    a link for one use that makes whoever opens it the owner.
    """
    now = app.clock.now()
    if owner_id is not None:
        await app.crm.write(team.appoint_owner, owner_id, await _name(app, owner_id), now=now)
    if await app.crm.read(team.has_owner):
        return None
    token = await app.crm.write(team.new_invite, Role.OWNER, created_by=None, now=now)
    return invite_link(app.bot.username, token)


async def _name(app: App, telegram_id: int) -> str:
    try:
        return (await app.bot.get_chat(telegram_id)).full_name or str(telegram_id)
    except TelegramError:
        return str(telegram_id)
