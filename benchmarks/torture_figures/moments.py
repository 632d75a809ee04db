"""Times and portions."""

import datetime as dt
import random
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T")


def far_ahead() -> dt.datetime:
    """A step that does not fall due while we look."""
    return dt.datetime.now(dt.UTC) + dt.timedelta(days=7)


def soon(count: int, within: float, chance: random.Random) -> list[dt.datetime]:
    """So many moments of the next so many seconds, in order."""
    now = dt.datetime.now(dt.UTC)
    return sorted(now + dt.timedelta(seconds=chance.uniform(0, within)) for _ in range(count))


def in_pieces(things: Sequence[T], pieces: int) -> list[Sequence[T]]:
    """All of them in order, in so many pieces of about one size."""
    edges = [len(things) * n // pieces for n in range(pieces + 1)]
    return [things[start:end] for start, end in pairwise(edges)]
