"""Whose hours are how, as the database has it: the week, lunch, days off, holidays, a client's wishes."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple, Protocol

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session

from crm.days_off import NO_DAYS, DaysOff, SaidDay
from crm.hours import Span, Window
from crm.kept import Kept
from crm.localtime import country_of_zone
from crm.models import WORKING_WEEK, Client, DayOff, User, Workspace
from crm.models.base import Base

WORKSPACES, DAYS = (Base.metadata.tables[one.__tablename__] for one in (Workspace, DayOff))


class House(NamedTuple):
    """What the company says of everybody's hours."""

    zone: str
    country: str
    work_days: int
    lunch_from: int | None
    lunch_to: int | None
    calling_from: int
    calling_to: int
    keeps_holidays: bool
    days_entered: bool
    """Whether there is any day off in the table: mostly there is none to ask for."""

    @property
    def calling_days(self) -> int:
        """When clients are called who said nothing else: Monday to Friday, and when the company works."""
        return WORKING_WEEK | self.work_days


class Called(Protocol):
    """A client, as a row or as a value: what he and his colleagues said of his hours."""

    @property
    def zone(self) -> str | None: ...
    @property
    def calling_from(self) -> int: ...
    @property
    def calling_to(self) -> int: ...
    @property
    def calling_days(self) -> int | None: ...
    @property
    def calling_wish(self) -> str | None: ...


class Working(Protocol):
    """A colleague, as a row or as a value."""

    @property
    def id(self) -> int: ...
    @property
    def zone(self) -> str: ...
    @property
    def work_from(self) -> int: ...
    @property
    def work_to(self) -> int: ...
    @property
    def work_days(self) -> int | None: ...
    @property
    def lunch_from(self) -> int | None: ...
    @property
    def lunch_to(self) -> int | None: ...


class CalledRow(NamedTuple):
    zone: str | None
    calling_from: int
    calling_to: int
    calling_days: int | None
    calling_wish: str | None


class WorkingRow(NamedTuple):
    id: int
    zone: str
    work_from: int
    work_to: int
    work_days: int | None
    lunch_from: int | None
    lunch_to: int | None


HOUSE_COLUMNS = (*(WORKSPACES.c[name] for name in House._fields[:-1]), exists(select(DAYS.c.id)))
HOUSE = Kept(select(*HOUSE_COLUMNS).select_from(WORKSPACES))
SAID = select(DAYS.c.day, DAYS.c.off, DAYS.c.name)
OF_HOUSE = Kept(SAID.where(DAYS.c.user_id.is_(None)))
OF_PERSON = Kept(SAID.where(DAYS.c.user_id == bindparam("user")))


class Calendars:
    """The open hours of clients and colleagues within one transaction; what they share is read once."""

    def __init__(self, tx: Session, house: House | None = None) -> None:
        self._tx = tx
        self.house = house or _house(tx)
        self._said: dict[int | None, Mapping[dt.date, SaidDay]] = {}

    def client(self, client: Called) -> Window:
        """When this client may be called: by his wish or as usual, in his zone or else the company's."""
        house, asked = self.house, client.calling_wish is not None
        opens, closes = house.calling_from, house.calling_to
        if asked:
            opens, closes = client.calling_from, client.calling_to
        return Window(
            client.zone or house.zone,
            opens,
            closes,
            weekdays=house.calling_days if client.calling_days is None else client.calling_days,
            days_off=self._days(self._country(client.zone), self._worked),
        )

    def manager(self, user: Working) -> Window:
        """When this colleague works."""
        house = self.house
        own_lunch = user.lunch_from is not None and user.lunch_to is not None
        lunch = (user.lunch_from, user.lunch_to) if own_lunch else (house.lunch_from, house.lunch_to)
        return Window(
            user.zone,
            user.work_from,
            user.work_to,
            lunch=_span(*lunch),
            weekdays=house.work_days if user.work_days is None else user.work_days,
            days_off=self._days(self._country(None), {**self._entered(None), **self._entered(user.id)}),
        )

    @property
    def _worked(self) -> Mapping[dt.date, SaidDay]:
        """The working days that the company said: clients are called on them too."""
        return {day: said for day, said in self._entered(None).items() if not said.off}

    def _days(self, country: str | None, entered: Mapping[dt.date, SaidDay]) -> DaysOff:
        return DaysOff(country, entered) if country or entered else NO_DAYS

    def _country(self, zone: str | None) -> str | None:
        """Whose holidays are days off; None where none are."""
        if not self.house.keeps_holidays:
            return None
        return (country_of_zone(zone) if zone else None) or self.house.country

    def _entered(self, user_id: int | None) -> Mapping[dt.date, SaidDay]:
        """The days that were entered for this person, or for everybody (None)."""
        if not self.house.days_entered:
            return {}
        if user_id not in self._said:
            rows = OF_PERSON.rows(self._tx, {"user": user_id}) if user_id else OF_HOUSE.rows(self._tx, {})
            self._said[user_id] = {day: SaidDay(off, name) for day, off, name in rows}
        return self._said[user_id]


def client_window(tx: Session, client: Client) -> Window:
    return Calendars(tx).client(client)


def manager_window(tx: Session, user: User) -> Window:
    return Calendars(tx).manager(user)


def _house(tx: Session) -> House:
    tx.flush()
    row = HOUSE.row(tx, {})
    if row is None:
        raise LookupError("there is no workspace yet")
    return House(*row)


def _span(begins: int | None, ends: int | None) -> Span | None:
    return None if begins is None or ends is None else (begins, ends)
