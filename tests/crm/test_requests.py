"""Requests of clients: whose turn it is, who may answer, what the client is told."""

import dataclasses
import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import due, requests
from crm.access import Actor, TelegramPerson, deal_of, meet
from crm.deals import open_deal
from crm.errors import (
    EmptyText,
    NobodyAtWork,
    NobodyElse,
    NotAllowed,
    NotFound,
    RequestTaken,
    TextTooLong,
)
from crm.hours import Window
from crm.models import (
    Activity,
    ActivityKind,
    Client,
    DayOff,
    Deal,
    OutboxMessage,
    OutboxState,
    Outcome,
    Reminder,
    Request,
    RequestState,
    Role,
    Stage,
    StepKind,
    StepOrigin,
    User,
)
from crm.outcomes import report
from crm.phones import add_phone
from crm.reports import Report
from crm.requests import Convenient, Draft, Standing
from crm.requests.convenient import next_convenient
from crm.steps import Step

NOW = dt.datetime(2026, 11, 26, 9, 0, tzinfo=dt.UTC)  # a Thursday noon in Moscow
MINUTE = dt.timedelta(minutes=1)
WINDOWS = Draft("Окна в детскую", "+79161234567", own_number=True, convenient=Convenient.EVENING)
TYPED = dataclasses.replace(WINDOWS, own_number=False)


def person(tx: Session, telegram_id: int, name: str, role: Role = Role.CLIENT) -> Actor:
    meet(tx, TelegramPerson(telegram_id, name, language_code="ru"), now=NOW)
    user = tx.scalars(select(User).where(User.telegram_id == telegram_id)).one()
    user.role, user.zone = role, "Europe/Moscow"
    tx.flush()
    return Actor.of(user)


@pytest.fixture
def anna(tx: Session) -> Actor:
    return person(tx, 100, "Анна")


@pytest.fixture
def owner(tx: Session) -> Actor:
    return person(tx, 1, "Олег", Role.OWNER)


@pytest.fixture
def irina(tx: Session) -> Actor:
    return person(tx, 2, "Ирина", Role.MANAGER)


@pytest.fixture
def pavel(tx: Session) -> Actor:
    return person(tx, 3, "Павел", Role.MANAGER)


def given_client(tx: Session, manager: Actor, phone: str = WINDOWS.phone) -> Client:
    client = Client(name="Анна Белова", search_key="anna", manager_id=manager.user_id, created_at=NOW)
    tx.add(client)
    tx.flush()
    add_phone(tx, client, phone)
    return client


def given_deal(tx: Session, client: Client, manager: Actor, origin: StepOrigin = StepOrigin.PLAN) -> Deal:
    step = Step(StepKind.CALL, NOW + 60 * MINUTE, "follow_up", origin)
    return open_deal(tx, client, manager.user_id, step=step, by=None, now=NOW, need="Балкон")


def request_of(tx: Session, number: int) -> Request:
    return tx.get_one(Request, number)


def owed(tx: Session) -> list[tuple[int, str]]:
    """Who is owed what, in order; cancelled messages left out."""
    query = select(OutboxMessage).where(OutboxMessage.state == OutboxState.QUEUED)
    return [(row.user_id, row.kind) for row in tx.scalars(query.order_by(OutboxMessage.id))]


def done_with(tx: Session, deal_id: int) -> list[ActivityKind]:
    query = select(Activity.kind).where(Activity.deal_id == deal_id).order_by(Activity.id)
    return list(tx.scalars(query))


class TestLeaving:
    def test_becomes_a_deal_with_a_call_at_once(self, tx: Session, anna: Actor, irina: Actor) -> None:
        accepted = requests.leave(tx, anna, WINDOWS, now=NOW)

        request = request_of(tx, accepted.number)
        deal = deal_of(tx, irina, request.deal_id)
        assert (accepted.answering, accepted.at_work) == (10 * MINUTE, True)
        assert Step.of(deal) == Step(StepKind.CALL, NOW, "new_request", StepOrigin.REQUEST)
        assert (deal.stage.key, deal.need, deal.client.name) == ("new", "Окна в детскую", "Анна")
        assert [phone.e164 for phone in deal.client.phones] == ["+79161234567"]
        assert (deal.client.user_id, deal.client.manager_id) == (anna.user_id, irina.user_id)
        assert (request.state, request.convenient) == (RequestState.OFFERED, "evening")
        assert (request.deadline_at, request.consent_at) == (NOW + 10 * MINUTE, NOW)
        assert owed(tx) == [(irina.user_id, "request")]

    def test_an_open_offer_needs_no_reminder_of_its_own(self, tx: Session, anna: Actor, irina: Actor) -> None:
        requests.leave(tx, anna, WINDOWS, now=NOW)

        assert tx.scalars(select(Reminder.due_at)).all() == [None]

    def test_the_source_of_the_first_link_is_kept(self, tx: Session, anna: Actor, irina: Actor) -> None:
        requests.keep_source(tx, anna, "avito_42")
        requests.keep_source(tx, anna, "flyer")
        accepted = requests.leave(tx, anna, WINDOWS, now=NOW)

        client = tx.scalars(select(Client)).one()
        assert (request_of(tx, accepted.number).source, client.source) == ("avito_42", "avito_42")

    @pytest.mark.parametrize("payload", ["", "a b", "x" * 65, "<b>", "источник"])
    def test_what_can_be_no_payload_is_no_source(self, tx: Session, anna: Actor, payload: str) -> None:
        requests.keep_source(tx, anna, payload)

        assert tx.get_one(User, anna.user_id).source is None

    def test_the_least_loaded_manager_has_the_turn(
        self, tx: Session, anna: Actor, irina: Actor, pavel: Actor
    ) -> None:
        given_deal(tx, given_client(tx, irina, "+79160000001"), irina)

        number = requests.leave(tx, anna, WINDOWS, now=NOW).number

        assert request_of(tx, number).offered_to == pavel.user_id

    def test_those_on_shift_come_first(self, tx: Session, anna: Actor, irina: Actor, pavel: Actor) -> None:
        given_deal(tx, given_client(tx, irina, "+79160000001"), irina)
        tx.get_one(User, pavel.user_id).work_from = 13 * 60

        number = requests.leave(tx, anna, WINDOWS, now=NOW).number

        assert request_of(tx, number).offered_to == irina.user_id

    def test_who_stopped_the_bot_gets_no_requests(
        self, tx: Session, anna: Actor, irina: Actor, pavel: Actor
    ) -> None:
        tx.get_one(User, irina.user_id).blocked_at = NOW

        number = requests.leave(tx, anna, WINDOWS, now=NOW).number

        assert request_of(tx, number).offered_to == pavel.user_id

    def test_without_managers_the_owner_has_it_at_once(self, tx: Session, anna: Actor, owner: Actor) -> None:
        number = requests.leave(tx, anna, WINDOWS, now=NOW).number

        request = request_of(tx, number)
        assert (request.state, request.deadline_at) == (RequestState.ESCALATED, None)
        assert owed(tx) == [(owner.user_id, "request")]
        due.queue_due(tx, NOW + 10 * MINUTE)
        assert owed(tx) == [(owner.user_id, "request"), (owner.user_id, "reminder")]

    def test_without_anybody_it_is_refused(self, tx: Session, anna: Actor) -> None:
        with pytest.raises(NobodyAtWork):
            requests.leave(tx, anna, WINDOWS, now=NOW)

    def test_a_known_client_reaches_his_own_manager(
        self, tx: Session, anna: Actor, irina: Actor, pavel: Actor
    ) -> None:
        client = given_client(tx, pavel)
        given_deal(tx, given_client(tx, pavel, "+79160000001"), pavel)

        number = requests.leave(tx, anna, WINDOWS, now=NOW).number

        request = request_of(tx, number)
        assert (request.client_id, request.offered_to) == (client.id, pavel.user_id)
        assert client.user_id == anna.user_id

    def test_a_typed_number_does_not_make_him_that_client(
        self, tx: Session, anna: Actor, pavel: Actor
    ) -> None:
        client = given_client(tx, pavel)

        number = requests.leave(tx, anna, TYPED, now=NOW).number

        assert (request_of(tx, number).client_id, client.user_id) == (client.id, None)
        assert requests.known_phones(tx, anna) == ()

    def test_the_number_of_somebody_else_in_telegram_stays_his(
        self, tx: Session, anna: Actor, irina: Actor, pavel: Actor
    ) -> None:
        stranger = person(tx, 101, "Чужой")
        client = given_client(tx, pavel)
        client.user_id = anna.user_id

        number = requests.leave(tx, stranger, WINDOWS, now=NOW).number

        request = request_of(tx, number)
        assert request.client_id != client.id
        assert (client.user_id, request.offered_to) == (anna.user_id, pavel.user_id)

    def test_joins_the_open_deal(self, tx: Session, anna: Actor, irina: Actor) -> None:
        deal = given_deal(tx, given_client(tx, irina), irina, StepOrigin.PROMISE)
        before = Step.of(deal)

        number = requests.leave(tx, anna, WINDOWS, now=NOW).number

        assert request_of(tx, number).deal_id == deal.id
        assert (deal.need, Step.of(deal)) == ("Балкон\nОкна в детскую", before)
        assert done_with(tx, deal.id) == [ActivityKind.CREATED, ActivityKind.CLIENT_WROTE]
        assert tx.scalars(select(Deal)).all() == [deal]

    def test_a_retry_gives_way_to_a_call_at_once(self, tx: Session, anna: Actor, irina: Actor) -> None:
        deal = given_deal(tx, given_client(tx, irina), irina, StepOrigin.RETRY)

        requests.leave(tx, anna, WINDOWS, now=NOW)

        assert (deal.step_at, deal.step_origin) == (NOW, StepOrigin.REQUEST)

    def test_at_night_no_answer_is_promised(self, tx: Session, anna: Actor, irina: Actor) -> None:
        assert not requests.leave(tx, anna, WINDOWS, now=NOW + dt.timedelta(hours=12)).at_work

    @pytest.mark.parametrize(
        ("convenient", "now", "step_at"),
        [
            # Thursday noon in Moscow: at once, whatever he likes best; it is his when it is taken.
            (Convenient.EVENING, "2026-11-26 09:00", "2026-11-26 09:00"),
            # Three at night: when the day begins.
            (Convenient.ANY, "2026-11-27 00:00", "2026-11-27 06:00"),
            (Convenient.NOW, "2026-11-27 00:00", "2026-11-27 06:00"),
            # Friday night: on Monday.
            (Convenient.ANY, "2026-11-27 20:00", "2026-11-30 06:00"),
        ],
    )
    def test_it_is_due_when_somebody_can_call(
        self, tx: Session, anna: Actor, irina: Actor, convenient: Convenient, now: str, step_at: str
    ) -> None:
        moment, due_at = (dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC) for text in (now, step_at))
        draft = dataclasses.replace(WINDOWS, convenient=convenient)

        number = requests.leave(tx, anna, draft, now=moment).number

        assert tx.get_one(Deal, request_of(tx, number).deal_id).step_at == due_at

    def test_who_asks_to_be_called_now_is_awake(self, tx: Session, anna: Actor, irina: Actor) -> None:
        """Ten in the evening in Vladivostok, three in the afternoon in Moscow."""
        client = given_client(tx, irina)
        client.zone = "Asia/Vladivostok"
        now = NOW + 3 * 60 * MINUTE
        number = requests.leave(
            tx, anna, dataclasses.replace(WINDOWS, convenient=Convenient.NOW), now=now
        ).number

        assert tx.get_one(Deal, request_of(tx, number).deal_id).step_at == now

    def test_taken_at_night_it_rings_in_the_morning(self, tx: Session, anna: Actor, irina: Actor) -> None:
        night = NOW.replace(hour=20)
        any_time = dataclasses.replace(WINDOWS, convenient=Convenient.ANY)
        requests.take(tx, irina, requests.leave(tx, anna, any_time, now=night).number, now=night + MINUTE)

        assert tx.scalars(select(Reminder.due_at)).one() == NOW.replace(day=27, hour=6)

    def test_who_is_on_leave_gets_requests_last(
        self, tx: Session, anna: Actor, irina: Actor, pavel: Actor
    ) -> None:
        tx.add(DayOff(user_id=irina.user_id, day=NOW.date(), off=True))

        number = requests.leave(tx, anna, WINDOWS, now=NOW).number

        assert request_of(tx, number).offered_to == pavel.user_id

    def test_a_second_number_is_kept_beside_the_first(self, tx: Session, anna: Actor, irina: Actor) -> None:
        requests.leave(tx, anna, WINDOWS, now=NOW)
        requests.leave(tx, anna, dataclasses.replace(TYPED, phone="+79169999999"), now=NOW)

        assert requests.known_phones(tx, anna) == ("+79169999999", "+79161234567")


@pytest.mark.parametrize(
    ("typed", "need"),
    [
        ("  окна \n на\tдачу ", "окна на дачу"),
        ("окна\x00\x01", "окна"),
        ("👨‍👩‍👧 <b>", "👨‍👩‍👧 <b>"),
        ("x" * 500, "x" * 500),
    ],
)
def test_the_need_is_one_line(typed: str, need: str) -> None:
    assert requests.read_need(typed) == need


@pytest.mark.parametrize(("typed", "refusal"), [("x" * 501, TextTooLong), (" \n", EmptyText)])
def test_no_need_at_all(typed: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        requests.read_need(typed)


@pytest.fixture
def number(tx: Session, anna: Actor, owner: Actor, irina: Actor, pavel: Actor) -> int:
    """A request of Anna's, offered to Irina; Pavel is free too."""
    return requests.leave(tx, anna, WINDOWS, now=NOW).number


@pytest.mark.parametrize(
    ("convenient", "now", "suits"),
    [
        # Moscow is three hours ahead; 26 November 2026 is a Thursday.
        (Convenient.NOW, "2026-11-26 09:00", None),
        (Convenient.ANY, "2026-11-26 20:00", None),
        (Convenient.MORNING, "2026-11-26 07:00", None),
        (Convenient.MORNING, "2026-11-26 09:00", "2026-11-27 06:00"),
        (Convenient.AFTERNOON, "2026-11-26 07:00", "2026-11-26 09:00"),
        (Convenient.EVENING, "2026-11-26 14:30", None),
        # Evening goes on for him, the manager has gone home.
        (Convenient.EVENING, "2026-11-26 15:00", "2026-11-27 14:00"),
        (Convenient.EVENING, "2026-11-27 17:00", "2026-11-30 14:00"),
        (Convenient.MORNING, "2026-11-28 07:00", "2026-11-30 06:00"),
    ],
)
def test_when_it_suits_next(convenient: Convenient, now: str, suits: str | None) -> None:
    moment = dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC)
    expected = dt.datetime.fromisoformat(suits).replace(tzinfo=dt.UTC) if suits else None

    calling, working = Window("Europe/Moscow", 540, 1200), Window("Europe/Moscow", 540, 1080)
    assert next_convenient(convenient, calling, working, moment) == expected


class TestTaking:
    def test_the_client_is_told(self, tx: Session, number: int, irina: Actor, anna: Actor) -> None:
        offer = requests.take(tx, irina, number, now=NOW + MINUTE)

        request = request_of(tx, number)
        assert (offer.waiting, offer.convenient) == (False, Convenient.EVENING)
        assert (request.state, request.taken_at) == (RequestState.TAKEN, NOW + MINUTE)
        assert owed(tx) == [(anna.user_id, "request_taken")]
        assert done_with(tx, request.deal_id) == [ActivityKind.CREATED, ActivityKind.TAKEN]

    def test_the_step_is_when_it_suits_the_client(self, tx: Session, number: int, irina: Actor) -> None:
        requests.take(tx, irina, number, now=NOW + MINUTE)

        evening = NOW.replace(hour=14)  # five in Moscow
        deal = tx.get_one(Deal, request_of(tx, number).deal_id)
        assert (deal.step_at, deal.step_origin) == (evening, StepOrigin.PROMISE)
        assert tx.scalars(select(Reminder.due_at)).one() == evening

    def test_taken_and_forgotten_it_is_reminded_of(self, tx: Session, anna: Actor, irina: Actor) -> None:
        any_time = dataclasses.replace(WINDOWS, convenient=Convenient.ANY)
        number = requests.leave(tx, anna, any_time, now=NOW).number
        requests.take(tx, irina, number, now=NOW + MINUTE)

        assert tx.scalars(select(Reminder.due_at)).one() == NOW + 11 * MINUTE

    def test_a_double_tap_changes_nothing(self, tx: Session, number: int, irina: Actor) -> None:
        requests.take(tx, irina, number, now=NOW)
        told = owed(tx)

        requests.take(tx, irina, number, now=NOW + MINUTE)

        assert owed(tx) == told
        assert request_of(tx, number).taken_at == NOW

    def test_exactly_one_takes_it(self, tx: Session, number: int, irina: Actor, owner: Actor) -> None:
        requests.take(tx, owner, number, now=NOW)

        assert deal_of(tx, owner, request_of(tx, number).deal_id).manager_id == owner.user_id
        with pytest.raises(RequestTaken):
            requests.take(tx, irina, number, now=NOW)

    def test_the_owner_comes_too_late(self, tx: Session, number: int, irina: Actor, owner: Actor) -> None:
        requests.take(tx, irina, number, now=NOW)

        for late in (requests.take, requests.pass_on):
            with pytest.raises(RequestTaken):
                late(tx, owner, number, now=NOW)
        with pytest.raises(RequestTaken):
            requests.reassign(tx, owner, number, irina.user_id, now=NOW)

    def test_others_see_nothing_of_it(self, tx: Session, number: int, pavel: Actor, anna: Actor) -> None:
        for stranger in (pavel, anna):
            for press in (requests.take, requests.pass_on):
                with pytest.raises(NotFound):
                    press(tx, stranger, number, now=NOW)
            with pytest.raises(NotFound):
                requests.offer(tx, stranger, number)

    def test_a_reported_call_answers_it_too(
        self, tx: Session, number: int, irina: Actor, anna: Actor
    ) -> None:
        deal = deal_of(tx, irina, request_of(tx, number).deal_id)
        no_answer = tx.scalars(select(Outcome.id).where(Outcome.key == "no_answer")).one()

        report(tx, irina, Report(deal.id, no_answer, seen=deal.version), now=NOW + MINUTE)

        assert request_of(tx, number).state is RequestState.TAKEN
        assert owed(tx) == [(anna.user_id, "request_taken")]
        assert done_with(tx, deal.id)[-2:] == [ActivityKind.TAKEN, ActivityKind.OUTCOME]

    def test_all_requests_of_a_deal_are_taken_together(
        self, tx: Session, number: int, irina: Actor, anna: Actor
    ) -> None:
        second = requests.leave(tx, anna, dataclasses.replace(WINDOWS, need="и дверь"), now=NOW).number

        requests.take(tx, irina, number, now=NOW)

        assert request_of(tx, second).state is RequestState.TAKEN


class TestPassingOn:
    def test_the_next_manager_gets_it(self, tx: Session, number: int, irina: Actor, pavel: Actor) -> None:
        name = requests.pass_on(tx, irina, number, now=NOW + MINUTE)

        request = request_of(tx, number)
        assert name == "Павел"
        assert (request.offered_to, request.passed_by) == (pavel.user_id, [irina.user_id])
        assert request.deadline_at == NOW + 10 * MINUTE
        assert owed(tx) == [(pavel.user_id, "request")]
        assert deal_of(tx, pavel, request.deal_id).client.manager_id == pavel.user_id
        with pytest.raises(RequestTaken):
            requests.take(tx, irina, number, now=NOW)
        with pytest.raises(RequestTaken):
            requests.pass_on(tx, irina, number, now=NOW)

    def test_passed_by_all_it_is_the_owners(
        self, tx: Session, number: int, irina: Actor, pavel: Actor, owner: Actor
    ) -> None:
        requests.pass_on(tx, irina, number, now=NOW)
        name = requests.pass_on(tx, pavel, number, now=NOW)

        request = request_of(tx, number)
        assert name == "Олег"
        assert (request.state, request.offered_to) == (RequestState.ESCALATED, owner.user_id)
        assert request.deadline_at is None
        assert owed(tx) == [(owner.user_id, "unanswered")]
        with pytest.raises(NobodyElse):
            requests.pass_on(tx, owner, number, now=NOW)

    def test_without_an_owner_it_stays(self, tx: Session, anna: Actor, irina: Actor) -> None:
        number = requests.leave(tx, anna, WINDOWS, now=NOW).number

        with pytest.raises(NobodyElse):
            requests.pass_on(tx, irina, number, now=NOW)


class TestDeadline:
    def test_unanswered_it_goes_to_the_owner_once(
        self, tx: Session, number: int, irina: Actor, owner: Actor
    ) -> None:
        deadline = NOW + 10 * MINUTE
        assert requests.next_due(tx) == deadline
        assert due.queue_due(tx, deadline - MINUTE) == 0

        assert requests.queue_due(tx, deadline, 50) == 1
        assert requests.queue_due(tx, deadline, 50) == 0

        assert owed(tx) == [(irina.user_id, "request"), (owner.user_id, "unanswered")]
        assert requests.next_due(tx) is None
        assert done_with(tx, request_of(tx, number).deal_id)[-1] is ActivityKind.ESCALATED

    def test_a_late_take_still_counts(self, tx: Session, number: int, irina: Actor, owner: Actor) -> None:
        requests.queue_due(tx, NOW + 10 * MINUTE, 50)

        requests.take(tx, irina, number, now=NOW + 11 * MINUTE)

        assert request_of(tx, number).state is RequestState.TAKEN
        with pytest.raises(RequestTaken):
            requests.take(tx, owner, number, now=NOW + 12 * MINUTE)

    def test_what_was_answered_is_not_late(self, tx: Session, number: int, irina: Actor) -> None:
        requests.take(tx, irina, number, now=NOW)

        assert requests.queue_due(tx, NOW + 60 * MINUTE, 50) == 0

    def test_the_owner_gives_it_to_another(
        self, tx: Session, number: int, irina: Actor, pavel: Actor, owner: Actor
    ) -> None:
        late = NOW + 10 * MINUTE
        requests.queue_due(tx, late, 50)

        assert [one.name for one in requests.colleagues(tx, owner, number, now=late)] == ["Павел"]
        given = requests.reassign(tx, owner, number, pavel.user_id, now=late)
        again = requests.reassign(tx, owner, number, pavel.user_id, now=late)
        assert (given.offered_to, again) == ("Павел", given)

        request = request_of(tx, number)
        assert (request.state, request.offered_to) == (RequestState.OFFERED, pavel.user_id)
        assert request.deadline_at == late + 10 * MINUTE
        assert owed(tx) == [(pavel.user_id, "request")]
        with pytest.raises(RequestTaken):
            requests.take(tx, irina, number, now=late)

    def test_only_those_who_oversee_reassign(
        self, tx: Session, number: int, irina: Actor, pavel: Actor, anna: Actor, owner: Actor
    ) -> None:
        with pytest.raises(NotAllowed):
            requests.reassign(tx, irina, number, pavel.user_id, now=NOW)
        with pytest.raises(NotAllowed):
            requests.colleagues(tx, irina, number, now=NOW)
        with pytest.raises(NotFound):
            requests.reassign(tx, owner, number, anna.user_id, now=NOW)


class TestMine:
    def test_nothing_yet(self, tx: Session, anna: Actor) -> None:
        assert requests.my_requests(tx, anna) == ()

    def test_from_accepted_to_done(self, tx: Session, number: int, anna: Actor, irina: Actor) -> None:
        deal = tx.get_one(Deal, request_of(tx, number).deal_id)
        standings = [requests.my_request(tx, anna, number).standing]

        requests.take(tx, irina, number, now=NOW)
        standings.append(requests.my_request(tx, anna, number).standing)

        assert standings == [Standing.ACCEPTED, Standing.TAKEN]
        assert requests.my_request(tx, anna, number).manager == "Ирина"
        assert deal.manager_id == irina.user_id

    def test_who_only_typed_the_number_learns_no_stage(self, tx: Session, anna: Actor, irina: Actor) -> None:
        deal = given_deal(tx, given_client(tx, irina), irina)
        deal.stage_id = tx.scalars(select(Stage.id).where(Stage.key == "offer_sent")).one()
        number = requests.leave(tx, anna, TYPED, now=NOW).number
        requests.take(tx, irina, number, now=NOW)

        seen = requests.my_request(tx, anna, number)

        assert (seen.standing, seen.stage) == (Standing.IN_WORK, None)

    def test_others_see_nothing(self, tx: Session, number: int, irina: Actor) -> None:
        with pytest.raises(NotFound):
            requests.my_request(tx, irina, number)
