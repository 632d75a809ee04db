"""A step that was put off again and again: refuse, ask the head, or try one last time."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm import steps
from crm.access import Actor, deal_of, owners, user_of
from crm.errors import AlreadyAsked, DealClosed, NobodyElse, NotFound, StaleScreen, TextTooLong
from crm.models import (
    Activity,
    ActivityKind,
    Deal,
    DealState,
    Effect,
    Outcome,
    Role,
    StepKind,
    StepOrigin,
    User,
)
from crm.openings import Opening, next_opening
from crm.outbox import owe
from crm.rules import LAST_TRY, MOVED_OFTEN, TEXT_LIMIT
from crm.steps import Step

NEW_RUN = (ActivityKind.OUTCOME, ActivityKind.BROUGHT_BACK)


@dataclass(frozen=True)
class MovedOften:
    """What a card offers in place of moving the step once more."""

    moves: int
    refusal_id: int | None
    """The outcome by which the deal is refused; None where its stage offers none."""
    may_ask: bool
    """Whether there is somebody to ask, who was not asked since the last outcome."""
    may_try: bool
    """Whether the last try is yet to be planned."""


@dataclass(frozen=True)
class Said:
    """What a manager asks his head, or the head answers. `words` None: he wrote none, or sent a file."""

    name: str
    words: str | None


def often_of(tx: Session, actor: Actor, deal: Deal, offered: Iterable[Outcome]) -> MovedOften | None:
    """None for a step that was not moved that often. `offered` are the outcomes of its stage."""
    if deal.state is not DealState.OPEN or deal.step_moves < MOVED_OFTEN:
        return None
    refusals = (outcome.id for outcome in offered if outcome.effect is Effect.LOSE)
    return MovedOften(
        moves=deal.step_moves,
        refusal_id=next(refusals, None),
        may_ask=bool(heads(tx, actor)) and not _asked(tx, deal),
        may_try=deal.step_purpose != LAST_TRY,
    )


def heads(tx: Session, actor: Actor) -> list[User]:
    """Whom this person asks: the heads, or the owners while there are none. An owner has nobody."""
    if actor.is_owner:
        return []
    if actor.role is not Role.HEAD:
        query = select(User).where(User.role == Role.HEAD, User.active).order_by(User.id)
        if found := list(tx.scalars(query)):
            return found
    return owners(tx)


def check_may_ask(tx: Session, actor: Actor, deal_id: int) -> Deal:
    """Raises NotFound, DealClosed, StaleScreen if it was not moved that often, NobodyElse, AlreadyAsked."""
    deal = deal_of(tx, actor, deal_id)
    if deal.state is not DealState.OPEN:
        raise DealClosed(deal.id)
    if deal.step_moves < MOVED_OFTEN:
        raise StaleScreen(deal.id)
    if not heads(tx, actor):
        raise NobodyElse
    if _asked(tx, deal):
        raise AlreadyAsked(deal.id)
    return deal


def ask_head(tx: Session, actor: Actor, deal_id: int, words: str, *, now: dt.datetime) -> tuple[str, ...]:
    """Send the heads the card with this question, which may be empty; returns their names.

    Once for a run of moves: the next outcome begins another. Raises what `check_may_ask` does, TextTooLong.
    """
    deal, words = check_may_ask(tx, actor, deal_id), words.strip()
    if len(words) > TEXT_LIMIT:
        raise TextTooLong(TEXT_LIMIT)
    line = Activity(
        client_id=deal.client_id,
        deal_id=deal.id,
        user_id=actor.user_id,
        kind=ActivityKind.ASKED,
        at=now,
        text=words or None,
    )
    tx.add(line)
    tx.flush()
    asked = heads(tx, actor)
    for head in asked:
        owe(tx, head.id, "asked", {"deal": deal.id, "activity": line.id}, deal_id=deal.id, now=now)
    return tuple(head.name for head in asked)


def answer(tx: Session, deal: Deal, note: Activity, *, now: dt.datetime) -> None:
    """A colleague's note while a question is open is its answer: the manager gets it with the card."""
    if note.user_id != deal.manager_id and deal.state is DealState.OPEN and _asked(tx, deal):
        payload = {"deal": deal.id, "activity": note.id}
        owe(tx, deal.manager_id, "head_answered", payload, deal_id=deal.id, now=now)


def said(tx: Session, activity_id: int) -> Said:
    """The question or the answer of this line. Raises NotFound."""
    line = tx.get(Activity, activity_id)
    if line is None or line.user_id is None:
        raise NotFound
    return Said(user_of(tx, line.user_id).name, line.text)


def last_try(tx: Session, actor: Actor, deal_id: int, *, seen: int, now: dt.datetime) -> Opening:
    """One more call at the next opening; unanswered, it ends in the archive, whatever the ladder says.

    A second press changes nothing. Raises StaleScreen, DealClosed, NotFound.
    """
    deal = deal_of(tx, actor, deal_id)
    if deal.version != seen and deal.step_purpose == LAST_TRY and deal.step_at is not None:
        return Opening(deal.step_at, moved=False)
    steps.check_version(deal, seen)
    if deal.state is not DealState.OPEN:
        raise DealClosed(deal.id)
    opening = next_opening(now, steps.calling_hours(tx, deal.client), steps.working_hours(tx, deal))
    steps.put_off(tx, actor, deal, Step(StepKind.CALL, opening.at, LAST_TRY, StepOrigin.PLAN), now=now)
    steps.hush(tx, deal, actor, now)
    return opening


def _asked(tx: Session, deal: Deal) -> bool:
    """Whether the head was asked since the last outcome."""
    of_deal = Activity.deal_id == deal.id
    began = select(func.max(Activity.id)).where(of_deal, Activity.kind.in_(NEW_RUN)).scalar_subquery()
    query = select(Activity.id).where(of_deal, Activity.kind == ActivityKind.ASKED)
    return tx.scalar(query.where(Activity.id > func.coalesce(began, 0)).limit(1)) is not None
