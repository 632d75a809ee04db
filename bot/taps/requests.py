"""Buttons of the client's side, and of those who answer requests. All prefixes begin with q.

`draft` is the number of the draft the button belongs to: a button of an older one sends nothing.
"""

from dataclasses import dataclass
from typing import ClassVar

from bot.callbacks import BadTap, Tap
from crm.requests import Convenient

# What a client presses


@dataclass(frozen=True)
class LeaveTap(Tap):
    """Begin a new request."""

    prefix: ClassVar[str] = "qa"


@dataclass(frozen=True)
class ConvenientTap(Tap):
    """When he likes to be called: a value of `crm.requests.Convenient`."""

    prefix: ClassVar[str] = "qb"
    draft: int
    code: str

    def __post_init__(self) -> None:
        if self.code not in set(Convenient):
            raise BadTap(self.code)


@dataclass(frozen=True)
class AgreeTap(Tap):
    """Consent to data processing, which sends the request."""

    prefix: ClassVar[str] = "qc"
    draft: int


@dataclass(frozen=True)
class DropTap(Tap):
    """Do not send the draft."""

    prefix: ClassVar[str] = "qd"


@dataclass(frozen=True)
class MyRequestsTap(Tap):
    """`new` 1 leaves the message it stands under as it is: something worth keeping."""

    prefix: ClassVar[str] = "qe"
    new: int = 0


@dataclass(frozen=True)
class WriteLineTap(Tap):
    """A line to the manager who has this request."""

    prefix: ClassVar[str] = "qf"
    request_id: int


@dataclass(frozen=True)
class WelcomeTap(Tap):
    prefix: ClassVar[str] = "qg"


# What a manager or the owner presses


@dataclass(frozen=True)
class TakeTap(Tap):
    prefix: ClassVar[str] = "qt"
    request_id: int


@dataclass(frozen=True)
class PassOnTap(Tap):
    prefix: ClassVar[str] = "qp"
    request_id: int


@dataclass(frozen=True)
class ReassignTap(Tap):
    """Choose another manager for the request."""

    prefix: ClassVar[str] = "qr"
    request_id: int


@dataclass(frozen=True)
class ReassignToTap(Tap):
    prefix: ClassVar[str] = "qs"
    request_id: int
    manager_id: int


@dataclass(frozen=True)
class ReplyTap(Tap):
    """Write to the client through the bot: in answer to a line of his, or (None) of one's own."""

    prefix: ClassVar[str] = "qw"
    deal_id: int
    activity_id: int | None = None
