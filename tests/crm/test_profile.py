"""A person's settings, and the daily messages that follow them."""

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import profile
from crm.access import Actor
from crm.errors import BadHours, NotAllowed, NotFound, UnknownZone
from crm.models import Ladder, Outcome, Recurrence, RecurrenceKind
from crm.zone_names import number_of
from tests.crm.team import NOW, manager, owner, person


def due(tx: Session, actor: Actor, kind: RecurrenceKind) -> str:
    query = select(Recurrence.next_at).where(Recurrence.user_id == actor.user_id, Recurrence.kind == kind)
    return f"{tx.scalars(query).one():%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "work_from", "work_to"),
    [
        ("9-18", 540, 1080),
        (" 9 - 18 ", 540, 1080),
        ("09:30–18:15", 570, 1095),
        ("9.30—18", 570, 1080),
        ("с 9 до 18", 540, 1080),
        ("з 9 до 18", 540, 1080),
        ("9 18", 540, 1080),
        ("0-24", 0, 1440),
        ("from 9 to 17", 540, 1020),
        ("9am-6pm", 540, 1080),
        ("12am-12pm", 0, 720),
    ],
)
def test_hours_as_people_write_them(text: str, work_from: int, work_to: int) -> None:
    assert profile.read_hours(text) == (work_from, work_to)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9",
        "18-9",
        "9-9",
        "9-25",
        "9:60-18",
        "24:30-25",
        "9-24:01",
        "abc",
        "-9-18",
        "13pm-14pm",
        "٩-١٨",
        "9" * 4096,
    ],
)
def test_what_are_no_hours(text: str) -> None:
    with pytest.raises(BadHours):
        profile.read_hours(text)


def test_hours_and_daily_messages_of_a_manager(tx: Session) -> None:
    anton = manager(tx)

    profile.set_hours(tx, anton, 600, 1200, now=NOW)
    after = profile.set_plan_at(tx, anton, 8 * 60, now=NOW)

    assert (after.work_from, after.work_to, after.plan_at, after.digest_at) == (600, 1200, 480, None)
    assert due(tx, anton, RecurrenceKind.PLAN) == "27 05:00"


def test_a_new_zone_moves_the_morning(tx: Session) -> None:
    anton = manager(tx)

    after = profile.set_zone_by_number(tx, anton, number_of("Asia/Vladivostok"), now=NOW)

    assert (after.zone, after.actor.zone) == ("Asia/Vladivostok", "Asia/Vladivostok")
    assert due(tx, anton, RecurrenceKind.PLAN) == "26 23:00"


def test_a_zone_by_its_city(tx: Session) -> None:
    assert profile.set_zone_by_words(tx, manager(tx), "новосибирск", now=NOW).zone == "Asia/Novosibirsk"


def test_the_hour_of_the_digest(tx: Session) -> None:
    boss = owner(tx)

    assert profile.set_digest_at(tx, boss, 20 * 60, now=NOW).digest_at == 1200
    assert due(tx, boss, RecurrenceKind.DIGEST) == "26 17:00"


@pytest.mark.parametrize("number", [0, 1, 10**18])
def test_no_zone(tx: Session, number: int) -> None:
    with pytest.raises(UnknownZone):
        profile.set_zone_by_number(tx, manager(tx), number, now=NOW)


@pytest.mark.parametrize(
    "change",
    [
        lambda tx, actor: profile.set_hours(tx, actor, 600, 600, now=NOW),
        lambda tx, actor: profile.set_hours(tx, actor, 600, 1441, now=NOW),
        lambda tx, actor: profile.set_plan_at(tx, actor, 1440, now=NOW),
        lambda tx, actor: profile.set_digest_at(tx, actor, 10**18, now=NOW),
    ],
    ids=["empty", "beyond midnight", "plan", "digest"],
)
def test_no_hours(tx: Session, change: Callable[[Session, Actor], object]) -> None:
    with pytest.raises(BadHours):
        change(tx, owner(tx))


@pytest.mark.parametrize(
    "change",
    [
        lambda tx, actor: profile.set_zone(tx, actor, "Europe/Moscow", now=NOW),
        lambda tx, actor: profile.set_hours(tx, actor, 540, 1080, now=NOW),
        lambda tx, actor: profile.set_plan_at(tx, actor, 540, now=NOW),
        lambda tx, actor: profile.set_digest_at(tx, actor, 540, now=NOW),
        lambda tx, actor: profile.set_ladder(tx, actor, 1),
    ],
    ids=["zone", "hours", "plan", "digest", "ladder"],
)
def test_a_client_has_no_working_day(tx: Session, change: Callable[[Session, Actor], object]) -> None:
    with pytest.raises(NotAllowed):
        change(tx, person(tx, 9))


def test_language_chosen_and_given_back_to_the_telegram_profile(tx: Session) -> None:
    client = person(tx, 9)

    assert client.language == "ru"
    assert profile.set_language(tx, client, "en").language == "en"
    assert profile.set_language(tx, client, None).language == "ru"
    with pytest.raises(NotFound):
        profile.set_language(tx, client, "tlh")


def test_the_calm_ladder_and_back(tx: Session) -> None:
    boss = owner(tx)
    usual, calm = profile.profile(tx, boss).ladders

    after = profile.set_ladder(tx, boss, calm.ladder_id)

    assert (usual.chosen, calm.chosen) == (True, False)
    assert calm.waits == (dt.timedelta(minutes=30), dt.timedelta(hours=3), dt.timedelta(days=1))
    assert [choice.chosen for choice in after.ladders] == [False, True]
    assert ladder_of(tx, "no_answer") == "no_answer_calm"
    assert ladder_of(tx, "busy") == "busy"
    assert profile.set_ladder(tx, boss, usual.ladder_id).ladders == (usual, calm)


def test_only_presets_are_chosen_and_only_by_an_owner(tx: Session) -> None:
    boss, anton = owner(tx), manager(tx)
    busy = tx.scalars(select(Ladder.id).where(Ladder.key == "busy")).one()

    for ladder_id in (busy, 10**18):
        with pytest.raises(NotFound):
            profile.set_ladder(tx, boss, ladder_id)
    assert profile.profile(tx, anton).ladders == ()


def ladder_of(tx: Session, outcome: str) -> str | None:
    query = select(Ladder.key).join(Outcome, Outcome.ladder_id == Ladder.id).where(Outcome.key == outcome)
    return tx.scalars(query).one()
