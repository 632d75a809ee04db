"""Corrections of a saved client and his deal. Each writes its line of history and may be repeated."""

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from crm import steps
from crm.access import Actor, client_of, deal_of
from crm.clients import check_sum, company_id, read_name, read_text
from crm.errors import DealClosed
from crm.keys import search_key
from crm.models import Activity, ActivityKind, Client, DealState
from crm.phones import add_phone


def rename(tx: Session, actor: Actor, client_id: int, name: str, *, now: dt.datetime) -> None:
    """Raises NotFound, NoName, TextTooLong."""
    client = client_of(tx, actor, client_id)
    was, client.name = client.name, read_name(name)
    client.search_key = search_key(client.name)
    _edited(tx, actor, client, None, "name", was, client.name, now)


def change_company(tx: Session, actor: Actor, client_id: int, name: str, *, now: dt.datetime) -> None:
    """Raises NotFound, NoName, TextTooLong."""
    client = client_of(tx, actor, client_id)
    was, name = client.company.name if client.company else None, read_name(name)
    client.company_id = company_id(tx, name)
    _edited(tx, actor, client, None, "company", was, name, now)


def give_phone(tx: Session, actor: Actor, client_id: int, e164: str, *, now: dt.datetime) -> None:
    """One more number for the client. Raises NotFound."""
    client = client_of(tx, actor, client_id)
    add_phone(tx, client, e164)
    _edited(tx, actor, client, None, "phone", None, e164, now)


def change_sum(
    tx: Session, actor: Actor, deal_id: int, sum_minor: int, *, seen: int, now: dt.datetime
) -> None:
    """What the deal is worth. Raises NotFound, StaleScreen, DealClosed, SumTooLarge, UnreadableSum."""
    deal = deal_of(tx, actor, deal_id)
    steps.check_version(deal, seen)
    if deal.state is not DealState.OPEN:
        raise DealClosed(deal.id)
    check_sum(sum_minor)
    was, deal.sum_minor = deal.sum_minor, sum_minor
    _edited(tx, actor, deal.client, deal.id, "sum", was, None, now, sum_minor=sum_minor)


def change_need(tx: Session, actor: Actor, deal_id: int, need: str, *, now: dt.datetime) -> None:
    """What the client wants. Raises NotFound, TextTooLong."""
    deal = deal_of(tx, actor, deal_id)
    was, deal.need = deal.need, read_text(need)
    _edited(tx, actor, deal.client, deal.id, "need", was, deal.need, now)


def _edited(
    tx: Session,
    actor: Actor,
    client: Client,
    deal_id: int | None,
    field: str,
    was: Any,
    text: str | None,
    now: dt.datetime,
    *,
    sum_minor: int | None = None,
) -> None:
    tx.add(
        Activity(
            client_id=client.id,
            deal_id=deal_id,
            user_id=actor.user_id,
            kind=ActivityKind.EDITED,
            at=now,
            text=text,
            sum_minor=sum_minor,
            before={"field": field, "was": was},
        )
    )
    tx.flush()
