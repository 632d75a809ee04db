"""After a gap in hearing Telegram, those who may have pressed are told once."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import pulse
from crm.models import OutboxMessage, Role, User
from crm.sendings import note_reachable

NOON = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)  # Monday, 12:00 in Moscow
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


@pytest.fixture
def staff(tx: Session) -> dict[str, User]:
    """Three colleagues, one of them in Vladivostok (19:00 there at noon in Moscow), and a client."""
    people = {
        "owner": User(telegram_id=1, name="Ирина", role=Role.OWNER, zone="Europe/Moscow", created_at=NOON),
        "east": User(telegram_id=2, name="Олег", role=Role.MANAGER, zone="Asia/Vladivostok", created_at=NOON),
        "gone": User(
            telegram_id=3, name="Пётр", role=Role.MANAGER, zone="Europe/Moscow", created_at=NOON, active=False
        ),
        "client": User(telegram_id=4, name="Анна", role=Role.CLIENT, zone="Europe/Moscow", created_at=NOON),
    }
    tx.add_all(people.values())
    tx.flush()
    return people


def told(tx: Session) -> list[tuple[str, dict[str, Any]]]:
    rows = select(User.name, OutboxMessage.payload).join(User, User.id == OutboxMessage.user_id)
    return [(name, payload) for name, payload in tx.execute(rows.order_by(OutboxMessage.id))]


def test_the_first_start_misses_nothing(tx: Session, staff: dict[str, User]) -> None:
    pulse.heard(tx, None, now=NOON)
    assert told(tx) == []


@pytest.mark.parametrize("gap", [dt.timedelta(), MINUTE, dt.timedelta(seconds=150)])
def test_a_gap_shorter_than_presses_live_costs_nothing(
    tx: Session, staff: dict[str, User], gap: dt.timedelta
) -> None:
    pulse.heard(tx, None, now=NOON)
    pulse.heard(tx, None, now=NOON + gap)
    assert told(tx) == []


def test_colleagues_at_work_then_are_told_once(tx: Session, staff: dict[str, User]) -> None:
    pulse.heard(tx, None, now=NOON)
    pulse.heard(tx, None, now=NOON + 10 * MINUTE)
    pulse.heard(tx, None, now=NOON + 11 * MINUTE)

    assert told(tx) == [
        ("Ирина", {"since": NOON.isoformat(), "until": (NOON + 10 * MINUTE).isoformat()}),
    ]


def test_a_gap_that_reaches_into_somebodys_morning_concerns_him(tx: Session, staff: dict[str, User]) -> None:
    pulse.heard(tx, None, now=NOON + 10 * HOUR)  # 22:00 in Moscow, 5:00 in Vladivostok
    pulse.heard(tx, None, now=NOON + 15 * HOUR)
    assert [name for name, _ in told(tx)] == ["Олег"]


def test_a_gap_at_night_concerns_nobody(tx: Session, staff: dict[str, User]) -> None:
    pulse.heard(tx, None, now=NOON + 8 * HOUR)  # 20:00 in Moscow, 3:00 in Vladivostok
    pulse.heard(tx, None, now=NOON + 9 * HOUR)
    assert told(tx) == []


def test_whom_the_bot_cannot_reach_is_not_told(tx: Session, staff: dict[str, User]) -> None:
    note_reachable(tx, 1, False, now=NOON)
    pulse.heard(tx, None, now=NOON)
    pulse.heard(tx, None, now=NOON + HOUR)
    assert told(tx) == []


def test_a_clock_that_was_moved_is_no_gap(tx: Session, staff: dict[str, User]) -> None:
    pulse.heard(tx, None, now=NOON)
    pulse.heard(tx, dt.timedelta(seconds=30), now=NOON + HOUR)
    assert told(tx) == []


def test_what_another_process_heard_is_no_gap(tx: Session, staff: dict[str, User]) -> None:
    pulse.heard(tx, None, now=NOON)
    pulse.heard(tx, dt.timedelta(seconds=20), now=NOON + HOUR)
    pulse.heard(tx, HOUR, now=NOON + HOUR + MINUTE)
    assert told(tx) == []


def test_a_network_that_was_away_while_the_bot_ran_is_a_gap(tx: Session, staff: dict[str, User]) -> None:
    pulse.heard(tx, None, now=NOON)
    pulse.heard(tx, 5 * MINUTE, now=NOON + 5 * MINUTE)
    assert [name for name, _ in told(tx)] == ["Ирина"]
