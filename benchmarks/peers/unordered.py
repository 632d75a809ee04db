"""Our own bot without the order of a chat: each update has a lane of its own. Only for comparison."""

import itertools
from typing import Any

from bot import incoming
from bot.__main__ import main

_lanes = itertools.count()


def any_lane(update: dict[str, Any]) -> int:
    return next(_lanes)


if __name__ == "__main__":
    incoming.chat_key_of = any_lane
    main(prog_name="python -m benchmarks.peers.unordered", args=["run"])
