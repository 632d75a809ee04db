"""What faults mean: which pass by themselves (never our own), and which are of the HTML alone."""

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from telegram.error import BadRequest, NetworkError, RetryAfter

BAD_HTML = "can't parse entities"  # a stable part of Telegram's sentence


def passing(error: BaseException) -> bool:
    """Whether doing the same again a little later may well succeed."""
    if isinstance(error, BadRequest):  # a NetworkError by inheritance only
        return False
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    return isinstance(error, NetworkError | RetryAfter | OperationalError | InterfaceError | NoConnectionFree)


def html_refused(error: BadRequest) -> bool:
    """Whether Telegram did not take our HTML: as plain text the same words arrive."""
    return BAD_HTML in error.message.lower()
