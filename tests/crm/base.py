"""A small company for tests of use cases: one transaction at a time, no bot, no clock."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from crm.access import Actor, TelegramPerson, meet
from crm.db import engine_of
from crm.migrate import furnish
from crm.models import Role, User
from crm.recurrences import keep_up
from tests.given import a_deal

# A Monday, twelve in Moscow.
NOON = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


class Firm:
    """An owner, two managers and a client; `tx()` is a writing transaction."""

    def __init__(self, url: str) -> None:
        self.engine: Engine = engine_of(url)
        with self.tx() as tx:
            furnish(tx, name="", zone="Europe/Moscow", country="RU", language="ru", currency="RUB")
            tx.flush()
            self.owner = _staff(tx, 1001, "Ирина", Role.OWNER)
            self.oleg = _staff(tx, 1002, "Олег", Role.MANAGER)
            self.maria = _staff(tx, 1003, "Мария", Role.MANAGER)
            self.anna = meet(tx, TelegramPerson(2001, "Анна", None, "ru"), now=NOON)

    @contextmanager
    def tx(self) -> Iterator[Session]:
        with Session(self.engine, expire_on_commit=False) as tx, tx.begin():
            yield tx

    def deal(self, actor: Actor | None = None, *, now: dt.datetime = NOON, **fields: Any) -> int:
        with self.tx() as tx:
            return a_deal(tx, (actor or self.oleg).user_id, fields, now)

    def close(self) -> None:
        self.engine.dispose()


def _staff(tx: Session, telegram_id: int, name: str, role: Role) -> Actor:
    met = meet(tx, TelegramPerson(telegram_id, name, None, "ru"), now=NOON)
    user = tx.get_one(User, met.user_id)
    user.role = role
    keep_up(tx, user, now=NOON)
    return Actor.of(user)
