"""A new client with his first deal, and whose number is known already."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from crm import deals, steps
from crm.access import Actor, user_of, workspace_of
from crm.calendars import Calendars
from crm.client_zones import put_whereabouts, usual_cities
from crm.drafts import Draft
from crm.errors import NoName, NotAllowed, SumTooLarge, TextTooLong, UnreadableSum
from crm.keys import search_key
from crm.models import Client, Company, Deal, DealState, Phone, StepKind, StepOrigin
from crm.openings import next_opening
from crm.phones import add_phone
from crm.rules import NAME_LIMIT, SUM_LIMIT_MINOR, TEXT_LIMIT
from crm.steps import Step
from crm.whereabouts import Whereabouts
from crm.zone_names import ZoneChoice

FIRST_CALL = "first_call"


@dataclass(frozen=True)
class KnownNumber:
    """A number that is in the base already. Of a colleague's client nothing else is told."""

    e164: str
    name: str | None
    deal_id: int | None
    """The deal to open instead: his open one, or the latest."""


@dataclass(frozen=True)
class Preview:
    """A draft with all that its screen shows."""

    draft: Draft
    known: KnownNumber | None
    whereabouts: Whereabouts | None
    """Where he is; None while it must be asked."""
    zone: str
    """His, or the workspace's while it is unknown."""
    usual: tuple[ZoneChoice, ...]
    """The company's usual cities, where his place must be asked."""
    country: str
    """ISO 3166; whose zones to offer."""
    currency: str
    now: dt.datetime


def known_number(tx: Session, actor: Actor, phones: tuple[str, ...]) -> KnownNumber | None:
    """Whose number one of these (E.164) is already; a client this person may see goes first."""
    if not phones:
        return None
    query = select(Client, Phone.e164).join(Phone).where(Phone.e164.in_(phones), ~Phone.wrong)
    found = tx.execute(query.order_by(Client.id).limit(20)).all()
    mine = [(client, e164) for client, e164 in found if actor.sees_all or client.manager_id == actor.user_id]
    for client, e164 in mine:
        return KnownNumber(e164, client.name, latest_deal(tx, actor, client.id))
    return KnownNumber(found[0][1], None, None) if found else None


def preview(tx: Session, actor: Actor, draft: Draft, *, now: dt.datetime) -> Preview:
    """What the draft will become, and what speaks against it."""
    workspace, place = workspace_of(tx), draft.whereabouts
    country = draft.country(workspace.country)
    return Preview(
        draft=draft,
        known=known_number(tx, actor, draft.phones),
        whereabouts=place,
        zone=place.zone if place else workspace.zone,
        usual=() if place else usual_cities(tx, country, actor.language, now),
        country=country,
        currency=workspace.currency,
        now=now,
    )


def latest_deal(tx: Session, actor: Actor, client_id: int) -> int | None:
    """The client's open deal, else his latest, as far as this person may see it."""
    query = select(Deal.id).where(Deal.client_id == client_id)
    if not actor.sees_all:
        query = query.where(Deal.manager_id == actor.user_id)
    closed = case((Deal.state == DealState.OPEN, 0), else_=1)
    return tx.scalars(query.order_by(closed, Deal.id.desc()).limit(1)).first()


def add_client(tx: Session, actor: Actor, draft: Draft, *, now: dt.datetime) -> int:
    """Save the draft as a client of this person with a deal to be called at the next opening; the deal's id.

    Raises NoName, TextTooLong, SumTooLarge, NotAllowed. A known number is no obstacle here: see
    `known_number`.
    """
    if not actor.is_staff:
        raise NotAllowed
    check_sum(draft.sum_minor)
    client = Client(
        name=read_name(draft.name),
        search_key=search_key(draft.name),
        company_id=company_id(tx, draft.company),
        manager_id=actor.user_id,
        created_at=now,
    )
    if place := draft.whereabouts:
        put_whereabouts(client, place)
    tx.add(client)
    tx.flush()
    for e164 in draft.phones:
        add_phone(tx, client, e164)
    calendars = Calendars(tx)
    working = calendars.manager(user_of(tx, actor.user_id))
    opening = next_opening(now, calendars.client(client), working)
    deal = deals.open_deal(
        tx,
        client,
        actor.user_id,
        step=Step(StepKind.CALL, opening.at, FIRST_CALL, StepOrigin.PLAN),
        by=actor.user_id,
        now=now,
        need=read_text(draft.need),
        sum_minor=draft.sum_minor,
        opening=opening,
    )
    steps.hush(tx, deal, actor, now)
    return deal.id


def read_name(text: str) -> str:
    """A name as it is kept: in one line. Raises NoName, TextTooLong."""
    name = " ".join(text.split())
    if not name:
        raise NoName
    if len(name) > NAME_LIMIT:
        raise TextTooLong(NAME_LIMIT)
    return name


def read_text(text: str) -> str:
    """Raises TextTooLong."""
    if len(text) > TEXT_LIMIT:
        raise TextTooLong(TEXT_LIMIT)
    return text.strip()


def company_id(tx: Session, name: str) -> int | None:
    """The company of that name in any spelling, or a new one."""
    if not name:
        return None
    key, name = search_key(name), read_name(name)
    same = Company.search_key == key if key else Company.name == name
    company = tx.scalars(select(Company).where(same).order_by(Company.id).limit(1)).first()
    if company is None:
        company = Company(name=name, search_key=key)
        tx.add(company)
        tx.flush()
    return company.id


def check_sum(sum_minor: int | None) -> None:
    """Raises UnreadableSum, SumTooLarge; None is no sum at all."""
    if sum_minor is not None and sum_minor <= 0:
        raise UnreadableSum
    if sum_minor is not None and sum_minor > SUM_LIMIT_MINOR:
        raise SumTooLarge
