"""The shipped ladders and limits. A head of sales can read and correct them."""

import datetime as dt
from collections.abc import Sequence

MINUTE, HOUR, DAY = 60, 3600, 86400

# Delays in seconds after the 1st, 2nd, ... unanswered attempt; the next one archives the deal.
LADDERS: dict[str, tuple[int, ...]] = {
    "no_answer": (5 * MINUTE, 30 * MINUTE, 3 * HOUR, 1 * DAY),
    "no_answer_calm": (30 * MINUTE, 3 * HOUR, 1 * DAY),
    "busy": (5 * MINUTE, 15 * MINUTE, 1 * HOUR, 3 * HOUR),
    "unreachable": (1 * HOUR, 3 * HOUR, 1 * DAY, 1 * DAY),
}

UNDO_WITHIN = dt.timedelta(minutes=10)
REMIND_AGAIN_AFTER = dt.timedelta(minutes=10)
INVITE_LIVES = dt.timedelta(hours=48)
BAD_LINKS = 5
BAD_LINKS_WITHIN = dt.timedelta(hours=1)
"""After so many links that were no invitation, each within this time of the last, the next waits as long."""
ASK_LIVES = dt.timedelta(hours=24)
STEP_AT_MOST_AHEAD = dt.timedelta(days=5 * 365)
REPEAT_AFTER_MONTHS = (1, 3, 6)
"""When a client who paid may be offered again, on buttons."""
MOVED_OFTEN = 3
"""From so many moves since the last outcome on, a step is not put off once more: other ways are offered."""
LAST_TRY = "last_try"
"""The purpose of the call that archives the deal if nobody answers, whatever the ladder says."""
LIST_INSTEAD_OF_CARDS = 3
"""More reminders than this, due in one minute for one person, become one list."""

TEXT_LIMIT = 4000
NAME_LIMIT = 120
SUM_LIMIT_MINOR = 10**14
"""A trillion roubles in kopecks: past any deal, and far inside 64 bits."""


def late_before(now: dt.datetime) -> dt.datetime:
    """A step is late once its reminder would ring the second time: what fell due just now is not."""
    return now - REMIND_AGAIN_AFTER


def rung_after(rungs: Sequence[int], attempts: int) -> dt.timedelta | None:
    """How long to wait after `attempts` unanswered calls in a row, counting from 1.

    None once the ladder is used up: the deal goes to the archive.
    """
    return dt.timedelta(seconds=rungs[attempts - 1]) if attempts <= len(rungs) else None
