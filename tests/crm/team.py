"""People and deals for tests of use cases, with plain defaults."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import defaults
from crm.access import Actor, TelegramPerson, meet
from crm.deals import open_deal
from crm.models import Client, Deal, Role, StepKind, StepOrigin, Workspace
from crm.steps import Step
from crm.team import accept_invite, appoint_owner, new_invite

NOW = dt.datetime(2026, 11, 26, 9, 0, tzinfo=dt.UTC)  # a Thursday, noon in Moscow


def workspace(tx: Session) -> None:
    """The company in Moscow with the shipped rows."""
    if tx.scalar(select(Workspace)) is None:
        tx.add(Workspace(name="Окна", zone="Europe/Moscow", country="RU", language="ru", currency="RUB"))
    defaults.ship(tx)


def person(tx: Session, telegram_id: int, name: str = "Пётр") -> Actor:
    return meet(tx, TelegramPerson(telegram_id, name, None, "ru"), now=NOW)


def manager(tx: Session, telegram_id: int = 7, name: str = "Антон") -> Actor:
    token = new_invite(tx, Role.MANAGER, created_by=None, now=NOW)
    return accept_invite(tx, person(tx, telegram_id, name), token, now=NOW)


def owner(tx: Session) -> Actor:
    return appoint_owner(tx, 1, "Ольга", now=NOW)


def deal(
    tx: Session,
    actor: Actor,
    name: str = "Анна",
    *,
    at: dt.datetime = NOW,
    now: dt.datetime = NOW,
    sum_minor: int | None = None,
) -> Deal:
    """An open deal of this manager with a call at `at`, created at `now`."""
    client = Client(name=name, search_key=name, manager_id=actor.user_id, created_at=now)
    tx.add(client)
    tx.flush()
    step = Step(StepKind.CALL, at, "first_call", StepOrigin.PLAN)
    return open_deal(tx, client, actor.user_id, step=step, by=actor.user_id, now=now, sum_minor=sum_minor)
