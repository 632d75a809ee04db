"""Two people at once on PostgreSQL: whoever comes second sees what the first did, and nobody an error."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.access import Actor, TelegramPerson, deal_of, meet
from crm.db import Crm
from crm.deals import bring_back
from crm.due import queue_due
from crm.errors import RequestTaken, StaleScreen
from crm.models import Activity, ActivityKind, Deal, Outcome, Reminder, Request, User
from crm.outcomes import report
from crm.reports import Report
from crm.requests import Convenient, Draft, leave, take
from crm.steps import move_step
from tests.crm.base import NOON, Firm

pytestmark = pytest.mark.postgres
LATER = NOON.replace(hour=15)


@pytest.fixture
async def crm(postgres_url: str) -> AsyncIterator[Crm]:
    crm = Crm(postgres_url)
    yield crm
    crm.close()


@pytest.fixture
def firm(postgres_url: str) -> Iterator[Firm]:
    firm = Firm(postgres_url)
    yield firm
    firm.close()


async def at_once(crm: Crm, look: Callable[[Session], Any], *works: Callable[[Session], Any]) -> list[Any]:
    """Both look before either works; what they returned or raised."""
    both_looked = threading.Barrier(len(works))

    def held(tx: Session, work: Callable[[Session], Any], met: list[bool]) -> Any:
        look(tx)
        if not met:
            met.append(True)
            both_looked.wait(10)
        return work(tx)

    return await asyncio.gather(*(crm.write(held, work, []) for work in works), return_exceptions=True)


async def test_two_who_report_one_deal(crm: Crm, firm: Firm) -> None:
    deal_id = firm.deal()
    with firm.tx() as tx:
        key = select(Outcome.id).where(Outcome.key == "no_answer")
        said = Report(deal_id, tx.scalars(key).one(), tx.get_one(Deal, deal_id).version)

    def reports(actor: Actor) -> Callable[[Session], Any]:
        return lambda tx: report(tx, actor, said, now=NOON)

    results = await at_once(
        crm, lambda tx: deal_of(tx, firm.owner, deal_id), reports(firm.oleg), reports(firm.owner)
    )

    assert sorted(isinstance(result, StaleScreen) for result in results) == [False, True], results
    with firm.tx() as tx:
        assert tx.get_one(Deal, deal_id).attempts == 1
        assert tx.scalar(select(func.count()).where(Activity.kind == ActivityKind.OUTCOME)) == 1


async def test_two_who_move_a_step(crm: Crm, firm: Firm) -> None:
    deal_id = firm.deal()
    with firm.tx() as tx:
        seen = tx.get_one(Deal, deal_id).version

    def move(tx: Session) -> None:
        move_step(tx, firm.oleg, deal_id, LATER, seen=seen, now=NOON)

    results = await at_once(crm, lambda tx: deal_of(tx, firm.oleg, deal_id), move, move)

    assert sorted(isinstance(result, StaleScreen) for result in results) == [False, True], results


async def test_two_who_bring_a_deal_back(crm: Crm, firm: Firm) -> None:
    deal_id = firm.deal()
    with firm.tx() as tx:
        key = select(Outcome.id).where(Outcome.key == "refused")
        seen = tx.get_one(Deal, deal_id).version
        report(tx, firm.oleg, Report(deal_id, tx.scalars(key).one(), seen, own_words="нет"), now=NOON)
        seen = tx.get_one(Deal, deal_id).version

    def back(tx: Session) -> None:
        bring_back(tx, firm.oleg, deal_id, seen=seen, now=NOON)

    results = await at_once(crm, lambda tx: deal_of(tx, firm.oleg, deal_id), back, back)

    assert sorted(isinstance(result, StaleScreen) for result in results) == [False, True], results


async def test_two_who_take_a_request(crm: Crm, firm: Firm) -> None:
    with firm.tx() as tx:
        draft = Draft("Окна", "+79161234567", True, Convenient.NOW)
        number = leave(tx, firm.anna, draft, now=NOON).number

    def takes(actor: Actor) -> Callable[[Session], Any]:
        return lambda tx: take(tx, actor, number, now=NOON)

    results = await at_once(crm, lambda tx: tx.get(Request, number), takes(firm.oleg), takes(firm.owner))

    assert sorted(isinstance(result, RequestTaken) for result in results) == [False, True], results
    with firm.tx() as tx:
        request = tx.get_one(Request, number)
        assert tx.get_one(Deal, request.deal_id).manager_id == request.offered_to


async def test_a_stranger_met_twice(crm: Crm, firm: Firm) -> None:
    boris = TelegramPerson(3001, "Борис")

    def meets(tx: Session) -> str:
        return meet(tx, boris, now=NOON).name

    def look(tx: Session) -> None:
        tx.scalar(select(User.id).where(User.telegram_id == 3001))

    assert await at_once(crm, look, meets, meets) == ["Борис", "Борис"]


def test_a_step_planned_while_its_reminder_rings_starts_anew(firm: Firm) -> None:
    """The ringing is committed between the look of the report and its writing."""
    deal_id = firm.deal()
    with firm.tx() as tx:
        deal = deal_of(tx, firm.oleg, deal_id)
        seen = tx.get_one(Reminder, deal_id)
        with firm.tx() as ticker:
            queue_due(ticker, NOON)
        move_step(tx, firm.oleg, deal_id, LATER, seen=deal.version, now=NOON)
        assert seen.rung == 0

    with firm.tx() as tx:
        reminder = tx.get_one(Reminder, deal_id)
        assert (reminder.due_at, reminder.rung) == (LATER, 0)
