"""What faults mean: which pass by themselves (never our own), and which are of the HTML alone."""

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

OF_THIS_MESSAGE = (BadRequest, ChatMigrated, Forbidden)
"""What Telegram says of one message, and would say again."""
# Stable parts of its sentences; the whole ones change.
GONE = ("chat not found", "user not found", "user is deactivated", "peer_id_invalid")
BAD_HTML = "can't parse entities"


def passing(error: BaseException) -> bool:
    """Whether doing the same again a little later may well succeed."""
    if isinstance(error, TelegramError):
        # A refused token too: Telegram has bad minutes, and by waiting nothing is lost.
        return not isinstance(error, OF_THIS_MESSAGE)
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    return isinstance(error, OperationalError | InterfaceError | NoConnectionFree)


def reaches_nobody(error: BaseException) -> bool:
    """Whether he stopped the bot, or is gone: no message reaches him."""
    if isinstance(error, BadRequest):
        return any(reason in error.message.lower() for reason in GONE)
    return isinstance(error, Forbidden)


def html_refused(error: BadRequest) -> bool:
    """Whether Telegram did not take our HTML: as plain text the same words arrive."""
    return BAD_HTML in error.message.lower()
