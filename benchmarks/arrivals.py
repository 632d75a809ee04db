"""The messages of reminders as they arrive at the stand-in."""

import time
from collections import defaultdict

from benchmarks.reminding import deal_of
from benchmarks.standin import StandIn
from benchmarks.wire import JsonObject


class Arrivals:
    """When the message of each deal's reminder arrived, by `time.time`."""

    def __init__(self, standin: StandIn) -> None:
        self.at: dict[int, list[float]] = defaultdict(list)
        standin.watch.append(self._arrived)

    def _arrived(self, method: str, params: JsonObject) -> None:
        if method == "sendmessage" and (deal_id := deal_of(params)):
            self.at[deal_id].append(time.time())
