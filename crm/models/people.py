"""Who uses the bot: staff and clients alike, invitations, and the times that come back daily."""

import datetime as dt
import enum

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column

from crm.models.base import Base, values_of

WORKING_WEEK = 0b0011111
"""Monday to Friday, as bits."""


class Role(enum.StrEnum):
    OWNER = "owner"
    HEAD = "head"
    MANAGER = "manager"
    CLIENT = "client"

    @property
    def staff(self) -> bool:
        return self is not Role.CLIENT


class Workspace(Base):
    """The sales team itself: one row. Written from the settings at each start."""

    __tablename__ = "workspace"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    zone: Mapped[str] = mapped_column(String(64))
    country: Mapped[str] = mapped_column(String(2))
    language: Mapped[str] = mapped_column(String(8))
    currency: Mapped[str] = mapped_column(String(3))
    answering_minutes: Mapped[int] = mapped_column(default=10)
    """How long a request waits for [Take] before the owner gets it."""
    work_days: Mapped[int] = mapped_column(default=WORKING_WEEK, server_default=str(WORKING_WEEK))
    """Weekdays as bits, Monday the lowest."""
    work_from: Mapped[int] = mapped_column(default=9 * 60, server_default="540")
    """Minutes after midnight; likewise the five below. These two are what a new colleague begins with."""
    work_to: Mapped[int] = mapped_column(default=18 * 60, server_default="1080")
    lunch_from: Mapped[int | None]
    """None, like `lunch_to`: no lunch is kept free."""
    lunch_to: Mapped[int | None]
    calling_from: Mapped[int] = mapped_column(default=9 * 60, server_default="540")
    """When clients may be called who said nothing else, by the clock of each; likewise `calling_to`."""
    calling_to: Mapped[int] = mapped_column(default=20 * 60, server_default="1200")
    keeps_holidays: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Whether the public holidays of a person's country are days off."""
    full_hour: Mapped[int] = mapped_column(default=3, server_default="3")
    """As many steps of one manager make an hour full."""
    tz_release: Mapped[str | None] = mapped_column(String(16))
    """The zone database by which wall times were last turned into moments, such as "2025.2".

    Empty where the company has another zone or country since."""
    restored_at: Mapped[dt.datetime | None]
    """When a backup was put back, until the owner has said what becomes of the messages due before."""


class User(Base):
    """A person in Telegram. A stranger becomes a row of role client at his first word."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    name: Mapped[str] = mapped_column(String(200))
    username: Mapped[str | None] = mapped_column(String(64))
    role: Mapped[Role] = mapped_column(values_of(Role), default=Role.CLIENT)
    language: Mapped[str | None] = mapped_column(String(8))
    """Chosen in the settings; None follows the Telegram profile."""
    profile_language: Mapped[str | None] = mapped_column(String(16))
    zone: Mapped[str] = mapped_column(String(64))
    work_from: Mapped[int] = mapped_column(default=9 * 60)
    """Minutes after midnight in his zone; likewise the five others."""
    work_to: Mapped[int] = mapped_column(default=18 * 60)
    work_days: Mapped[int | None]
    """His own weekdays as bits, Monday the lowest; None: the company's."""
    lunch_from: Mapped[int | None]
    """His own lunch; None: the company's. The same as `lunch_to`: none."""
    lunch_to: Mapped[int | None]
    plan_at: Mapped[int] = mapped_column(default=9 * 60)
    digest_at: Mapped[int] = mapped_column(default=19 * 60)
    source: Mapped[str | None] = mapped_column(String(64))
    """Payload of the deep link a client first came by."""
    active: Mapped[bool] = mapped_column(default=True)
    blocked_at: Mapped[dt.datetime | None]
    """Since when Telegram refuses messages to him; None while they arrive."""
    calendar_hash: Mapped[str | None] = mapped_column(String(64))
    """Of the token in the address of his calendar feed; None: he has none."""
    bad_tries: Mapped[int] = mapped_column(default=0, server_default="0")
    """Links in a row that were no invitation, the last at `bad_try_at`."""
    bad_try_at: Mapped[dt.datetime | None]
    created_at: Mapped[dt.datetime]

    __table_args__ = (Index(None, "role"), Index(None, "calendar_hash", unique=True))


class DayOff(Base):
    """A day that is not as the week says: of the whole company, or of one person."""

    __tablename__ = "days_off"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    """None: of everybody."""
    day: Mapped[dt.date]
    off: Mapped[bool]
    """False: a working day, whatever the week and the holidays say."""
    name: Mapped[str | None] = mapped_column(String(120))
    """What it is called: "Inventory", "On leave"."""

    __table_args__ = (UniqueConstraint("user_id", "day"), Index(None, "day"))


class Invite(Base):
    """A one-time link that gives a role. The token itself is never stored."""

    __tablename__ = "invites"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[Role] = mapped_column(values_of(Role))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    used_at: Mapped[dt.datetime | None]


class RecurrenceKind(enum.StrEnum):
    PLAN = "plan"
    DIGEST = "digest"


class Recurrence(Base):
    """The next time a daily message is owed to a person, from his wall time."""

    __tablename__ = "recurrences"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[RecurrenceKind] = mapped_column(values_of(RecurrenceKind))
    next_at: Mapped[dt.datetime]
    last_at: Mapped[dt.datetime | None]

    __table_args__ = (UniqueConstraint("user_id", "kind"), Index(None, "next_at"))
