"""A look at a row in the event loop: the newest commit, no waiting, nothing held."""

import threading
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from crm.db import Crm
from crm.models import Company


@pytest.fixture
async def crm(database_url: str) -> AsyncIterator[Crm]:
    crm = Crm(database_url)
    yield crm
    crm.close()


def found(tx: Session, name: str) -> None:
    tx.add(Company(name=name, search_key=name))


def names(tx: Session) -> list[str]:
    return list(tx.scalars(select(Company.name).order_by(Company.id)))


async def test_it_sees_each_commit(crm: Crm) -> None:
    for name in ("a", "b"):
        await crm.write(found, name)
        assert (await crm.glance(names))[-1] == name


async def test_it_holds_nothing_of_the_file(sqlite_url: str) -> None:
    crm = Crm(sqlite_url)
    await crm.write(found, "a")
    assert await crm.glance(names) == ["a"]

    with crm.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    crm.close()
    assert busy == 0


async def test_where_it_would_have_to_wait_a_thread_does(crm: Crm) -> None:
    here = threading.current_thread()

    def refused_here(tx: Session) -> list[str]:
        if threading.current_thread() is here:
            raise OperationalError("SELECT", None, Exception("database is locked"))
        return names(tx)

    await crm.write(found, "a")
    assert await crm.glance(refused_here) == ["a"]
    assert await crm.glance(names) == ["a"]
