"""When a client may be called: as usual, or as he asked for."""

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from crm.access import Actor, client_of
from crm.calendars import Calendars
from crm.clients import latest_deal
from crm.errors import TextTooLong
from crm.follow import follow_hours_of
from crm.hours import Span
from crm.models import Activity, ActivityKind, Client
from crm.week import check_days, check_span
from crm.wishes import WISH_LIMIT, Wish, wished_hours


@dataclass(frozen=True)
class ClientHours:
    """By his own clock; days as bits, Monday the lowest."""

    client_id: int
    client_name: str
    deal_id: int | None
    """Whose card to go back to: his open deal, or the latest."""
    zone: str
    zone_known: bool
    hours: Span
    days: int
    asked: bool
    """Whether he asked for them; False: they are the usual ones."""
    words: str
    """What he said; empty where buttons were pressed."""
    usual: Span
    usual_days: int
    moved: int = 0
    """How many automatic steps the change just made has moved."""


def client_hours(tx: Session, actor: Actor, client_id: int, *, now: dt.datetime) -> ClientHours:
    """Raises NotFound."""
    client = client_of(tx, actor, client_id)
    calendars = Calendars(tx)
    window = calendars.client(client)
    return ClientHours(
        client_id=client.id,
        client_name=client.name,
        deal_id=latest_deal(tx, actor, client.id),
        zone=window.zone,
        zone_known=client.zone is not None,
        hours=(window.opens, window.closes),
        days=window.weekdays,
        asked=client.calling_wish is not None,
        words=client.calling_wish or "",
        usual=(calendars.house.calling_from, calendars.house.calling_to),
        usual_days=calendars.house.calling_days,
    )


def set_calling(
    tx: Session, actor: Actor, client_id: int, wish: Wish | None, *, now: dt.datetime
) -> ClientHours:
    """What he asked for; None: the usual hours again. Raises BadHours, TextTooLong, NotFound."""
    client = client_of(tx, actor, client_id)
    was = client.calling_wish
    house = Calendars(tx).house
    usual = house.calling_from, house.calling_to
    if wish is None:
        client.calling_from, client.calling_to = usual
        client.calling_days = client.calling_wish = None
    else:
        if len(wish.words) > WISH_LIMIT:
            raise TextTooLong(WISH_LIMIT)
        client.calling_from, client.calling_to = check_span(wished_hours(wish, usual))
        client.calling_days = None if wish.days is None else check_days(wish.days)
        client.calling_wish = wish.words
    _note(tx, actor, client, was, now)
    moved = follow_hours_of(tx, client_id=client.id, by=actor.user_id, now=now)
    return replace(client_hours(tx, actor, client_id, now=now), moved=moved)


def _note(tx: Session, actor: Actor, client: Client, was: str | None, now: dt.datetime) -> None:
    line = Activity(client_id=client.id, user_id=actor.user_id, kind=ActivityKind.EDITED, at=now)
    line.text = client.calling_wish or _clock(client)
    line.before = {"field": "calling", "was": was}
    tx.add(line)
    tx.flush()


def _clock(client: Client) -> str:
    """The hours in figures, which read alike in every language."""
    begins, ends = divmod(client.calling_from, 60), divmod(client.calling_to, 60)
    return f"{begins[0]}:{begins[1]:02}–{ends[0]}:{ends[1]:02}"
