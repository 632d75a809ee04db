"""`python -m bot doctor`: what stands and what does not, one line each."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from email.utils import parsedate_to_datetime

import aiohttp
import click
from telegram import Bot, WebhookInfo
from telegram.error import NetworkError

from bot.clock import Clock, clock_of
from bot.feedplace import NOBODY, FeedPlace
from bot.hiding import Hiding
from bot.settings import Settings
from bot.transport import Transport
from crm.db import engine_of
from crm.guards import file_of, look_at, look_for_rights, look_for_room
from crm.localtime import to_local
from crm.migrate import HEAD, current, known
from crm.retention import newest_backup

READ_ALONE = "GET, HEAD"
SKEW = dt.timedelta(seconds=30)
LATE_BACKUP = 50  # hours: two nights went without one


class Ailment(Exception):
    """What is wrong, in one sentence."""


async def examine(settings: Settings) -> bool:
    """Print the lines; True if all is well. Nothing is changed, nothing is sent to anybody."""
    checks: list[tuple[str, Callable[[Settings], Awaitable[str]]]] = [
        ("settings", _settings),
        ("database", _database),
        ("backups", _backups),
        ("telegram", _telegram),
        ("feeds", _feeds),
        ("clock", _clock),
    ]
    hiding, well = Hiding(settings.secrets()), True
    for name, check in checks:
        try:
            mark, words = "ok", await check(settings)
        except Exception as error:
            mark, words, well = "--", str(error) or type(error).__name__, False
        click.echo(hiding.hide(f"{mark}  {name:<9} {words}"))
    return well


async def _settings(settings: Settings) -> str:
    where = f"{settings.company_timezone}, {settings.company_country}, {settings.default_language}"
    return where if settings.live else f"{where}; no BOT_TOKEN: run opens the demonstration"


async def _database(settings: Settings) -> str:
    return await asyncio.to_thread(_look, settings.database_url)


def _look(url: str) -> str:
    file = file_of(url)
    if file is not None:
        if not file.exists():
            return "sqlite, not there yet: the first start makes it"
        look_for_rights(file)
        look_for_room(file)
        look_at(file, whole=True)
    engine = engine_of(url)
    try:
        with engine.connect() as connection:
            kind, revision = engine.dialect.name, current(connection)
    finally:
        engine.dispose()
    if revision is None:
        return f"{kind}, empty: the first start creates the tables"
    if not known(revision):
        raise Ailment(f"{kind}, at revision {revision} of a newer version: install that one")
    if revision != HEAD:
        return f"{kind}, at revision {revision}: the next start brings it to {HEAD}"
    return f"{kind}, at revision {revision}"


async def _backups(settings: Settings) -> str:
    folder = settings.backups
    if folder is None:
        return "off: BACKUP_DIR"
    newest = await asyncio.to_thread(newest_backup, folder)
    if newest is None:
        return f"none yet in {folder}: the first is made at night"
    hours = (Clock().now() - newest) // dt.timedelta(hours=1)
    if hours >= LATE_BACKUP:
        raise Ailment(f"the newest in {folder} is {hours} hours old: the log of the bot says why")
    return f"the newest in {folder} is {hours} hours old"


async def _telegram(settings: Settings) -> str:
    if settings.bot_token is None:
        return "not asked: no BOT_TOKEN"
    transport = Transport()
    bot = Bot(
        settings.token(),
        base_url=f"{settings.bot_api_url}/bot",
        request=transport,
        get_updates_request=transport,
    )
    try:
        await bot.initialize()
        info = await bot.get_webhook_info()
    except NetworkError as error:
        raise Ailment(f"does not answer: {error}") from None
    finally:
        await bot.shutdown()
    return f"@{bot.username}, {info.pending_update_count} updates waiting{_webhook(settings, info)}"


def _webhook(settings: Settings, info: WebhookInfo) -> str:
    """What is to be said of it. Raises Ailment where Telegram knocks in vain."""
    if settings.webhook_url is None:
        return ", a webhook is set and will be removed" if info.url else ""
    if info.url != settings.webhook_url:
        return ", the webhook will be set at the next start"
    if info.last_error_message and info.pending_update_count:
        waiting = f"{info.pending_update_count} updates waiting"
        raise Ailment(f"{waiting}, which cannot be brought to the webhook: {info.last_error_message}")
    return " for the webhook"


async def _feeds(settings: Settings) -> str:
    """Whether what is asked at PUBLIC_URL arrives at PUBLIC_LISTEN; the question itself opens nothing."""
    place = FeedPlace.of(settings)
    if place is None:
        return "off: PUBLIC_URL"
    try:
        here = await _is_feeds(place.here())
    except (aiohttp.ClientError, TimeoutError):
        return f"not asked: no bot listens at {settings.public_listen} yet"
    if not here:
        raise Ailment(
            f"another program, or a bot with another PUBLIC_URL, listens at {settings.public_listen}"
        )
    try:
        there = await _is_feeds(place.link(NOBODY))
    except (aiohttp.ClientError, TimeoutError) as error:
        raise Ailment(f"{place.url} does not answer: {str(error) or type(error).__name__}") from None
    if not there:
        raise Ailment(f"{place.url} is answered by another program: let it pass /calendar/ on to this bot")
    return f"{place.url} leads to this bot"


async def _is_feeds(url: str) -> bool:
    """Whether the bot's feeds are here: they alone let links be read and nothing be posted."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, timeout=aiohttp.ClientTimeout(10), allow_redirects=False) as answer,
    ):
        return answer.status == 405 and answer.headers.get("Allow") == READ_ALONE


async def _clock(settings: Settings) -> str:
    clock = clock_of(settings.clock_url)
    try:
        await clock.start()
        now = clock.now()
        shown = f"{to_local(now, settings.company_timezone):%Y-%m-%d %H:%M} in {settings.company_timezone}"
        if settings.clock_url is None and settings.bot_token is not None:
            try:
                await _compare(settings.bot_api_url, clock)
            except (aiohttp.ClientError, TimeoutError):
                raise Ailment(f"{shown}; not compared, since Telegram does not answer") from None
        return shown
    finally:
        await clock.stop()


async def _compare(url: str, clock: Clock) -> None:
    """Against the server's Date header: a wrong clock rings at wrong minutes."""
    async with (
        aiohttp.ClientSession() as session,
        session.head(url, timeout=aiohttp.ClientTimeout(10)) as answer,
    ):
        date = answer.headers.get("Date")
    skew = clock.now() - parsedate_to_datetime(date) if date else dt.timedelta()
    if abs(skew) > SKEW:
        raise Ailment(f"this computer's clock differs from Telegram's by {abs(skew)}")
