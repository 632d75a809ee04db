"""Typed words are read beside the event loop, and for no longer than a second."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

READING_LIMIT = 1.0  # seconds


async def read_aside(read: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R | None:
    """What was read; None where that took too long. Raises what `read` raises."""
    try:
        return await asyncio.wait_for(asyncio.to_thread(read, *args, **kwargs), READING_LIMIT)
    except TimeoutError:
        return None
