"""The ledger: everything people saw and pressed, in order, never taken back.

The state of a phone is what stands on its screen now; only here a message deleted since, or shown twice,
can still be counted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.messages import Message

JsonObject = dict[str, Any]


class Ledger:
    """A plain list: an entry costs less than the message it tells of, which the sandbox keeps as well."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._entries: list[JsonObject] = []

    def entries(self, since: int, phone_id: int | None) -> tuple[list[JsonObject], int]:
        """Entries from number `since` on, of all phones or of one; and the number the next will have."""
        found = self._entries[max(since, 0) :]
        if phone_id is not None:
            found = [entry for entry in found if entry["phone"] == phone_id]
        return found, len(self._entries)

    def message(self, event: str, message: Message) -> None:
        """`event` is "message" or "edit"; the text is as it was shown then."""
        self._entries.append({
            "n": len(self._entries),
            "at": self._now(),
            "phone": message.chat_id,
            "event": event,
            "message_id": message.id,
            "from": "bot" if message.from_bot else "me",
            "text": message.summary(),
        })  # fmt: skip

    def note(self, event: str, phone_id: int, **details: Any) -> None:
        """delete {message_id}, reaction {message_id, text}, tap {query_id, message_id, data},
        answer {query_id, text, alert, url}: an empty text and url let the button go without a word."""
        entry = {"n": len(self._entries), "at": self._now(), "phone": phone_id, "event": event}
        self._entries.append(entry | details)
