"""Clients, their companies and phones, and the requests they leave."""

import datetime as dt
import enum

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, values_of


class Company(Base):
    __tablename__ = "companies"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    search_key: Mapped[str] = mapped_column(String(400), index=True)


class ZoneSource(enum.StrEnum):
    """From where a client's zone is known. Of these only LIKELY is no more than a guess."""

    PHONE = "phone"  # a landline, or a country with one zone
    CITY = "city"
    LOCATION = "location"
    CHOSEN = "chosen"  # from the list of zones
    LIKELY = "likely"


class Client(Base):
    __tablename__ = "clients"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    search_key: Mapped[str] = mapped_column(String(400), index=True)
    """The name folded to one canonical Latin spelling (see `crm.search`)."""
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"), index=True)
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), unique=True)
    """Who he is in Telegram, once he wrote to the bot himself."""
    zone: Mapped[str | None] = mapped_column(String(64))
    """IANA name; None while unknown, then the workspace's zone is assumed and shown so."""
    zone_source: Mapped[ZoneSource | None] = mapped_column(values_of(ZoneSource))
    """None where the zone is unknown, and for one saved before sources were kept."""
    city: Mapped[str | None] = mapped_column(String(120))
    """Where he is, as it was said or found; shown with the zone."""
    calling_from: Mapped[int] = mapped_column(default=9 * 60)
    """Minutes after midnight in the client's zone; likewise `calling_to`."""
    calling_to: Mapped[int] = mapped_column(default=20 * 60)
    calling_days: Mapped[int | None]
    """Weekdays as bits, Monday the lowest, that he asked for; None: the usual ones."""
    calling_wish: Mapped[str | None] = mapped_column(String(120))
    """His own words about when to call: "after 18:00". None: the usual hours."""
    source: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[dt.datetime]

    company: Mapped[Company | None] = relationship()
    phones: Mapped[list["Phone"]] = relationship(order_by="Phone.id", back_populates="client")


class Phone(Base):
    __tablename__ = "phones"

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    e164: Mapped[str] = mapped_column(String(20), index=True)
    tail: Mapped[str] = mapped_column(String(20), index=True)
    """The digits reversed, so that "ends with 4567" is a prefix search."""
    wrong: Mapped[bool] = mapped_column(default=False)

    client: Mapped[Client] = relationship(back_populates="phones")


class RequestState(enum.StrEnum):
    OFFERED = "offered"
    ESCALATED = "escalated"
    TAKEN = "taken"


class Request(Base):
    """What a client asked for through the bot. Its id is the number he is told."""

    __tablename__ = "requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    deal_id: Mapped[int] = mapped_column(ForeignKey("deals.id"), index=True)
    need: Mapped[str] = mapped_column(Text)
    convenient: Mapped[str] = mapped_column(String(20))
    """When he likes to be called: a code of `crm.requests.Convenient`."""
    source: Mapped[str | None] = mapped_column(String(64))
    consent_at: Mapped[dt.datetime]
    created_at: Mapped[dt.datetime]
    state: Mapped[RequestState] = mapped_column(values_of(RequestState), default=RequestState.OFFERED)
    offered_to: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    passed_by: Mapped[list[int]] = mapped_column(default=list)
    """Ids of the managers who passed it on; it is not offered to them again."""
    deadline_at: Mapped[dt.datetime | None]
    """When the owner gets it if nobody took it; None once taken or escalated."""
    taken_at: Mapped[dt.datetime | None]

    __table_args__ = (
        Index(
            "ix_requests_deadline_open",
            "deadline_at",
            sqlite_where=text("deadline_at IS NOT NULL"),
        ),
    )
