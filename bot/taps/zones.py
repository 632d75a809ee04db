"""Buttons about where a client is, on his card and on a draft. All prefixes begin with z.

`mode` is that of the card one comes from (`bot.taps.deals`), `draft` the number of the draft. `zone` stands
for a zone by `crm.zone_names.number_of`, `city` for a usual city in it, `place` for any city by its `point`.
"""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from bot.callbacks import BadTap, Tap
from bot.taps.deals import EPOCH, LAST_MINUTE, PLAIN

# On a card


@dataclass(frozen=True)
class WhereTap(Tap):
    """What is known of the client's zone, and the question; with a `page`, all zones of his country."""

    prefix: ClassVar[str] = "zc"
    deal_id: int
    mode: str = PLAIN
    page: int | None = None


@dataclass(frozen=True)
class ZoneTap(Tap):
    """A zone from the list."""

    prefix: ClassVar[str] = "zz"
    deal_id: int
    mode: str
    zone: int


@dataclass(frozen=True)
class UsualTap(Tap):
    """One of the company's usual cities."""

    prefix: ClassVar[str] = "zu"
    deal_id: int
    mode: str
    zone: int
    city: int


@dataclass(frozen=True)
class CityTap(Tap):
    """One of the cities that may have been meant."""

    prefix: ClassVar[str] = "zp"
    deal_id: int
    mode: str
    place: int


@dataclass(frozen=True)
class RightTap(Tap):
    """The guess is right."""

    prefix: ClassVar[str] = "zy"
    deal_id: int
    mode: str


@dataclass(frozen=True)
class HisClockTap(Tap):
    """What was promised was meant by the client's clock; `minute` since 1970 is that moment."""

    prefix: ClassVar[str] = "zw"
    deal_id: int
    mode: str
    seen: int
    minute: int

    def __post_init__(self) -> None:
        if self.minute > LAST_MINUTE:
            raise BadTap(str(self.minute))

    @property
    def at(self) -> dt.datetime:
        """Aware UTC."""
        return EPOCH + dt.timedelta(minutes=self.minute)


# On a draft


@dataclass(frozen=True)
class DraftZonesTap(Tap):
    """All zones of the draft's country."""

    prefix: ClassVar[str] = "zl"
    draft: int
    page: int


@dataclass(frozen=True)
class DraftZoneTap(Tap):
    """A zone from the list."""

    prefix: ClassVar[str] = "zf"
    draft: int
    zone: int


@dataclass(frozen=True)
class DraftUsualTap(Tap):
    prefix: ClassVar[str] = "zd"
    draft: int
    zone: int
    city: int


@dataclass(frozen=True)
class DraftCityTap(Tap):
    prefix: ClassVar[str] = "zt"
    draft: int
    place: int
