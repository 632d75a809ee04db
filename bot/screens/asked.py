"""The first line of what an outcome asks."""

from bot.i18n import Locale, Raw
from crm.models import DealState
from crm.questions import Question


def asked_title(question: Question, locale: Locale, sum_minor: int | None = None) -> str:
    """`sum_minor` is the sum already said, where the report asks more."""
    if question.outcome is None:
        key = "ask-title-repeat" if question.state is DealState.WON else "ask-title-move"
        return locale.text(key, name=question.client_name)
    outcome = Raw(locale.label(question.outcome))
    values = {"icon": Raw(question.icon), "name": question.client_name, "outcome": outcome}
    if sum_minor is None:
        return locale.text("ask-title", **values)
    return locale.text("ask-title-details", details=locale.money(sum_minor, question.currency), **values)
