"""When a client wants to be called, as it was said."""

from dataclasses import dataclass

from crm.hours import Span

WISH_LIMIT = 120
A_DAY = 24 * 60
SHORTEST = 120
"""Minutes that are left to call where a wish begins at the usual end, or ends at the usual beginning."""


@dataclass(frozen=True)
class Wish:
    """When a client asked to be called, by his clock; None: as usual. Days as bits, Monday the lowest."""

    opens: int | None = None
    closes: int | None = None
    days: int | None = None
    words: str = ""
    """His own, where they were typed."""


def wished_hours(wish: Wish, usual: Span) -> Span:
    """From when to when, in minutes after midnight, where the usual hours are these."""
    opens = usual[0] if wish.opens is None else wish.opens
    closes = usual[1] if wish.closes is None else wish.closes
    if opens < closes:
        return opens, closes
    if wish.closes is None:
        return opens, min(opens + SHORTEST, A_DAY)
    return (max(closes - SHORTEST, 0) if wish.opens is None else opens), closes
