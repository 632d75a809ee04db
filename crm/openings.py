"""The next allowed moment for what nobody chose: inside the client's and the manager's hours both."""

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from crm.hours import LONGEST_REST, Closed, Why, Window
from crm.localtime import at_minute, to_local

SEARCH_DAYS = 14


class Whose(enum.StrEnum):
    CLIENT = "client"
    MANAGER = "manager"


@dataclass(frozen=True)
class Reason:
    """Why an automatic time was moved: whose hours stood in its way, and how."""

    whose: Whose
    closed: Closed
    alone: bool = False
    """The client's and the manager's hours never meet: the client's won."""

    def kept(self) -> dict[str, str | bool | None]:
        """As a line of history keeps it."""
        closed = self.closed
        day = closed.day.isoformat()
        return {
            "whose": self.whose,
            "why": closed.why,
            "day": day,
            "name": closed.name,
            "country": closed.country,
            "alone": self.alone,
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Reason":
        day = dt.date.fromisoformat(kept["day"])
        closed = Closed(Why(kept["why"]), day, kept["name"], kept["country"])
        return cls(Whose(kept["whose"]), closed, kept.get("alone", False))


@dataclass(frozen=True)
class Opening:
    """Where an automatic time came to lie, and why it moved."""

    at: dt.datetime
    moved: bool
    reason: Reason | None = None
    """None where the moment suited both."""

    @property
    def outside_work(self) -> bool:
        """The client's and the manager's hours never meet: the client's won."""
        return self.reason is not None and self.reason.alone


def next_opening(at: dt.datetime, client: Window, manager: Window) -> Opening:
    """The next allowed moment at or after `at`: inside the client's and the manager's hours both.

    All moments are aware UTC. Where the two do not meet within two weeks of work, the client's hours win,
    on a working day of the manager if one is near.
    """
    reason = reason_of(at, client, manager)
    if reason is None:
        return Opening(at, moved=False)
    moment = manager.next_open(client.next_open(at))
    limit = moment + dt.timedelta(days=SEARCH_DAYS)
    while moment < limit:
        if client.holds(moment) and manager.holds(moment):
            return Opening(moment, moved=True, reason=reason)
        further = manager.next_open(client.next_open(moment))
        if further == moment:  # somebody has no open hours at all
            break
        moment = further
    alone = _clients_alone(at, client, manager)
    return Opening(alone, moved=alone != at, reason=replace(reason, alone=True))


def _clients_alone(at: dt.datetime, client: Window, manager: Window) -> dt.datetime:
    """The client's first opening on a working day of the manager; on his weekend where none is near.

    His holidays and days off are spared, however long, unless there is nothing else.
    """
    moment, near = client.next_open(at), None
    for _ in range(LONGEST_REST):
        day = to_local(moment, manager.zone).date()
        closed = manager.closed(day)
        if near is not None and moment > near + dt.timedelta(days=SEARCH_DAYS):
            return near
        if closed is None:
            return moment
        if closed.why is Why.WEEKEND:
            near = near or moment
        moment = client.next_open(at_minute(day + dt.timedelta(days=1), 0, manager.zone))
    return near or client.next_open(at)


def reason_of(at: dt.datetime, client: Window, manager: Window) -> Reason | None:
    """Why nothing automatic happens at `at`; the client's reasons come first."""
    if closed := client.why_closed(at):
        return Reason(Whose.CLIENT, closed)
    if closed := manager.why_closed(at):
        return Reason(Whose.MANAGER, closed)
    return None
