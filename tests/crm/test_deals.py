"""A won deal's repeat, one however often it is asked for; handing a client over."""

import datetime as dt

import pytest
from sqlalchemy import select

from crm.access import deal_of
from crm.deals import reassign, repeat_deal
from crm.errors import NotFound, StaleScreen
from crm.models import Activity, ActivityKind, Deal, DealState, Outcome
from crm.outcomes import report
from crm.reports import Report
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


def test_a_client_handed_over_takes_his_closed_deals_along(firm: Firm, won: int) -> None:
    """Their cards show all of his history, and can write to him."""
    open_one = repeat(firm, won, SPRING)
    with firm.tx() as tx:
        reassign(tx, tx.get_one(Deal, open_one), firm.maria.user_id, by=firm.owner.user_id, now=NOON)

    with firm.tx() as tx:
        for deal_id in (won, open_one):
            assert deal_of(tx, firm.maria, deal_id).id == deal_id
            with pytest.raises(NotFound):
                deal_of(tx, firm.oleg, deal_id)
        told = select(Activity.deal_id).where(Activity.kind == ActivityKind.REASSIGNED)
        assert tx.scalars(told.order_by(Activity.id)).all() == [won, open_one]
