"""A new client with his first deal, and corrections of what is known about one."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from crm import deals, steps
from crm.access import Actor, client_of, deal_of, workspace_of
from crm.drafts import Draft
from crm.errors import DealClosed, NoName, NotAllowed, SumTooLarge, TextTooLong, UnreadableSum
from crm.hours import Window, next_opening
from crm.keys import search_key
from crm.localtime import zone_of
from crm.models import Activity, ActivityKind, Client, Company, Deal, DealState, Phone, StepKind, StepOrigin
from crm.phones import add_phone
from crm.rules import NAME_LIMIT, REMIND_AGAIN_AFTER, SUM_LIMIT_MINOR, TEXT_LIMIT
from crm.steps import Step
from crm.zone_names import zone_city

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
    zone: str
    """The client's, or the workspace's while his is unknown."""
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
    workspace = workspace_of(tx)
    return Preview(
        draft=draft,
        known=known_number(tx, actor, draft.phones),
        zone=draft.known_zone or workspace.zone,
        country=draft.country(workspace.country),
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
    _check_sum(draft.sum_minor)
    client = Client(
        name=read_name(draft.name),
        search_key=search_key(draft.name),
        company_id=_company_id(tx, draft.company),
        manager_id=actor.user_id,
        zone=draft.known_zone,
        created_at=now,
    )
    tx.add(client)
    tx.flush()
    for e164 in draft.phones:
        add_phone(tx, client, e164)
    opening = next_opening(now, steps.calling_hours(tx, client), actor.hours)
    deal = deals.open_deal(
        tx,
        client,
        actor.user_id,
        step=Step(StepKind.CALL, opening.at, FIRST_CALL, StepOrigin.PLAN),
        by=actor.user_id,
        now=now,
        need=read_text(draft.need),
        sum_minor=draft.sum_minor,
    )
    if opening.at <= now:
        # The card is before him already: it need not ring this minute.
        steps.remind(tx, deal, now + REMIND_AGAIN_AFTER)
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


# Corrections. Each writes its line of history and may be repeated.


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
    client.company_id = _company_id(tx, name)
    _edited(tx, actor, client, None, "company", was, name, now)


def give_phone(tx: Session, actor: Actor, client_id: int, e164: str, *, now: dt.datetime) -> None:
    """One more number for the client. Raises NotFound."""
    client = client_of(tx, actor, client_id)
    add_phone(tx, client, e164)
    _edited(tx, actor, client, None, "phone", None, e164, now)


def change_zone(tx: Session, actor: Actor, client_id: int, zone: str, *, now: dt.datetime) -> None:
    """The client's IANA zone. Automatic calls that would now fall into his night move to his opening.

    Raises NotFound, UnknownZone.
    """
    client = client_of(tx, actor, client_id)
    zone_of(zone)
    was, client.zone = client.zone, zone
    opened = select(Deal).where(Deal.client_id == client.id, Deal.state == DealState.OPEN)
    for deal in tx.scalars(opened):
        _out_of_the_night(tx, deal, now)
    _edited(tx, actor, client, None, "zone", was, zone_city(zone, actor.language), now)


def change_sum(
    tx: Session, actor: Actor, deal_id: int, sum_minor: int, *, seen: int, now: dt.datetime
) -> None:
    """What the deal is worth. Raises NotFound, StaleScreen, DealClosed, SumTooLarge, UnreadableSum."""
    deal = deal_of(tx, actor, deal_id)
    steps.check_version(deal, seen)
    if deal.state is not DealState.OPEN:
        raise DealClosed(deal.id)
    _check_sum(sum_minor)
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


def _out_of_the_night(tx: Session, deal: Deal, now: dt.datetime) -> None:
    step = Step.of(deal)
    automatic = step and (step.origin is StepOrigin.RETRY or step.purpose == FIRST_CALL)
    calling: Window = steps.calling_hours(tx, deal.client)
    if step and automatic and not calling.holds(step.at):
        opening = next_opening(max(step.at, now), calling, steps.working_hours(tx, deal))
        steps.plan(tx, deal, Step(step.kind, opening.at, step.purpose, step.origin))


def _company_id(tx: Session, name: str) -> int | None:
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


def _check_sum(sum_minor: int | None) -> None:
    if sum_minor is not None and sum_minor <= 0:
        raise UnreadableSum
    if sum_minor is not None and sum_minor > SUM_LIMIT_MINOR:
        raise SumTooLarge
