"""Plans and digests come at a person's wall time, and nothing falls between two digests."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import recurrences
from crm.db import engine_of
from crm.models import DayOff, OutboxMessage, OutboxState, Role, User
from tests.crm.team import workspace

THURSDAY = dt.datetime(2026, 11, 26, 9, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
DIGEST_HOUR = dt.datetime(2026, 11, 26, 16, 0, tzinfo=dt.UTC)  # 19:00 in Moscow


@pytest.fixture
def tx(sqlite_url: str) -> Iterator[Session]:
    engine = engine_of(sqlite_url)
    with Session(engine) as session:
        workspace(session)
        yield session
    engine.dispose()


def user(tx: Session, role: Role) -> User:
    added = User(telegram_id=1, name="Ольга", role=role, zone="Europe/Moscow", created_at=THURSDAY)
    tx.add(added)
    tx.flush()
    recurrences.keep_up(tx, added, now=THURSDAY)
    return added


def owed(tx: Session, kind: str) -> list[dict[str, Any]]:
    query = select(OutboxMessage.payload).where(OutboxMessage.kind == kind)
    return list(tx.scalars(query.order_by(OutboxMessage.id)))


def windows(tx: Session) -> list[tuple[str, str]]:
    return [(payload["since"][:16], payload["at"][:16]) for payload in owed(tx, "digest")]


def test_the_first_digest_covers_a_day(tx: Session) -> None:
    user(tx, Role.OWNER)

    recurrences.queue_due(tx, DIGEST_HOUR, 50)

    assert windows(tx) == [("2026-11-25T16:00", "2026-11-26T16:00")]


def test_the_next_one_begins_where_the_last_one_ended(tx: Session) -> None:
    owner = user(tx, Role.OWNER)
    recurrences.queue_due(tx, DIGEST_HOUR, 50)
    owner.digest_at = 8 * 60
    recurrences.keep_up(tx, owner, now=DIGEST_HOUR)

    recurrences.queue_due(tx, DIGEST_HOUR + DAY, 50)

    assert windows(tx)[1] == ("2026-11-26T16:00", "2026-11-27T05:00")


def test_one_digest_covers_the_days_that_were_missed(tx: Session) -> None:
    user(tx, Role.OWNER)
    recurrences.queue_due(tx, DIGEST_HOUR, 50)

    recurrences.queue_due(tx, DIGEST_HOUR + 3.1 * DAY, 50)
    recurrences.queue_due(tx, DIGEST_HOUR + 4 * DAY, 50)

    assert windows(tx)[1:] == [
        ("2026-11-26T16:00", "2026-11-29T16:00"),
        ("2026-11-29T16:00", "2026-11-30T16:00"),
    ]


@pytest.mark.parametrize(
    ("now", "entered", "comes"),
    [
        ("2026-11-26 06:00", None, True),
        ("2026-11-28 06:00", None, False),  # a Saturday
        ("2026-11-28 06:00", False, True),  # which is worked
        ("2026-11-26 06:00", True, False),
        ("2026-12-31 06:00", None, False),  # a holiday of Russia
        ("2027-02-20 06:00", None, True),  # a Saturday that the government moved
    ],
)
def test_a_plan_comes_on_working_days(tx: Session, now: str, entered: bool | None, comes: bool) -> None:
    seller, moment = user(tx, Role.MANAGER), dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC)
    recurrences.keep_up(tx, seller, now=moment - dt.timedelta(hours=1))
    if entered is not None:
        tx.add(DayOff(user_id=seller.id, day=moment.date(), off=entered))

    recurrences.queue_due(tx, moment, 50)

    assert len(owed(tx, "plan")) == comes


def test_a_digest_is_owed_once(tx: Session) -> None:
    user(tx, Role.OWNER)

    recurrences.queue_due(tx, DIGEST_HOUR, 50)
    recurrences.queue_due(tx, DIGEST_HOUR, 50)

    assert len(windows(tx)) == 1


def test_a_clock_put_back_gives_a_day_that_was(tx: Session) -> None:
    owner = user(tx, Role.OWNER)
    recurrences.queue_due(tx, DIGEST_HOUR + 5 * DAY, 50)
    recurrences.keep_up(tx, owner, now=THURSDAY)

    recurrences.queue_due(tx, DIGEST_HOUR, 50)

    assert windows(tx)[1] == ("2026-11-25T16:00", "2026-11-26T16:00")


def test_plans_are_for_working_days(tx: Session) -> None:
    user(tx, Role.MANAGER)

    for days in range(1, 6):
        recurrences.queue_due(tx, THURSDAY + days * DAY, 50)

    assert [payload["at"][:16] for payload in owed(tx, "plan")] == [
        "2026-11-27T06:00",
        "2026-11-30T06:00",
        "2026-12-01T06:00",
    ]


def test_for_who_cannot_be_reached_one_digest_waits_and_covers_all(tx: Session) -> None:
    owner = user(tx, Role.OWNER)
    owner.blocked_at = THURSDAY
    for days in range(4):
        recurrences.queue_due(tx, DIGEST_HOUR + days * DAY, 50)

    waiting = select(OutboxMessage.payload).where(OutboxMessage.state == OutboxState.QUEUED)
    rows = tx.scalars(waiting.where(OutboxMessage.kind == "digest")).all()
    assert [(row["since"][:10], row["at"][:10]) for row in rows] == [("2026-11-25", "2026-11-29")]
    assert len(tx.scalars(waiting.where(OutboxMessage.kind == "plan")).all()) == 1
