"""The messages of reminders as they arrive at the stand-in."""

import time
from collections import defaultdict
from collections.abc import Callable

from benchmarks.standin import StandIn
from benchmarks.wire import JsonObject


class Arrivals:
    """When the messages of each reminder arrived, by `time.time`."""

    def __init__(self, standin: StandIn, number_of: Callable[[JsonObject], int | None]) -> None:
        """`number_of`: which reminder a message is, None if it is none."""
        self.at: dict[int, list[float]] = defaultdict(list)
        self._number_of = number_of
        standin.watch.append(self._arrived)

    def _arrived(self, method: str, params: JsonObject) -> None:
        if method == "sendmessage" and (number := self._number_of(params)):
            self.at[number].append(time.time())
