"""Deals with their next step, the history, and the reminders of steps."""

import datetime as dt
import enum
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, CheckConstraint, Connection, ForeignKey, Index, String, Text, event, text
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from crm.models.base import Base, values_of
from crm.models.clients import Client

if TYPE_CHECKING:
    from crm.models.people import User
    from crm.models.pipeline import Stage


class DealState(enum.StrEnum):
    OPEN = "open"
    WON = "won"
    LOST = "lost"
    ARCHIVED = "archived"


class StepKind(enum.StrEnum):
    CALL = "call"
    MEETING = "meeting"
    VISIT = "visit"
    MESSAGE = "message"
    CHECK_PAYMENT = "check_payment"


class StepOrigin(enum.StrEnum):
    """Why the step stands where it does; the feed's order and the night rules hang on it."""

    PROMISE = "promise"  # a moment agreed with the client: always rings
    REQUEST = "request"  # a fresh request inside its answering time
    PLAN = "plan"  # a date the manager chose
    RETRY = "retry"  # a rung of a ladder


# The heart of the product: an open deal has a whole next step, a closed one has none of it.
NEXT_STEP = """
    (state = 'open' AND step_kind IS NOT NULL AND step_at IS NOT NULL
        AND step_purpose IS NOT NULL AND step_origin IS NOT NULL)
    OR (state <> 'open' AND step_kind IS NULL AND step_at IS NULL
        AND step_purpose IS NULL AND step_origin IS NULL)
"""
OPEN = text("state = 'open'")


class Deal(Base):
    __tablename__ = "deals"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    manager_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    pipeline_id: Mapped[int] = mapped_column(ForeignKey("pipelines.id"))
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"))
    state: Mapped[DealState] = mapped_column(values_of(DealState))
    need: Mapped[str] = mapped_column(Text, default="")
    """What the client wants, in a line."""
    sum_minor: Mapped[int | None] = mapped_column(BigInteger)
    paid_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    currency: Mapped[str] = mapped_column(String(3))
    attempts: Mapped[int] = mapped_column(default=0)
    """Unanswered calls in a row."""
    step_kind: Mapped[StepKind | None] = mapped_column(values_of(StepKind))
    step_at: Mapped[dt.datetime | None]
    step_purpose: Mapped[str | None] = mapped_column(String(40))
    step_origin: Mapped[StepOrigin | None] = mapped_column(values_of(StepOrigin))
    step_wall: Mapped[str | None] = mapped_column(String(16))
    """The client's wall time that was chosen, "2026-11-27T15:00"; None where a length of time was ("in 2
    hours", a rung). When his zone or the zone database changes, a wall time stays and the moment moves."""
    step_place: Mapped[str | None] = mapped_column(String(300))
    """The address of a meeting or a visit."""
    step_moves: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often the step was put off since the last outcome."""
    created_at: Mapped[dt.datetime]
    closed_at: Mapped[dt.datetime | None]

    client: Mapped[Client] = relationship()
    stage: Mapped["Stage"] = relationship()
    manager: Mapped["User"] = relationship(viewonly=True)
    reminder: Mapped["Reminder | None"] = relationship(cascade="save-update, merge")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as it is
    __table_args__ = (
        CheckConstraint(NEXT_STEP, name="next_step"),
        CheckConstraint("state IN ('open', 'won', 'lost', 'archived')", name="state"),
        CheckConstraint("attempts >= 0", name="attempts"),
        Index("ix_deals_open_steps", "manager_id", "step_at", sqlite_where=OPEN),
    )


class ActivityKind(enum.StrEnum):
    CREATED = "created"
    OUTCOME = "outcome"
    UNDO = "undo"
    NOTE = "note"
    CLIENT_WROTE = "client_wrote"
    STAFF_WROTE = "staff_wrote"
    MOVED = "moved"  # the next step was put to another moment
    BROUGHT_BACK = "brought_back"
    TAKEN = "taken"
    PASSED_ON = "passed_on"
    ESCALATED = "escalated"
    REASSIGNED = "reassigned"
    ASKED = "asked"  # the head was asked what to do with it
    EDITED = "edited"  # the client's data changed: number, zone, sum


class Activity(Base):
    """One line of a client's history: never changed, only added."""

    __tablename__ = "activities"

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    deal_id: Mapped[int | None] = mapped_column(ForeignKey("deals.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    """Who did it; None for the system itself."""
    kind: Mapped[ActivityKind] = mapped_column(values_of(ActivityKind))
    at: Mapped[dt.datetime]
    outcome_id: Mapped[int | None] = mapped_column(ForeignKey("outcomes.id"))
    reason_id: Mapped[int | None] = mapped_column(ForeignKey("sub_reasons.id"))
    from_stage_id: Mapped[int | None] = mapped_column(ForeignKey("stages.id"))
    to_stage_id: Mapped[int | None] = mapped_column(ForeignKey("stages.id"))
    sum_minor: Mapped[int | None] = mapped_column(BigInteger)
    text: Mapped[str | None] = mapped_column(Text)
    file: Mapped[dict[str, str] | None]
    """A voice note or file: Telegram's `file_id` and its `kind` (voice, photo, document)."""
    before: Mapped[dict[str, Any] | None]
    """The deal as it stood before an outcome, for Undo."""
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id"), unique=True)
    """The activity that this one took back: the database allows it once."""

    __table_args__ = (Index(None, "client_id", "at"), Index(None, "deal_id", "id"), Index(None, "at"))


@event.listens_for(Activity, "before_update")
@event.listens_for(Activity, "before_delete")
def _never_changed(mapper: Mapper[Any], connection: Connection, target: Activity) -> None:
    raise TypeError("an activity is never changed or deleted")


class Reminder(Base):
    """The message owed for a deal's next step: one row a deal, re-planned with the step."""

    __tablename__ = "reminders"

    deal_id: Mapped[int] = mapped_column(ForeignKey("deals.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    due_at: Mapped[dt.datetime | None]
    """When it rings next; None once it was pressed, escalated, or left to the morning plan."""
    rung: Mapped[int] = mapped_column(default=0)
    """How often it rang for this step: 0, 1, or 2 (the repeat with a warning)."""

    __table_args__ = (
        Index(
            "ix_reminders_due",
            "due_at",
            sqlite_where=text("due_at IS NOT NULL"),
        ),
    )
