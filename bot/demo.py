"""The demonstration: a sandbox, a company in it and the unmodified bot, in one process.

The bot speaks to the sandbox over HTTP as it speaks to Telegram; only the database, the address
and the clock differ. The company is made up when the page is first opened, in the visitor's language.
"""

import asyncio
import datetime as dt

import aiohttp
import click
from pydantic import SecretStr
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.app import App
from bot.clock import Clock
from bot.settings import Settings, SettingsError
from bot.wiring import build, open_crm
from crm import team
from crm.access import TelegramPerson, meet
from crm.days_off import DaysOff
from crm.db import Crm
from crm.hours import Window
from crm.models import Activity
from crm.seed import CAST, COMPANY, CastMember, seed
from sandbox import Person, Sandbox

DATABASE = "sqlite:///var/demo.db"
PORTS = range(8080, 8100)
VISITING_HOURS = (10 * 60, 16 * 60)
"""Minutes after midnight on a working day between which the demonstration begins."""


class Demo:
    """Started and stopped as one. `database` is a plain address; `port` None takes 8080 or the next free."""

    def __init__(
        self, settings: Settings, *, port: int | None, seeded: bool, database: str = DATABASE
    ) -> None:
        self._settings = settings.model_copy(update={"database_url": database, "owner_id": None})
        self._port = port
        self._seeded = seeded
        self._language = settings.default_language
        self.sandbox = Sandbox(
            people_of(self._language),
            bot_name="Dozvon",
            bot_username="dozvon_demo_bot",
            on_visit=self._welcome,
        )
        self.app: App | None = None

    async def start(self) -> None:
        """Return once the page can be opened; its address is printed."""
        await self._open_page()
        live = {
            "bot_token": SecretStr(self.sandbox.token),
            "bot_api_url": self.sandbox.base_url,
            "clock_url": f"{self.sandbox.base_url}/clock",
        }
        self.app = await build(self._settings.model_copy(update=live))
        latest = await self.app.crm.read(_latest)
        company = self._settings.company_timezone, self._settings.company_country
        self.sandbox.clock.set(beginning(Clock().now(), latest, *company).timestamp())
        await self.app.start()
        click.echo(f"Dozvon is ready: open {self.sandbox.base_url} in a browser. Ctrl-C stops it.")

    async def stop(self) -> None:
        if self.app is not None:
            await self.app.stop()
        await self.sandbox.stop()

    async def _open_page(self) -> None:
        for port in [self._port] if self._port is not None else PORTS:
            try:
                await self.sandbox.start(port=port)
                return
            except OSError:
                continue
        raise SettingsError(f"Port {self._port or PORTS.start} is taken: give another with --port.")

    async def _welcome(self, language: str) -> None:
        """The first visitor is here: his language becomes that of the people and of the data."""
        self.sandbox.set_people(people_of(language))
        if self.app is not None:
            await populate(self.app.crm, language, seeded=self._seeded, now=self.app.clock.now())
            await self.app.crm.write(team.rename_company, COMPANY[language])
            await self.app.equip_team()
            await self._open_chats(language)

    async def _open_chats(self, language: str) -> None:
        """The team has its menus on the screen already; the stranger's phone waits for the visitor."""
        team_of = [member.telegram_id for member in CAST[language] if member.role.staff]
        async with aiohttp.ClientSession(self.sandbox.base_url) as http:
            for person in team_of if self._seeded else team_of[:1]:
                await http.post(f"/page/phones/{person}/start", json={})


async def populate(crm: Crm, language: str, *, seeded: bool, now: dt.datetime) -> None:
    """An owner and, with `seeded`, managers with sixty clients. Safe to repeat."""
    if seeded:
        await crm.write(seed, language=language, now=now)
    elif not await crm.read(team.has_owner):
        await crm.write(_found, CAST[language][0], language, now=now)


async def seed_database(settings: Settings, language: str) -> None:
    """Fill the database of the settings; where nothing is set, the demonstration's."""
    if not settings.live:
        settings = settings.model_copy(update={"database_url": DATABASE})
    crm = await open_crm(settings)
    try:
        await populate(crm, language, seeded=True, now=Clock().now())
    finally:
        await asyncio.to_thread(crm.close)


def people_of(language: str) -> list[Person]:
    """Who holds the phones: the same four people, with names of the language."""
    return [
        Person(
            id=member.telegram_id,
            first_name=member.first_name,
            last_name=member.last_name,
            username=member.username,
            language_code=language,
            phone=member.phone,
            note=member.caption,
            started=member.role.staff,
        )
        for member in CAST[language]
    ]


def beginning(now: dt.datetime, latest: dt.datetime | None, zone: str, country: str) -> dt.datetime:
    """When the demonstration's clock starts (aware UTC).

    In a working hour of `zone` and on no holiday of the country, so that what the visitor does soon
    rings; and never before `latest`, where an earlier visitor left the company.
    """
    visiting = Window(zone, *VISITING_HOURS, days_off=DaysOff(country))
    return max(visiting.next_open(now), latest or now)


def _latest(tx: Session) -> dt.datetime | None:
    """The last thing that happened in this company."""
    return tx.scalar(select(func.max(Activity.at)))


def _found(tx: Session, owner: CastMember, language: str, *, now: dt.datetime) -> None:
    meet(tx, TelegramPerson(owner.telegram_id, owner.name, owner.username, language), now=now)
    team.appoint_owner(tx, owner.telegram_id, owner.name, now=now)
