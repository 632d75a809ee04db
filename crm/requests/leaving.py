"""A client leaves a request: it becomes a deal of its own or joins the one he has."""

import datetime as dt
import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import deals, steps
from crm.access import Actor, user_of, workspace_of
from crm.calendars import Calendars, manager_window
from crm.client_zones import put_whereabouts
from crm.errors import EmptyText, NobodyAtWork, TextTooLong
from crm.keys import search_key
from crm.models import (
    Activity,
    ActivityKind,
    Client,
    Deal,
    DealState,
    Phone,
    Request,
    RequestState,
    Role,
    StepKind,
    StepOrigin,
    User,
)
from crm.openings import Opening
from crm.outbox import owe
from crm.phones import add_phone
from crm.requests import turns
from crm.requests.convenient import Convenient, answer_at
from crm.rules import REMIND_AGAIN_AFTER, TEXT_LIMIT
from crm.steps import Step
from crm.whereabouts import whereabouts_of_phones

NEED_LIMIT = 500
"""Characters of "one line": what fits on a card beside everything else."""
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
SOURCE = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class Draft:
    """A whole request, about to be left with the client's consent."""

    need: str
    phone: str
    """E.164."""
    own_number: bool
    """Whether Telegram vouches that the number is his; a typed one may be anybody's."""
    convenient: Convenient


@dataclass(frozen=True)
class Accepted:
    number: int
    answering: dt.timedelta
    """Within which time he can expect an answer."""
    at_work: bool
    """Whether the one who has it is inside his working hours: nobody is promised an answer at night."""


def read_need(text: str) -> str:
    """What he wants, as one line. Raises TextTooLong, EmptyText."""
    line = " ".join(CONTROL.sub(" ", text).split())
    if not line:
        raise EmptyText
    if len(line) > NEED_LIMIT:
        raise TextTooLong(NEED_LIMIT)
    return line


def keep_source(tx: Session, actor: Actor, payload: str) -> None:
    """Remember by which deep link a client first came; anything that can be no payload is ignored."""
    user = user_of(tx, actor.user_id)
    if user.source is None and SOURCE.fullmatch(payload):
        user.source = payload


def known_phones(tx: Session, actor: Actor) -> tuple[str, ...]:
    """The numbers (E.164) of the client this person is, the latest first."""
    query = select(Phone.e164).join(Client).where(Client.user_id == actor.user_id, ~Phone.wrong)
    return tuple(tx.scalars(query.order_by(Phone.id.desc())))


def leave(tx: Session, actor: Actor, draft: Draft, *, now: dt.datetime) -> Accepted:
    """Accept a request: client, deal, countdown and the offer to a manager in one go.

    A known client reaches his own manager, anybody else the least loaded. Without managers the
    owner has it at once; raises NobodyAtWork where there is no owner either.
    """
    source = user_of(tx, actor.user_id).source
    client = _client(tx, actor, draft, source, now)
    deal = _join(tx, actor, client, draft, now) or _open(tx, actor, client, draft, now)
    managed = user_of(tx, deal.manager_id).role is Role.MANAGER
    answering = dt.timedelta(minutes=workspace_of(tx).answering_minutes)
    request = Request(
        user_id=actor.user_id,
        client_id=client.id,
        deal_id=deal.id,
        need=draft.need,
        convenient=draft.convenient,
        source=source,
        consent_at=now,
        created_at=now,
        state=RequestState.OFFERED if managed else RequestState.ESCALATED,
        offered_to=deal.manager_id,
        passed_by=[],
        deadline_at=now + answering if managed else None,
    )
    tx.add(request)
    tx.flush()
    if not managed and deal.step_origin is StepOrigin.REQUEST and deal.step_at is not None:
        steps.remind(tx, deal, max(deal.step_at, now + REMIND_AGAIN_AFTER))  # no countdown ends in a message
    owe(tx, deal.manager_id, "request", {"request": request.id}, deal_id=deal.id, now=now)
    return accepted(tx, request.id, now=now)


def accepted(tx: Session, number: int, *, now: dt.datetime) -> Accepted:
    """What the client is told of a request just left."""
    request = tx.get_one(Request, number)
    working = manager_window(tx, user_of(tx, request.offered_to or 0))
    answering = dt.timedelta(minutes=workspace_of(tx).answering_minutes)
    return Accepted(request.id, answering, working.holds(now))


def _client(tx: Session, actor: Actor, draft: Draft, source: str | None, now: dt.datetime) -> Client:
    """The client this person is, or the one with his number, or a new one.

    A typed number proves nothing: it finds the client's manager and deal, but does not make the
    writer that client. A number of a client who is somebody else in Telegram stays his.
    """
    mine = tx.scalar(select(Client).where(Client.user_id == actor.user_id))
    if mine is not None:
        add_phone(tx, mine, draft.phone)
        return mine
    with_number = select(Client).join(Phone).where(Phone.e164 == draft.phone, ~Phone.wrong)
    known = list(tx.scalars(with_number.order_by(Client.id)))
    free = next((client for client in known if client.user_id is None), None)
    if free is not None:
        if draft.own_number:
            free.user_id = actor.user_id
        return free
    client = Client(
        name=actor.name,
        search_key=search_key(actor.name),
        user_id=actor.user_id,
        manager_id=known[0].manager_id if known else None,
        source=source,
        created_at=now,
    )
    if place := whereabouts_of_phones((draft.phone,)):
        put_whereabouts(client, place)
    tx.add(client)
    tx.flush()
    add_phone(tx, client, draft.phone)
    return client


def _join(tx: Session, actor: Actor, client: Client, draft: Draft, now: dt.datetime) -> Deal | None:
    """Add the request to the client's open deal; None if he has none.

    Its next step stays, a promised one above all; only a retry gives way to an immediate call.
    """
    query = select(Deal).where(Deal.client_id == client.id, Deal.state == DealState.OPEN)
    deal = tx.scalars(query.order_by(Deal.id.desc()).limit(1)).first()
    if deal is None:
        return None
    both = f"{deal.need}\n{draft.need}" if deal.need else draft.need
    deal.need = both if len(both) <= TEXT_LIMIT else draft.need
    if deal.step_origin is StepOrigin.RETRY:
        steps.plan(tx, deal, _answer(_opening(tx, client, steps.manager_of(tx, deal), draft, now)))
        steps.remind(tx, deal, None)
    tx.add(
        Activity(
            client_id=client.id,
            deal_id=deal.id,
            user_id=actor.user_id,
            kind=ActivityKind.CLIENT_WROTE,
            at=now,
            text=draft.need,
        )
    )
    tx.flush()
    return deal


def _open(tx: Session, actor: Actor, client: Client, draft: Draft, now: dt.datetime) -> Deal:
    """A new deal whose step is a call as soon as may be. While the offer is open it needs no reminder."""
    manager_id = _manager(tx, client, now)
    client.manager_id = manager_id
    opening = _opening(tx, client, user_of(tx, manager_id), draft, now)
    deal = deals.open_deal(
        tx,
        client,
        manager_id,
        step=_answer(opening),
        by=actor.user_id,
        now=now,
        need=draft.need,
        opening=opening,
    )
    steps.remind(tx, deal, None)
    return deal


def _manager(tx: Session, client: Client, now: dt.datetime) -> int:
    own = tx.get(User, client.manager_id) if client.manager_id else None
    if own is not None and turns.works(own):
        return own.id
    found = turns.next_manager(tx, now) or turns.first_owner(tx)
    if found is None:
        raise NobodyAtWork
    return found


def _opening(tx: Session, client: Client, manager: User, draft: Draft, now: dt.datetime) -> Opening:
    calendars = Calendars(tx)
    return answer_at(draft.convenient, calendars.client(client), calendars.manager(manager), now)


def _answer(opening: Opening) -> Step:
    return Step(StepKind.CALL, opening.at, "new_request", StepOrigin.REQUEST)
