"""What a step keeps beside its moment: the wall time that was chosen, the place, how often it was moved."""

import datetime as dt

from sqlalchemy import select

from crm.localtime import moment_of, wall_of
from crm.models import Deal, Outcome
from crm.outcomes import report
from crm.recorded import Recorded
from crm.reports import Report
from crm.requests import Convenient, Draft, leave, take
from crm.steps import Step, move_step, plan
from crm.undo import undo_outcome
from tests.crm.base import NOON, Firm

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
TOMORROW_THERE = "2026-11-24T16:00"
"""At 14:00 in Moscow it is 16:00 in Yekaterinburg."""
Kept = tuple[str | None, str | None, int]


def kept(firm: Firm, deal_id: int) -> Kept:
    with firm.tx() as tx:
        deal = tx.get_one(Deal, deal_id)
        return deal.step_wall, deal.step_place, deal.step_moves


def told(
    firm: Firm, deal_id: int, key: str, moment: dt.datetime | None = None, *, length: bool = False
) -> Recorded:
    with firm.tx() as tx:
        outcome = tx.scalars(select(Outcome.id).where(Outcome.key == key)).one()
        seen = tx.get_one(Deal, deal_id).version
        said = Report(deal_id, outcome, seen, moment=moment, length=length, own_words="нет")
        result = report(tx, firm.oleg, said, now=NOON)
    assert isinstance(result, Recorded)
    return result


def moved(firm: Firm, deal_id: int, at: dt.datetime, *, length: bool = False, mends: bool = False) -> None:
    with firm.tx() as tx:
        seen = tx.get_one(Deal, deal_id).version
        move_step(tx, firm.oleg, deal_id, at, seen=seen, now=NOON, length=length, mends=mends)


def placed(firm: Firm, deal_id: int, place: str) -> None:
    with firm.tx() as tx:
        tx.get_one(Deal, deal_id).step_place = place


def test_an_hour_of_his_day_is_kept_as_his_clock_reads_it(firm: Firm) -> None:
    deal_id = firm.deal(zone="Asia/Yekaterinburg")

    told(firm, deal_id, "call_back", NOON + DAY + 2 * HOUR)

    assert kept(firm, deal_id) == (TOMORROW_THERE, None, 0)
    assert moment_of(TOMORROW_THERE, "Asia/Yekaterinburg") == NOON + DAY + 2 * HOUR


def test_a_length_of_time_and_a_rung_keep_no_wall_time(firm: Firm) -> None:
    soon, rung = firm.deal(), firm.deal()

    told(firm, soon, "call_back", NOON + HOUR, length=True)
    told(firm, rung, "no_answer")

    assert kept(firm, soon) == kept(firm, rung) == (None, None, 0)


def test_a_moved_step_keeps_its_place_and_is_counted(firm: Firm) -> None:
    deal_id = firm.deal()
    told(firm, deal_id, "meeting", NOON + DAY)
    placed(firm, deal_id, "Ленина, 5")

    moved(firm, deal_id, NOON + 2 * DAY)
    moved(firm, deal_id, NOON + 3 * HOUR, length=True)

    assert kept(firm, deal_id) == (None, "Ленина, 5", 2)


def test_an_outcome_starts_the_count_anew_and_undo_brings_all_back(firm: Firm) -> None:
    deal_id = firm.deal()
    told(firm, deal_id, "meeting", NOON + DAY)
    placed(firm, deal_id, "Ленина, 5")
    moved(firm, deal_id, NOON + 2 * DAY)
    before = kept(firm, deal_id)

    result = told(firm, deal_id, "call_back", NOON + HOUR, length=True)

    assert kept(firm, deal_id) == (None, None, 0)
    with firm.tx() as tx:
        undo_outcome(tx, firm.oleg, result.activity_id, now=NOON)
    assert kept(firm, deal_id) == before == ("2026-11-25T12:00", "Ленина, 5", 1)


def test_a_closed_deal_keeps_nothing_and_undo_brings_it_back(firm: Firm) -> None:
    deal_id = firm.deal()
    moved(firm, deal_id, NOON + DAY)

    result = told(firm, deal_id, "refused")

    assert kept(firm, deal_id) == (None, None, 0)
    with firm.tx() as tx:
        undo_outcome(tx, firm.oleg, result.activity_id, now=NOON)
    assert kept(firm, deal_id) == ("2026-11-24T12:00", None, 1)


def test_a_misread_moment_that_is_mended_was_not_put_off(firm: Firm) -> None:
    deal_id = firm.deal()
    told(firm, deal_id, "call_back", NOON + DAY)

    moved(firm, deal_id, NOON + 2 * DAY, mends=True)

    assert kept(firm, deal_id) == ("2026-11-25T12:00", None, 0)


def test_what_moves_by_itself_is_not_counted(firm: Firm) -> None:
    deal_id = firm.deal()
    moved(firm, deal_id, NOON + DAY)
    with firm.tx() as tx:
        deal = tx.get_one(Deal, deal_id)
        step = Step.of(deal)
        assert step is not None
        plan(tx, deal, step)

    assert kept(firm, deal_id) == ("2026-11-24T12:00", None, 1)


def test_a_request_taken_for_the_evening_is_the_clients_evening(firm: Firm) -> None:
    with firm.tx() as tx:
        draft = Draft("Окна", "+79161234567", True, Convenient.EVENING)
        accepted = leave(tx, firm.anna, draft, now=NOON)
        take(tx, firm.oleg, accepted.number, now=NOON)
        deal = tx.scalars(select(Deal)).one()
        assert deal.step_at is not None
        assert deal.step_wall == wall_of(deal.step_at, "Europe/Moscow") == "2026-11-23T17:00"
