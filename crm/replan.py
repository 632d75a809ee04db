"""Chosen wall times when the clock beneath them changes: a zone, the client's or the company's, or its rules.

"Friday 15:00" stays 15:00 there and its moment moves; "in 2 hours" stays its moment.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import recurrences, steps
from crm.access import Actor, deal_of
from crm.errors import DealClosed
from crm.follow import follow_hours, follow_hours_of
from crm.localtime import moment_of, tz_release, wall_of
from crm.models import Activity, ActivityKind, Client, Deal, DealState, StepOrigin, Workspace
from crm.openings import next_opening
from crm.replanned import Cause, Moved, tell
from crm.steps import Step

COMPANY_CHANGED = ""
"""In place of a known release: the company has another zone or country since (`crm.migrate.furnish`)."""


@dataclass(frozen=True)
class Promised:
    """A moment agreed with the client that his new clock makes doubtful; both are aware UTC."""

    deal_id: int
    version: int
    step: Step
    """As it was: the same moment."""
    by_his_clock: dt.datetime
    """The wall time that was agreed, by his clock."""
    zone: str
    client_name: str


# The client's zone


def follow_zone(tx: Session, actor: Actor, client: Client, *, now: dt.datetime) -> tuple[Promised, ...]:
    """Make the next steps of his open deals fit the zone he has now; what he was promised is asked."""
    opened = select(Deal).where(Deal.client_id == client.id, Deal.state == DealState.OPEN).order_by(Deal.id)
    promised = [_follow(tx, actor, deal, now) for deal in tx.scalars(opened).all()]
    return tuple(one for one in promised if one)


def _follow(tx: Session, actor: Actor, deal: Deal, now: dt.datetime) -> Promised | None:
    step, zone = Step.of(deal), steps.zone_of_client(tx, deal.client)
    if step is None:
        return None
    if step.wall is None:
        follow_hours(tx, [deal], by=actor.user_id, now=now)
        return None
    at = moment_of(step.wall, zone)
    if at == step.at or step.at <= now:
        return None
    if step.origin is not StepOrigin.PROMISE:
        _keep_the_wall(tx, actor, deal, step, at, now)
        return None
    # Until somebody says otherwise it stays when it was.
    steps.plan(tx, deal, replace(step, wall=wall_of(step.at, zone)))
    tx.flush()
    return Promised(deal.id, deal.version, step, at, zone, deal.client.name) if at > now else None


def _keep_the_wall(
    tx: Session, actor: Actor, deal: Deal, step: Step, at: dt.datetime, now: dt.datetime
) -> None:
    """At the same hour by his clock; else at the same moment; else at the next opening."""
    calling, working = steps.calling_hours(tx, deal.client), steps.working_hours(tx, deal)
    if at > now and calling.holds(at) and working.holds(at):
        steps.put_off(tx, actor, deal, replace(step, at=at), now=now)
    elif calling.holds(step.at):
        steps.plan(tx, deal, replace(step, wall=wall_of(step.at, calling.zone)))
    else:
        opens = next_opening(max(at, now), calling, working).at
        steps.put_off(tx, actor, deal, replace(step, at=opens, wall=wall_of(opens, calling.zone)), now=now)
    tx.flush()


def put_by_his_clock(
    tx: Session, actor: Actor, deal_id: int, at: dt.datetime, *, seen: int, now: dt.datetime
) -> None:
    """What was promised for a wall time is meant by the client's clock: the moment moves to `at`.

    Nobody put the step off, so that is not counted. Raises NotFound, StaleScreen, DealClosed, PastMoment.
    """
    deal = deal_of(tx, actor, deal_id)
    steps.check_version(deal, seen)
    step = Step.of(deal)
    if step is None:
        raise DealClosed(deal.id)
    steps.check_moment(at, now)
    wall = wall_of(at, steps.zone_of_client(tx, deal.client))
    steps.put_off(tx, actor, deal, replace(step, at=at, wall=wall), now=now)


# The database of zones, and the company's zone


def follow_release(tx: Session, *, now: dt.datetime) -> int:
    """After another release of the zone database, or another zone or country of the company.

    Chosen wall times stay, their moments move; what nobody chose leaves closed time. How many steps moved;
    each manager gets a notice that names his. Safe to repeat. To be called before anything is planned.
    """
    workspace = tx.scalars(select(Workspace).with_for_update()).one()
    known, workspace.tz_release = workspace.tz_release, tz_release()
    if known in (None, workspace.tz_release):
        return 0
    moved: list[Moved] = []
    for deal_id, at in list(_elsewhere(tx, workspace.zone, now)):
        deal = tx.get_one(Deal, deal_id)
        step = Step.of(deal)
        if step is not None:
            moved.append(Moved(deal.id, deal.manager_id, step.at))
            _put(tx, deal, replace(step, at=at), now)
    tell(tx, Cause.COMPANY if known == COMPANY_CHANGED else Cause.RULES, moved, now=now)
    recurrences.follow_release(tx, now=now)
    return len(moved) + follow_hours_of(tx, by=None, now=now)


def _elsewhere(tx: Session, assumed: str, now: dt.datetime) -> Iterator[tuple[int, dt.datetime]]:
    """Deals whose wall time is another moment now, and which; past moments stay past."""
    query = select(Deal.id, Deal.step_at, Deal.step_wall, Client.zone).join(Client)
    coming = Deal.state == DealState.OPEN, Deal.step_wall.is_not(None), Deal.step_at > now
    for deal_id, step_at, wall, zone in tx.execute(query.where(*coming).order_by(Deal.id)):
        at = moment_of(str(wall), zone or assumed)
        if at != step_at and at > now:
            yield deal_id, at


def _put(tx: Session, deal: Deal, step: Step, now: dt.datetime) -> None:
    steps.plan(tx, deal, step)
    tx.add(Activity(client_id=deal.client_id, deal_id=deal.id, kind=ActivityKind.MOVED, at=now))
    tx.flush()
