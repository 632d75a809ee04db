"""Joins the sales work, the scheduler and the bot: the only place that knows all three."""

import asyncio
import sqlite3
from functools import partial

import structlog
from sqlalchemy.exc import DatabaseError, OperationalError

from bot.app import App
from bot.clock import Clock, clock_of
from bot.feedplace import FeedPlace
from bot.flood import Flood
from bot.handlers import all_routes
from bot.links import invite_link
from bot.settings import Settings, SettingsError
from bot.street import REAL, Limits
from bot.watch import Watch
from bot.webhook import Place
from crm import replan, team
from crm.copies import BadBackup
from crm.db import Crm
from crm.guards import CannotStart, damaged, file_of, take
from crm.migrate import furnish, upgrade
from crm.models import Role
from scheduler.care import Care
from scheduler.ticker import Ticker

log = structlog.get_logger(__name__)


async def open_crm(settings: Settings) -> Crm:
    """The database of the settings, brought to today's tables and furnished with the workspace.

    Until it is closed, no other process opens that file so. Raises SettingsError where it cannot be.
    """
    try:
        crm = Crm(settings.database_url, await asyncio.to_thread(take, settings.database_url))
        return await _prepared(crm, settings)
    except CannotStart as error:
        raise SettingsError(str(error)) from None
    except OperationalError:
        # The driver's own words may hold the address with its password.
        raise SettingsError("DATABASE_URL names a database that does not answer.") from None
    except DatabaseError as error:
        file = file_of(settings.database_url)
        if file is None or type(error.orig) is not sqlite3.DatabaseError:
            raise
        raise SettingsError(str(damaged(file))) from None


async def _prepared(crm: Crm, settings: Settings) -> Crm:
    try:
        await _bring_up(crm, settings)
        return crm
    except BaseException:
        crm.close()
        raise


async def _bring_up(crm: Crm, settings: Settings) -> None:
    try:
        await asyncio.to_thread(upgrade, crm.engine, settings.backups)
    except BadBackup as error:
        raise SettingsError(f"The tables cannot be changed without a backup: {error}") from None
    await crm.write(
        furnish,
        name=settings.company_name or "",
        zone=settings.company_timezone,
        country=settings.company_country,
        language=settings.default_language,
        currency=settings.company_currency,
    )


async def build(
    settings: Settings, *, clock: Clock | None = None, flood: Flood | None = None, limits: Limits = REAL
) -> App:
    """The whole bot, ready to be started. Raises SettingsError where it cannot be."""
    token = settings.token()
    clock = clock or clock_of(settings.clock_url)
    crm = await open_crm(settings)
    watch = Watch(settings, crm, clock)
    care = Care(crm, settings.company_timezone, settings.backups)
    ticker = Ticker(crm, clock.now, care, ticked=watch.vitals.ticked, late=watch.meters.due)
    return App(
        crm,
        clock,
        ticker,
        all_routes(),
        token=token,
        api_url=settings.bot_api_url,
        prepare=partial(_prepare, settings),
        flood=flood,
        limits=limits,
        watch=watch,
        webhook=Place.of(settings),
        feeds=FeedPlace.of(settings),
    )


async def owner_link(app: App) -> str | None:
    """A link for one use that makes whoever opens it the owner; None where there is one already."""
    if await app.crm.read(team.has_owner):
        return None
    now = app.clock.now()
    token = await app.crm.write(team.new_invite, Role.OWNER, created_by=None, now=now)
    return invite_link(app.bot.username, token)


async def _prepare(settings: Settings, app: App) -> None:
    """Before anybody is heard: the company is called like the bot unless it has a name of its own, and
    the person of OWNER_ID is its owner. His name comes from Telegram with his first word. What was planned
    by an older zone database is put right.
    """
    if settings.company_name is None:
        await app.crm.write(team.rename_company, app.bot.first_name)
    await app.crm.write(replan.follow_release, now=app.clock.now())
    if settings.owner_id is not None:
        owner = settings.owner_id
        await app.crm.write(team.appoint_owner, owner, str(owner), now=app.clock.now())
