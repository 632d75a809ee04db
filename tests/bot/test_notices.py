"""What is owed to a person is drawn with the rights he has by then."""

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from sqlalchemy import select

from bot.handlers import all_routes
from bot.i18n import locale_of
from bot.notice import Notice
from bot.screen import Screen
from crm import conversations, requests, team
from crm.access import Actor
from crm.db import Crm
from crm.models import Activity, ActivityKind, Deal, OutboxMessage, Request
from crm.requests import Convenient, Draft
from tests.crm.base import NOON, Firm

# What a manager is sent, and what owners are.
OF_A_DEAL = (
    "request",
    "reminder",
    "reminder_list",
    "client_wrote",
    "ignored",
    "unanswered",
    "asked",
    "head_answered",
)
OF_THE_TEAM = ("plan", "digest", "handed_over")
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def firm(sqlite_url: str) -> Iterator[Firm]:
    """Oleg has a request of Anna's, who has written to him too."""
    firm = Firm(sqlite_url)
    with firm.tx() as tx:
        draft = Draft("Окна", "+79161234567", True, Convenient.NOW)
        number = requests.leave(tx, firm.anna, draft, now=NOON).number
        conversations.client_wrote(tx, firm.anna, "Вы где?", number=number, now=NOON)
    yield firm
    firm.close()


@pytest.fixture
async def crm(sqlite_url: str) -> AsyncIterator[Crm]:
    crm = Crm(sqlite_url)
    yield crm
    crm.close()


def payload(firm: Firm) -> dict[str, Any]:
    """Of any kind of notice."""
    with firm.tx() as tx:
        request = tx.scalars(select(Request)).one()
        words = select(Activity.id).where(Activity.kind == ActivityKind.CLIENT_WROTE)
        return {
            "request": request.id,
            "deal": request.deal_id,
            "deals": [request.deal_id],
            "activity": tx.scalars(words).one(),
            "again": False,
            "passed": False,
            "since": NOON.isoformat(),
            "at": (NOON + MINUTE).isoformat(),
            "count": 3,
            "from": "Мария",
        }


async def drawn(crm: Crm, firm: Firm, kind: str, me: Actor) -> list[Screen]:
    notice = Notice(me, locale_of("ru"), NOON + MINUTE, payload(firm), None, crm)
    return await all_routes().drawers[kind](notice)


def dismissed(firm: Firm) -> Actor:
    with firm.tx() as tx:
        return team.deactivate(tx, firm.owner, firm.oleg.user_id, firm.maria.user_id, now=NOON).actor


@pytest.mark.parametrize("kind", OF_A_DEAL)
async def test_who_has_the_deal_gets_it(crm: Crm, firm: Firm, kind: str) -> None:
    assert len(await drawn(crm, firm, kind, firm.oleg)) == 1


@pytest.mark.parametrize("kind", OF_A_DEAL)
async def test_a_colleague_gets_nothing_of_it(crm: Crm, firm: Firm, kind: str) -> None:
    assert await drawn(crm, firm, kind, firm.maria) == []


@pytest.mark.parametrize("kind", [*OF_A_DEAL, *OF_THE_TEAM])
async def test_who_was_dismissed_meanwhile_gets_nothing(crm: Crm, firm: Firm, kind: str) -> None:
    assert await drawn(crm, firm, kind, dismissed(firm)) == []


@pytest.mark.parametrize("kind", [*OF_A_DEAL, *OF_THE_TEAM])
async def test_a_client_gets_nothing(crm: Crm, firm: Firm, kind: str) -> None:
    assert await drawn(crm, firm, kind, firm.anna) == []


async def test_a_clients_words_on_their_way_go_to_the_heir(crm: Crm, firm: Firm) -> None:
    dismissed(firm)

    with firm.tx() as tx:
        assert tx.scalars(select(Deal.manager_id)).one() == firm.maria.user_id
        words = select(OutboxMessage.user_id).where(OutboxMessage.kind == "client_wrote")
        assert tx.scalars(words).all() == [firm.maria.user_id]
    assert len(await drawn(crm, firm, "client_wrote", firm.maria)) == 1
