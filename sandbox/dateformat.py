"""The date_time entity: a moment and the letters that say how the reader sees it."""

from __future__ import annotations

import re

from sandbox.errors import ParseError

DATE_FORMAT = re.compile(r"r|[tTdDwW]*")


def date_time(attributes: dict[str, str]) -> dict[str, object]:
    """Of the attributes of a tg-time tag. Raises ParseError."""
    moment, letters = attributes.get("unix", ""), attributes.get("format", "")
    if not moment.isdigit() or not 0 <= int(moment) < 2**31:
        raise ParseError("Invalid date specified")
    if not DATE_FORMAT.fullmatch(letters):
        raise ParseError("Invalid date format used")
    return {"unix_time": int(moment), "date_time_format": canonical_format(letters)}


def canonical_format(letters: str) -> str:
    """One letter of each kind, the long form where both are asked for; "r" stands alone."""
    if letters == "r":
        return letters
    kept = "w" if "w" in letters.lower() else ""
    for short, long in ("dD", "tT"):
        kept += long if long in letters else short if short in letters else ""
    return kept
