"""Which faults pass by themselves: the network's, Telegram's and the database's, but never our own."""

from sqlalchemy.exc import InterfaceError, OperationalError
from telegram.error import BadRequest, NetworkError, RetryAfter


def passing(error: BaseException) -> bool:
    """Whether doing the same again a little later may well succeed."""
    if isinstance(error, BadRequest):  # a NetworkError by inheritance only
        return False
    return isinstance(error, NetworkError | RetryAfter | OperationalError | InterfaceError)
