"""Words added to a client's history."""

import datetime as dt

from sqlalchemy.orm import Session

from crm.access import Actor, deal_of
from crm.errors import TextTooLong
from crm.models import Activity, ActivityKind
from crm.rules import TEXT_LIMIT


def add_note(tx: Session, actor: Actor, deal_id: int, text: str, *, now: dt.datetime) -> int:
    """Write a note to the deal's history; returns the activity's id. Raises NotFound, TextTooLong.

    The deal itself is untouched, so cards on the screen stay fresh.
    """
    deal = deal_of(tx, actor, deal_id)
    text = text.strip()
    if len(text) > TEXT_LIMIT:
        raise TextTooLong(TEXT_LIMIT)
    note = Activity(
        client_id=deal.client_id,
        deal_id=deal.id,
        user_id=actor.user_id,
        kind=ActivityKind.NOTE,
        at=now,
        text=text,
    )
    tx.add(note)
    tx.flush()
    return note.id
