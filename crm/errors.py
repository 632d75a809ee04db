"""One small class per refusal, with data and no wording: `bot/errors.py` finds the words by the name."""

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm.cities import City


class CrmError(Exception):
    """A use case refuses; nothing was changed."""


class AlreadyHandled(CrmError):
    """The update had its effect before the process died."""


class NotFound(CrmError):
    """No such record, or not this person's: the two look the same."""


class NotAllowed(CrmError):
    """The person's role has no such right."""


class StaleScreen(CrmError):
    """The deal changed after the button was drawn."""

    def __init__(self, deal_id: int) -> None:
        super().__init__(deal_id)
        self.deal_id = deal_id


class OutcomeNotOffered(StaleScreen):
    """The deal's stage does not offer this outcome."""


class DealClosed(StaleScreen):
    """The deal is not open any more."""


class NothingToUndo(StaleScreen):
    """The outcome was taken back already, or something happened after it."""


class AlreadyUndone(NothingToUndo):
    """A second press on Undo: the outcome was taken back by the first."""


class TooLateToUndo(StaleScreen):
    """More than ten minutes have passed."""


class PastMoment(CrmError):
    """A next contact cannot lie in the past."""


class TooFarMoment(CrmError):
    """A next contact lies more than `limit` ahead."""

    def __init__(self, limit: dt.timedelta) -> None:
        super().__init__(limit)
        self.years = limit.days // 365


class UnreadableMoment(CrmError):
    """The typed words name no moment."""


class UnreadableDays(UnreadableMoment):
    """The words name no days."""


class UnreadableSum(CrmError):
    """The typed words are no sum of money."""


class SumTooLarge(CrmError):
    """More money than a deal can hold."""


class PaidInFull(CrmError):
    """A part payment that leaves nothing to pay."""


class BadPhone(CrmError):
    """The typed text is no phone number."""


class NoName(CrmError):
    """A client needs a name."""


class UnknownZone(CrmError):
    """No such time zone."""


class UnsureZone(UnknownZone):
    """The typed name may be that of these towns, one for each clock: it is asked which."""

    def __init__(self, cities: "list[City]") -> None:
        super().__init__(*cities)
        self.cities = cities


class NoCityNear(UnknownZone):
    """The shared place is far from every city we know."""


class BadHours(CrmError):
    """Working hours must read like 9-18 and end after they begin."""


class UnreadableWish(BadHours):
    """The typed words do not say when a client may be called."""


class TooManyDays(CrmError):
    """More than `limit` days off at once, or none at all."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class TextTooLong(CrmError):
    """The text is longer than `limit` characters."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class RequestTaken(CrmError):
    """The request was taken by somebody else, or passed on."""


class InviteInvalid(CrmError):
    """The link is unknown, used, or older than 48 hours."""


class TooManyTries(CrmError):
    """Too many links in a row that were no invitation: the next one is looked at in so many minutes."""

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes


class HandOverNeeded(CrmError):
    """Open deals would be left to nobody: somebody must take them over."""


class CannotDeliver(CrmError):
    """The client cannot be written to: he is not in Telegram or blocked the bot."""


class EmptyText(CrmError):
    """Nothing readable was typed."""


class DraftGone(CrmError):
    """The request was sent or dropped, or a newer one was begun."""


class NobodyAtWork(CrmError):
    """There is neither a manager nor an owner who could get a request."""


class AlreadyAsked(StaleScreen):
    """The head has got a question about this deal since its last outcome."""


class NobodyElse(CrmError):
    """There is nobody to pass a request on to."""


class ClientDraftGone(CrmError):
    """The new client was saved or dropped, or a newer draft was begun."""
