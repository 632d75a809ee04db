"""A company whose every record is marked, and the people outside it who try its doors."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, select, update
from sqlalchemy.orm import Session

from bot.settings import Settings
from bot.wiring import open_crm
from crm import requests
from crm.access import Actor, TelegramPerson, meet, user_of
from crm.deals import open_deal
from crm.keys import search_key
from crm.models import (
    Activity,
    Client,
    Deal,
    OutboxMessage,
    Outcome,
    Phone,
    Recurrence,
    Reminder,
    Request,
    Role,
    StepKind,
    StepOrigin,
    SubReason,
    User,
)
from crm.models.base import Base
from crm.notes import add_note
from crm.outcomes import report
from crm.reports import Report
from crm.steps import Step
from crm.team import appoint_owner

OWNER = 4_999_999
STAFF, CLIENTS, OUTSIDE = 5_000_001, 6_000_001, 7_000_001
MANAGERS, DEALS_EACH, WITH_REQUESTS = 3, 20, 6
SECRET = "Тайна"
NUMBER = "+7999000"  # of all their clients
KEPT_APART = {"alerts", "inbox", "asks", "pulse"}
OWN_ROWS = {"recurrences", "days_off"}
"""What a manager may have of his own, besides his row among the users."""
ANYBODYS_AFFAIRS = {"name", "username", "profile_language", "language"}
MANAGERS_AFFAIRS = ANYBODYS_AFFAIRS | {
    "zone", "work_from", "work_to", "work_days", "lunch_from", "lunch_to", "plan_at",
}  # fmt: skip


@dataclass(frozen=True)
class House:
    outsiders: tuple[int, ...]
    """Telegram ids: strangers, managers without a deal, dismissed managers, in turn."""
    records: dict[str, list[int]]
    """Ids of what is not theirs, by the fields of taps."""


async def built(url: str, outsiders: int) -> House:
    crm = await open_crm(Settings(_env_file=None, database_url=url, owner_id=OWNER))
    try:
        return await crm.write(_build, outsiders, now=dt.datetime.now(dt.UTC))
    finally:
        crm.close()


def _build(tx: Session, outsiders: int, *, now: dt.datetime) -> House:
    appoint_owner(tx, OWNER, "Owner", now=now)
    managers = [_hired(tx, STAFF + n, f"Colleague {n}", now) for n in range(MANAGERS)]
    for manager in managers:
        for number in range(DEALS_EACH):
            _worked(tx, manager, number, now)
    for number in range(WITH_REQUESTS):
        person = meet(tx, TelegramPerson(CLIENTS + number, f"{SECRET} {number}", None, "ru"), now=now)
        draft = requests.Draft(f"{SECRET} окна", f"{NUMBER}9{number:03}", True, requests.Convenient.ANY)
        requests.leave(tx, person, draft, now=now)
    found = tuple(OUTSIDE + n for n in range(outsiders))
    for n, telegram_id in enumerate(found):
        if n % 3 == 0:
            meet(tx, TelegramPerson(telegram_id, f"M{telegram_id}", None, "ru"), now=now)
        else:
            actor = _hired(tx, telegram_id, f"M{telegram_id}", now)
            user_of(tx, actor.user_id).active = n % 3 == 1
    # Nothing happens by itself while we look.
    later = now + dt.timedelta(days=30)
    tx.execute(update(Recurrence).values(next_at=later))
    tx.execute(update(Reminder).values(due_at=later))
    tx.execute(update(Request).values(deadline_at=later))
    tx.execute(delete(OutboxMessage))
    tx.flush()
    return House(found, _records(tx))


def _hired(tx: Session, telegram_id: int, name: str, now: dt.datetime) -> Actor:
    user = user_of(tx, meet(tx, TelegramPerson(telegram_id, name, None, "ru"), now=now).user_id)
    user.role = Role.MANAGER
    tx.flush()
    return Actor.of(user)


def _worked(tx: Session, manager: Actor, number: int, now: dt.datetime) -> None:
    name = f"{SECRET} {manager.user_id}-{number}"
    client = Client(name=name, search_key=search_key(name), manager_id=manager.user_id, created_at=now)
    phone = f"{NUMBER}{manager.user_id % 10}{number:03}"
    client.phones = [Phone(e164=phone, tail=phone[:0:-1])]
    tx.add(client)
    tx.flush()
    step = Step(StepKind.CALL, now + dt.timedelta(days=30), "first_call", StepOrigin.PLAN)
    deal = open_deal(
        tx, client, manager.user_id, step=step, by=manager.user_id, now=now, need=f"{SECRET} окна"
    )
    file = {"kind": "document", "file_id": SECRET} if number % 4 == 0 else None
    add_note(tx, manager, deal.id, f"{SECRET} заметка", file=file, now=now)
    if number % 3 == 0:
        outcome = tx.scalars(select(Outcome).where(Outcome.key == "no_answer")).one()
        report(tx, manager, Report(deal.id, outcome.id, deal.version), now=now)


def _records(tx: Session) -> dict[str, list[int]]:
    ids = {
        name: list(tx.scalars(select(model.id)))
        for name, model in (
            ("deal_id", Deal), ("activity_id", Activity), ("request_id", Request), ("user_id", User),
            ("outcome_id", Outcome), ("reason_id", SubReason),
        )
    }  # fmt: skip
    ids["manager_id"] = ids["heir_id"] = ids["person_id"] = ids["user_id"]
    ids["seen"] = sorted(set(tx.scalars(select(Deal.version))))
    return ids


Picture = dict[str, set[str]]


def picture(engine: Engine, house: House) -> Picture:
    """Each table's rows. Left out: what came in, and what a person may change about himself."""
    with engine.connect() as connection:
        users = Base.metadata.tables["users"]
        theirs = users.c.telegram_id.in_(house.outsiders)
        hired = select(users.c.id).where(theirs, users.c.active, users.c.role != Role.CLIENT)
        managers = frozenset(connection.scalars(hired))
        outsiders = frozenset(connection.scalars(select(users.c.id).where(theirs)))
        names = sorted(set(Base.metadata.tables) - KEPT_APART)
        return {name: _rows(connection, name, outsiders, managers) for name in names}


def foreign_questions(engine: Engine, house: House) -> int:
    """Open questions of anybody but the outsiders themselves."""
    tables = Base.metadata.tables
    asks, users = tables["asks"], tables["users"]
    query = select(asks.c.user_id).join(users, users.c.id == asks.c.user_id)
    with engine.connect() as connection:
        return len(connection.scalars(query.where(users.c.telegram_id.not_in(house.outsiders))).all())


def alerts(engine: Engine) -> list[str]:
    """Causes of which the owner was told: a fault while a press was handled is one."""
    table = Base.metadata.tables["alerts"]
    with engine.connect() as connection:
        return [f"alert: {cause}" for cause in connection.scalars(select(table.c.cause))]


def _rows(connection: Connection, name: str, outsiders: frozenset[int], managers: frozenset[int]) -> set[str]:
    found = set()
    for row in connection.execute(select(Base.metadata.tables[name])).mappings():
        values = dict(row)
        if name in OWN_ROWS and values["user_id"] in managers:
            continue
        if name == "users" and values["id"] in outsiders:
            own = MANAGERS_AFFAIRS if values["id"] in managers else ANYBODYS_AFFAIRS
            values = {column: value for column, value in values.items() if column not in own}
        found.add(repr(values))
    return found


def changed(before: Picture, after: Picture) -> list[str]:
    """Rows that are there at one time only."""
    return [f"{name}: {row}" for name in before for row in sorted(before[name] ^ after[name])]
