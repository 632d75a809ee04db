"""Daily messages at a person's wall time: the manager's morning plan, the owner's digest."""

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.calendars import Calendars
from crm.hours import Window
from crm.localtime import last_daily, next_daily, to_local
from crm.models import Recurrence, RecurrenceKind, Role, User
from crm.outbox import Message, owe_all, withdraw

A_MINUTE = dt.timedelta(minutes=1)


def next_due(tx: Session) -> dt.datetime | None:
    return tx.scalar(select(func.min(Recurrence.next_at)))


def queue_due(tx: Session, now: dt.datetime, limit: int, only: int | None = None) -> int:
    """Owe each due plan or digest once, however many days were missed, and set its next time.

    The message covers the time from `since` (its last one) to `at` (the latest of the missed ones),
    so that nothing falls between two digests. `only` the row of that id.
    """
    query = (
        select(Recurrence, User).join(User, User.id == Recurrence.user_id).where(Recurrence.next_at <= now)
    )
    if only is not None:
        query = query.where(Recurrence.id == only)
    query = query.order_by(Recurrence.next_at).limit(limit).with_for_update(skip_locked=True, of=Recurrence)
    due = tx.execute(query).all()
    if not due:
        return 0
    messages: list[Message] = []
    calendars = Calendars(tx)
    for row, user in due:
        at = max(row.next_at, last_daily(_minute(row.kind, user), user.zone, now))
        if user.active and _wanted(row.kind, calendars.manager(user), now):
            payload = {"since": _since(tx, row, user, at).isoformat(), "at": at.isoformat()}
            messages.append((user.id, row.kind.value, payload, None))
        row.last_at = at
        row.next_at = _next(row.kind, user, now)
    tx.flush()
    owe_all(tx, messages, now=now)
    return len(due)


def _since(tx: Session, row: Recurrence, user: User, at: dt.datetime) -> dt.datetime:
    """Where the message for `at` begins."""
    since = row.last_at
    if since is None or since >= at:  # the first one, or the clock went back
        since = last_daily(_minute(row.kind, user), user.zone, at - A_MINUTE)
    if user.blocked_at is None:
        return since
    # Once he is back he gets one for the whole time, and not one for each day.
    missed = withdraw(tx, user.id, row.kind.value)
    return min([since, *(dt.datetime.fromisoformat(payload["since"]) for payload in missed)])


def keep_up(tx: Session, user: User, *, now: dt.datetime) -> None:
    """Make the person's recurrences fit his role, zone and hours: after any change of these."""
    wanted = _kinds(user)
    for row in tx.scalars(select(Recurrence).where(Recurrence.user_id == user.id)):
        if row.kind in wanted:
            row.next_at = _next(row.kind, user, now)
            wanted.discard(row.kind)
        else:
            tx.delete(row)
    for kind in sorted(wanted):
        tx.add(Recurrence(user_id=user.id, kind=kind, next_at=_next(kind, user, now)))
    tx.flush()


def follow_release(tx: Session, *, now: dt.datetime) -> None:
    """Another release of the zone database: what is not due yet comes at its wall time, once a day still."""
    query = select(Recurrence, User).join(User, User.id == Recurrence.user_id).where(Recurrence.next_at > now)
    for row, user in tx.execute(query):
        came = to_local(row.last_at, user.zone).date() if row.last_at else None
        row.next_at = _next(row.kind, user, now)
        if came == to_local(row.next_at, user.zone).date():
            row.next_at = _next(row.kind, user, row.next_at)
    tx.flush()


def _kinds(user: User) -> set[RecurrenceKind]:
    if not user.active:
        return set()
    match user.role:
        case Role.OWNER:
            return {RecurrenceKind.DIGEST, RecurrenceKind.PLAN}
        case Role.HEAD | Role.MANAGER:
            return {RecurrenceKind.PLAN}
    return set()


def _next(kind: RecurrenceKind, user: User, now: dt.datetime) -> dt.datetime:
    return next_daily(_minute(kind, user), user.zone, now)


def _minute(kind: RecurrenceKind, user: User) -> int:
    return user.plan_at if kind is RecurrenceKind.PLAN else user.digest_at


def _wanted(kind: RecurrenceKind, working: Window, now: dt.datetime) -> bool:
    """A plan is for his working days; the digest comes every day."""
    return kind is RecurrenceKind.DIGEST or not working.closed(to_local(now, working.zone).date())
