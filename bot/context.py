"""What a handler is given: who acts, when, in which language, and the doors to the data and Telegram."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Concatenate, ParamSpec, TypeVar

import structlog
from sqlalchemy.orm import Session
from telegram import Bot, CallbackQuery, Update
from telegram.error import BadRequest, TelegramError

from bot import asks
from bot.clock import Clock
from bot.feedplace import FeedPlace
from bot.html import cut
from bot.i18n import Locale
from crm.access import Actor
from crm.db import Handling

log = structlog.get_logger(__name__)

P = ParamSpec("P")
R = TypeVar("R")
TOAST_LIMIT = 200


@dataclass
class Ctx:
    """One update being handled. `now` is the moment its handling began, aware UTC."""

    me: Actor
    locale: Locale
    now: dt.datetime
    bot: Bot
    update: Update
    chat_id: int
    data: Handling
    clock: Clock
    equip: Callable[[Actor], Awaitable[None]]
    """Sets a person's command list in Telegram: to be called after his role or language changed."""
    feeds: FeedPlace | None = None
    """Where calendars ask for people's feeds; None where there are none."""
    ask: asks.Asked | None = None
    """The question this person had open when the update came; his next words answer it."""
    drops_ask: bool = False
    """Whether the first write closes that question, in its own transaction."""
    _answered: bool = field(default=False, repr=False)

    @property
    def query(self) -> CallbackQuery | None:
        return self.update.callback_query

    async def read(self, f: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        return await self.data.read(f, *args, **kwargs)

    async def write(self, f: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """One transaction; the first also marks the update as done, so that a replay repeats nothing."""
        if not self.drops_ask:
            return await self.data.write(f, *args, **kwargs)

        def work(tx: Session) -> R:
            asks.drop(tx, self.me.user_id)
            return f(tx, *args, **kwargs)

        result = await self.data.write(work)
        self.drops_ask = False
        return result

    async def answer(self, toast: str | None = None, *, alert: bool = False) -> None:
        """Answer the tap; only the first call does anything. `show` calls it beside the drawing."""
        if self.query is None or self._answered:
            return
        self._answered = True
        options: dict[str, Any] = {"text": cut(toast, TOAST_LIMIT), "show_alert": alert} if toast else {}
        try:
            await self.bot.answer_callback_query(self.query.id, **options)
        except BadRequest:
            log.info("tap answered too late", update_id=self.update.update_id)
        except TelegramError as error:
            log.warning("tap not answered", update_id=self.update.update_id, error=str(error))
