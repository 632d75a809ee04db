"""Where a meeting or a visit is: an address in words, a point as "55.75123, 37.61700", or a line of each."""

import datetime as dt
import re

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from crm.access import Actor, deal_of, line_of
from crm.case import case_of
from crm.errors import DealClosed, EmptyText, NotFound, TextTooLong
from crm.kept import Kept, held
from crm.models import Activity, ActivityKind, Deal, StepKind
from crm.models.base import Base
from crm.offered import outcome_of
from crm.recorded import Line, Recorded, recorded_of
from crm.steps import Step

AWAY = (StepKind.MEETING, StepKind.VISIT)
PLACE_LIMIT = 300
POINT = re.compile(r"(-?[0-9]{1,2}\.[0-9]{5}), (-?[0-9]{1,3}\.[0-9]{5})", re.ASCII)

TABLE = Base.metadata.tables[Deal.__tablename__]
# The deal's version stays: its buttons and [Undo] are as good as before.
PUT = Kept(update(TABLE).where(TABLE.c.id == bindparam("deal")).values(step_place=bindparam("place")))


def wanted(step: Step | None) -> bool:
    """Whether an address would help: somebody goes somewhere, and nobody has said where."""
    return step is not None and step.kind in AWAY and step.place is None


def read_place(text: str) -> str:
    """A typed address in one line. Raises EmptyText, TextTooLong."""
    place = " ".join(text.split())
    if not place:
        raise EmptyText
    if len(place) > PLACE_LIMIT:
        raise TextTooLong(PLACE_LIMIT)
    return place


def point_place(latitude: float, longitude: float) -> str:
    """A point of the map, in degrees, as it is kept."""
    return f"{latitude:.5f}, {longitude:.5f}"


def venue_place(name: str, address: str, latitude: float, longitude: float) -> str:
    """A house of the map (degrees) as it is kept: its words, which may be none, and where it stands."""
    point = point_place(latitude, longitude)
    words = " ".join(", ".join(filter(None, (name.strip(), address.strip()))).split())
    return f"{words[: PLACE_LIMIT - len(point) - 1]}\n{point}" if words else point


def point_of(place: str) -> tuple[float, float] | None:
    """Latitude and longitude of a place, where they are known."""
    found = POINT.fullmatch(place.rpartition("\n")[2])
    return (float(found[1]), float(found[2])) if found else None


def words_of(place: str) -> str | None:
    """The address in words; None for a bare point."""
    return place if point_of(place) is None else place.rpartition("\n")[0] or None


def set_place(tx: Session, actor: Actor, deal_id: int, place: str | None, *, now: dt.datetime) -> None:
    """Say where the next step of the deal is; None takes it back. Safe to repeat.

    Raises NotFound, DealClosed.
    """
    deal = deal_of(tx, actor, deal_id)
    step = Step.of(deal)
    if step is None:
        raise DealClosed(deal.id)
    if step.place == place:
        return
    tx.flush()
    PUT.change(tx, {"deal": deal.id, "place": place})
    if (known := held(tx, Deal, deal.id)) is not None:
        tx.expire(known)
    tx.add(
        Activity(
            client_id=deal.client_id,
            deal_id=deal.id,
            user_id=actor.user_id,
            kind=ActivityKind.EDITED,
            at=now,
            text=place and (words_of(place) or place),
        )
    )
    tx.flush()


def recorded_with(tx: Session, actor: Actor, activity_id: int) -> Recorded:
    """What this outcome did, with the place as it is now. Raises NotFound."""
    line = line_of(tx, actor, activity_id)
    if line.deal_id is None or line.outcome_id is None:
        raise NotFound
    deal, outcome = case_of(tx, actor, line.deal_id), outcome_of(tx, line.outcome_id)
    if outcome is None:
        raise NotFound
    stages = line.from_stage_id, line.to_stage_id
    said = Line(line.id, line.at, *stages, line.reason_id, line.sum_minor, line.text)
    return recorded_of(tx, actor, deal, outcome, said, None)
