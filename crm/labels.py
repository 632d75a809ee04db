"""What a row is called: a key of `locales/` for shipped rows, own words for a company's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


class Labelled(Protocol):
    @property
    def key(self) -> str | None: ...
    @property
    def labels(self) -> dict[str, str] | None: ...


@dataclass(frozen=True)
class Label:
    """`family` and `key` make the locale key (`outcome-busy`); `texts` are own words per language."""

    family: str
    key: str | None
    texts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, family: str, row: Labelled) -> "Label":
        return cls(family, row.key, row.labels or {})
