"""Giving one deal to another manager: for those who oversee the team."""

import datetime as dt

from sqlalchemy.orm import Session

from crm import deals, requests
from crm.access import Actor, deal_of, user_of
from crm.errors import DealClosed, NotAllowed, NotFound
from crm.models import Deal, DealState
from crm.outbox import cancel_unsent, owe
from crm.requests import Colleague, turns


def heirs(tx: Session, actor: Actor, deal_id: int, *, now: dt.datetime) -> tuple[Colleague, ...]:
    """The managers who could get this deal, as turns go. Raises NotAllowed, NotFound, DealClosed."""
    deal = _deal(tx, actor, deal_id)
    return tuple(one for one in turns.ranked(tx, now) if one.user_id != deal.manager_id)


def give(tx: Session, actor: Actor, deal_id: int, manager_id: int, *, now: dt.datetime) -> str:
    """Give the deal and its client to this manager, who is told so; returns his name.

    Its step stays: what is overdue rings for him at once. A request that waits is offered to him
    anew. A second press changes nothing. Raises NotAllowed, NotFound, DealClosed.
    """
    deal = _deal(tx, actor, deal_id)
    manager = user_of(tx, manager_id)
    if not turns.works(manager):
        raise NotFound
    if deal.manager_id == manager.id:
        return manager.name
    waiting = turns.open_requests(tx, deal.id)
    if waiting:
        requests.reassign(tx, actor, waiting[-1].id, manager.id, now=now)
        return manager.name
    before = user_of(tx, deal.manager_id).name
    cancel_unsent(tx, deal.id, ("reminder", "ignored"))
    deals.reassign(tx, deal, manager.id, by=actor.user_id, now=now)
    owe(tx, manager.id, "handed_over", {"count": 1, "from": before}, deal_id=deal.id, now=now)
    return manager.name


def _deal(tx: Session, actor: Actor, deal_id: int) -> Deal:
    if not actor.sees_all:
        raise NotAllowed
    deal = deal_of(tx, actor, deal_id)
    if deal.state is not DealState.OPEN:
        raise DealClosed(deal.id)
    return deal
