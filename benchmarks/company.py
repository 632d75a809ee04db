"""A company in a database of its own: managers with open deals, all to be called next week.

It is at work at any hour of any day: a press costs more where a call has to be moved to Monday, and a
figure must not depend on when it was measured.
"""

import asyncio
import datetime as dt
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import insert, inspect, select
from sqlalchemy.orm import Session

from benchmarks.process import ROOT
from bot.settings import Settings
from bot.wiring import open_crm
from crm.access import TelegramPerson, meet, workspace_of
from crm.deals import open_deal
from crm.keys import search_key
from crm.localtime import MINUTES_A_DAY
from crm.models import Activity, Client, Deal, Outcome, Phone, Reminder, Role, StepKind, StepOrigin, User
from crm.steps import Step

FIRST_MANAGER = 5_000_001
NAME = "Анна Ковалёва"
NO_ANSWER = "no_answer"
ALL_DAYS = 0b1111111
Row = dict[str, Any]


@dataclass(frozen=True)
class Open:
    """What a button about an open deal needs to know of it."""

    deal_id: int
    version: int
    manager: int
    """His Telegram id."""


@dataclass(frozen=True)
class Company:
    url: str
    deals: tuple[Open, ...]
    """Those of one manager stand together."""
    no_answer: int
    """The id of this outcome."""

    @property
    def in_turn(self) -> list[Open]:
        """One deal of each manager, then the next of each, and so on."""
        each = max(1, len(self.deals) // len({deal.manager for deal in self.deals}))
        return sorted(self.deals, key=lambda deal: deal.deal_id % each)


@contextmanager
def company(managers: int, deals_each: int) -> Iterator[Company]:
    """On a real disk, beside the bot's own data: in memory `synchronous=FULL` would cost nothing."""
    folder = ROOT / "var"
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=folder) as place:
        yield asyncio.run(_founded(Path(place), managers, deals_each))


async def _founded(place: Path, managers: int, deals_each: int) -> Company:
    url = f"sqlite:///{place}/bench.db"
    crm = await open_crm(Settings(_env_file=None, database_url=url))
    try:
        deals = await crm.write(_employ, managers, deals_each, now=dt.datetime.now(dt.UTC))
        no_answer = await crm.read(lambda tx: tx.scalars(select(Outcome.id).filter_by(key=NO_ANSWER)).one())
    finally:
        crm.close()
    return Company(url, deals, no_answer)


def _employ(tx: Session, managers: int, deals_each: int, *, now: dt.datetime) -> tuple[Open, ...]:
    """The first manager and his first deal by the use cases; all others are copies of their rows."""
    user_id = meet(tx, TelegramPerson(FIRST_MANAGER, "Irina", None, "ru"), now=now).user_id
    user, house = tx.get_one(User, user_id), workspace_of(tx)
    user.role = Role.MANAGER
    user.work_from = house.calling_from = 0
    user.work_to = house.calling_to = MINUTES_A_DAY
    house.work_days = ALL_DAYS
    deal = _first_deal(tx, user_id, now)
    client_id, version = deal.client_id, deal.version
    users = [{"id": user_id + n, "telegram_id": FIRST_MANAGER + n} for n in range(managers)]
    deals = [
        {"id": deal.id + n, "client_id": client_id + n, "manager_id": user_id + n // deals_each}
        for n in range(managers * deals_each)
    ]
    _copy(tx, User, "id", users)
    _copy(tx, Client, "id", [_renamed(one, id="client_id", manager_id="manager_id") for one in deals])
    _copy(tx, Phone, "client_id", [_renamed(one, client_id="client_id") for one in deals])
    _copy(tx, Deal, "id", deals)
    _copy(tx, Reminder, "deal_id", [_renamed(one, deal_id="id", user_id="manager_id") for one in deals])
    _copy(tx, Activity, "deal_id", [_renamed(one, deal_id="id", client_id="client_id") for one in deals])
    return tuple(
        Open(one["id"], version, FIRST_MANAGER + number // deals_each) for number, one in enumerate(deals)
    )


def _first_deal(tx: Session, manager_id: int, now: dt.datetime) -> Deal:
    client = Client(
        name=NAME, search_key=search_key(NAME), manager_id=manager_id, zone="Europe/Moscow", created_at=now
    )
    client.phones = [Phone(e164="+79161234567", tail="76543216197")]
    tx.add(client)
    tx.flush()
    step = Step(StepKind.CALL, now + dt.timedelta(days=7), "first_call", StepOrigin.PLAN)
    return open_deal(
        tx, client, manager_id, step=step, by=manager_id, now=now, need="Окна в детскую, две створки"
    )


def _renamed(row: Row, **names: str) -> Row:
    return {new: row[old] for new, old in names.items()}


def _copy(tx: Session, model: type[Any], key: str, changes: Sequence[Row]) -> None:
    """Insert the model's only row again, once for each change after the first, which is that row itself."""
    if len(changes) < 2:
        return
    mapper = inspect(model)
    first = tx.scalars(select(model).where(getattr(model, key) == changes[0][key])).one()
    row = {name: getattr(first, name) for name in mapper.column_attrs.keys() if name != "id"}  # noqa: SIM118
    tx.execute(insert(model), [row | change for change in changes[1:]])
