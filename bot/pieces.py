"""A list of updates of which one cannot be parsed, read one by one: so it blocks none of the others."""

import json
import re
from typing import Any

UNREADABLE = "unreadable"
"""Set in what stands for an update of which nothing but the number could be read."""
LIST = re.compile(rb'\s*\{\s*"ok"\s*:\s*true\s*,\s*"result"\s*:\s*\[')
# A whole string, since brackets in it are words; one that never ends is all the rest.
MARK = re.compile(rb'"(?:[^"\\]|\\.)*(?:"|\Z)|[\[\]{}]', re.DOTALL)
NUMBER = re.compile(rb'"update_id"\s*:\s*(\d{1,18})\b')


def updates_in(answer: bytes) -> list[Any] | None:
    """The updates of an answer of getUpdates, of the bad ones their numbers; None if it is no such list."""
    begins = LIST.match(answer)
    return None if begins is None else [_read(piece) for piece in _pieces(answer, begins.end())]


def unreadable(update_id: int) -> dict[str, Any]:
    return {"update_id": update_id, UNREADABLE: True}


def _pieces(answer: bytes, start: int) -> list[bytes]:
    """The objects of the list that begins there; whatever is nested in them is not looked at."""
    pieces, depth = [], 0
    for mark in MARK.finditer(answer, start):
        if mark[0] in (b"{", b"["):
            if depth == 0:
                start = mark.start()
            depth += 1
        elif mark[0] in (b"}", b"]"):
            depth -= 1
            if depth < 0:
                break
            if depth == 0:
                pieces.append(answer[start : mark.end()])
    return pieces


def _read(piece: bytes) -> Any:
    try:
        return json.loads(piece.decode(errors="replace"))
    except (ValueError, RecursionError):
        number = NUMBER.search(piece)
        return None if number is None else unreadable(int(number[1]))
