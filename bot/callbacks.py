"""Typed callback data: what a button carries, packed into Telegram's 64 bytes and parsed strictly.

    @dataclass(frozen=True)
    class OutcomeTap(Tap):
        prefix = "out"
        deal_id: int
        outcome_id: int
        seen: int

packs to `out:17:3:42`. Fields are int, int | None (an empty part) or str (a short code).
"""

import dataclasses
import re
from typing import Any, ClassVar, Self, get_type_hints

MAX_BYTES = 64
# [0-9], never \d: that one accepts the digits of every script.
# What a database can be asked for: more than a column holds is its error, not "there is no such row".
LARGEST_ID, LARGEST = 2**31 - 1, 2**53
DECIMAL = re.compile(r"[0-9]{1,19}", re.ASCII)
CODE = re.compile(r"[a-z0-9_]{0,12}", re.ASCII)


class BadTap(ValueError):
    """The callback data is not what any button of ours carries."""


@dataclasses.dataclass(frozen=True)
class Tap:
    """Base of all taps. `prefix` names the kind and is unique among them."""

    prefix: ClassVar[str] = ""

    def pack(self) -> str:
        """The callback data. Raises ValueError where a value would not come back the same."""
        parts = [self.prefix]
        for name, kind, largest in _fields(type(self)):
            parts.append(_pack(getattr(self, name), kind, largest))
        data = ":".join(parts)
        if len(data) > MAX_BYTES:
            raise ValueError(f"{data} is longer than {MAX_BYTES} bytes")
        return data

    @classmethod
    def parse(cls, data: str) -> Self:
        """The tap that packed to `data`. Raises BadTap, whatever the bytes."""
        prefix, *parts = data.split(":")
        fields = _fields(cls)
        if prefix != cls.prefix or len(parts) != len(fields):
            raise BadTap(data)
        return cls(*(_parse(part, *kind) for part, (_, *kind) in zip(parts, fields, strict=True)))


def _fields(cls: type[Tap]) -> list[tuple[str, Any, int]]:
    known = _FIELDS.get(cls)
    if known is None:
        hints = get_type_hints(cls)
        known = [
            (field.name, hints[field.name], LARGEST_ID if field.name.endswith("_id") else LARGEST)
            for field in dataclasses.fields(cls)
        ]
        _FIELDS[cls] = known
    return known


def _pack(value: Any, kind: Any, largest: int) -> str:
    if value is None:
        part = ""
    elif isinstance(value, int):
        part = str(int(value))
    else:
        part = str(value)
    if _parse(part, kind, largest) != value:
        raise ValueError(f"{value!r} cannot be carried by a button")
    return part


def _parse(part: str, kind: Any, largest: int) -> int | str | None:
    if kind is str:
        if CODE.fullmatch(part):
            return part
    elif part == "" and kind is not int:
        return None
    elif DECIMAL.fullmatch(part) and int(part) <= largest:
        return int(part)
    raise BadTap(part)


_FIELDS: dict[type[Tap], list[tuple[str, Any, int]]] = {}
