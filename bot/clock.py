"""The one place that reads a clock: the system's, or one that can be moved (the sandbox's)."""

import datetime as dt
from collections.abc import Callable


class Clock:
    """The system's clock."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[], None]] = []

    def now(self) -> dt.datetime:
        """The present moment, aware UTC."""
        return dt.datetime.now(dt.UTC)

    def on_change(self, call: Callable[[], None]) -> None:
        """Call this in the event loop whenever the clock was moved or stopped."""
        self._listeners.append(call)

    async def start(self) -> None:
        """Return once `now()` can be trusted."""

    async def stop(self) -> None:
        """Let go of what `start` took."""
