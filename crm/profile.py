"""A person's own settings: language, zone, working hours, daily messages; the owner's ladder."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.access import Actor, language_of_profile, owner_only, user_of, workspace_of
from crm.errors import BadHours, NotAllowed, NotFound
from crm.follow import follow_hours_of
from crm.localtime import zone_of
from crm.models import Ladder, Outcome, User
from crm.recurrences import keep_up
from crm.rules import LADDERS
from crm.zone_names import zone_by_number
from crm.zone_words import read_zone

A_DAY = 24 * 60
CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?"
HOURS = re.compile(
    rf"(?:с|з|від|from)?\s*{CLOCK}\s*(?:-|–|—|−|до|to|till|until|\s)\s*{CLOCK}", re.ASCII | re.IGNORECASE
)
# The ladders an owner chooses from; `crm.defaults` ships both.
PRESETS = ("no_answer", "no_answer_calm")


@dataclass(frozen=True)
class LadderChoice:
    """A preset. `waits`: the delays after the 1st, 2nd, ... unanswered call."""

    ladder_id: int
    waits: tuple[dt.timedelta, ...]
    chosen: bool


@dataclass(frozen=True)
class Profile:
    """The settings as they stand. Hours are minutes after midnight in `zone`."""

    actor: Actor
    language: str | None
    """The chosen one; None follows the Telegram profile."""
    zone: str
    work_from: int
    work_to: int
    plan_at: int
    digest_at: int | None
    """None for everybody but owners."""
    ladders: tuple[LadderChoice, ...]
    """The presets, for an owner; none while no outcome climbs one of them."""
    country: str
    moved: int = 0
    """How many automatic steps the change just made has moved."""


def profile(tx: Session, actor: Actor) -> Profile:
    user = user_of(tx, actor.user_id)
    return Profile(
        actor=Actor.of(user),
        language=user.language,
        zone=user.zone,
        work_from=user.work_from,
        work_to=user.work_to,
        plan_at=user.plan_at,
        digest_at=user.digest_at if actor.is_owner else None,
        ladders=_ladders(tx) if actor.is_owner else (),
        country=workspace_of(tx).country,
    )


def set_language(tx: Session, actor: Actor, language: str | None) -> Actor:
    """Speak `language` from now on, or the Telegram profile's again (None). For clients too."""
    user = user_of(tx, actor.user_id)
    if language is not None and language_of_profile(language) != language:
        raise NotFound
    user.language = language
    tx.flush()
    return Actor.of(user)


def set_zone(tx: Session, actor: Actor, zone: str, *, now: dt.datetime) -> Profile:
    """`zone` is an IANA name. Raises UnknownZone."""
    user = _staff(tx, actor)
    zone_of(zone)
    user.zone = zone
    moved = follow_hours_of(tx, manager_id=user.id, by=user.id, now=now)
    return replace(_changed(tx, user, now), moved=moved)


def set_zone_by_number(tx: Session, actor: Actor, number: int, *, now: dt.datetime) -> Profile:
    """The zone of a button (`crm.zone_names.number_of`). Raises UnknownZone."""
    return set_zone(tx, actor, zone_by_number(number), now=now)


def set_zone_by_words(tx: Session, actor: Actor, words: str, *, now: dt.datetime) -> Profile:
    """A typed city, offset or IANA name. Raises UnknownZone."""
    return set_zone(tx, actor, read_zone(words, workspace_of(tx).country, now), now=now)


def set_hours(tx: Session, actor: Actor, work_from: int, work_to: int, *, now: dt.datetime) -> Profile:
    """Minutes after midnight. Raises BadHours unless the end is after the beginning, within one day."""
    user = _staff(tx, actor)
    if not 0 <= work_from < work_to <= A_DAY:
        raise BadHours
    user.work_from, user.work_to = work_from, work_to
    moved = follow_hours_of(tx, manager_id=user.id, by=user.id, now=now)
    return replace(_changed(tx, user, now), moved=moved)


def set_plan_at(tx: Session, actor: Actor, minute: int, *, now: dt.datetime) -> Profile:
    """When the morning plan comes. Raises BadHours for no minute of a day."""
    user = _staff(tx, actor)
    user.plan_at = _minute(minute)
    return _changed(tx, user, now)


def set_digest_at(tx: Session, actor: Actor, minute: int, *, now: dt.datetime) -> Profile:
    """When the owner's digest comes. Raises BadHours, NotAllowed."""
    owner_only(actor)
    user = _staff(tx, actor)
    user.digest_at = _minute(minute)
    return _changed(tx, user, now)


def set_ladder(tx: Session, actor: Actor, ladder_id: int) -> Profile:
    """Climb this preset in every outcome that climbs the other. Raises NotAllowed, NotFound.

    Deals on the way go on with their count on the new ladder.
    """
    owner_only(actor)
    presets = _presets(tx)
    if ladder_id not in presets:
        raise NotFound
    for outcome in tx.scalars(select(Outcome).where(Outcome.ladder_id.in_(presets))):
        outcome.ladder_id = ladder_id
    tx.flush()
    return profile(tx, actor)


def read_hours(text: str) -> tuple[int, int]:
    """Minutes after midnight of typed hours: "9-18", "с 9:30 до 18", "9am to 6pm". Raises BadHours."""
    said = HOURS.fullmatch(text.strip()[:40])
    if said is None:
        raise BadHours
    hours = _clock(*said.group(1, 2, 3)), _clock(*said.group(4, 5, 6))
    if not hours[0] < hours[1] <= A_DAY:
        raise BadHours
    return hours


def _clock(hour: str, minute: str | None, half: str | None) -> int:
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:
            raise BadHours
        hours = hours % 12 + (12 if half.lower() == "pm" else 0)
    if minutes > 59:
        raise BadHours
    return hours * 60 + minutes


def _minute(minute: int) -> int:
    if not 0 <= minute < A_DAY:
        raise BadHours
    return minute


def _staff(tx: Session, actor: Actor) -> User:
    if not actor.is_staff:
        raise NotAllowed
    return user_of(tx, actor.user_id)


def _changed(tx: Session, user: User, now: dt.datetime) -> Profile:
    tx.flush()
    keep_up(tx, user, now=now)
    return profile(tx, Actor.of(user))


def _presets(tx: Session) -> dict[int, Ladder]:
    rows = {row.key: row for row in tx.scalars(select(Ladder).where(Ladder.key.in_(PRESETS)))}
    return {rows[key].id: rows[key] for key in LADDERS if key in PRESETS and key in rows}


def _ladders(tx: Session) -> tuple[LadderChoice, ...]:
    presets = _presets(tx)
    chosen = set(tx.scalars(select(Outcome.ladder_id).where(Outcome.ladder_id.in_(presets))))
    if not chosen:
        return ()
    return tuple(
        LadderChoice(
            row.id, tuple(dt.timedelta(seconds=seconds) for seconds in row.rungs), chosen == {row.id}
        )
        for row in presets.values()
    )
