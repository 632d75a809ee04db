"""A won deal's repeat: one, however often it is asked for."""

import datetime as dt

import pytest
from sqlalchemy import select

from crm.deals import repeat_deal
from crm.errors import StaleScreen
from crm.models import Deal, DealState, Outcome
from crm.outcomes import Report, report
from crm.steps import move_step
from tests.crm.base import NOON, Firm

SPRING = NOON + dt.timedelta(days=90)
SUMMER = NOON + dt.timedelta(days=180)


@pytest.fixture
def won(firm: Firm) -> int:
    deal_id = firm.deal(sum_minor=8_400_000)
    with firm.tx() as tx:
        paid = tx.scalars(select(Outcome.id).where(Outcome.key == "paid")).one()
        seen = tx.get_one(Deal, deal_id).version
        report(tx, firm.oleg, Report(deal_id, paid, seen, sum_minor=8_400_000), now=NOON)
    return deal_id


def repeat(firm: Firm, won: int, at: dt.datetime) -> int:
    with firm.tx() as tx:
        return repeat_deal(tx, firm.oleg, won, at, now=NOON).id


def open_deals(firm: Firm) -> list[int]:
    with firm.tx() as tx:
        return list(tx.scalars(select(Deal.id).where(Deal.state == DealState.OPEN)))


def test_a_second_tap_finds_the_deal_of_the_first(firm: Firm, won: int) -> None:
    first = repeat(firm, won, SPRING)

    assert repeat(firm, won, SPRING) == first
    assert open_deals(firm) == [first]


def test_another_date_on_the_old_message_shows_the_open_deal_instead(firm: Firm, won: int) -> None:
    first = repeat(firm, won, SPRING)

    with pytest.raises(StaleScreen) as refused:
        repeat(firm, won, SUMMER)

    assert (refused.value.deal_id, open_deals(firm)) == (first, [first])


def test_a_repeat_already_worked_on_is_not_repeated(firm: Firm, won: int) -> None:
    """Its step has another purpose by then, or another date: the old button opens no second one."""
    first = repeat(firm, won, SPRING)
    with firm.tx() as tx:
        deal = tx.get_one(Deal, first)
        move_step(tx, firm.oleg, first, SUMMER, seen=deal.version, now=NOON)
        talked = tx.scalars(select(Outcome.id).where(Outcome.key == "talked")).one()
        report(tx, firm.oleg, Report(first, talked, deal.version, moment=SUMMER), now=NOON)

    with pytest.raises(StaleScreen):
        repeat(firm, won, SPRING)

    assert open_deals(firm) == [first]
