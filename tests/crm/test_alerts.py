"""An alert: each owner once per cause and quarter of an hour, and then how often it occurred meanwhile."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import select

from crm.alerts import QUIET, raise_alert
from crm.db import Crm
from crm.models import OutboxMessage, Role, User
from tests.crm.base import NOON, Firm

SECOND = dt.timedelta(seconds=1)


def told(firm: Firm) -> list[tuple[int, dict[str, Any]]]:
    with firm.tx() as tx:
        rows = tx.scalars(
            select(OutboxMessage).where(OutboxMessage.kind == "alert").order_by(OutboxMessage.id)
        )
        return [(row.user_id, row.payload) for row in rows]


def happens(firm: Firm, cause: str = "disk_low", *, at: dt.datetime = NOON, **detail: int) -> bool:
    with firm.tx() as tx:
        return raise_alert(tx, cause, now=at, **detail)


def test_every_owner_is_told_and_nobody_else(firm: Firm) -> None:
    with firm.tx() as tx:
        tx.get_one(User, firm.maria.user_id).role = Role.OWNER

    assert happens(firm, number=17)

    payload = {"cause": "disk_low", "more": 0, "number": 17}
    assert told(firm) == [(firm.owner.user_id, payload), (firm.maria.user_id, payload)]


def test_within_a_quarter_of_an_hour_it_is_counted_and_then_said(firm: Firm) -> None:
    happens(firm)
    for seconds in (0, 1, 899):
        assert not happens(firm, at=NOON + seconds * SECOND)
    happens(firm, at=NOON + QUIET)
    happens(firm, at=NOON + QUIET + SECOND)
    happens(firm, at=NOON + 3 * QUIET)

    assert [payload["more"] for _, payload in told(firm)] == [0, 3, 1]


def test_each_cause_counts_for_itself(firm: Firm) -> None:
    happens(firm, "disk_low")
    happens(firm, "backup_failed")

    assert [payload["cause"] for _, payload in told(firm)] == ["disk_low", "backup_failed"]


def test_a_clock_put_back_silences_nothing(firm: Firm) -> None:
    happens(firm)

    assert happens(firm, at=NOON - dt.timedelta(days=30))


def test_without_an_owner_nothing_is_used_up(firm: Firm) -> None:
    with firm.tx() as tx:
        tx.get_one(User, firm.owner.user_id).active = False
    assert not happens(firm)
    with firm.tx() as tx:
        tx.get_one(User, firm.owner.user_id).active = True

    assert happens(firm)


@pytest.fixture
async def crm(database_url: str) -> AsyncIterator[Crm]:
    crm = Crm(database_url)
    yield crm
    crm.close()


async def test_of_many_at_once_one_is_told_and_all_are_counted(crm: Crm, firm: Firm) -> None:
    await asyncio.gather(*(crm.write(raise_alert, "disk_low", now=NOON) for _ in range(12)))
    happens(firm, at=NOON + QUIET)

    assert [payload["more"] for _, payload in told(firm)] == [0, 11]
