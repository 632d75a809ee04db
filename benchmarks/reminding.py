"""Reminders in a company that was founded: when they ring, and whose message it is."""

import datetime as dt
import json
from collections.abc import Mapping

from sqlalchemy import bindparam, update

from benchmarks.wire import JsonObject
from bot.callbacks import BadTap
from bot.taps.deals import ReportTap
from crm.db import engine_of
from crm.models import Deal, Reminder, StepOrigin
from crm.models.base import Base

DEALS, REMINDERS = (Base.metadata.tables[table.__tablename__] for table in (Deal, Reminder))


def ring_at(url: str, moments: Mapping[int, dt.datetime]) -> None:
    """Promise the step of each of these deals for its moment (aware UTC): a promise rings at any hour."""
    rows = [{"deal": deal, "at": at} for deal, at in moments.items()]
    step = {"step_at": bindparam("at"), "step_origin": StepOrigin.PROMISE}
    engine = engine_of(url)
    with engine.begin() as connection:
        connection.execute(update(DEALS).where(DEALS.c.id == bindparam("deal")).values(step), rows)
        ring = update(REMINDERS).where(REMINDERS.c.deal_id == bindparam("deal"))
        connection.execute(ring.values(due_at=bindparam("at")), rows)
    engine.dispose()


def deal_of(params: JsonObject) -> int | None:
    """The deal whose outcomes stand under a message that the bot sends; None if it is no card."""
    markup = params.get("reply_markup") or {}
    markup = json.loads(markup) if isinstance(markup, str) else markup
    for row in markup.get("inline_keyboard", ()):
        for button in row:
            try:
                return ReportTap.parse(button.get("callback_data", "")).deal_id
            except BadTap:
                continue
    return None
