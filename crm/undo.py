"""Taking back the last outcome: stage, step, attempts, money and reminder, all as before."""

import datetime as dt
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm import steps
from crm.access import Actor, deal_of, line_of
from crm.errors import AlreadyUndone, NotFound, NothingToUndo, TooLateToUndo
from crm.models import Activity, ActivityKind, Deal, DealState, Phone, StepKind, StepOrigin
from crm.outbox import cancel_unsent
from crm.rules import REMIND_AGAIN_AFTER, UNDO_WITHIN
from crm.steps import Step


def undo_outcome(tx: Session, actor: Actor, activity_id: int, *, now: dt.datetime) -> Deal:
    """Bring the deal back to where it stood before this outcome, wherever its step was moved since.

    Safe to repeat: the second time raises AlreadyUndone. Raises NothingToUndo when anything else
    happened to the deal since, TooLateToUndo after ten minutes, NotFound for a foreign deal.
    """
    taken_back = line_of(tx, actor, activity_id)
    if taken_back.deal_id is None or taken_back.kind is not ActivityKind.OUTCOME:
        raise NotFound
    deal = deal_of(tx, actor, taken_back.deal_id)
    before = taken_back.before or {}
    if _undone(tx, activity_id):
        raise AlreadyUndone(deal.id)
    if not _only_moved_since(tx, deal, taken_back):
        raise NothingToUndo(deal.id)
    if now - taken_back.at > UNDO_WITHIN:
        raise TooLateToUndo(deal.id)
    _restore(tx, deal, before, now)
    tx.add(
        Activity(
            client_id=deal.client_id,
            deal_id=deal.id,
            user_id=actor.user_id,
            kind=ActivityKind.UNDO,
            at=now,
            from_stage_id=taken_back.to_stage_id,
            to_stage_id=deal.stage_id,
            undoes_id=activity_id,
        )
    )
    cancel_unsent(tx, deal.id, ("reminder", "ignored"))
    tx.flush()
    return deal


def undoable(tx: Session, deal: Deal, *, now: dt.datetime) -> int | None:
    """The outcome of this deal that can still be taken back, if there is one."""
    outcomes = Activity.deal_id == deal.id, Activity.kind == ActivityKind.OUTCOME
    last = tx.scalars(select(Activity).where(*outcomes).order_by(Activity.id.desc()).limit(1)).first()
    if last is None or now - last.at > UNDO_WITHIN or _undone(tx, last.id):
        return None
    return last.id if _only_moved_since(tx, deal, last) else None


def _only_moved_since(tx: Session, deal: Deal, outcome: Activity) -> bool:
    """Whether nothing happened to the deal after its outcome but moves of the step: one version each."""
    after = (outcome.before or {}).get("version_after")
    if after is None or deal.version == after:
        return after is not None
    moves = Activity.deal_id == deal.id, Activity.id > outcome.id, Activity.kind == ActivityKind.MOVED
    return bool(deal.version - after == tx.scalar(select(func.count()).where(*moves)))


def _undone(tx: Session, activity_id: int) -> bool:
    return tx.scalar(select(Activity.id).where(Activity.undoes_id == activity_id)) is not None


def _restore(tx: Session, deal: Deal, before: dict[str, Any], now: dt.datetime) -> None:
    deal.stage_id, deal.attempts = before["stage_id"], before["attempts"]
    deal.state = DealState(before["state"])
    deal.sum_minor = before["sum_minor"]
    deal.paid_minor = before["paid_minor"]
    deal.closed_at = _moment(before["closed_at"])
    step_at = _moment(before["step_at"])
    if step_at is not None:
        kind, origin = StepKind(before["step_kind"]), StepOrigin(before["step_origin"])
        # What was written before these were kept has none of them.
        wall, place = before.get("step_wall"), before.get("step_place")
        steps.plan(tx, deal, Step(kind, step_at, str(before["step_purpose"]), origin, wall, place))
    deal.step_moves = before.get("step_moves", 0)
    steps.remind(tx, deal, _reminder(before, now), before["reminder_rung"])
    for phone_id, wrong in before.get("phones", ()):
        tx.get_one(Phone, phone_id).wrong = wrong
    if "added_phone" in before:
        tx.delete(tx.get_one(Phone, before["added_phone"]))


def _reminder(before: dict[str, Any], now: dt.datetime) -> dt.datetime | None:
    """When it rings again. A request was silent while its countdown ran, which does not start anew."""
    due_at, never_rang = _moment(before["reminder_due_at"]), not before["reminder_rung"]
    if before["step_origin"] == StepOrigin.REQUEST and due_at is None and never_rang:
        return now + REMIND_AGAIN_AFTER
    return due_at


def _moment(text: object) -> dt.datetime | None:
    return dt.datetime.fromisoformat(str(text)) if text else None
