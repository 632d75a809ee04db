"""What a pressed outcome does: "no answer", "invoice sent", "refused" and the others.

A report may be unfinished (a reason, a sum, a moment is missing); then it is a question and
nothing changes. A finished one changes the deal, plans the next step and writes the history
line in one transaction.
"""

import datetime as dt
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from crm import steps
from crm.access import Actor
from crm.case import Case, StageRow, case_of, first_stage, save
from crm.errors import (
    DealClosed,
    OutcomeNotOffered,
    StaleScreen,
)
from crm.kept import Kept
from crm.localtime import wall_of
from crm.models import Activity, ActivityKind, Client, DealState, Effect, StepOrigin, SumRule
from crm.models.base import Base
from crm.offered import Offered, offered, outcome_of
from crm.openings import Opening, next_opening
from crm.phones import add_phone
from crm.questions import Question, question_of
from crm.recorded import Line, Recorded, recorded_of
from crm.reports import Report, kinds_of, known, missing_of
from crm.requests.offers import answered
from crm.rules import LAST_TRY, rung_after
from crm.steps import Step

LINES = Base.metadata.tables[Activity.__tablename__]
SEEN = ("id", "at", "from_stage_id", "to_stage_id", "reason_id", "sum_minor", "text")  # as in `Line`
WRITTEN = (*SEEN[1:], "client_id", "deal_id", "user_id", "kind", "outcome_id", "before")
ADD_LINE = Kept(insert(LINES).values({name: bindparam(name) for name in WRITTEN}).returning(LINES.c.id))
LAST_LINE = Kept(
    select(*(LINES.c[name] for name in (*SEEN, "kind", "user_id", "outcome_id", "before")))
    .where(LINES.c.deal_id == bindparam("deal"))
    .order_by(LINES.c.id.desc())
    .limit(1)
)


def report(tx: Session, actor: Actor, said: Report, *, now: dt.datetime) -> Recorded | Question:
    """Write down how the call went and plan the next step, or say what is still missing.

    `now` is aware UTC. Raises NotFound if the deal is not this person's, StaleScreen if it changed
    after the button was drawn, OutcomeNotOffered, DealClosed, PastMoment, TooFarMoment, SumTooLarge,
    TextTooLong.
    A second tap on the button just pressed changes nothing and returns the same result.
    """
    deal = case_of(tx, actor, said.deal_id)
    if deal.version != said.seen:
        return _same_again(tx, actor, deal, said)
    outcome = _offered(tx, deal, said.outcome_id)
    said = known(deal, outcome, said)
    missing = missing_of(deal, outcome, said)
    if missing:
        return question_of(tx, deal, outcome, missing, now=now)
    return _record(tx, actor, deal, outcome, said, now)


def _record(
    tx: Session, actor: Actor, deal: Case, outcome: Offered, said: Report, now: dt.datetime
) -> Recorded:
    before, from_stage = snapshot(deal), deal.stage_id
    deal.step_moves = 0
    opening = None
    match outcome.effect:
        case Effect.RETRY:
            opening = _missed(tx, deal, outcome, now)
        case Effect.ASK_NEXT:
            _next_contact(tx, deal, outcome, said, now)
        case Effect.PART_PAY:
            deal.paid_minor += said.sum_minor or 0
            _next_contact(tx, deal, outcome, said, now)
        case Effect.WIN:
            deal.sum_minor, deal.paid_minor = said.sum_minor, said.sum_minor or 0
            steps.close(tx, deal, _closing_stage(tx, deal, outcome, DealState.WON), now)
        case Effect.LOSE:
            steps.close(tx, deal, _closing_stage(tx, deal, outcome, DealState.LOST), now)
        case Effect.NEW_NUMBER:
            opening = _other_number(tx, deal, outcome, said, before, now)
            steps.hush(tx, deal, actor, now)
    save(tx, deal)
    if deal.requested:
        answered(tx, actor, deal, now=now)
    before["version_after"] = deal.version
    line = _write_down(tx, actor, deal, outcome, said, from_stage, before, now)
    return recorded_of(tx, actor, deal, outcome, line, opening)


def _write_down(
    tx: Session,
    actor: Actor,
    deal: Case,
    outcome: Offered,
    said: Report,
    from_stage_id: int,
    before: dict[str, Any],
    now: dt.datetime,
) -> Line:
    values = {
        "client_id": deal.client_id,
        "deal_id": deal.id,
        "user_id": actor.user_id,
        "kind": ActivityKind.OUTCOME,
        "at": now,
        "outcome_id": outcome.id,
        "reason_id": said.reason_id,
        "from_stage_id": from_stage_id,
        "to_stage_id": deal.stage_id,
        "sum_minor": said.sum_minor,
        "text": said.own_words,
        "before": before,
    }
    row = ADD_LINE.row(tx, values)
    assert row is not None  # noqa: S101 - it returns what it wrote
    return Line(row[0], now, from_stage_id, deal.stage_id, said.reason_id, said.sum_minor, said.own_words)


def snapshot(deal: Case) -> dict[str, Any]:
    """All that Undo brings back, as JSON."""
    return {
        "version": deal.version,
        "stage_id": deal.stage_id,
        "state": deal.state.value,
        "attempts": deal.attempts,
        "sum_minor": deal.sum_minor,
        "paid_minor": deal.paid_minor,
        "step_kind": deal.step_kind and deal.step_kind.value,
        "step_at": deal.step_at and deal.step_at.isoformat(),
        "step_purpose": deal.step_purpose,
        "step_origin": deal.step_origin and deal.step_origin.value,
        "step_wall": deal.step_wall,
        "step_place": deal.step_place,
        "step_moves": deal.step_moves,
        "closed_at": deal.closed_at and deal.closed_at.isoformat(),
        "reminder_due_at": deal.reminder_due_at and deal.reminder_due_at.isoformat(),
        "reminder_rung": deal.reminder_rung,
    }


# What each effect does


def _missed(tx: Session, deal: Case, outcome: Offered, now: dt.datetime) -> Opening | None:
    """One more unanswered call: the next rung, or the archive after the last."""
    deal.attempts += 1
    delay = None if deal.step_purpose == LAST_TRY else rung_after(outcome.rungs or (), deal.attempts)
    if delay is None:
        steps.close(tx, deal, _closing_stage(tx, deal, outcome, DealState.ARCHIVED), now)
        return None
    _reach(deal, outcome.to_stage)
    return _call_at(tx, deal, outcome, now + delay)


def _next_contact(tx: Session, deal: Case, outcome: Offered, said: Report, now: dt.datetime) -> None:
    """An answered contact: attempts start anew, the stage moves forward, the chosen moment is next."""
    if said.moment is None:
        raise ValueError("a next contact needs its moment")
    steps.check_moment(said.moment, now)
    if outcome.sum_rule is SumRule.IF_UNKNOWN and said.sum_minor is not None:
        deal.sum_minor = said.sum_minor
    deal.attempts = 0
    _reach(deal, outcome.to_stage)
    kind = said.step_kind or kinds_of(outcome)[0]
    wall = None if said.length else wall_of(said.moment, deal.calling.zone)
    steps.plan(tx, deal, Step(kind, said.moment, *_purpose(outcome), wall))


def _other_number(
    tx: Session, deal: Case, outcome: Offered, said: Report, before: dict[str, Any], now: dt.datetime
) -> Opening | None:
    """The number in use is marked wrong; with another one the call is due at once, else archive."""
    client = tx.get_one(Client, deal.client_id)
    had = {phone.id: phone.wrong for phone in client.phones}
    before["phones"] = [[phone_id, wrong] for phone_id, wrong in had.items()]
    for phone in client.phones:
        phone.wrong = True
    if said.number is None:
        steps.close(tx, deal, _closing_stage(tx, deal, outcome, DealState.ARCHIVED), now)
        return None
    added = add_phone(tx, client, said.number)
    if added.id not in had:
        before["added_phone"] = added.id
    deal.attempts = 0
    return _call_at(tx, deal, outcome, now)


def _call_at(tx: Session, deal: Case, outcome: Offered, at: dt.datetime) -> Opening:
    """Plan an automatic step, moved into the client's and the manager's hours."""
    opening = next_opening(at, deal.calling, deal.working)
    steps.plan(tx, deal, Step(kinds_of(outcome)[0], opening.at, *_purpose(outcome)))
    return opening


def _reach(deal: Case, stage: StageRow | None) -> None:
    """Move forward to an open stage; a deal that is further on stays where it is."""
    if stage and stage.kind is DealState.OPEN and stage.position > deal.stage.position:
        steps.open_in(deal, stage)


def _closing_stage(tx: Session, deal: Case, outcome: Offered, state: DealState) -> StageRow:
    """The outcome's own closing stage, or the pipeline's first of that kind."""
    if outcome.to_stage and outcome.to_stage.kind is state:
        return outcome.to_stage
    return first_stage(tx, deal, state)


def _purpose(outcome: Offered) -> tuple[str, StepOrigin]:
    return outcome.step_purpose or "follow_up", outcome.step_origin or StepOrigin.PLAN


# Which outcome was pressed, and whether it was already


def _offered(tx: Session, deal: Case, outcome_id: int) -> Offered:
    if deal.state is not DealState.OPEN:
        raise DealClosed(deal.id)
    outcome = offered(tx, deal, outcome_id)
    if outcome is None:
        raise OutcomeNotOffered(deal.id)
    return outcome


def _same_again(tx: Session, actor: Actor, deal: Case, said: Report) -> Recorded:
    """The result of the same press, if that is all that happened since. Raises StaleScreen."""
    last = LAST_LINE.row(tx, {"deal": deal.id})
    outcome = outcome_of(tx, said.outcome_id)
    if last is None or outcome is None:
        raise StaleScreen(deal.id)
    *line, kind, user_id, outcome_id, before = last
    pressed = (ActivityKind.OUTCOME, actor.user_id, said.outcome_id, said.seen)
    if (kind, user_id, outcome_id, (before or {}).get("version")) != pressed:
        raise StaleScreen(deal.id)
    return replace(recorded_of(tx, actor, deal, outcome, Line(*line), None), again=True)
