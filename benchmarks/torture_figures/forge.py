"""Callback data that no button carries for its presser: random bytes, near misses, well-formed lies."""

import dataclasses
import enum
import random
import sys
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, get_args, get_type_hints

from bot.callbacks import CODE, LARGEST, LARGEST_ID, Tap
from bot.handlers import all_routes
from crm.cities import nearby
from crm.localtime import country_zones
from crm.zone_names import number_of

LONGEST = 64
MINUTES = range(29_000_000, 31_000_000)  # since 1970: from 2025 to 2028
ODD = (
    0,
    1,
    2,
    LARGEST_ID,
    LARGEST_ID + 1,
    LARGEST,
    LARGEST + 1,
    10**12,
    10**18,
    2**63 - 1,
    2**63,
    10**19 - 1,
)
ODD_PARTS = (
    "", " ", "-1", "+1", "1.0", "1e3", "0x1", "١", "01", "None", "null", "true", "NaN", "'", '"', "<b>", "%s",
    "%00", "../..", "1 or 1=1", "';--", "\\", "\n", "\x01", "🙂", "é", "А", "c:", ":c", "9" * 40,
)  # fmt: skip
# Codes that a handler knows and no tap names.
CODES = (
    "ru", "en", "de", "zone", "language", "hours", "plan", "digest", "ladder", "days", "lunch", "calling",
    "full", "ho", "qo", "mo", "",
)  # fmt: skip
HOURS = range(0, 24 * 60 + 1, 30)
HOUR_FIELDS = {"opens", "closes", "work_from", "work_to"}
MOSCOW = (55.75, 37.62, 300.0)  # degrees, kilometres around
THIS_YEAR = range(2026 * 12, 2027 * 12)
"""Months, counted from the year 0."""


class Forge:
    """`records` are the ids there are, by the name of the field that carries them; none is the presser's."""

    def __init__(self, chance: random.Random, records: Mapping[str, Sequence[int]]) -> None:
        self._chance = chance
        routes = all_routes().taps.values()
        self._taps = sorted(
            {one.tap for found in routes for one in found if one.tap}, key=lambda tap: tap.prefix
        )
        self._codes = {tap: sorted(set(codes_of(tap))) for tap in self._taps}
        self._every_code = sorted({*CODES, *(code for codes in self._codes.values() for code in codes)})
        self._numbers: Mapping[str, Sequence[int]] = {
            "zone": [number_of(zone) for zone in country_zones("RU")],
            "place": [city.point for _, city in nearby(*MOSCOW)],
            "month": THIS_YEAR,
            **dict.fromkeys(HOUR_FIELDS, HOURS),
            **records,
        }
        self._fields = {
            tap: [(field.name, get_type_hints(tap)[field.name]) for field in dataclasses.fields(tap)]
            for tap in self._taps
        }
        self._ways: Sequence[Callable[[], str]] = (
            self._bytes, self._bent, self._mutated, self._well_formed, self._well_formed,
        )  # fmt: skip

    def payload(self) -> str:
        """Never empty, and without the zero character: the intake takes that one out."""
        data = self._chance.choice(self._ways)().replace("\x00", "")
        return data or ":"

    def _bytes(self) -> str:
        length = self._chance.randint(1, LONGEST)
        match self._chance.randrange(3):
            case 0:
                return self._chance.randbytes(length).decode("latin-1")
            case 1:
                return self._chance.randbytes(length).decode("utf-8", "replace")
            case _:
                alphabet = "abcdefghkmnpqrtuwxz:0123456789"
                return "".join(self._chance.choices(alphabet, k=length))

    def _bent(self) -> str:
        """A prefix of ours, and parts of any number and kind."""
        prefix = self._chance.choice(self._taps).prefix
        parts = [self._part() for _ in range(self._chance.randrange(10))]
        return ":".join([prefix, *parts])

    def _mutated(self) -> str:
        """One slip in a well-formed one."""
        data = self._well_formed()
        at = self._chance.randrange(len(data) + 1)
        slip = self._chance.choice(ODD_PARTS) or ":"
        return self._chance.choice(
            (data[:at] + data[at + 1 :], data[:at] + slip + data[at:], data[at:] + data[:at], data * 2)
        )

    def _well_formed(self) -> str:
        """All that the codec asks for: what it says is the lie."""
        tap = self._chance.choice(self._taps)
        values = [self._value(tap, *field) for field in self._fields[tap]]
        return ":".join([tap.prefix, *("" if value is None else str(value) for value in values)])

    def _part(self) -> str:
        if self._chance.random() < 0.5:
            return self._chance.choice(ODD_PARTS)
        return str(self._chance.choice((*ODD, *self._every_code)))

    def _value(self, tap: type[Tap], name: str, kind: Any) -> Any:
        if isinstance(kind, types.UnionType):
            if self._chance.random() < 0.5:
                return None
            kind = get_args(kind)[0]
        if kind is str:
            its_own = self._codes[tap] if self._chance.random() < 0.8 else ()
            return self._chance.choice(its_own or self._every_code)
        if name in ("since", "until", "minute"):
            return self._chance.choice(MINUTES)
        if name == "day":
            return self._chance.choice(MINUTES) // (24 * 60)
        if name in self._numbers and self._chance.random() < 0.8:
            return self._chance.choice(self._numbers[name])
        return self._chance.choice((*range(8), *ODD))


def codes_of(tap: type[Tap]) -> Iterator[str]:
    """The codes that a field of this tap may hold: what its module names, and the enumerations it uses."""
    for value in vars(sys.modules[tap.__module__]).values():
        if isinstance(value, str) and CODE.fullmatch(value):
            yield value
        elif isinstance(value, type) and issubclass(value, enum.StrEnum):
            yield from map(str, value)
