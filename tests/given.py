"""Rows with plain defaults, so that a test states only what matters to it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.access import TelegramPerson, meet
from crm.deals import open_deal
from crm.keys import search_key
from crm.models import Client, Company, Deal, Phone, Role, Stage, StepKind, StepOrigin, User
from crm.recurrences import keep_up
from crm.steps import Step, open_in

if TYPE_CHECKING:
    from tests.town import Town


class Given:
    def __init__(self, town: Town) -> None:
        self.town = town

    async def manager(
        self, telegram_id: int, name: str = "Олег Титов", language: str = "ru", **fields: Any
    ) -> int:
        """A manager; returns his user id."""
        return await self.town.crm.write(
            _staff, telegram_id, name, language, Role.MANAGER, fields, self.town.now
        )

    async def deal(self, manager: int | None = None, **fields: Any) -> int:
        """An open deal of this user (the owner unless said otherwise), due now; returns its id.

        `client`, `company`, `phone`, `zone`, `zone_source`, `city`, `stage` (a shipped key), `at`, `origin`,
        `attempts`, `sum_minor`, `need`.
        """
        now = self.town.now
        return await self.town.crm.write(a_deal, manager, fields, now)

    async def fresh(self, deal_id: int) -> Deal:
        """The deal as the database has it now."""
        return await self.town.crm.read(_loaded, deal_id)


def a_deal(tx: Session, manager_id: int | None, fields: dict[str, Any], now: dt.datetime) -> int:
    manager_id = manager_id or tx.scalars(select(User.id).where(User.role == Role.OWNER)).first()
    assert manager_id is not None
    client = a_client(tx, manager_id, fields, now)
    origin = fields.get("origin", StepOrigin.PLAN)
    step = Step(StepKind.CALL, fields.get("at", now), fields.get("purpose", "first_call"), origin)
    deal = open_deal(
        tx,
        client,
        manager_id,
        step=step,
        by=manager_id,
        now=now,
        need=fields.get("need", ""),
        sum_minor=fields.get("sum_minor"),
    )
    if "stage" in fields:
        open_in(deal, tx.scalars(select(Stage).where(Stage.key == fields["stage"])).one())
    deal.attempts = fields.get("attempts", 0)
    tx.flush()
    return deal.id


def a_client(tx: Session, manager_id: int, fields: dict[str, Any], now: dt.datetime) -> Client:
    name = fields.get("client", "Анна")
    company = fields.get("company")
    client = Client(
        name=name,
        search_key=search_key(name),
        manager_id=manager_id,
        zone=fields.get("zone", "Europe/Moscow"),
        zone_source=fields.get("zone_source"),
        city=fields.get("city"),
        created_at=now,
        company_id=_company(tx, company) if company else None,
    )
    tx.add(client)
    tx.flush()
    phone = fields.get("phone", "+79160000000")
    if phone:
        tx.add(Phone(client_id=client.id, e164=phone, tail=phone[:0:-1]))
    tx.flush()
    return client


def _company(tx: Session, name: str) -> int:
    company = Company(name=name, search_key=search_key(name))
    tx.add(company)
    tx.flush()
    return company.id


def _staff(
    tx: Session,
    telegram_id: int,
    name: str,
    language: str,
    role: Role,
    fields: dict[str, Any],
    now: dt.datetime,
) -> int:
    actor = meet(tx, TelegramPerson(telegram_id, name, None, language), now=now)
    user = tx.get_one(User, actor.user_id)
    user.role = role
    for field, value in fields.items():
        setattr(user, field, value)
    keep_up(tx, user, now=now)
    return user.id


def _loaded(tx: Session, deal_id: int) -> Deal:
    deal = tx.get_one(Deal, deal_id)
    tx.expunge(deal)
    return deal
