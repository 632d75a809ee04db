"""What the whole play shares: the people of the company, the calendar, and each client's thread."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm.access import Actor
from crm.hours import Window
from crm.models import Base, Deal
from crm.seed.days import Days
from crm.seed.plot import Plot


@dataclass(frozen=True)
class Scene:
    tx: Session
    owner: Actor
    managers: tuple[Actor, Actor]
    days: Days
    kept: tuple[Base, ...]
    """Rows that every press asks for: as long as they are held, they are not read anew."""


@dataclass
class Thread:
    """One client's plot as far as it is played; `at` is the moment of its last event."""

    key: str
    plot: Plot
    number: int
    calling: Window
    lines: Iterator[str]
    deal: Deal
    at: dt.datetime
    writer: Actor | None = None
    """The client himself, if he came through the bot; likewise his request."""
    request_id: int = 0
    played: int = 0
    pressed_id: int = 0
    """The history line of the last outcome."""
