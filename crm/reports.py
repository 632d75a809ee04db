"""What a manager says about a deal, as far as he has said it, and what is still missing."""

import datetime as dt
from dataclasses import dataclass, replace

from crm.case import Case
from crm.errors import NotFound, PaidInFull, SumTooLarge, TextTooLong
from crm.models import Effect, StepKind, SumRule
from crm.offered import Offered
from crm.questions import Missing
from crm.rules import SUM_LIMIT_MINOR, TEXT_LIMIT


@dataclass(frozen=True)
class Report:
    """What a manager says about a deal, as far as he has said it."""

    deal_id: int
    outcome_id: int
    seen: int
    """The deal's version when the button was drawn."""
    reason_id: int | None = None
    own_words: str | None = None
    sum_minor: int | None = None
    step_kind: StepKind | None = None
    moment: dt.datetime | None = None
    """Aware UTC."""
    length: bool = False
    """The moment was said as a length of time ("in 2 hours"), not as a time of the client's day."""
    number: str | None = None
    """Another phone number, E.164."""
    give_up: bool = False
    """No other number is known: archive."""


def known(deal: Case, outcome: Offered, said: Report) -> Report:
    """Refuse what cannot be meant; fill in what the deal knows already.

    Raises NotFound, SumTooLarge, PaidInFull, TextTooLong.
    """
    if said.reason_id is not None and said.reason_id not in {reason.id for reason in outcome.reasons}:
        raise NotFound
    if said.sum_minor is not None and not 0 < said.sum_minor <= SUM_LIMIT_MINOR:
        raise SumTooLarge
    if outcome.sum_rule is SumRule.PAYMENT and _pays_all(deal, said.sum_minor):
        raise PaidInFull
    if said.step_kind is not None and said.step_kind not in kinds_of(outcome):
        raise NotFound
    if said.own_words is not None and len(said.own_words) > TEXT_LIMIT:
        raise TextTooLong(TEXT_LIMIT)
    if outcome.sum_rule is SumRule.IF_UNKNOWN and said.sum_minor is None:
        said = replace(said, sum_minor=deal.sum_minor)
    return said


def _pays_all(deal: Case, payment: int | None) -> bool:
    """Whether nothing would be left to pay; never where the deal's sum is unknown."""
    if payment is None or deal.sum_minor is None:
        return False
    return deal.paid_minor + payment >= deal.sum_minor


def missing_of(deal: Case, outcome: Offered, said: Report) -> Missing | None:
    """What must be asked next; None for a finished report."""
    if outcome.reasons and said.reason_id is None and not (outcome.own_words and said.own_words):
        return Missing.REASON
    if outcome.sum_rule is not SumRule.NONE and said.sum_minor is None:
        return Missing.SUM
    if outcome.effect is Effect.NEW_NUMBER and said.number is None and not said.give_up:
        return Missing.NUMBER
    if outcome.effect in (Effect.ASK_NEXT, Effect.PART_PAY) and said.moment is None:
        return Missing.MOMENT
    return None


def kinds_of(outcome: Offered) -> list[StepKind]:
    """What its next step may be; the first is meant unless another is chosen."""
    return [StepKind(kind) for kind in outcome.step_kinds] or [StepKind.CALL]
