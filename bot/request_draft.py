"""A request being written, kept in the open question of its client: it survives restarts.

What is asked next is what is still missing, so every answer may come at any time.
"""

import datetime as dt
import enum
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from bot import asks
from crm import requests
from crm.access import Actor, workspace_of
from crm.errors import BadPhone, DraftGone
from crm.phones import read_phone
from crm.requests import Accepted, Convenient, Draft

ASK = "request"


class Missing(enum.Enum):
    NEED = "need"
    PHONE = "phone"
    WHEN = "when"
    CONSENT = "consent"


@dataclass(frozen=True)
class Pending:
    """`number` is that of the update which began it; buttons of other drafts do not fit."""

    number: int
    need: str = ""
    phone: str = ""
    """E.164."""
    own: bool = False
    """Whether the number came by the share button."""
    when: str = ""
    """A value of Convenient."""
    phones: tuple[str, ...] = ()
    """Numbers known of him, offered on buttons."""

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Pending":
        return cls(**{**data, "phones": tuple(data["phones"])})

    @property
    def missing(self) -> Missing:
        if not self.need:
            return Missing.NEED
        if not self.phone:
            return Missing.PHONE
        return Missing.CONSENT if self.when else Missing.WHEN


def begin(tx: Session, actor: Actor, number: int, *, need: str = "", now: dt.datetime) -> Pending:
    """A new draft instead of an earlier one; `need` is read like a typed line."""
    pending = Pending(number, phones=requests.known_phones(tx, actor))
    if need:
        pending = replace(pending, need=requests.read_need(need))
    return _keep(tx, actor, pending, now)


def keep_need(tx: Session, actor: Actor, pending: Pending, text: str, *, now: dt.datetime) -> Pending:
    """Raises TextTooLong, EmptyText."""
    return _keep(tx, actor, replace(pending, need=requests.read_need(text)), now)


def keep_phone(
    tx: Session, actor: Actor, pending: Pending, text: str, *, own: bool, now: dt.datetime
) -> Pending:
    """Take a typed number, or one that was shared by its owner. Raises BadPhone."""
    country = workspace_of(tx).country
    phone = _shared(text, country) if own else read_phone(text, country)
    return _keep(tx, actor, replace(pending, phone=phone, own=own), now)


def keep_when(tx: Session, actor: Actor, number: int, code: str, *, now: dt.datetime) -> Pending:
    """Raises DraftGone if this is not the open draft, or not yet at that point."""
    pending = find(tx, actor, now)
    if pending is None or pending.number != number or not pending.phone:
        raise DraftGone
    return _keep(tx, actor, replace(pending, when=code), now)


def agree(tx: Session, actor: Actor, number: int, *, now: dt.datetime) -> Accepted:
    """Leave the whole request, and close the draft with it. Raises DraftGone, NobodyAtWork."""
    pending = find(tx, actor, now)
    if pending is None or pending.number != number or pending.missing is not Missing.CONSENT:
        raise DraftGone
    draft = Draft(pending.need, pending.phone, pending.own, Convenient(pending.when))
    asks.drop(tx, actor.user_id)
    return requests.leave(tx, actor, draft, now=now)


def find(tx: Session, actor: Actor, now: dt.datetime) -> Pending | None:
    """The draft this person has open."""
    asked = asks.find(tx, actor.user_id, now)
    return Pending.of(asked.data) if asked and asked.kind == ASK else None


def _keep(tx: Session, actor: Actor, pending: Pending, now: dt.datetime) -> Pending:
    asks.put(tx, actor.user_id, ASK, asdict(pending) | {"phones": list(pending.phones)}, now=now)
    return pending


def _shared(number: str, country: str) -> str:
    """Telegram gives numbers with their country, mostly without the plus."""
    try:
        return read_phone(number if number.startswith("+") else f"+{number}", country)
    except BadPhone:
        return read_phone(number, country)
