"""The buttons of the question what becomes of old messages after a backup was put back."""

from dataclasses import dataclass
from typing import ClassVar

from bot.callbacks import BadTap, Tap


@dataclass(frozen=True)
class RestoredTap(Tap):
    """`at` says which restore it is about (`crm.restored.Held`); `send` is 1 or 0."""

    prefix: ClassVar[str] = "ra"
    at: int
    send: int

    def __post_init__(self) -> None:
        if self.send not in (0, 1):
            raise BadTap(str(self.send))
