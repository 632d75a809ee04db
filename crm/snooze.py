"""Putting a reminder off by one press: a quarter of an hour, an hour, the next working day."""

import datetime as dt
import enum
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import steps
from crm.access import Actor, deal_of
from crm.cards import DealCard, card_of
from crm.errors import DealClosed, StaleScreen
from crm.hours import Window
from crm.localtime import at_minute, minute_of, to_local
from crm.models import Activity, ActivityKind, Deal, StepOrigin
from crm.openings import SEARCH_DAYS, Opening, next_opening, reason_of
from crm.steps import Step


class Later(enum.StrEnum):
    QUARTER = "quarter"
    HOUR = "hour"
    TOMORROW = "tomorrow"


LENGTHS = {Later.QUARTER: dt.timedelta(minutes=15), Later.HOUR: dt.timedelta(hours=1)}


@dataclass(frozen=True)
class Snoozed:
    """The deal as it is now."""

    card: DealCard
    opening: Opening | None
    """Where the step came to lie, and why not earlier; None for a second press."""
    again: bool = False
    """A second press on the same button: nothing was changed this time."""


def snooze(tx: Session, actor: Actor, deal_id: int, later: Later, *, seen: int, now: dt.datetime) -> Snoozed:
    """Put the next step off, counted as a move. What would fall into closed hours goes to the next opening.

    A second press changes nothing. Raises StaleScreen, DealClosed, NotFound.
    """
    deal = deal_of(tx, actor, deal_id)
    if deal.version != seen:
        return _again(tx, actor, deal, seen, now)
    step = Step.of(deal)
    if step is None:
        raise DealClosed(deal.id)
    client, manager = steps.calling_hours(tx, deal.client), steps.working_hours(tx, deal)
    opening = opening_of(step, later, client, manager, now)
    steps.move_step(tx, actor, deal_id, opening.at, seen=seen, now=now, length=later in LENGTHS)
    return Snoozed(card_of(tx, actor, deal, now=now), opening)


def opening_of(step: Step, later: Later, client: Window, manager: Window, now: dt.datetime) -> Opening:
    """Where a step comes to lie. What was promised to the client rings outside the manager's hours too."""
    at_work = client if step.origin is StepOrigin.PROMISE else manager
    if later in LENGTHS:
        return next_opening(now.replace(second=0, microsecond=0) + LENGTHS[later], client, at_work)
    # The client's own hour of the day, on the first day that both work.
    minute = minute_of(step.at, client.zone)
    first = to_local(now, client.zone).date() + dt.timedelta(days=1)
    asked = at_minute(first, minute, client.zone)
    days = (first + dt.timedelta(days=ahead) for ahead in range(SEARCH_DAYS))
    moments = (at_minute(day, minute, client.zone) for day in days if not client.closed(day))
    working = (at for at in moments if not manager.closed(to_local(at, manager.zone).date()))
    opening = next_opening(next(working, asked), client, at_work)
    if opening.at == asked:
        return opening
    reason = reason_of(asked, client, at_work) or reason_of(asked, client, manager)
    return replace(opening, moved=True, reason=reason and replace(reason, alone=opening.outside_work))


def _again(tx: Session, actor: Actor, deal: Deal, seen: int, now: dt.datetime) -> Snoozed:
    """The same result, if that move is all that happened since. Raises StaleScreen."""
    of_deal = select(Activity.kind, Activity.user_id).where(Activity.deal_id == deal.id)
    last = tx.execute(of_deal.order_by(Activity.id.desc()).limit(1)).first()
    moved = last is not None and tuple(last) == (ActivityKind.MOVED, actor.user_id)
    if not moved or deal.version != seen + 1:
        raise StaleScreen(deal.id)
    return Snoozed(card_of(tx, actor, deal, now=now), None, again=True)
