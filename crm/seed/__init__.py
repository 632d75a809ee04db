"""A believable company for a first look: a window-fitting firm with sixty clients and three weeks behind it.

Nothing here is used by a real team's work. The history is written through the use cases, so whatever
they promise holds for it too.
"""

import datetime as dt

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from crm import team
from crm.access import Actor, TelegramPerson, managers, meet, owners, user_of
from crm.calendars import manager_window
from crm.models import (
    Base,
    Client,
    Ladder,
    OutboxMessage,
    OutboxState,
    Outcome,
    Pipeline,
    Reminder,
    Request,
    Role,
    Stage,
    SubReason,
    User,
    Workspace,
)
from crm.recurrences import keep_up
from crm.seed import people_en, people_ru
from crm.seed.days import Days
from crm.seed.play import play_all
from crm.seed.scene import Scene
from crm.seed.story import PLOTS, PROMISED
from crm.seed.words import CastMember

__all__ = ["CAST", "COMPANY", "CastMember", "seed"]

CAST = {"ru": people_ru.CAST, "en": people_en.CAST}
"""Who holds the phones of the demonstration, by language: owner, two managers, a stranger."""
COMPANY = {"ru": people_ru.COMPANY, "en": people_en.COMPANY}
PEOPLE = {"ru": people_ru.PEOPLE, "en": people_en.PEOPLE}

FOUNDED = dt.timedelta(days=40)
"""How long before now the team is hired, where there is none."""
RANG_TWICE = 2
SELLERS = 2
KEPT: tuple[type[Base], ...] = (User, Workspace, Pipeline, Stage, Ladder, Outcome, SubReason)


def seed(tx: Session, *, language: str, now: dt.datetime) -> None:
    """Fill a company that has no clients yet; one that has any is left as it is.

    `language` ("ru" or "en") is that of names and notes. Owners and managers that exist get the
    clients; who is missing is hired from CAST. Afterwards nothing is owed but the offers of
    requests just left, and reminders ring only for what falls due from `now` (aware UTC) on.
    """
    if tx.scalar(select(Client.id).limit(1)) is not None:
        return
    owner, *sellers = _hire(tx, language, now - FOUNDED)
    days = Days(now, manager_window(tx, user_of(tx, sellers[0].user_id)), PROMISED)
    kept = tuple(row for table in KEPT for row in tx.scalars(select(table)))
    play_all(Scene(tx, owner, (sellers[0], sellers[1]), days, kept), PLOTS, PEOPLE[language])
    _settle(tx, now)


def _hire(tx: Session, language: str, at: dt.datetime) -> list[Actor]:
    """The first owner and two managers."""
    boss, first, second, _ = CAST[language]
    if not owners(tx):
        _introduce(tx, boss, language, at)
        team.appoint_owner(tx, boss.telegram_id, boss.name, now=at)
    for member in (first, second):
        if len(managers(tx)) < SELLERS:
            actor = _introduce(tx, member, language, at)
            token = team.new_invite(tx, Role.MANAGER, created_by=None, now=at)
            team.accept_invite(tx, actor, token, now=at)
    return [Actor.of(user) for user in (*owners(tx)[:1], *managers(tx)[:2])]


def _introduce(tx: Session, member: CastMember, language: str, at: dt.datetime) -> Actor:
    return meet(tx, TelegramPerson(member.telegram_id, member.name, member.username, language), now=at)


def _settle(tx: Session, now: dt.datetime) -> None:
    """What was due before now has been sent and has rung."""
    for user in tx.scalars(select(User).where(User.role != Role.CLIENT)):
        keep_up(tx, user, now=now)
    waiting = select(Request.deal_id).where(Request.deadline_at > now)
    tx.execute(
        update(OutboxMessage)
        .where(OutboxMessage.state == OutboxState.QUEUED)
        .where(OutboxMessage.deal_id.not_in(waiting) | OutboxMessage.deal_id.is_(None))
        .values(state=OutboxState.SENT, sent_at=OutboxMessage.created_at)
    )
    tx.execute(update(Reminder).where(Reminder.due_at <= now).values(due_at=None, rung=RANG_TWICE))
