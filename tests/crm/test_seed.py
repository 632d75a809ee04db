"""The company of the demonstration is believable, and whatever the use cases promise holds for it."""

import datetime as dt
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from crm import due
from crm.access import Actor, managers, owners, user_of
from crm.cards import deal_card
from crm.db import engine_of
from crm.digest import calendar_day, digest
from crm.hours import Window
from crm.localtime import to_local
from crm.migrate import furnish
from crm.models import (
    Activity,
    ActivityKind,
    Client,
    Company,
    Deal,
    DealState,
    Effect,
    OutboxMessage,
    OutboxState,
    Outcome,
    Phone,
    Recurrence,
    RecurrenceKind,
    Reminder,
    Request,
    RequestState,
    Role,
    Stage,
    StepOrigin,
    User,
)
from crm.phones import read_phone
from crm.rules import late_before
from crm.seed import CAST, people_en, people_ru, seed
from crm.seed.story import PLOTS
from crm.steps import calling_hours, working_hours
from crm.undo import undo_outcome
from tests.crm import team

THURSDAY = dt.datetime(2026, 11, 26, 11, 0, 20, tzinfo=dt.UTC)  # 14:00 in Moscow
MONDAY_NIGHT = dt.datetime(2026, 11, 23, 1, 30, tzinfo=dt.UTC)
MONDAY_MORNING = dt.datetime(2026, 11, 23, 7, 1, tzinfo=dt.UTC)
SATURDAY_EVENING = dt.datetime(2026, 11, 28, 20, 40, tzinfo=dt.UTC)
SUNDAY = dt.datetime(2026, 11, 29, 9, 0, tzinfo=dt.UTC)
HOLIDAY = dt.datetime(2026, 11, 4, 11, 0, tzinfo=dt.UTC)
NEW_YEAR = dt.datetime(2027, 1, 5, 11, 0, tzinfo=dt.UTC)
ODD_MOMENTS = [MONDAY_NIGHT, MONDAY_MORNING, SATURDAY_EVENING, SUNDAY, HOLIDAY, NEW_YEAR]
MOMENTS = [THURSDAY, *(pytest.param(moment, marks=pytest.mark.slow) for moment in ODD_MOMENTS)]

EIGHT = {
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Novosibirsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
}


@pytest.fixture
def tx(database_url: str) -> Iterator[Session]:
    engine = engine_of(database_url)
    with Session(engine) as session:
        furnish(session, name="", zone="Europe/Moscow", country="RU", language="ru", currency="RUB")
        yield session
    engine.dispose()


@pytest.fixture(scope="module")
def databases(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Engine]]:
    """Seeded SQLite databases by what they were seeded with: nobody commits to them."""
    engines: dict[str, Engine] = {}
    yield engines
    for engine in engines.values():
        engine.dispose()


@pytest.fixture
def now() -> dt.datetime:
    return THURSDAY


@pytest.fixture
def language() -> str:
    return "ru"


@pytest.fixture
def told(
    databases: dict[str, Engine], migrated_file: Path, tmp_path: Path, now: dt.datetime, language: str
) -> Iterator[Session]:
    """The story as told at `now` in `language`."""
    name = f"{now.isoformat()} {language}"
    if name not in databases:
        databases[name] = engine_of(f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'seeded.db')}")
        with Session(databases[name]) as tx, tx.begin():
            furnish(tx, name="", zone="Europe/Moscow", country="RU", language="ru", currency="RUB")
            seed(tx, language=language, now=now)
    with Session(databases[name]) as session:
        yield session


def open_deals(tx: Session) -> list[Deal]:
    return list(tx.scalars(select(Deal).where(Deal.state == DealState.OPEN)))


def boss(tx: Session) -> Actor:
    return Actor.of(owners(tx)[0])


def test_sixty_clients_in_eight_zones_and_every_stage(told: Session) -> None:
    clients = list(told.scalars(select(Client)))
    assert len(clients) == 60
    assert {client.zone for client in clients} - {None} == EIGHT
    assert len(list(told.scalars(select(Company)))) == 14
    stages = Counter(told.scalars(select(Stage.key).join(Deal, Deal.stage_id == Stage.id)))
    assert stages == {
        "new": 9,
        "first_contact": 14,
        "offer_sent": 10,
        "invoice_sent": 9,
        "paid": 9,
        "refused": 7,
        "archive": 3,
    }


@pytest.mark.parametrize("now", MOMENTS)
def test_whenever_it_begins_something_is_late_and_something_rings_soon(
    told: Session, now: dt.datetime
) -> None:
    steps = [deal.step_at for deal in open_deals(told) if deal.step_at]
    assert sum(at <= late_before(now) for at in steps) == 7
    ringing = [deal for deal in open_deals(told) if is_soon(deal, now)]
    promised = [deal for deal in ringing if deal.step_origin is StepOrigin.PROMISE]
    assert len(promised) == 3
    assert len(ringing) <= 4
    assert len({deal.manager_id for deal in promised}) == 2
    assert told.scalars(select(Reminder.due_at).where(Reminder.due_at <= now)).all() == []


def is_soon(deal: Deal, now: dt.datetime) -> bool:
    return deal.step_at is not None and now < deal.step_at <= now + dt.timedelta(minutes=5)


@pytest.mark.parametrize("now", MOMENTS)
def test_the_owners_digests_have_something_to_tell(told: Session, now: dt.datetime) -> None:
    begun = to_local(now, "Europe/Moscow").hour >= 10
    days = [digest(told, boss(told), calendar_day(boss(told), ago=ago, now=now), now=now) for ago in (0, 1)]
    for day in days if begun else days[1:]:
        assert day.calls >= 9
        assert day.talks >= 8
        assert day.paid.count == 2
        assert day.refused
        assert all(person.calls for person in day.people)
    assert all((day.stepless, day.failed, day.waiting) == (0, 0, 2) for day in days)


@pytest.mark.parametrize("now", MOMENTS)
def test_only_offers_of_fresh_requests_are_left_to_send(told: Session, now: dt.datetime) -> None:
    queued = select(OutboxMessage).where(OutboxMessage.state == OutboxState.QUEUED)
    fresh = list(told.scalars(select(Request).where(Request.state == RequestState.OFFERED)))
    assert len(fresh) == 2
    assert sorted((row.kind, row.deal_id or 0) for row in told.scalars(queued)) == sorted(
        ("request", request.deal_id) for request in fresh
    )
    first = due.next_due(told)
    assert first is not None
    assert first > now


@pytest.mark.parametrize("now", MOMENTS)
def test_nothing_happens_after_now_or_out_of_order(told: Session, now: dt.datetime) -> None:
    lines = list(told.scalars(select(Activity).order_by(Activity.id)))
    assert lines[-1].at < now
    assert all(earlier.at <= later.at for earlier, later in pairwise(lines))
    assert now - lines[0].at > dt.timedelta(days=17)


@pytest.mark.parametrize("now", MOMENTS)
def test_everything_a_manager_does_lies_in_his_working_hours(told: Session, now: dt.datetime) -> None:
    hours = Window("Europe/Moscow", 9 * 60, 18 * 60)
    staff = select(Activity).join(User, User.id == Activity.user_id).where(User.role != Role.CLIENT)
    assert [line.at for line in told.scalars(staff) if not hours.holds_hour(line.at)] == []


@pytest.mark.parametrize("now", MOMENTS)
def test_no_automatic_step_is_out_of_hours(told: Session, now: dt.datetime) -> None:
    retries = [deal for deal in open_deals(told) if deal.step_origin is StepOrigin.RETRY]
    assert len(retries) == 4
    for deal in retries:
        assert deal.step_at is not None
        assert calling_hours(told, deal.client).holds(deal.step_at)
        assert working_hours(told, deal).holds(deal.step_at)


@pytest.mark.parametrize("now", MOMENTS)
def test_nothing_waits_on_a_day_off(told: Session, now: dt.datetime) -> None:
    """Neither what is ahead nor what nobody came to; a client may have asked for a call within minutes."""
    wrong = [
        (deal.client.name, deal.step_at)
        for deal in open_deals(told)
        for hours in (working_hours(told, deal), calling_hours(told, deal.client))
        if deal.step_at and hours.closed(to_local(deal.step_at, hours.zone).date()) and not is_soon(deal, now)
    ]
    assert wrong == []


def test_people_are_called_by_their_own_day(told: Session) -> None:
    """Moments chosen by managers lie in the hours of the client's zone, too."""
    chosen = [deal for deal in open_deals(told) if deal.step_origin is not StepOrigin.REQUEST]
    wrong = [
        (deal.client.name, deal.step_at)
        for deal in chosen
        if deal.step_at and not calling_hours(told, deal.client).holds_hour(deal.step_at)
    ]
    assert wrong == []


def test_history_holds_what_the_use_cases_promise(tx: Session) -> None:
    seed(tx, language="ru", now=THURSDAY)

    kinds = Counter(tx.scalars(select(Activity.kind)))
    untold = {ActivityKind.STAFF_WROTE, ActivityKind.PASSED_ON, ActivityKind.ASKED}
    assert kinds.keys() == set(ActivityKind) - untold
    outcomes = set(tx.scalars(select(Outcome.key).join(Activity, Activity.outcome_id == Outcome.id)))
    assert outcomes == set(tx.scalars(select(Outcome.key))) - {"busy"}
    for line in tx.scalars(select(Activity).where(Activity.kind == ActivityKind.OUTCOME)):
        assert line.before is not None
        assert line.before["version_after"] > line.before["version"]
    for deal in tx.scalars(select(Deal)):
        assert deal.client.manager_id == deal.manager_id
        assert tx.get_one(Reminder, deal.id).user_id == deal.manager_id
        assert deal.attempts == missed_in_a_row(tx, deal)
        assert deal.state is not DealState.WON or deal.paid_minor == deal.sum_minor


def missed_in_a_row(tx: Session, deal: Deal) -> int:
    query = select(Activity).where(Activity.deal_id == deal.id).order_by(Activity.id)
    undone = set(tx.scalars(select(Activity.undoes_id).where(Activity.deal_id == deal.id)))
    count = 0
    for line in tx.scalars(query):
        if line.kind is ActivityKind.BROUGHT_BACK:
            count = 0
        if line.outcome_id is not None and line.id not in undone:
            effect = tx.get_one(Outcome, line.outcome_id).effect
            count = count + 1 if effect is Effect.RETRY else 0
    return count


def test_money_at_every_stage(told: Session) -> None:
    invoiced = told.scalars(select(Deal).join(Stage).where(Stage.key == "invoice_sent")).all()
    assert all(deal.sum_minor for deal in invoiced)
    assert len([deal for deal in invoiced if 0 < deal.paid_minor < (deal.sum_minor or 0)]) == 3


def test_the_last_press_can_be_taken_back(told: Session) -> None:
    last = select(Activity).where(Activity.kind == ActivityKind.OUTCOME).order_by(Activity.at.desc()).limit(1)
    line = told.scalars(last).one()
    deal = told.get_one(Deal, line.deal_id)
    attempts = deal.attempts
    undo_outcome(told, Actor.of(user_of(told, deal.manager_id)), line.id, now=line.at)

    assert deal.attempts == attempts - 1


def test_a_second_time_changes_nothing(told: Session) -> None:
    before = len(told.scalars(select(Activity.id)).all())

    seed(told, language="en", now=THURSDAY + dt.timedelta(days=1))

    assert len(told.scalars(select(Activity.id)).all()) == before


@pytest.mark.parametrize("language", ["en"])
def test_the_team_is_hired_and_gets_its_plans_from_now_on(told: Session) -> None:
    assert [(user.telegram_id, user.name) for user in (*owners(told), *managers(told))] == [
        (member.telegram_id, member.name) for member in CAST["en"][:3]
    ]
    rows = list(told.scalars(select(Recurrence)))
    assert Counter(row.kind for row in rows) == {RecurrenceKind.DIGEST: 1, RecurrenceKind.PLAN: 3}
    assert all(row.next_at > THURSDAY for row in rows)


def test_who_is_there_already_is_not_hired_again(tx: Session) -> None:
    owner = team.owner(tx)
    manager = team.manager(tx)

    seed(tx, language="ru", now=THURSDAY)

    assert [user.id for user in owners(tx)] == [owner.user_id]
    assert managers(tx)[0].id == manager.user_id
    assert len(managers(tx)) == 2
    assert len(tx.scalars(select(Client.id)).all()) == 60


def test_it_is_the_same_every_time_and_everywhere(told: Session, tx: Session) -> None:
    def steps(session: Session) -> list[tuple[str, dt.datetime | None]]:
        return [(deal.client.name, deal.step_at) for deal in session.scalars(select(Deal).order_by(Deal.id))]

    seed(tx, language="ru", now=THURSDAY)

    assert steps(tx) == steps(told)


def test_numbers_can_be_nobodys(told: Session) -> None:
    """A local number that begins with 0 cannot be given to a subscriber."""
    numbers = list(told.scalars(select(Phone.e164)))
    cast = [member.phone for member in CAST["ru"]]
    assert len(set(numbers + cast)) == 61 + 4  # one client has a second number
    for number in numbers + cast:
        assert read_phone(number, "RU") == number
        assert re.fullmatch(r"\+7(495|846|343|383|423|4012|4132|4152)0[0-9]{5,6}", number)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_each_language_is_spoken_throughout(told: Session, language: str) -> None:
    foreign = {"ru": r"[A-Za-z]", "en": r"[а-яёА-ЯЁ]"}[language]
    own = (ActivityKind.NOTE, ActivityKind.CLIENT_WROTE, ActivityKind.CREATED, ActivityKind.OUTCOME)
    said = [
        *told.scalars(select(Client.name)),
        *told.scalars(select(Company.name)),
        *told.scalars(select(Deal.need)),
        *told.scalars(select(User.name)),
        *told.scalars(select(Activity.text).where(Activity.kind.in_(own), Activity.text.is_not(None))),
    ]
    assert len(said) > 200
    assert [text for text in said if text is None or re.search(foreign, text)] == []


def test_languages_tell_the_same_story() -> None:
    ru, en = people_ru.PEOPLE, people_en.PEOPLE

    assert ru.keys() == en.keys() == PLOTS.keys()
    for key in ru:
        assert len(ru[key].lines) == len(en[key].lines), key
        assert (ru[key].company is None) == (en[key].company is None), key
        spoken = [
            event
            for event in PLOTS[key].events
            if event.what in {"note", "place", "client_wrote"} or event.own_words
        ]
        assert len(ru[key].lines) == len(spoken), key
    assert [(m.telegram_id, m.role, m.phone) for m in CAST["ru"]] == [
        (m.telegram_id, m.role, m.phone) for m in CAST["en"]
    ]


def test_cards_can_be_drawn(told: Session) -> None:
    cards = [deal_card(told, boss(told), deal.id, now=THURSDAY) for deal in told.scalars(select(Deal))]

    assert len(cards) == 61
    assert all(card.events and card.phones for card in cards if card.client_name != person_without_number())


def person_without_number() -> str:
    """Whose only number was wrong."""
    return people_ru.PEOPLE["sychev"].name


@pytest.mark.slow
@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_a_company_elsewhere(sqlite_url: str, zone: str) -> None:
    engine = engine_of(sqlite_url)
    with Session(engine) as tx:
        furnish(tx, name="", zone=zone, country="RU", language="en", currency="USD")
        seed(tx, language="en", now=THURSDAY)

        assert len(tx.scalars(select(Client.id)).all()) == 60
        assert len(open_deals(tx)) > 35
    engine.dispose()
