"""Buttons that put a reminder off, and those of a step that was put off too often."""

from dataclasses import dataclass
from typing import ClassVar

from bot.callbacks import BadTap, Tap
from crm.snooze import Later


@dataclass(frozen=True)
class LaterTap(Tap):
    """Show by how much the reminder can be put off."""

    prefix: ClassVar[str] = "sl"
    deal_id: int
    mode: str


@dataclass(frozen=True)
class SnoozeTap(Tap):
    """Put the step off by this long: a value of `crm.snooze.Later`."""

    prefix: ClassVar[str] = "sn"
    deal_id: int
    seen: int
    later: str
    mode: str

    def __post_init__(self) -> None:
        if self.later not in set(Later):
            raise BadTap(self.later)


@dataclass(frozen=True)
class AskHeadTap(Tap):
    """Ask the head what to do with the deal: the question is typed."""

    prefix: ClassVar[str] = "sh"
    deal_id: int


@dataclass(frozen=True)
class AskWordlessTap(Tap):
    """Only show the deal to the head."""

    prefix: ClassVar[str] = "sw"
    deal_id: int


@dataclass(frozen=True)
class LastTryTap(Tap):
    prefix: ClassVar[str] = "st"
    deal_id: int
    seen: int
    mode: str
