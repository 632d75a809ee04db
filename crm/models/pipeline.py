"""Stages, outcomes, sub-reasons and ladders: rows with a shipped default (`crm.defaults`).

A shipped row carries a `key` of `locales/` and no labels; a company's own row carries its
`labels` per language and needs no key.
"""

import enum

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, values_of
from crm.models.deals import DealState, StepOrigin


class Effect(enum.StrEnum):
    """What an outcome does to a deal. Code branches on this and never on an outcome's key."""

    RETRY = "retry"  # attempt +1, the next try by the outcome's ladder
    ASK_NEXT = "ask_next"  # an answered contact: asks for the next moment
    PART_PAY = "part_pay"  # asks the sum paid; the debt's date is the next step
    WIN = "win"
    LOSE = "lose"
    NEW_NUMBER = "new_number"  # asks for another number or archives


class SumRule(enum.StrEnum):
    """Whether an outcome asks for money, and how."""

    NONE = "none"
    IF_UNKNOWN = "if_unknown"
    CONFIRM = "confirm"
    PAYMENT = "payment"


class Pipeline(Base):
    __tablename__ = "pipelines"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(String(40))
    labels: Mapped[dict[str, str] | None]

    stages: Mapped[list["Stage"]] = relationship(order_by="Stage.position")


class Stage(Base):
    __tablename__ = "stages"

    id: Mapped[int] = mapped_column(primary_key=True)
    pipeline_id: Mapped[int] = mapped_column(ForeignKey("pipelines.id"))
    key: Mapped[str | None] = mapped_column(String(40))
    labels: Mapped[dict[str, str] | None]
    kind: Mapped[DealState] = mapped_column(values_of(DealState))
    """The state of a deal that sits here."""
    position: Mapped[int]


class Ladder(Base):
    """Delays after the 1st, 2nd, ... unanswered attempt in a row; then the deal is archived."""

    __tablename__ = "ladders"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(String(40))
    labels: Mapped[dict[str, str] | None]
    rungs: Mapped[list[int]] = mapped_column(JSON)
    """Seconds."""


class Outcome(Base):
    __tablename__ = "outcomes"

    id: Mapped[int] = mapped_column(primary_key=True)
    pipeline_id: Mapped[int] = mapped_column(ForeignKey("pipelines.id"))
    key: Mapped[str | None] = mapped_column(String(40))
    labels: Mapped[dict[str, str] | None]
    icon: Mapped[str | None] = mapped_column(String(16))
    style: Mapped[str | None] = mapped_column(String(10))
    """Telegram's button style: primary, success, danger or None."""
    effect: Mapped[Effect] = mapped_column(values_of(Effect))
    ladder_id: Mapped[int | None] = mapped_column(ForeignKey("ladders.id"))
    to_stage_id: Mapped[int | None] = mapped_column(ForeignKey("stages.id"))
    """Open stages are only ever reached forwards: a deal further on stays where it is."""
    sum_rule: Mapped[SumRule] = mapped_column(values_of(SumRule), default=SumRule.NONE)
    step_kinds: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Values of StepKind that the next step may have; the first is meant unless another is chosen."""
    step_purpose: Mapped[str | None] = mapped_column(String(40))
    """A `purpose-*` key of `locales/`, or a company's own words."""
    step_origin: Mapped[StepOrigin | None] = mapped_column(values_of(StepOrigin))
    own_words: Mapped[bool] = mapped_column(default=True)
    """Whether its sub-reasons may be answered in one's own words."""

    ladder: Mapped[Ladder | None] = relationship()
    to_stage: Mapped[Stage | None] = relationship()
    reasons: Mapped[list["SubReason"]] = relationship(order_by="SubReason.position")
    stages: Mapped[list["OutcomeStage"]] = relationship(back_populates="outcome")


class OutcomeStage(Base):
    """At which stage an outcome is offered, and where on the card it stands."""

    __tablename__ = "outcome_stages"

    outcome_id: Mapped[int] = mapped_column(ForeignKey("outcomes.id"), primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"), primary_key=True)
    position: Mapped[int]
    """The likely ones first: what does not fit on the card goes under [More]."""

    outcome: Mapped[Outcome] = relationship(back_populates="stages")


class SubReason(Base):
    __tablename__ = "sub_reasons"

    id: Mapped[int] = mapped_column(primary_key=True)
    outcome_id: Mapped[int] = mapped_column(ForeignKey("outcomes.id"))
    key: Mapped[str | None] = mapped_column(String(40))
    labels: Mapped[dict[str, str] | None]
    position: Mapped[int]
