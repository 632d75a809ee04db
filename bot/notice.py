"""What is given to the drawer of an outbox row: like a context, for a message nobody asked for."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from bot.i18n import Locale
from crm.access import Actor
from crm.db import Crm

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Notice:
    """One owed message about to be drawn for `me`.

    The drawer answers with its screens, which are sent as new messages. None at all means that
    there is nothing left to say (the deal was closed meanwhile).
    """

    me: Actor
    locale: Locale
    now: dt.datetime
    payload: dict[str, Any]
    deal_id: int | None
    crm: Crm

    async def read(self, f: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        return await self.crm.read(f, *args, **kwargs)
