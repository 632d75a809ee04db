"""The answer to an offered request: taken, passed on, or given to another by the owner. Once each."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import deals, steps
from crm.access import Actor, owners, staff_id, user_of, workspace_of
from crm.case import Case
from crm.errors import NobodyElse, NotAllowed, NotFound, RequestTaken
from crm.localtime import wall_of
from crm.models import Activity, ActivityKind, Deal, DealState, Request, RequestState, StepOrigin, User
from crm.outbox import cancel_unsent, owe
from crm.requests import turns
from crm.requests.convenient import Convenient, next_convenient
from crm.rules import REMIND_AGAIN_AFTER
from crm.steps import Step

NOTICES = ("request", "unanswered")


@dataclass(frozen=True)
class Offer:
    """A request as those who can answer it see it."""

    number: int
    deal_id: int
    need: str
    convenient: Convenient
    waiting: bool
    """Whether nobody took it yet."""
    offered_to: str | None
    source: str | None
    created_at: dt.datetime


def offer(tx: Session, actor: Actor, request_id: int) -> Offer:
    """The request, for the one it is offered to and those who see all. Raises NotFound, RequestTaken."""
    request = _request(tx, actor, request_id)
    holder = tx.get(User, request.offered_to) if request.offered_to else None
    return Offer(
        request.id,
        request.deal_id,
        request.need,
        Convenient(request.convenient),
        request.state in turns.OPEN,
        holder.name if holder else None,
        request.source,
        request.created_at,
    )


def take(tx: Session, actor: Actor, request_id: int, *, now: dt.datetime) -> Offer:
    """Exactly one person takes a request; his deal it is from now on, and the client is told.

    A second press of the same person changes nothing. Raises RequestTaken for all others, NotFound.
    """
    request = _request(tx, actor, request_id, lock=True)
    if request.state in turns.OPEN:
        deal = tx.get_one(Deal, request.deal_id)
        if deal.manager_id != actor.user_id:
            deals.reassign(tx, deal, actor.user_id, by=actor.user_id, now=now)
        answered(tx, actor, deal, now=now)
        if deal.step_origin is StepOrigin.REQUEST:
            _promise(tx, deal, Convenient(request.convenient), now)
    elif request.offered_to != actor.user_id:
        raise RequestTaken
    return offer(tx, actor, request_id)


def _promise(tx: Session, deal: Deal, convenient: Convenient, now: dt.datetime) -> None:
    """The client was told that he is called when it suits him: that is the step now."""
    calling, working = steps.both_hours(tx, deal)
    at = next_convenient(convenient, calling, working, now)
    if at is None:
        waits = deal.step_at is not None and deal.step_at > now
        steps.remind(tx, deal, deal.step_at if waits else now + REMIND_AGAIN_AFTER)
    elif deal.step_kind is not None and deal.step_purpose is not None:
        promise = Step(deal.step_kind, at, deal.step_purpose, StepOrigin.PROMISE, wall_of(at, calling.zone))
        steps.plan(tx, deal, promise)


def answered(tx: Session, actor: Actor, deal: Deal | Case, *, now: dt.datetime) -> None:
    """Whoever works a deal has answered its requests: called by [Take] and by every outcome."""
    waiting = turns.open_requests(tx, deal.id)
    for request in waiting:
        if request.offered_to not in (None, actor.user_id):
            request.passed_by = sorted({*request.passed_by, request.offered_to})
        request.state, request.taken_at, request.deadline_at = RequestState.TAKEN, now, None
        request.offered_to = actor.user_id
        if request.user_id is not None and deal.state is DealState.OPEN:
            owe(tx, request.user_id, "request_taken", {"request": request.id}, deal_id=deal.id, now=now)
    if waiting:
        cancel_unsent(tx, deal.id, NOTICES)
        _note(tx, deal, actor.user_id, ActivityKind.TAKEN, now)


def pass_on(tx: Session, actor: Actor, request_id: int, *, now: dt.datetime) -> str:
    """Offer it to the next manager who has not passed, or else to the owner; returns whose it is now.

    The client waits no longer for that: a running countdown goes on. Raises RequestTaken, NobodyElse,
    NotFound.
    """
    request = _request(tx, actor, request_id, lock=True)
    if request.state not in turns.OPEN:
        raise RequestTaken
    deal = tx.get_one(Deal, request.deal_id)
    passed = sorted({*request.passed_by, actor.user_id, deal.manager_id})
    heir = turns.next_manager(tx, now, without=passed)
    owner = turns.first_owner(tx)
    holder = heir or owner
    if holder is None or holder in passed:
        raise NobodyElse
    cancel_unsent(tx, deal.id, NOTICES)
    _note(tx, deal, actor.user_id, ActivityKind.PASSED_ON, now)
    requests = turns.open_requests(tx, deal.id)
    for waiting in requests:
        waiting.passed_by = passed
        if waiting.deadline_at is None:
            _count_down(tx, waiting, now)
    _hand(tx, requests, deal, holder, by=actor.user_id, now=now)
    if heir is None:
        escalate(tx, requests, deal, passed=True, now=now)
    else:
        owe(tx, heir, "request", {"request": request.id}, deal_id=deal.id, now=now)
    return user_of(tx, holder).name


def reassign(tx: Session, actor: Actor, request_id: int, manager_id: int, *, now: dt.datetime) -> Offer:
    """Those who oversee the team give it to a manager, with a new countdown.

    A second press changes nothing. Raises NotAllowed, RequestTaken, NotFound.
    """
    if not actor.sees_all:
        raise NotAllowed
    request = _request(tx, actor, request_id, lock=True)
    if request.state not in turns.OPEN:
        raise RequestTaken
    manager = user_of(tx, manager_id)
    if not turns.works(manager):
        raise NotFound
    deal = tx.get_one(Deal, request.deal_id)
    if request.offered_to == manager.id and request.state is RequestState.OFFERED:
        return offer(tx, actor, request_id)
    cancel_unsent(tx, deal.id, NOTICES)
    requests = turns.open_requests(tx, deal.id)
    for waiting in requests:
        waiting.passed_by = sorted({*waiting.passed_by, deal.manager_id} - {manager.id})
        _count_down(tx, waiting, now)
    _hand(tx, requests, deal, manager.id, by=actor.user_id, now=now)
    owe(tx, manager.id, "request", {"request": request.id}, deal_id=deal.id, now=now)
    return offer(tx, actor, request_id)


def escalate(
    tx: Session, requests: list[Request], deal: Deal, *, passed: bool = False, now: dt.datetime
) -> None:
    """Nobody answered, or all `passed`: the owners get it. The one who has it may still take it."""
    for request in requests:
        request.state, request.deadline_at = RequestState.ESCALATED, None
    _note(tx, deal, None, ActivityKind.ESCALATED, now)
    if deal.step_origin is StepOrigin.REQUEST and deal.step_at is not None:
        steps.remind(tx, deal, max(deal.step_at, now + REMIND_AGAIN_AFTER))
    for owner in owners(tx):
        payload = {"request": requests[-1].id, "passed": passed}
        owe(tx, owner.id, "unanswered", payload, deal_id=deal.id, now=now)


def _count_down(tx: Session, request: Request, now: dt.datetime) -> None:
    request.state = RequestState.OFFERED
    request.deadline_at = now + dt.timedelta(minutes=workspace_of(tx).answering_minutes)


def _hand(
    tx: Session, requests: list[Request], deal: Deal, manager_id: int, *, by: int, now: dt.datetime
) -> None:
    for request in requests:
        request.offered_to = manager_id
    if deal.manager_id != manager_id:
        deals.reassign(tx, deal, manager_id, by=by, now=now)
    if deal.step_origin is StepOrigin.REQUEST:
        steps.remind(tx, deal, None)


def _request(tx: Session, actor: Actor, request_id: int, *, lock: bool = False) -> Request:
    """The door to a request: it is his who has it, and theirs who see all.

    Raises RequestTaken for a manager who had it before, NotFound for everybody else.
    """
    query = select(Request).where(Request.id == request_id)
    his = query if actor.sees_all else query.where(Request.offered_to == staff_id(actor))
    if lock:
        his = his.with_for_update().execution_options(populate_existing=True)
    if (request := tx.scalar(his)) is not None:
        return request
    if actor.user_id in (tx.scalar(query.with_only_columns(Request.passed_by)) or ()):
        raise RequestTaken
    raise NotFound


def _note(tx: Session, deal: Deal | Case, by: int | None, kind: ActivityKind, now: dt.datetime) -> None:
    tx.add(Activity(client_id=deal.client_id, deal_id=deal.id, user_id=by, kind=kind, at=now))
    tx.flush()
