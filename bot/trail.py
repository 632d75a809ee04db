"""Which update or message a line of the log belongs to."""

import secrets
from collections.abc import MutableMapping
from contextvars import ContextVar, Token
from typing import Any


class Trail:
    """`with Trail(update_id=5, chat_id=7):` every line written meanwhile, by this task and those it starts,
    carries these ids and a `trace`: another one each time, so that a second try is told from the first.

    It is on the way of every press, so it only keeps what it is given; the trace is made when a line asks.
    """

    __slots__ = ("_ids", "_token", "_trace")
    _current: ContextVar["Trail | None"] = ContextVar("trail", default=None)

    def __init__(self, **ids: int) -> None:
        self._ids = ids
        self._trace = ""

    def __enter__(self) -> None:
        self._token: Token[Trail | None] = self._current.set(self)

    def __exit__(self, *error: object) -> None:
        self._current.reset(self._token)

    @classmethod
    def follow(cls, logger: object, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        """For structlog: put the ids of the trail that we are on into the line."""
        trail = cls._current.get()
        if trail is not None:
            trail._trace = trail._trace or secrets.token_hex(8)
            for key, value in (*trail._ids.items(), ("trace", trail._trace)):
                event.setdefault(key, value)
        return event
