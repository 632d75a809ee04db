"""Buttons of drafts, of corrections on a card and of search. All prefixes begin with k.

`draft` is the number of the draft a button belongs to: one of an older draft changes nothing.
`field` is a value of `Field`.
"""

import enum
from dataclasses import dataclass
from typing import ClassVar

from bot.callbacks import Tap


class Field(enum.StrEnum):
    """What can be corrected about a client, on a draft and on a card."""

    NAME = "name"
    PHONE = "phone"
    COMPANY = "company"
    NEED = "need"
    SUM = "sum"
    ZONE = "zone"


# A new client


@dataclass(frozen=True)
class NewClientTap(Tap):
    """Begin a draft; `found` 1 takes the words just searched for as its line."""

    prefix: ClassVar[str] = "kn"
    found: int = 0


@dataclass(frozen=True)
class DraftTap(Tap):
    """Back to the draft."""

    prefix: ClassVar[str] = "kd"
    draft: int


@dataclass(frozen=True)
class DraftFieldTap(Tap):
    """Ask for one field of the draft."""

    prefix: ClassVar[str] = "ke"
    draft: int
    field: str


@dataclass(frozen=True)
class DraftClearTap(Tap):
    """Leave a field of the draft empty."""

    prefix: ClassVar[str] = "kc"
    draft: int
    field: str


@dataclass(frozen=True)
class SaveTap(Tap):
    """`sure` 1 saves though the number is known already."""

    prefix: ClassVar[str] = "ks"
    draft: int
    sure: int = 0


@dataclass(frozen=True)
class CancelTap(Tap):
    prefix: ClassVar[str] = "kx"
    draft: int


# Corrections on a card


@dataclass(frozen=True)
class EditTap(Tap):
    """Ask for one field of the deal's client; `seen` is the deal's version."""

    prefix: ClassVar[str] = "ka"
    deal_id: int
    field: str
    seen: int


# Search


@dataclass(frozen=True)
class FoundTap(Tap):
    """Another page of what was found for the words searched last."""

    prefix: ClassVar[str] = "kp"
    page: int
