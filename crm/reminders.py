"""Reminders of next steps: due ones become messages; ignored ones ring again, then reach the owner."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session, joinedload

from crm import steps
from crm.access import Actor, owners
from crm.calendars import Calendars
from crm.case import case_of
from crm.day import DayLine, line_of
from crm.held import not_held
from crm.kept import Kept, held
from crm.localtime import at_minute, to_local
from crm.models import Deal, DealState, OutboxMessage, OutboxState, Reminder, StepOrigin, User
from crm.models.base import Base
from crm.openings import next_opening
from crm.outbox import Message, owe, owe_all, unsent
from crm.rules import LIST_INSTEAD_OF_CARDS, REMIND_AGAIN_AFTER

FIRST, AGAIN = 0, 1
TABLE = Base.metadata.tables[Reminder.__tablename__]
HEARD = Kept(
    update(TABLE)
    .where(TABLE.c.deal_id == bindparam("deal"), TABLE.c.user_id == bindparam("user"), TABLE.c.rung > FIRST)
    .values(due_at=None)
)


def next_due(tx: Session) -> dt.datetime | None:
    """When the next reminder must ring (aware UTC)."""
    return tx.scalar(select(func.min(Reminder.due_at)))


def queue_due(tx: Session, now: dt.datetime, limit: int, only: int | None = None) -> int:
    """Turn reminders due at `now` into messages owed; returns how many were handled.

    `only` that of one deal. Safe to repeat and after downtime: the claim and the message are one transaction.
    """
    query = select(Reminder).where(Reminder.due_at <= now, not_held(Reminder.due_at))
    query = query.order_by(Reminder.due_at).limit(limit)
    if only is not None:
        query = query.where(Reminder.deal_id == only)
    due = list(tx.scalars(query.with_for_update(skip_locked=True)))
    ringing: dict[int, list[Reminder]] = defaultdict(list)
    ignored: dict[int, list[Reminder]] = defaultdict(list)
    if not due:
        return 0
    deals = _deals(tx, [reminder.deal_id for reminder in due])
    calendars = Calendars(tx)
    for reminder in due:
        deal = deals[reminder.deal_id]
        if deal.state is not DealState.OPEN or deal.step_at is None:
            reminder.due_at = None
        elif reminder.rung > AGAIN:
            ignored[reminder.user_id].append(reminder)
        elif (later := _waits(tx, calendars, deal, now)) is not None:
            reminder.due_at = later.until
        else:
            ringing[reminder.user_id].append(reminder)
    for user_id, reminders in ringing.items():
        _ring(tx, user_id, reminders, now)
    for user_id, reminders in ignored.items():
        _escalate(tx, user_id, reminders, now)
    tx.flush()
    return len(due)


def acknowledge(tx: Session, actor: Actor, deal_id: int) -> None:
    """A press on the reminder: it does not ring again for this step. Raises NotFound."""
    deal = case_of(tx, actor, deal_id)
    if HEARD.change(tx, {"deal": deal.id, "user": actor.user_id}) and (known := held(tx, Reminder, deal.id)):
        tx.expire(known)


def acknowledge_listed(tx: Session, actor: Actor, deal_ids: Collection[int]) -> None:
    """A press on a list of reminders: none of them rings again. What is not this person's is passed over."""
    listed = Reminder.deal_id.in_(deal_ids), Reminder.user_id == actor.user_id, Reminder.rung > FIRST
    for reminder in tx.scalars(select(Reminder).where(*listed)):
        reminder.due_at = None


def ignored_lines(
    tx: Session, actor: Actor, deal_ids: Collection[int], manager_id: int, now: dt.datetime
) -> tuple[DayLine, ...]:
    """Those of the deals that still wait for this manager, earliest first; none for who sees only his own."""
    if not actor.sees_all:
        return ()
    waiting = Deal.id.in_(deal_ids), Deal.manager_id == manager_id, Deal.step_at <= now
    deals = tx.scalars(select(Deal).where(*waiting).order_by(Deal.step_at, Deal.id))
    return tuple(line for deal in deals if (line := line_of(tx, deal)))


def _deals(tx: Session, deal_ids: list[int]) -> dict[int, Deal]:
    """The deals with their managers and clients, by id, asked for at once."""
    whole = joinedload(Deal.manager), joinedload(Deal.client)
    query = select(Deal).where(Deal.id.in_(deal_ids)).options(*whole)
    return {deal.id: deal for deal in tx.scalars(query)}


def _ring(tx: Session, user_id: int, reminders: list[Reminder], now: dt.datetime) -> None:
    """One card each, or one list when too many fall due at once."""
    held = tx.get_one(User, user_id).blocked_at is not None
    # For who cannot be reached one that waits will do: it shows the card as it is by then.
    ringing = [row for row in reminders if not (held and row.rung and unsent(tx, row.deal_id, "reminder"))]
    if len(ringing) > LIST_INSTEAD_OF_CARDS:
        again = all(row.rung == AGAIN for row in ringing)
        payload = {"deals": [row.deal_id for row in ringing], "again": again}
        messages: list[Message] = [(user_id, "reminder_list", payload, None)]
    else:
        messages = [
            (user_id, "reminder", {"deal": row.deal_id, "again": row.rung == AGAIN}, row.deal_id)
            for row in ringing
        ]
    owe_all(tx, messages, now=now)
    for row in reminders:
        row.rung += 1
        row.due_at = now + REMIND_AGAIN_AFTER


def _escalate(tx: Session, manager_id: int, reminders: list[Reminder], now: dt.datetime) -> None:
    """Twice ignored: the owners get it, once; as one list where that would be too many cards."""
    for reminder in reminders:
        reminder.due_at = None
    deals = [reminder.deal_id for reminder in reminders]
    for owner in owners(tx):
        if owner.id == manager_id:
            continue
        if len(deals) > LIST_INSTEAD_OF_CARDS:
            owe(tx, owner.id, "ignored_list", {"deals": deals, "manager": manager_id}, now=now)
            continue
        for deal_id in deals:
            owe(tx, owner.id, "ignored", {"deal": deal_id}, deal_id=deal_id, now=now)


@dataclass(frozen=True)
class _Later:
    until: dt.datetime | None
    """When it rings after all; None where his next morning plan tells of it."""


def _waits(tx: Session, calendars: Calendars, deal: Deal, now: dt.datetime) -> _Later | None:
    """Outside his working hours only what was promised to a client rings; at lunch the rest waits its end.

    Where the hours of the two never meet it rings in the client's, on a working day.
    """
    manager = steps.manager_of(tx, deal)
    working = calendars.manager(manager)
    if deal.step_origin is StepOrigin.PROMISE or working.holds(now):
        return None
    calling = calendars.client(deal.client)
    works_today = not working.closed(to_local(now, manager.zone).date())
    if works_today and calling.holds(now) and next_opening(now, calling, working).outside_work:
        return None
    opens = working.next_open(now)
    plan_at = at_minute(to_local(opens, manager.zone).date(), manager.plan_at, manager.zone)
    return _Later(opens if plan_at <= now else None)


def failed(tx: Session, since: dt.datetime, until: dt.datetime) -> list[list[int]]:
    """The deals of each reminder from `since` to before `until` that could not be delivered.

    The watchdog's second figure: 0 unless somebody blocked the bot or an answer was lost.
    """
    query = select(OutboxMessage.payload).where(
        OutboxMessage.kind.in_(("reminder", "reminder_list")),
        OutboxMessage.state.in_((OutboxState.REFUSED, OutboxState.UNKNOWN)),
        OutboxMessage.created_at >= since,
        OutboxMessage.created_at < until,
    )
    return [payload.get("deals") or [payload["deal"]] for payload in tx.scalars(query)]
