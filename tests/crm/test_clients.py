"""Saving a client, and correcting what is known of one."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import edits, steps
from crm.access import Actor
from crm.client_zones import change_whereabouts, whereabouts_of
from crm.clients import KnownNumber, add_client, known_number
from crm.drafts import Draft
from crm.errors import (
    CrmError,
    DealClosed,
    NoName,
    NotAllowed,
    NotFound,
    StaleScreen,
    SumTooLarge,
    TextTooLong,
    UnreadableSum,
)
from crm.models import (
    Activity,
    ActivityKind,
    Company,
    Deal,
    DealState,
    Reminder,
    Stage,
    StepKind,
    StepOrigin,
    ZoneSource,
)
from crm.steps import Step
from crm.whereabouts import Whereabouts
from tests.crm.team import NOW, manager, owner, person

ANNA = Draft("Анна Петрова", "Окна Плюс", ("+79141234567",), "окна", 84_000_00, "Asia/Yekaterinburg")
TOMSK = Whereabouts("Asia/Tomsk", ZoneSource.CHOSEN)


@pytest.fixture
def anton(tx: Session) -> Actor:
    return manager(tx)


def saved(tx: Session, actor: Actor, draft: Draft = ANNA, now: dt.datetime = NOW) -> Deal:
    return tx.get_one(Deal, add_client(tx, actor, draft, now=now))


def test_a_draft_becomes_a_client_with_a_deal_to_be_called(tx: Session, anton: Actor) -> None:
    deal = saved(tx, anton)

    assert Step.of(deal) == Step(StepKind.CALL, NOW, "first_call", StepOrigin.PLAN)
    assert (deal.need, deal.sum_minor, deal.currency) == ("окна", 84_000_00, "RUB")
    client = deal.client
    assert (client.name, client.search_key, client.zone) == (
        "Анна Петрова",
        "ana petrova",
        "Asia/Yekaterinburg",
    )
    assert (client.manager_id, deal.manager_id) == (anton.user_id, anton.user_id)
    assert [(phone.e164, phone.tail) for phone in client.phones] == [("+79141234567", "76543214197")]


def test_the_first_call_lies_in_both_peoples_hours(tx: Session, anton: Actor) -> None:
    evening = dt.datetime(2026, 11, 27, 16, tzinfo=dt.UTC)  # Friday, 19:00 in Moscow

    deal = saved(tx, anton, now=evening)

    assert deal.step_at == dt.datetime(2026, 11, 30, 6, tzinfo=dt.UTC)
    assert tx.get_one(Reminder, deal.id).due_at == deal.step_at


def test_the_card_just_shown_rings_ten_minutes_later(tx: Session, anton: Actor) -> None:
    assert tx.get_one(Reminder, saved(tx, anton).id).due_at == NOW + dt.timedelta(minutes=10)


def test_a_company_is_one_however_it_is_written(tx: Session, anton: Actor) -> None:
    saved(tx, anton)
    saved(tx, anton, replace(ANNA, company="ОКНА-ПЛЮС"))
    saved(tx, anton, replace(ANNA, company="🙂"))
    saved(tx, anton, replace(ANNA, company="🙃"))

    assert list(tx.scalars(select(Company.name).order_by(Company.id))) == ["Окна Плюс", "🙂", "🙃"]


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (Draft(), NoName),
        (Draft(" \n"), NoName),
        (Draft("ё" * 121), TextTooLong),
        (Draft("Анна", "ё" * 121), TextTooLong),
        (Draft("Анна", need="ё" * 4001), TextTooLong),
        (Draft("Анна", sum_minor=0), UnreadableSum),
        (Draft("Анна", sum_minor=10**14 + 1), SumTooLarge),
    ],
)
def test_what_cannot_be_saved(tx: Session, anton: Actor, draft: Draft, refusal: type[CrmError]) -> None:
    with pytest.raises(refusal):
        add_client(tx, anton, draft, now=NOW)


def test_a_client_saves_nobody(tx: Session) -> None:
    with pytest.raises(NotAllowed):
        add_client(tx, person(tx, 9), ANNA, now=NOW)


def test_whose_number_it_is(tx: Session, anton: Actor) -> None:
    deal = saved(tx, anton)
    phones = ("+79990000000", "+79141234567")

    assert known_number(tx, anton, phones) == KnownNumber("+79141234567", "Анна Петрова", deal.id)
    assert known_number(tx, owner(tx), phones) == KnownNumber("+79141234567", "Анна Петрова", deal.id)
    assert known_number(tx, manager(tx, 8), phones) == KnownNumber("+79141234567", None, None)
    assert known_number(tx, anton, phones[:1]) is None
    assert known_number(tx, anton, ()) is None


def test_a_wrong_number_is_nobodys(tx: Session, anton: Actor) -> None:
    saved(tx, anton).client.phones[0].wrong = True
    tx.flush()

    assert known_number(tx, anton, ANNA.phones) is None


def history(tx: Session, client_id: int) -> list[tuple[str | None, int | None, object]]:
    query = select(Activity).where(Activity.kind == ActivityKind.EDITED, Activity.client_id == client_id)
    return [(line.text, line.sum_minor, line.before) for line in tx.scalars(query.order_by(Activity.id))]


def test_corrections_write_history(tx: Session, anton: Actor) -> None:
    deal = saved(tx, anton)
    client = deal.client

    edits.rename(tx, anton, client.id, " Анна\nКим ", now=NOW)
    edits.change_company(tx, anton, client.id, "Ромашка", now=NOW)
    edits.give_phone(tx, anton, client.id, "+79123456789", now=NOW)
    change_whereabouts(tx, anton, client.id, TOMSK, now=NOW)
    edits.change_need(tx, anton, deal.id, "двери", now=NOW)
    edits.change_sum(tx, anton, deal.id, 5_00, seen=deal.version, now=NOW)

    tx.refresh(client)
    assert client.company is not None
    assert (client.name, client.search_key, client.company.name) == ("Анна Ким", "ana kim", "Ромашка")
    assert [phone.e164 for phone in client.phones] == ["+79141234567", "+79123456789"]
    assert whereabouts_of(client) == TOMSK
    assert (client.zone, deal.need, deal.sum_minor) == ("Asia/Tomsk", "двери", 5_00)
    assert history(tx, client.id) == [
        ("Анна Ким", None, {"field": "name", "was": "Анна Петрова"}),
        ("Ромашка", None, {"field": "company", "was": "Окна Плюс"}),
        ("+79123456789", None, {"field": "phone", "was": None}),
        ("Томск", None, {"field": "zone", "was": "Asia/Yekaterinburg"}),
        ("двери", None, {"field": "need", "was": "окна"}),
        (None, 5_00, {"field": "sum", "was": 84_000_00}),
    ]


def test_nobody_corrects_a_colleagues_client(tx: Session, anton: Actor) -> None:
    deal, other = saved(tx, anton), manager(tx, 8)
    attempts: list[Callable[[], object]] = [
        lambda: edits.rename(tx, other, deal.client_id, "Анна", now=NOW),
        lambda: edits.change_company(tx, other, deal.client_id, "Анна", now=NOW),
        lambda: edits.give_phone(tx, other, deal.client_id, "+79123456789", now=NOW),
        lambda: change_whereabouts(tx, other, deal.client_id, TOMSK, now=NOW),
        lambda: edits.change_need(tx, other, deal.id, "двери", now=NOW),
        lambda: edits.change_sum(tx, other, deal.id, 5_00, seen=deal.version, now=NOW),
    ]

    for attempt in attempts:
        with pytest.raises(NotFound):
            attempt()
    assert history(tx, deal.client_id) == []


def test_a_sum_needs_a_fresh_card_of_an_open_deal(tx: Session, anton: Actor) -> None:
    deal = saved(tx, anton)
    with pytest.raises(StaleScreen):
        edits.change_sum(tx, anton, deal.id, 5_00, seen=deal.version - 1, now=NOW)
    with pytest.raises(SumTooLarge):
        edits.change_sum(tx, anton, deal.id, 10**15, seen=deal.version, now=NOW)
    lost = tx.scalars(select(Stage).where(Stage.kind == DealState.LOST)).one()
    steps.close(tx, deal, lost, NOW)
    tx.flush()
    with pytest.raises(DealClosed):
        edits.change_sum(tx, anton, deal.id, 5_00, seen=deal.version, now=NOW)
