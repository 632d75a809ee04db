"""When Telegram was last heard; after a gap, who must be told once what did not arrive."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.calendars import Calendars
from crm.models import Pulse, Role, User
from crm.outbox import owe

# How long Telegram keeps what waits for a bot (its server's source; Bot API, getUpdates).
PRESSES_LIVE = dt.timedelta(seconds=150)
MESSAGES_LIVE = dt.timedelta(hours=24)
KIND = "away"


def heard(tx: Session, silence: dt.timedelta | None, *, now: dt.datetime) -> None:
    """Telegram was heard by this process, after so long a silence (None: for the first time).

    Where nobody heard it for longer than presses live, the colleagues who may have pressed are told.
    """
    pulse = tx.get(Pulse, 1, with_for_update=True)
    if pulse is None:
        tx.add(Pulse(id=1, heard_at=now))
        return
    # Another process may have heard it meanwhile; and the clock of the rows may jump in a sandbox.
    gap = now - pulse.heard_at if silence is None else min(silence, now - pulse.heard_at)
    if gap > PRESSES_LIVE:
        _tell(tx, now - gap, now)
    pulse.heard_at = now


def _tell(tx: Session, since: dt.datetime, now: dt.datetime) -> None:
    """Those whose working hours touch the time of which presses are gone: at night nobody pressed."""
    payload = {"since": since.isoformat(), "until": now.isoformat()}
    team = select(User).where(User.role != Role.CLIENT, User.active, User.blocked_at.is_(None))
    calendars = Calendars(tx)
    for user in tx.scalars(team.order_by(User.id)):
        if calendars.manager(user).next_open(since) < now - PRESSES_LIVE:
            owe(tx, user.id, KIND, payload, now=now)
