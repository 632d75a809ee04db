"""What becomes of an owed message after each way in which its sending can fail: one table."""

import datetime as dt
from dataclasses import replace

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError, TimedOut

from bot.faults import passing, reaches_nobody
from bot.transport import NotSent, pause_of
from crm.models import OutboxState
from crm.outbox import REPEATED, Owed
from crm.sendings import Sending

RETRY = dt.timedelta(seconds=5)  # after the first failure; doubled after each further one
RETRY_MOST = dt.timedelta(minutes=10)
DRAWINGS = 4  # times that a message is drawn before it is given up
SENDINGS, A_DAY = 150, dt.timedelta(days=1)  # of Telegram failing at this one alone: it holds up its chat


def result_of(owed: Owed, error: Exception, now: dt.datetime) -> Sending:
    """How a sending ended that raised `error` after the message had been drawn."""
    said = f"{type(error).__name__}: {error}"
    refused = Sending(owed.id, owed.tries, OutboxState.REFUSED, error=said)
    match error:
        case RetryAfter():
            return _later(owed, said, now, pause_of(error))
        case ChatMigrated():
            return replace(refused, alert="chat_migrated")
        case Forbidden() | BadRequest():
            if reaches_nobody(error):
                return replace(refused, unreachable=True)
            return replace(refused, alert="message_failed")
        case TimedOut():
            return lost(owed, said, now)
        case NotSent():  # nobody there
            return _later(owed, said, now)
        case TelegramError():  # refused before it was taken: whatever it is, it passes
            if owed.tries + 1 >= SENDINGS and now - owed.at >= A_DAY:
                return replace(refused, alert="message_failed")
            return _later(owed, said, now)
    return lost(owed, said, now)


def lost(owed: Owed, said: str, now: dt.datetime) -> Sending:
    """It may have arrived. A colleague gets it once more; a client, never."""
    if owed.kind in REPEATED and not owed.lost:
        return replace(_later(owed, said, now, RETRY), lost=True)
    return Sending(owed.id, owed.tries, OutboxState.UNKNOWN, error=said, lost=True)


def undrawn(owed: Owed, error: Exception, now: dt.datetime) -> Sending:
    """It could not be drawn: nothing was sent."""
    said = repr(error)
    if passing(error) or isinstance(error, TimeoutError):
        return _later(owed, said, now)
    if owed.tries + 1 >= DRAWINGS:
        return Sending(owed.id, owed.tries, OutboxState.REFUSED, error=said, alert="message_failed")
    return replace(_later(owed, said, now), alert="message_failed")


def _later(owed: Owed, said: str, now: dt.datetime, pause: dt.timedelta | None = None) -> Sending:
    pause = pause or min(RETRY * 2 ** min(owed.tries, 20), RETRY_MOST)
    return Sending(owed.id, owed.tries, OutboxState.QUEUED, error=said, until=now + pause)
