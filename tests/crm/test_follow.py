"""A change of hours moves what nobody chose out of closed time, and leaves all else alone."""

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import select

from crm import own_week, week
from crm.access import deal_of
from crm.calling import client_hours, set_calling
from crm.cards import deal_card
from crm.errors import BadHours, NotAllowed, NotFound, PastMoment, TooManyDays
from crm.hours import Why
from crm.localtime import to_local
from crm.models import Activity, ActivityKind, DayOff, OutboxMessage, Reminder, StepOrigin, User
from crm.openings import Whose
from crm.profile import set_hours, set_zone
from crm.replanned import replanned
from crm.rests import Rest, add_day_off, days_off_of, remove_day_off
from crm.steps import move_step
from crm.team import deactivate
from crm.wish_reading import read_calling
from crm.wishes import Wish
from tests.crm.base import NOON, Firm

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
TOMORROW = NOON + DAY  # a Tuesday, noon in Moscow
MONDAY, TUESDAY, WEDNESDAY = (dt.date(2026, 11, 23 + n) for n in range(3))

Change = Callable[[Firm], int]


def by_owner(use_case: Callable[..., object], *values: object) -> Change:
    def change(firm: Firm) -> int:
        with firm.tx() as tx:
            moved: int = use_case(tx, firm.owner, *values, now=NOON).moved  # type: ignore[attr-defined]
            return moved

    return change


def by_oleg(use_case: Callable[..., object], *values: object) -> Change:
    def change(firm: Firm) -> int:
        with firm.tx() as tx:
            moved: int = use_case(tx, firm.oleg, *values, now=NOON).moved  # type: ignore[attr-defined]
            return moved

    return change


def day_off(firm: Firm) -> int:
    with firm.tx() as tx:
        return add_day_off(tx, firm.owner, TUESDAY, TUESDAY, now=NOON).moved


def leave(firm: Firm) -> int:
    with firm.tx() as tx:
        oleg = firm.oleg
        return add_day_off(tx, oleg, MONDAY, TUESDAY + DAY, user_id=oleg.user_id, now=NOON).moved


def wish(firm: Firm) -> int:
    with firm.tx() as tx:
        return set_calling(tx, firm.oleg, 1, read_calling("после 16"), now=NOON).moved


def walls(firm: Firm, *deals: int) -> list[str]:
    with firm.tx() as tx:
        steps = [deal_of(tx, firm.owner, deal_id).step_at for deal_id in deals]
        return [f"{to_local(at, 'Europe/Moscow'):%a %H:%M}" for at in steps if at]


@pytest.mark.parametrize(
    ("change", "moved_to", "why"),
    [
        (by_owner(week.set_company_days, 0b0111101), "Wed 09:00", (Whose.MANAGER, Why.WEEKEND)),
        (by_owner(week.set_company_lunch, (11 * 60, 14 * 60)), "Tue 14:00", (Whose.MANAGER, Why.LUNCH)),
        (by_owner(week.set_calling_hours, (15 * 60, 20 * 60)), "Tue 15:00", (Whose.CLIENT, Why.HOURS)),
        (day_off, "Wed 09:00", (Whose.MANAGER, Why.DAY_OFF)),
        (leave, "Thu 09:00", (Whose.MANAGER, Why.DAY_OFF)),
        (by_oleg(own_week.set_own_days, 0b0000001), "Mon 09:00", (Whose.MANAGER, Why.WEEKEND)),
        (by_oleg(own_week.set_own_lunch, (12 * 60, 13 * 60)), "Tue 13:00", (Whose.MANAGER, Why.LUNCH)),
        (by_oleg(set_hours, 9 * 60, 12 * 60), "Wed 09:00", (Whose.MANAGER, Why.HOURS)),
        (by_oleg(set_zone, "Asia/Vladivostok"), "Wed 09:00", (Whose.MANAGER, Why.HOURS)),
        (wish, "Tue 16:00", (Whose.CLIENT, Why.HOURS)),
    ],
    ids=["days", "lunch", "calling", "day off", "leave", "own days", "own lunch", "hours", "zone", "wish"],
)
def test_automatic_steps_move_and_chosen_ones_stay(
    firm: Firm, change: Change, moved_to: str, why: tuple[Whose, Why]
) -> None:
    retry = firm.deal(at=TOMORROW, origin=StepOrigin.RETRY)
    chosen = firm.deal(at=TOMORROW, purpose="follow_up")
    promised = firm.deal(at=TOMORROW, origin=StepOrigin.PROMISE)

    assert change(firm) == 1

    assert walls(firm, retry, chosen, promised) == [moved_to, "Tue 12:00", "Tue 12:00"]
    with firm.tx() as tx:
        moved = tx.scalars(select(Activity).where(Activity.kind == ActivityKind.MOVED)).one()
        assert moved.deal_id == retry
        (event, *_) = deal_card(tx, firm.oleg, retry, now=NOON).events
        assert event.moved_by is not None
        assert (event.moved_by.whose, event.moved_by.closed.why) == why
        due = {row.deal_id: row.due_at for row in tx.scalars(select(Reminder))}
        assert due[retry] == deal_of(tx, firm.owner, retry).step_at
        assert due[chosen] == due[promised] == TOMORROW


def test_a_first_call_that_somebody_moved_is_his_choice(firm: Firm) -> None:
    first, moved = firm.deal(at=TOMORROW), firm.deal(at=TOMORROW - HOUR)
    with firm.tx() as tx:
        deal = deal_of(tx, firm.oleg, moved)
        move_step(tx, firm.oleg, moved, TOMORROW, seen=deal.version, now=NOON)

    assert day_off(firm) == 1

    assert walls(firm, first, moved) == ["Wed 09:00", "Tue 12:00"]


def test_what_is_due_already_stays_due(firm: Firm) -> None:
    deal = firm.deal(at=NOON, origin=StepOrigin.RETRY)

    with firm.tx() as tx:
        assert add_day_off(tx, firm.owner, MONDAY, MONDAY, now=NOON + HOUR).moved == 0

    assert walls(firm, deal) == ["Mon 12:00"]


def test_a_colleagues_day_off_is_his_alone(firm: Firm) -> None:
    deal = firm.deal(firm.maria, at=TOMORROW, origin=StepOrigin.RETRY)

    assert leave(firm) == 0

    assert walls(firm, deal) == ["Tue 12:00"]


def test_handed_over_a_step_suits_the_new_manager(firm: Firm) -> None:
    deal = firm.deal(at=TOMORROW, origin=StepOrigin.RETRY)
    with firm.tx() as tx:
        tx.get_one(User, firm.maria.user_id).work_from = 14 * 60
        deactivate(tx, firm.owner, firm.oleg.user_id, firm.maria.user_id, now=NOON)

    assert walls(firm, deal) == ["Tue 14:00"]


class TestDaysOff:
    def test_runs_of_like_days_are_one(self, firm: Firm) -> None:
        with firm.tx() as tx:
            add_day_off(tx, firm.owner, TUESDAY, TUESDAY + 4 * DAY, name=" В  отпуске ", now=NOON)
            rest = add_day_off(tx, firm.owner, TUESDAY + DAY, TUESDAY + DAY, off=False, now=NOON)

        assert rest.rests == (
            Rest(TUESDAY, TUESDAY, True, "В отпуске", None),
            Rest(WEDNESDAY, WEDNESDAY, False, None, None),
            Rest(WEDNESDAY + DAY, TUESDAY + 4 * DAY, True, "В отпуске", None),
        )
        with firm.tx() as tx:
            assert days_off_of(tx, firm.oleg, None, now=NOON).rests == rest.rests

    def test_taken_back_they_are_gone(self, firm: Firm) -> None:
        with firm.tx() as tx:
            add_day_off(tx, firm.owner, TUESDAY, WEDNESDAY, now=NOON)
            for _ in range(2):
                left = remove_day_off(tx, firm.owner, TUESDAY, TUESDAY, now=NOON).rests

        assert left == (Rest(WEDNESDAY, WEDNESDAY, True, None, None),)

    def test_what_is_long_past_is_forgotten(self, firm: Firm) -> None:
        later = NOON + 60 * DAY
        with firm.tx() as tx:
            add_day_off(tx, firm.owner, TUESDAY, TUESDAY, now=NOON)
            add_day_off(tx, firm.owner, later.date(), later.date(), now=later)
            assert list(tx.scalars(select(DayOff.day))) == [later.date()]

    @pytest.mark.parametrize(
        ("first", "last", "refusal"),
        [
            (TUESDAY, TUESDAY + 60 * DAY, TooManyDays),
            (TUESDAY, MONDAY, TooManyDays),
            (MONDAY - DAY, MONDAY, PastMoment),
        ],
    )
    def test_what_cannot_be_meant_is_refused(
        self, firm: Firm, first: dt.date, last: dt.date, refusal: type[Exception]
    ) -> None:
        with firm.tx() as tx, pytest.raises(refusal):
            add_day_off(tx, firm.owner, first, last, now=NOON)

    def test_each_his_own_and_the_owner_everybodys(self, firm: Firm) -> None:
        oleg, maria = firm.oleg.user_id, firm.maria.user_id
        with firm.tx() as tx:
            add_day_off(tx, firm.owner, TUESDAY, TUESDAY, user_id=oleg, now=NOON)
            for stranger, whose in ((firm.oleg, maria), (firm.oleg, None), (firm.anna, firm.anna.user_id)):
                with pytest.raises(NotAllowed):
                    add_day_off(tx, stranger, TUESDAY, TUESDAY, user_id=whose, now=NOON)
            for stranger, whose in ((firm.maria, oleg), (firm.anna, None), (firm.anna, oleg)):
                with pytest.raises(NotAllowed):
                    days_off_of(tx, stranger, whose, now=NOON)
            with pytest.raises(NotFound):
                add_day_off(tx, firm.owner, TUESDAY, TUESDAY, user_id=firm.anna.user_id, now=NOON)
            assert len(days_off_of(tx, firm.oleg, oleg, now=NOON).rests) == 1


class TestWeek:
    def test_the_owner_sets_the_companys(self, firm: Firm) -> None:
        with firm.tx() as tx:
            week.set_company_days(tx, firm.owner, 0b0111111, now=NOON)
            week.set_company_hours(tx, firm.owner, (600, 1140), now=NOON)
            week.set_company_lunch(tx, firm.owner, (780, 840), now=NOON)
            week.set_calling_hours(tx, firm.owner, (600, 1260), now=NOON)
            week.set_full_hour(tx, firm.owner, 5, now=NOON)
            seen = week.company(tx, firm.oleg, now=NOON)

        assert (seen.days, seen.work, seen.lunch, seen.calling) == (63, (600, 1140), (780, 840), (600, 1260))
        assert (seen.full_hour, seen.keeps_holidays) == (5, True)
        assert [f"{holiday.day} {holiday.name}" for holiday in seen.holidays] == [
            "2026-12-31 Выходной (перенесено с 04.01.2026)",
            "2027-01-01 Новогодние каникулы",
            "2027-01-02 Новогодние каникулы",
        ]
        with firm.tx() as tx:
            assert week.set_keeps_holidays(tx, firm.owner, False, now=NOON).holidays == ()

    def test_nobody_else_does(self, firm: Firm) -> None:
        with firm.tx() as tx:
            for stranger in (firm.oleg, firm.anna):
                with pytest.raises(NotAllowed):
                    week.set_company_days(tx, stranger, 1, now=NOON)
            for read in (week.company, own_week.own):
                with pytest.raises(NotAllowed):
                    read(tx, firm.anna, now=NOON)

    def test_hours_that_cannot_be_are_refused(self, firm: Firm) -> None:
        refused: list[Callable[..., object]] = [
            lambda tx, me: week.set_company_days(tx, me, 0, now=NOON),
            lambda tx, me: week.set_company_days(tx, me, 128, now=NOON),
            lambda tx, me: week.set_company_hours(tx, me, (600, 600), now=NOON),
            lambda tx, me: week.set_calling_hours(tx, me, (600, 1441), now=NOON),
            lambda tx, me: own_week.set_own_lunch(tx, me, (840, 780), now=NOON),
            lambda tx, me: week.set_full_hour(tx, me, 0, now=NOON),
        ]
        with firm.tx() as tx:
            for change in refused:
                with pytest.raises(BadHours):
                    change(tx, firm.owner)

    def test_ones_own_or_the_companys(self, firm: Firm) -> None:
        with firm.tx() as tx:
            week.set_company_lunch(tx, firm.owner, (780, 840), now=NOON)
            as_all = own_week.own(tx, firm.oleg, now=NOON)
            own_week.set_own_days(tx, firm.oleg, 0b0001111, now=NOON)
            own = own_week.set_own_lunch(tx, firm.oleg, own_week.NO_LUNCH, now=NOON)
            again = own_week.set_own_lunch(tx, firm.oleg, None, now=NOON)

        assert (as_all.days, as_all.own_days, as_all.lunch, as_all.own_lunch) == (
            31,
            False,
            (780, 840),
            False,
        )
        assert (own.days, own.own_days, own.lunch, own.own_lunch) == (15, True, None, True)
        assert (again.lunch, again.own_lunch) == ((780, 840), False)


class TestCalling:
    def test_a_wish_and_the_usual_again(self, firm: Firm) -> None:
        deal = firm.deal()
        with firm.tx() as tx:
            usual = client_hours(tx, firm.oleg, 1, now=NOON)
            asked = set_calling(tx, firm.oleg, 1, read_calling("по выходным после 18"), now=NOON)
            pressed = set_calling(tx, firm.oleg, 1, Wish(closes=13 * 60), now=NOON)
            again = set_calling(tx, firm.oleg, 1, None, now=NOON)

        assert (usual.deal_id, usual.hours, usual.asked) == (deal, (540, 1200), False)
        assert (asked.hours, asked.days, asked.asked) == ((1080, 1200), 0b1100000, True)
        assert asked.words == "по выходным после 18"
        assert (pressed.hours, pressed.days, pressed.asked, pressed.words) == ((540, 780), 31, True, "")
        assert again == usual
        with firm.tx() as tx:
            lines = tx.scalars(select(Activity).where(Activity.kind == ActivityKind.EDITED)).all()
            assert [line.text for line in lines] == ["по выходным после 18", "9:00–13:00", "9:00–20:00"]

    def test_of_a_colleagues_client_nothing(self, firm: Firm) -> None:
        firm.deal()
        with firm.tx() as tx:
            with pytest.raises(NotFound):
                client_hours(tx, firm.maria, 1, now=NOON)
            with pytest.raises(NotFound):
                set_calling(tx, firm.maria, 1, None, now=NOON)


def told(firm: Firm) -> list[tuple[int, int]]:
    """Who was told of how many steps."""
    with firm.tx() as tx:
        rows = tx.scalars(select(OutboxMessage).where(OutboxMessage.kind == "replanned"))
        return [(row.user_id, row.payload["count"]) for row in rows.all()]


class TestWhoIsTold:
    def test_of_the_companys_change_each_manager_but_not_who_made_it(self, firm: Firm) -> None:
        for actor in (firm.oleg, firm.oleg, firm.maria, firm.owner):
            firm.deal(actor, at=TOMORROW, origin=StepOrigin.RETRY)

        assert day_off(firm) == 4

        assert sorted(told(firm)) == [(firm.oleg.user_id, 2), (firm.maria.user_id, 1)]

    def test_of_ones_own_change_nobody(self, firm: Firm) -> None:
        firm.deal(at=TOMORROW, origin=StepOrigin.RETRY)

        assert leave(firm) == 1

        assert told(firm) == []

    def test_of_a_change_that_the_owner_made_for_him(self, firm: Firm) -> None:
        firm.deal(at=TOMORROW, origin=StepOrigin.RETRY)
        with firm.tx() as tx:
            add_day_off(tx, firm.owner, TUESDAY, TUESDAY, user_id=firm.oleg.user_id, now=NOON)
            set_calling(tx, firm.owner, 1, read_calling("после 16"), now=NOON)

        assert told(firm) == [(firm.oleg.user_id, 1)] * 2

    def test_what_is_said_names_the_step_and_the_reason(self, firm: Firm) -> None:
        deal = firm.deal(at=TOMORROW, origin=StepOrigin.RETRY)
        day_off(firm)

        with firm.tx() as tx:
            payload = tx.scalars(select(OutboxMessage.payload)).one()
            (line,) = replanned(tx, firm.oleg, payload["steps"])
            assert replanned(tx, firm.maria, payload["steps"]) == []
        assert (line.deal_id, line.was) == (deal, TOMORROW)
        assert line.reason is not None
        assert (line.reason.whose, line.reason.closed.why) == (Whose.MANAGER, Why.DAY_OFF)
