"""Rows to stand on: managers with open deals, in bulk, on either database."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot.settings import Settings
from bot.wiring import open_crm
from crm.keys import search_key
from crm.models import (
    Activity,
    ActivityKind,
    Client,
    Deal,
    DealState,
    Outcome,
    Phone,
    Reminder,
    Role,
    Stage,
    StepKind,
    StepOrigin,
    User,
)
from crm.team import appoint_owner

FIRST_MANAGER = 5_000_001
OWNER = 4_999_999
ZONE = "Europe/Moscow"
VERSION = 1


@dataclass(frozen=True)
class Plot:
    """A deal with a client of its own; `manager` is the Telegram id of whose it is."""

    deal_id: int
    name: str
    number: str
    manager: int
    due_at: dt.datetime


@dataclass(frozen=True)
class Ground:
    plots: tuple[Plot, ...]
    no_answer: int
    """The id of this outcome; likewise `busy`."""
    busy: int

    @property
    def people(self) -> list[int]:
        return sorted({OWNER, *(plot.manager for plot in self.plots)})


async def furnish(url: str, managers: int, due: Sequence[dt.datetime]) -> Ground:
    """A deal for each of these moments, dealt out to the managers in turn; its reminder always rings."""
    crm = await open_crm(Settings(_env_file=None, database_url=url, owner_id=OWNER))
    try:
        return await crm.write(_furnish, managers, due, now=dt.datetime.now(dt.UTC))
    finally:
        crm.close()


def _furnish(tx: Session, managers: int, due: Sequence[dt.datetime], *, now: dt.datetime) -> Ground:
    users = [
        {"telegram_id": FIRST_MANAGER + n, "name": f"M{n}", "role": Role.MANAGER} for n in range(managers)
    ]
    appoint_owner(tx, OWNER, "Owner", now=now)
    common = {"zone": ZONE, "profile_language": "ru", "created_at": now}
    user_ids = _added(tx, User, [row | common for row in users])
    whose = [user_ids[n % managers] for n in range(len(due))]
    names = [f"Клиент {n:06d}" for n in range(len(due))]
    numbers = [f"+7916{n:07d}" for n in range(len(due))]
    clients = [
        {"name": name, "search_key": search_key(name), "manager_id": user, "zone": ZONE, "created_at": now}
        for name, user in zip(names, whose, strict=True)
    ]
    client_ids = _added(tx, Client, clients)
    phones = [
        {"client_id": client, "e164": number, "tail": number[:0:-1]}
        for client, number in zip(client_ids, numbers, strict=True)
    ]
    tx.execute(insert(Phone), phones)
    stage = tx.scalars(select(Stage).where(Stage.kind == DealState.OPEN).order_by(Stage.position)).first()
    assert stage is not None
    deals = [
        {
            "version": VERSION,
            "client_id": client,
            "manager_id": user,
            "pipeline_id": stage.pipeline_id,
            "stage_id": stage.id,
            "state": DealState.OPEN,
            "currency": "RUB",
            "step_kind": StepKind.CALL,
            "step_at": at,
            "step_purpose": "first_call",
            "step_origin": StepOrigin.PROMISE,
            "created_at": now,
        }
        for client, user, at in zip(client_ids, whose, due, strict=True)
    ]
    deal_ids = _added(tx, Deal, deals)
    rows = list(zip(deal_ids, client_ids, whose, due, strict=True))
    tx.execute(insert(Reminder), [{"deal_id": deal, "user_id": u, "due_at": at} for deal, _, u, at in rows])
    history = {"kind": ActivityKind.CREATED, "at": now, "to_stage_id": stage.id}
    tx.execute(
        insert(Activity), [history | {"deal_id": d, "client_id": c, "user_id": u} for d, c, u, _ in rows]
    )
    outcomes = {key: outcome for key, outcome in tx.execute(select(Outcome.key, Outcome.id))}
    plots = (
        Plot(deal, name, number, FIRST_MANAGER + n % managers, at)
        for n, (deal, name, number, at) in enumerate(zip(deal_ids, names, numbers, due, strict=True))
    )
    return Ground(tuple(plots), outcomes["no_answer"], outcomes["busy"])


def _added(tx: Session, model: type[User | Client | Deal], rows: Sequence[dict[str, object]]) -> list[int]:
    """Insert; the new ids, in the order of the rows."""
    return list(tx.scalars(insert(model).returning(model.id, sort_by_parameter_order=True), rows))
