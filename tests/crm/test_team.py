"""Who belongs to the team: links, owners, hand-over."""

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.access import Actor, deal_of, workspace_of
from crm.errors import HandOverNeeded, InviteInvalid, NotAllowed, NotFound
from crm.models import (
    Activity,
    ActivityKind,
    Invite,
    OutboxMessage,
    Recurrence,
    RecurrenceKind,
    Request,
    Role,
    User,
)
from crm.profile import set_hours
from crm.team import (
    accept_invite,
    appoint_owner,
    deactivate,
    has_owner,
    invite,
    member,
    new_invite,
    reactivate,
    team,
)
from tests.crm.team import NOW, deal, manager, owner, person

HOUR = dt.timedelta(hours=1)


def daily(tx: Session, actor: Actor) -> set[RecurrenceKind]:
    return set(tx.scalars(select(Recurrence.kind).where(Recurrence.user_id == actor.user_id)))


def test_a_link_makes_a_manager_with_a_morning_plan(tx: Session) -> None:
    token = new_invite(tx, Role.MANAGER, created_by=None, now=NOW)

    joined = accept_invite(tx, person(tx, 7), token, now=NOW + 47 * HOUR)

    assert joined.role is Role.MANAGER
    assert daily(tx, joined) == {RecurrenceKind.PLAN}


def test_a_new_colleague_begins_with_the_companys_hours(tx: Session) -> None:
    house = workspace_of(tx)
    house.work_from, house.work_to = 600, 1140
    joined = manager(tx)
    set_hours(tx, joined, 480, 960, now=NOW)

    head = accept_invite(tx, joined, new_invite(tx, Role.HEAD, created_by=None, now=NOW), now=NOW)

    user = tx.get_one(User, owner(tx).user_id)
    assert (user.work_from, user.work_to) == (600, 1140)
    # A colleague who gets another role keeps what he has set.
    user = tx.get_one(User, head.user_id)
    assert (user.work_from, user.work_to) == (480, 960)


def test_a_token_is_long_fits_a_link_and_is_not_stored(tx: Session) -> None:
    token = new_invite(tx, Role.MANAGER, created_by=None, now=NOW)

    assert len(f"inv_{token}") <= 64
    assert len(token) >= 22
    assert token not in str(tx.execute(select(Invite.__table__)).all())


def test_the_same_person_may_use_his_link_again(tx: Session) -> None:
    token = new_invite(tx, Role.MANAGER, created_by=None, now=NOW)
    first = accept_invite(tx, person(tx, 7), token, now=NOW)

    assert accept_invite(tx, first, token, now=NOW + 100 * HOUR) == first


def test_a_link_works_for_one_person(tx: Session) -> None:
    token = new_invite(tx, Role.MANAGER, created_by=None, now=NOW)
    accept_invite(tx, person(tx, 7), token, now=NOW)

    with pytest.raises(InviteInvalid):
        accept_invite(tx, person(tx, 8), token, now=NOW)


@pytest.mark.parametrize("token", ["", "x", "inv_x", "Ж" * 60])
def test_an_invented_link_is_refused(tx: Session, token: str) -> None:
    with pytest.raises(InviteInvalid):
        accept_invite(tx, person(tx, 7), token, now=NOW)


def test_a_link_dies_after_48_hours(tx: Session) -> None:
    token = new_invite(tx, Role.MANAGER, created_by=None, now=NOW)

    with pytest.raises(InviteInvalid):
        accept_invite(tx, person(tx, 7), token, now=NOW + 48 * HOUR)


def test_an_owner_who_tries_a_managers_link_stays_owner_and_leaves_it_whole(tx: Session) -> None:
    token = new_invite(tx, Role.MANAGER, created_by=None, now=NOW)

    assert accept_invite(tx, owner(tx), token, now=NOW).role is Role.OWNER
    assert accept_invite(tx, person(tx, 7), token, now=NOW).role is Role.MANAGER


def test_a_manager_becomes_owner_by_an_owners_link(tx: Session) -> None:
    promoted = accept_invite(
        tx, manager(tx, 7), new_invite(tx, Role.OWNER, created_by=None, now=NOW), now=NOW
    )

    assert promoted.role is Role.OWNER
    assert daily(tx, promoted) == {RecurrenceKind.PLAN, RecurrenceKind.DIGEST}


def test_a_dismissed_manager_does_not_come_back_by_his_old_link(tx: Session) -> None:
    token = new_invite(tx, Role.MANAGER, created_by=None, now=NOW)
    leaving = accept_invite(tx, person(tx, 7), token, now=NOW)
    deactivate(tx, owner(tx), leaving.user_id, None, now=NOW)

    assert accept_invite(tx, leaving, token, now=NOW).role is Role.CLIENT


def test_a_dismissed_manager_comes_back_by_a_new_link(tx: Session) -> None:
    leaving = manager(tx, 7)
    deactivate(tx, owner(tx), leaving.user_id, None, now=NOW)

    token = new_invite(tx, Role.MANAGER, created_by=None, now=NOW)

    assert accept_invite(tx, leaving, token, now=NOW).role is Role.MANAGER


def test_only_an_owner_invites(tx: Session) -> None:
    with pytest.raises(NotAllowed):
        invite(tx, manager(tx, 7), now=NOW)


def test_the_first_owner_of_the_settings(tx: Session) -> None:
    assert not has_owner(tx)

    first = appoint_owner(tx, 1, "Ольга", now=NOW)

    assert has_owner(tx)
    assert appoint_owner(tx, 1, "Ольга", now=NOW) == first
    assert daily(tx, first) == {RecurrenceKind.PLAN, RecurrenceKind.DIGEST}


def test_a_client_named_in_the_settings_becomes_owner_and_keeps_his_name(tx: Session) -> None:
    person(tx, 1, "Ольга Иванова")

    assert appoint_owner(tx, 1, "?", now=NOW).name == "Ольга Иванова"


def test_the_team_with_its_load(tx: Session) -> None:
    boss, anton, vera = owner(tx), manager(tx, 7, "Антон"), manager(tx, 8, "Вера")
    person(tx, 9, "чужой")
    deal(tx, anton, at=NOW - HOUR)
    deal(tx, anton, at=NOW + HOUR)
    deal(tx, vera, at=NOW)

    members = team(tx, boss, now=NOW)

    assert [(m.name, m.open_deals, m.overdue) for m in members] == [
        ("Ольга", 0, 0),
        ("Антон", 2, 1),
        ("Вера", 1, 0),
    ]


def test_a_manager_does_not_see_the_team(tx: Session) -> None:
    with pytest.raises(NotAllowed):
        team(tx, manager(tx, 7), now=NOW)


def test_who_leaves_hands_everything_over(tx: Session) -> None:
    boss, anton, vera = owner(tx), manager(tx, 7, "Антон"), manager(tx, 8, "Вера")
    kept = deal(tx, anton)

    assert deactivate(tx, boss, anton.user_id, vera.user_id, now=NOW).handed == 1

    assert deal_of(tx, vera, kept.id).client.manager_id == vera.user_id
    lines = tx.scalars(select(Activity.kind).where(Activity.deal_id == kept.id).order_by(Activity.id))
    assert lines.all() == [ActivityKind.CREATED, ActivityKind.REASSIGNED]
    assert daily(tx, anton) == set()
    told = tx.scalars(select(OutboxMessage)).one()
    assert (told.user_id, told.kind, told.payload) == (
        vera.user_id,
        "handed_over",
        {"from": "Антон", "count": 1},
    )
    with pytest.raises(NotFound):
        deal_of(tx, Actor.of(tx.get_one(User, anton.user_id)), kept.id)


def test_a_request_that_waits_goes_over_too(tx: Session) -> None:
    boss, anton, vera = owner(tx), manager(tx, 7), manager(tx, 8)
    kept = deal(tx, anton)
    request = Request(
        client_id=kept.client_id,
        deal_id=kept.id,
        need="окна",
        convenient="any",
        consent_at=NOW,
        created_at=NOW,
        offered_to=anton.user_id,
        passed_by=[],
    )
    tx.add(request)
    tx.flush()

    deactivate(tx, boss, anton.user_id, vera.user_id, now=NOW)

    tx.refresh(request)
    assert request.offered_to == vera.user_id


def test_a_second_press_hands_nothing_over_again(tx: Session) -> None:
    boss, anton, vera = owner(tx), manager(tx, 7), manager(tx, 8)
    deal(tx, anton)
    deactivate(tx, boss, anton.user_id, vera.user_id, now=NOW)

    assert deactivate(tx, boss, anton.user_id, boss.user_id, now=NOW).handed == 0
    assert member(tx, boss, vera.user_id, now=NOW).open_deals == 1


def test_open_deals_are_never_left_to_nobody(tx: Session) -> None:
    boss, anton = owner(tx), manager(tx, 7)
    deal(tx, anton)

    with pytest.raises(HandOverNeeded):
        deactivate(tx, boss, anton.user_id, None, now=NOW)


def test_the_heir_is_a_colleague_at_work(tx: Session) -> None:
    boss, anton, gone, stranger = owner(tx), manager(tx, 7), manager(tx, 8), person(tx, 9)
    deactivate(tx, boss, gone.user_id, None, now=NOW)
    deal(tx, anton)

    for nobody in (gone.user_id, stranger.user_id, anton.user_id, 10**6, 10**18):
        with pytest.raises(NotFound):
            deactivate(tx, boss, anton.user_id, nobody, now=NOW)


def test_owners_and_strangers_are_not_dismissed(tx: Session) -> None:
    boss, stranger = owner(tx), person(tx, 9)

    for nobody in (boss.user_id, stranger.user_id, 10**6, 10**18):
        with pytest.raises(NotFound):
            deactivate(tx, boss, nobody, None, now=NOW)


def test_a_manager_comes_back_to_an_empty_desk(tx: Session) -> None:
    boss, anton = owner(tx), manager(tx, 7)
    deal(tx, anton)
    deactivate(tx, boss, anton.user_id, boss.user_id, now=NOW)

    assert reactivate(tx, boss, anton.user_id, now=NOW).role is Role.MANAGER

    back = member(tx, boss, anton.user_id, now=NOW)
    assert (back.active, back.open_deals) == (True, 0)
    assert daily(tx, anton) == {RecurrenceKind.PLAN}


def test_a_manager_dismisses_nobody(tx: Session) -> None:
    anton, vera = manager(tx, 7), manager(tx, 8)

    for refused in (
        lambda: deactivate(tx, anton, vera.user_id, None, now=NOW),
        lambda: reactivate(tx, anton, vera.user_id, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            refused()
