"""Updates that came in, messages that are owed, and questions that await typed words."""

import datetime as dt
import enum
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.models.base import Base, values_of


class InboxState(enum.StrEnum):
    STORED = "stored"
    EFFECT = "effect"  # its effect is committed, its screen may not have been drawn
    DONE = "done"
    PARKED = "parked"  # cannot be decoded or handled; kept for a look


class InboxUpdate(Base):
    """A raw update, stored before Telegram is told that it was received."""

    __tablename__ = "inbox"

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chat_key: Mapped[int] = mapped_column(BigInteger)
    """Updates of one key are handled in order."""
    payload: Mapped[str] = mapped_column(Text)
    received_at: Mapped[dt.datetime]
    state: Mapped[InboxState] = mapped_column(values_of(InboxState), default=InboxState.STORED)

    __table_args__ = (
        Index(
            "ix_inbox_open",
            "received_at",
            sqlite_where=text("state IN ('stored', 'effect')"),
        ),
    )


class OutboxState(enum.StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"  # blocked or gone: for good
    UNKNOWN = "unknown"  # the answer was lost after sending
    CANCELLED = "cancelled"


class OutboxMessage(Base):
    """A message the bot owes of itself, written in the transaction that caused it."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[str] = mapped_column(String(30))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    deal_id: Mapped[int | None] = mapped_column(ForeignKey("deals.id"), index=True)
    created_at: Mapped[dt.datetime]
    state: Mapped[OutboxState] = mapped_column(values_of(OutboxState), default=OutboxState.QUEUED)
    claimed_until: Mapped[dt.datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    lost_at: Mapped[dt.datetime | None]
    """When the answer to the first sending was lost: whether it arrived is not known."""
    sent_at: Mapped[dt.datetime | None]
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    error: Mapped[str | None] = mapped_column(String(200))

    __table_args__ = (
        Index(
            "ix_outbox_open",
            "user_id",
            "id",
            sqlite_where=text("state IN ('queued', 'sending')"),
        ),
    )


class Alert(Base):
    """A cause of trouble that the owners were told of: once in a while, however often it occurs."""

    __tablename__ = "alerts"

    cause: Mapped[str] = mapped_column(String(40), primary_key=True)
    told_at: Mapped[dt.datetime]
    more: Mapped[int] = mapped_column(default=0)
    """How often it occurred since it was told."""


class Pulse(Base):
    """When Telegram was last heard, by any process: one row. After a gap it says what may be missing."""

    __tablename__ = "pulse"

    id: Mapped[int] = mapped_column(primary_key=True)
    heard_at: Mapped[dt.datetime]


class Ask(Base):
    """A question that awaits typed words: one a person, replaced by any button or command."""

    __tablename__ = "asks"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    until: Mapped[dt.datetime]
