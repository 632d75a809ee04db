"""Questions that await typed words: one a person, kept as a row, closed by any button or command.

A handler opens one in the transaction that led to it: `await ctx.write(asks.put, ctx.me.user_id,
"sum", {"deal": 7, "seen": 3}, now=ctx.now)`. The answer comes to `@routes.ask("sum")`.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from crm.kept import Kept
from crm.models import Ask
from crm.models.base import Base
from crm.rules import ASK_LIVES

BACK = "back"
"""In a question's data: what [Cancel] presses, for those who no longer mean to answer."""
TABLE = Base.metadata.tables[Ask.__tablename__]
DROP = Kept(delete(TABLE).where(TABLE.c.user_id == bindparam("user")))  # every press says it


@dataclass(frozen=True)
class Asked:
    """What was asked: `kind` names the handler, `data` is what the handler will need."""

    kind: str
    data: dict[str, Any]


def put(
    tx: Session,
    user_id: int,
    kind: str,
    data: dict[str, Any],
    *,
    now: dt.datetime,
    lives: dt.timedelta = ASK_LIVES,
) -> None:
    """Ask this person; an earlier question of his is forgotten. It stays open for so long, usually a day."""
    tx.merge(Ask(user_id=user_id, kind=kind, data=data, until=now + lives))


def find(tx: Session, user_id: int, now: dt.datetime) -> Asked | None:
    """The question open for this person."""
    row = tx.execute(select(Ask.kind, Ask.data).where(Ask.user_id == user_id, Ask.until > now)).first()
    return Asked(row.kind, row.data) if row else None


def drop(tx: Session, user_id: int) -> None:
    """Close whatever question is open."""
    DROP.change(tx, {"user": user_id})
