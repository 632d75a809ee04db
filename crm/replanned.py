"""What a manager is told of his steps that moved without him: by new rules of time, or by others' hours."""

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import steps
from crm.access import Actor
from crm.models import Deal
from crm.openings import Opening, Reason
from crm.outbox import owe
from crm.steps import Step

LISTED = 20
"""Steps named in one notice."""


class Cause(enum.StrEnum):
    RULES = "rules"  # another release of the zone database
    COMPANY = "company"  # another zone of the company, which is assumed of clients whose own is unknown
    HOURS = "hours"  # somebody's hours or days off


@dataclass(frozen=True)
class Moved:
    """A step that moved; `was` is aware UTC."""

    deal_id: int
    manager_id: int
    was: dt.datetime
    opening: Opening | None = None
    """Where hours moved it to, and why."""


def tell(tx: Session, cause: Cause, moved: Iterable[Moved], *, now: dt.datetime) -> None:
    """Each manager gets one notice that names his."""
    lines: dict[int, list[dict[str, Any]]] = {}
    for one in moved:
        reason = one.opening.reason if one.opening else None
        line = {"deal": one.deal_id, "was": one.was.isoformat(), "reason": reason and reason.kept()}
        lines.setdefault(one.manager_id, []).append(line)
    for manager_id, his in lines.items():
        payload = {"cause": cause, "count": len(his), "steps": his[:LISTED]}
        owe(tx, manager_id, "replanned", payload, now=now)


@dataclass(frozen=True)
class Replanned:
    """A step that moved, as its manager sees it; moments are aware UTC."""

    deal_id: int
    client_name: str
    was: dt.datetime
    step: Step
    zone: str
    reason: Reason | None = None


def replanned(tx: Session, actor: Actor, lines: list[dict[str, Any]]) -> list[Replanned]:
    """What is still his and open of a notice's steps."""
    found = []
    for line in lines:
        deal = tx.scalar(select(Deal).where(Deal.id == line["deal"], Deal.manager_id == actor.user_id))
        step = Step.of(deal) if deal else None
        if deal and step:
            was, kept = dt.datetime.fromisoformat(line["was"]), line.get("reason")
            zone, reason = steps.zone_of_client(tx, deal.client), Reason.of(kept) if kept else None
            found.append(Replanned(deal.id, deal.client.name, was, step, zone, reason))
    return found
