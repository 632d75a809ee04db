"""The feed's order: promises now due, then fresh requests, then overdue plans, then retries."""

import datetime as dt

from crm.feed import Next, next_deal
from crm.models import Deal, StepOrigin
from tests.crm.base import NOON, Firm

HOUR = dt.timedelta(hours=1)


def feed_of(firm: Firm, **options: object) -> Next:
    with firm.tx() as tx:
        return next_deal(tx, firm.oleg, now=NOON, **options)  # type: ignore[arg-type]


def test_the_order_of_the_feed(firm: Firm) -> None:
    retry = firm.deal(at=NOON - 9 * HOUR, origin=StepOrigin.RETRY)
    late, later = firm.deal(at=NOON - 5 * HOUR), firm.deal(at=NOON - 2 * HOUR)
    request = firm.deal(at=NOON - HOUR / 6, origin=StepOrigin.REQUEST)
    promise = firm.deal(at=NOON, origin=StepOrigin.PROMISE)
    firm.deal(at=NOON + HOUR, origin=StepOrigin.PROMISE)
    firm.deal(firm.maria, at=NOON - HOUR, origin=StepOrigin.PROMISE)

    order = []
    for _ in range(5):
        following = feed_of(firm)
        assert following.deal_id is not None
        order.append(following.deal_id)
        with firm.tx() as tx:
            tx.get_one(Deal, following.deal_id).step_at = NOON + 5 * HOUR

    assert order == [promise, request, late, later, retry]


def test_nothing_due_says_when_the_next_is_and_may_be_worked_ahead(firm: Firm) -> None:
    soon = firm.deal(at=NOON + HOUR)
    firm.deal(at=NOON + 3 * HOUR)

    assert feed_of(firm) == Next(None, 0, NOON + HOUR)
    assert feed_of(firm, ahead=True).deal_id == soon


def test_the_deal_just_worked_is_not_offered_again_while_others_wait(firm: Firm) -> None:
    first, second = firm.deal(at=NOON - 2 * HOUR), firm.deal(at=NOON - HOUR)

    assert feed_of(firm, after=first) == Next(second, 2, None)


def test_without_deals_there_is_nothing(firm: Firm) -> None:
    assert feed_of(firm) == Next(None, 0, None)
