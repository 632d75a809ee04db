"""Words added to a client's history."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import often
from crm.access import Actor, deal_of, staff_id
from crm.errors import NotFound, TextTooLong
from crm.models import Activity, ActivityKind, Client
from crm.rules import TEXT_LIMIT


def add_note(
    tx: Session,
    actor: Actor,
    deal_id: int,
    text: str,
    *,
    file: dict[str, str] | None = None,
    now: dt.datetime,
) -> int:
    """Write a note or a file to the deal's history; returns the activity's id. Raises NotFound, TextTooLong.

    The deal itself is untouched, so cards on the screen stay fresh. A manager who asked his head is told.
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
        text=text or None,
        file=file,
    )
    tx.add(note)
    tx.flush()
    often.answer(tx, deal, note, now=now)
    return note.id


def file_of(tx: Session, actor: Actor, activity_id: int) -> dict[str, str]:
    """The file of a history line (`kind`, `file_id`). Raises NotFound."""
    query = select(Activity.file).join(Client).where(Activity.id == activity_id)
    if not actor.sees_all:
        query = query.where(Client.manager_id == staff_id(actor))
    file = tx.scalar(query)
    if file is None:
        raise NotFound
    return file
