"""Updates that are handled while they are still being stored: a press need not wait for the disk twice.

Their rows and their effects mostly come into one commit (`Crm.submit`).
"""

import asyncio
from collections.abc import Iterable, Set
from typing import Any

from crm.inbox import Incoming

Storing = asyncio.Future[Any]


class Ahead:
    """Which updates may be handled before their commit, and whether it came to one.

    Only for a database that runs transactions in turn: the effect of an update is run after its row is
    written, and where that failed it finds none and changes nothing. The update counts as finished only
    if its row stands; if not, it is delivered again.
    """

    def __init__(self, *, allowed: bool) -> None:
        self._allowed = allowed
        self._commit: Storing | None = None
        """The latest. What comes while it is under way waits for its own, or it might overtake."""
        self._newest: int | None = None
        """The highest id that was new in this life of the process. Telegram counts up, and delivers again
        only what comes before something new: so whatever is higher was never stored."""
        self._storing: dict[int, Storing] = {}
        """By update: its commit, from the beginning until it stands."""

    def begin(self, incoming: Iterable[Incoming], storing: Storing) -> dict[int, Incoming]:
        """They are being stored; returns those that may be handled meanwhile, by id.

        All, or none where one of them may have come before: in its chat it goes first.
        """
        before, self._commit = self._commit, storing
        updates = {one.update_id: one for one in incoming}
        if not self._allowed or self._newest is None or min(updates) <= self._newest:
            return {}
        if self._storing or (before is not None and not before.done()):
            return {}
        self._storing = dict.fromkeys(updates, storing)
        return updates

    def end(self, incoming: Iterable[Incoming], new: Set[int]) -> None:
        """They stand, and these ids were new."""
        for one in incoming:
            self._storing.pop(one.update_id, None)
        if new:
            self._newest = max(*new, self._newest or 0)

    def storing(self, update_id: int) -> Storing | None:
        """The commit that this update is ahead of; None where it stands already."""
        return self._storing.get(update_id)


def failed(storing: Storing | None) -> bool:
    """Whether that commit has come to nothing."""
    return storing is not None and storing.done() and (storing.cancelled() or storing.exception() is not None)


async def stands(storing: Storing | None) -> bool:
    """Whether it came to that commit; returns once this is known."""
    if storing is not None:
        await asyncio.wait([storing])
    return not failed(storing)
