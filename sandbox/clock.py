"""The sandbox's own time: real time with an offset, or standing still until it is moved."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable


class Clock:
    """Unix seconds everywhere. `version` grows with each change: a listener can tell one from another."""

    def __init__(self, frozen: dt.datetime | None = None) -> None:
        """`frozen` must be aware; the clock then stands at that moment."""
        if frozen is not None and frozen.tzinfo is None:
            raise ValueError("the sandbox clock needs an aware datetime")
        self._offset = 0.0
        self._still = None if frozen is None else frozen.timestamp()
        self._listeners: list[Callable[[], None]] = []
        self.version = 1

    def now(self) -> float:
        return time.time() + self._offset if self._still is None else self._still

    def date(self) -> int:
        """The moment as Telegram writes it: whole seconds."""
        return int(self.now())

    @property
    def running(self) -> bool:
        return self._still is None

    def advance(self, seconds: float) -> None:
        if seconds < 0:
            raise ValueError("the clock is never advanced backwards")
        self.set(self.now() + seconds)

    def set(self, moment: float) -> None:
        """Jump to a moment, forwards or back; a running clock goes on from there."""
        if self._still is None:
            self._offset = moment - time.time()
        else:
            self._still = moment
        self._changed()

    def run(self, running: bool) -> None:
        """Start or stop the clock at the moment it shows."""
        if running == self.running:
            return
        now = self.now()
        self._still = None if running else now
        self._offset = now - time.time()
        self._changed()

    def on_change(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    def view(self) -> dict[str, object]:
        return {"now": self.now(), "running": self.running, "version": self.version}

    def _changed(self) -> None:
        self.version += 1
        for listener in self._listeners:
            listener()
