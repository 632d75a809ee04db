"""The one door to people, clients and deals: role and ownership are part of the query."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload, object_session

from crm.errors import NotAllowed, NotFound
from crm.kept import Kept
from crm.models import Activity, Client, Deal, Role, User, Workspace
from crm.models.base import Base


@dataclass(frozen=True)
class TelegramPerson:
    """Who Telegram says is speaking."""

    telegram_id: int
    name: str
    username: str | None = None
    language_code: str | None = None


@dataclass(frozen=True)
class Actor:
    """Who acts, with the rights the database gives him at this moment."""

    user_id: int
    telegram_id: int
    role: Role
    name: str
    language: str
    """"ru" or "en": chosen in the settings, else of the Telegram profile, else the workspace's."""
    zone: str
    blocked: bool

    @classmethod
    def of(cls, user: User) -> "Actor":
        return cls(
            user.id,
            user.telegram_id,
            user.role if user.active else Role.CLIENT,
            user.name,
            user.language or _language_without_choice(user),
            user.zone,
            user.blocked_at is not None,
        )

    @property
    def is_staff(self) -> bool:
        return self.role.staff

    @property
    def is_owner(self) -> bool:
        return self.role is Role.OWNER

    @property
    def sees_all(self) -> bool:
        return self.role in (Role.OWNER, Role.HEAD)


USERS = Base.metadata.tables[User.__tablename__]
ACTOR = Kept(
    select(
        USERS.c.name,
        USERS.c.username,
        USERS.c.profile_language,
        USERS.c.id,
        USERS.c.role,
        USERS.c.active,
        USERS.c.language,
        USERS.c.zone,
        USERS.c.blocked_at,
        select(Workspace.language).limit(1).scalar_subquery(),
    ).where(USERS.c.telegram_id == bindparam("telegram_id"))
)
# Profiles in these languages are answered in Russian; all others in English.
RUSSIAN_READERS = {"ru", "be", "uk", "kk", "ky", "uz", "tg", "tk", "hy", "az", "tt", "ba", "cv"}


def language_of_profile(code: str | None) -> str:
    """ "ru" or "en" for a Telegram `language_code` such as "ru", "en-GB" or None."""
    return "ru" if (code or "en").split("-")[0].lower() in RUSSIAN_READERS else "en"


def actor_of(tx: Session, person: TelegramPerson) -> Actor | None:
    """The person as the database knows him, or None for a stranger or one whose profile changed."""
    row = ACTOR.row(tx, {"telegram_id": person.telegram_id})
    if row is None or tuple(row[:3]) != (_name(person), person.username, person.language_code):
        return None
    user_id, role, active, chosen, zone, blocked_at, of_the_house = row[3:]
    return Actor(
        user_id,
        person.telegram_id,
        role if active else Role.CLIENT,
        row[0],
        chosen or (language_of_profile(person.language_code) if person.language_code else of_the_house),
        zone,
        blocked_at is not None,
    )


def meet(tx: Session, person: TelegramPerson, *, now: dt.datetime) -> Actor:
    """The person, written down at his first word (as a client) and when his profile changes."""
    user = tx.scalar(select(User).where(User.telegram_id == person.telegram_id))
    if user is None:
        user = User(
            telegram_id=person.telegram_id,
            name=_name(person),
            role=Role.CLIENT,
            zone=workspace_of(tx).zone,
            created_at=now,
        )
        tx.add(user)
    user.name, user.username, user.profile_language = _name(person), person.username, person.language_code
    tx.flush()
    return Actor.of(user)


def workspace_of(tx: Session) -> Workspace:
    return tx.scalars(select(Workspace)).one()


def user_of(tx: Session, user_id: int) -> User:
    """A colleague or client user by id, for the system itself. Raises NotFound."""
    user = tx.get(User, user_id)
    if user is None:
        raise NotFound
    return user


# What nearly every use case of a deal needs comes with it in one question to the database.
WHOLE = (joinedload(Deal.client), joinedload(Deal.stage), joinedload(Deal.manager), joinedload(Deal.reminder))
DEAL = select(Deal).where(Deal.id == bindparam("deal_id")).options(*WHOLE)
OWN_DEAL = DEAL.where(Deal.manager_id == bindparam("manager_id"))


def deal_of(tx: Session, actor: Actor, deal_id: int) -> Deal:
    """The deal, if this person may see it. Raises NotFound, for missing and foreign alike."""
    if actor.sees_all:
        deal = tx.scalar(DEAL, {"deal_id": deal_id})
    else:
        deal = tx.scalar(OWN_DEAL, {"deal_id": deal_id, "manager_id": staff_id(actor)})
    if deal is None:
        raise NotFound
    return deal


def client_of(tx: Session, actor: Actor, client_id: int) -> Client:
    """The client, if this person may see him. Raises NotFound, for missing and foreign alike."""
    query = select(Client).where(Client.id == client_id)
    if not actor.sees_all:
        query = query.where(Client.manager_id == staff_id(actor))
    client = tx.scalar(query)
    if client is None:
        raise NotFound
    return client


def line_of(tx: Session, actor: Actor, activity_id: int) -> Activity:
    """A line of a deal's history, if this person may see the deal. Raises NotFound, for both alike."""
    query = select(Activity).join(Deal, Deal.id == Activity.deal_id).where(Activity.id == activity_id)
    if not actor.sees_all:
        query = query.where(Deal.manager_id == staff_id(actor))
    line = tx.scalar(query)
    if line is None:
        raise NotFound
    return line


def owner_only(actor: Actor) -> None:
    """Raises NotAllowed for anybody but an owner."""
    if not actor.is_owner:
        raise NotAllowed


def owners(tx: Session) -> list[User]:
    return list(tx.scalars(select(User).where(User.role == Role.OWNER, User.active).order_by(User.id)))


def managers(tx: Session) -> list[User]:
    return list(tx.scalars(select(User).where(User.role == Role.MANAGER, User.active).order_by(User.id)))


def staff_id(actor: Actor) -> int:
    """His user id. Raises NotFound for a client: to him there are no deals."""
    if not actor.is_staff:
        raise NotFound
    return actor.user_id


def _language_without_choice(user: User) -> str:
    if user.profile_language:
        return language_of_profile(user.profile_language)
    tx = object_session(user)
    return workspace_of(tx).language if tx else language_of_profile(None)


def _name(person: TelegramPerson) -> str:
    return person.name.strip()[:200] or str(person.telegram_id)
