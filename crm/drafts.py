"""A client not yet saved: what is known of him so far, corrected piece by piece."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from crm.phone_zones import phone_country, phone_zone


@dataclass(frozen=True)
class Draft:
    name: str = ""
    company: str = ""
    phones: tuple[str, ...] = ()
    """E.164."""
    need: str = ""
    sum_minor: int | None = None
    zone: str | None = None
    """IANA name, if it was said; see `known_zone`."""

    @property
    def known_zone(self) -> str | None:
        """The zone that was said, or that his numbers leave no doubt of; None while unknown."""
        return self.zone or next(filter(None, map(phone_zone, self.phones)), None)

    def country(self, default: str) -> str:
        """The country of his number, or the given one."""
        return next(filter(None, map(phone_country, self.phones)), default)

    def as_data(self) -> dict[str, Any]:
        """The draft as JSON, for the row of an open question."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def of_data(cls, data: dict[str, Any]) -> "Draft":
        return cls(**{**data, "phones": tuple(data.get("phones", ()))})

    def corrected(self, line: "Draft") -> "Draft":
        """What a further line says. A whole one (name and number) replaces what it names; a part is added."""
        whole = bool(line.name and line.phones)
        phones = line.phones if whole else tuple(dict.fromkeys((*self.phones, *line.phones)))
        needs = [line.need] if whole and line.need else [self.need, line.need]
        return replace(
            self,
            name=line.name or self.name,
            company=line.company or self.company,
            phones=phones,
            need=", ".join(filter(None, needs)),
            sum_minor=line.sum_minor if line.sum_minor is not None else self.sum_minor,
            zone=line.zone or self.zone,
        )
