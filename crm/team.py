"""Who belongs to the team: one-time links, the first owner, handing over and coming back."""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from crm import deals
from crm.access import Actor, owner_only, user_of, workspace_of
from crm.errors import HandOverNeeded, InviteInvalid, NotFound
from crm.models import Client, Deal, DealState, Invite, Request, Role, User
from crm.outbox import owe
from crm.recurrences import keep_up
from crm.rules import INVITE_LIVES, late_before

TOKEN_BYTES = 16


@dataclass(frozen=True)
class Member:
    """One colleague with his load. `reachable`: the bot can write to him."""

    user_id: int
    name: str
    role: Role
    active: bool
    reachable: bool
    open_deals: int
    overdue: int


@dataclass(frozen=True)
class Dismissed:
    """Who left, with the rights he has now, and how many open deals went over."""

    actor: Actor
    handed: int


# Links and owners


def new_invite(tx: Session, role: Role, *, created_by: int | None, now: dt.datetime) -> str:
    """A token for one person to get `role` within 48 hours; only its hash is kept.

    `created_by` is a user's id, None for the system itself.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    tx.add(
        Invite(
            token_hash=_hash(token),
            role=role,
            created_by=created_by,
            created_at=now,
            expires_at=now + INVITE_LIVES,
        )
    )
    tx.flush()
    return token


def invite(tx: Session, actor: Actor, role: Role = Role.MANAGER, *, now: dt.datetime) -> str:
    """An owner's link token for a new colleague. Raises NotAllowed."""
    owner_only(actor)
    return new_invite(tx, role, created_by=actor.user_id, now=now)


def accept_invite(tx: Session, actor: Actor, token: str, *, now: dt.datetime) -> Actor:
    """The person with the role of the link; raises InviteInvalid.

    Safe to repeat for the one who used it. Somebody who has that right already, an owner above
    all, keeps his role and does not use the link up.
    """
    found = tx.scalar(select(Invite).where(Invite.token_hash == _hash(token)).with_for_update())
    if found is None:
        raise InviteInvalid
    user = user_of(tx, actor.user_id)
    if found.used_by == user.id:
        return Actor.of(user)
    if found.used_by is not None or found.expires_at <= now:
        raise InviteInvalid
    if user.active and user.role in (found.role, Role.OWNER):
        return Actor.of(user)
    found.used_by, found.used_at = user.id, now
    return _appoint(tx, user, found.role, now)


def has_owner(tx: Session) -> bool:
    return tx.scalar(select(User.id).where(User.role == Role.OWNER, User.active).limit(1)) is not None


def appoint_owner(tx: Session, telegram_id: int, name: str, *, now: dt.datetime) -> Actor:
    """Make the person of the OWNER_ID setting an owner, before his first word or after. Safe to repeat."""
    user = tx.scalar(select(User).where(User.telegram_id == telegram_id))
    if user is None:
        user = User(telegram_id=telegram_id, name=name, zone=workspace_of(tx).zone, created_at=now)
        tx.add(user)
        tx.flush()
    if user.active and user.role is Role.OWNER:
        return Actor.of(user)
    return _appoint(tx, user, Role.OWNER, now)


def _appoint(tx: Session, user: User, role: Role, now: dt.datetime) -> Actor:
    if not user.role.staff:
        house = workspace_of(tx)
        user.work_from, user.work_to = house.work_from, house.work_to
    user.role, user.active = role, True
    tx.flush()
    keep_up(tx, user, now=now)
    return Actor.of(user)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


# Who is there, who goes, who comes back


def team(tx: Session, actor: Actor, *, now: dt.datetime) -> tuple[Member, ...]:
    """Everybody of the team, those who left last. Raises NotAllowed."""
    owner_only(actor)
    overdue = func.count(Deal.id).filter(Deal.step_at <= late_before(now))
    query = (
        select(User, func.count(Deal.id), overdue)
        .outerjoin(Deal, (Deal.manager_id == User.id) & (Deal.state == DealState.OPEN))
        .where(User.role != Role.CLIENT)
        .group_by(User.id)
        .order_by(User.active.desc(), User.role == Role.MANAGER, User.id)
    )
    return tuple(
        Member(user.id, user.name, user.role, user.active, user.blocked_at is None, load, late)
        for user, load, late in tx.execute(query)
    )


def company_name(tx: Session) -> str:
    return workspace_of(tx).name


def rename_company(tx: Session, name: str) -> None:
    workspace_of(tx).name = name


def member(tx: Session, actor: Actor, user_id: int, *, now: dt.datetime) -> Member:
    """One colleague. Raises NotAllowed, NotFound."""
    found = next((row for row in team(tx, actor, now=now) if row.user_id == user_id), None)
    if found is None:
        raise NotFound
    return found


def heirs(tx: Session, actor: Actor, user_id: int, *, now: dt.datetime) -> tuple[Member, ...]:
    """Who may take over a colleague's work. Raises NotAllowed."""
    return tuple(row for row in team(tx, actor, now=now) if row.active and row.user_id != user_id)


def deactivate(
    tx: Session, actor: Actor, user_id: int, heir_id: int | None, *, now: dt.datetime
) -> Dismissed:
    """Take a manager's access away and give his clients and deals to the heir.

    A second call changes nothing. `heir_id` None means the acting owner, for one without open
    deals. Raises HandOverNeeded where open deals would be left to nobody, NotFound for an owner
    or a stranger and for an heir who is not at work, NotAllowed.
    """
    leaving = _manager(tx, actor, user_id)
    if not leaving.active:
        return Dismissed(Actor.of(leaving), 0)
    if heir_id is None:
        if member(tx, actor, user_id, now=now).open_deals:
            raise HandOverNeeded
        heir_id = actor.user_id
    if heir_id not in {row.user_id for row in heirs(tx, actor, user_id, now=now)}:
        raise NotFound
    leaving.active, leaving.calendar_hash = False, None
    handed = _hand_over(tx, user_id, heir_id, by=actor.user_id, now=now)
    keep_up(tx, leaving, now=now)
    if handed and heir_id != actor.user_id:
        owe(tx, heir_id, "handed_over", {"from": leaving.name, "count": handed}, now=now)
    return Dismissed(Actor.of(leaving), handed)


def reactivate(tx: Session, actor: Actor, user_id: int, *, now: dt.datetime) -> Actor:
    """Give a manager his access back; his former deals stay where they are. Raises NotAllowed, NotFound."""
    back = _manager(tx, actor, user_id)
    return _appoint(tx, back, back.role, now)


def _manager(tx: Session, actor: Actor, user_id: int) -> User:
    owner_only(actor)
    colleagues = tx.scalars(select(User).where(User.role.in_((Role.HEAD, Role.MANAGER))))
    user = next((row for row in colleagues if row.id == user_id), None)
    if user is None:
        raise NotFound
    return user


def _hand_over(tx: Session, from_id: int, to_id: int, *, by: int, now: dt.datetime) -> int:
    """All deals, closed ones too (they may be brought back), the clients, and requests that wait."""
    open_ones = 0
    for deal in tx.scalars(select(Deal).where(Deal.manager_id == from_id).order_by(Deal.id)).all():
        open_ones += deal.state is DealState.OPEN
        if deal.manager_id != to_id:  # one of a client before may have taken it along
            deals.reassign(tx, deal, to_id, by=by, now=now)
    tx.execute(update(Client).where(Client.manager_id == from_id).values(manager_id=to_id))
    tx.execute(update(Request).where(Request.offered_to == from_id).values(offered_to=to_id))
    return open_ones
