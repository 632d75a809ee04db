"""A client not yet saved: what is known of him so far, corrected piece by piece."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from crm.models import ZoneSource
from crm.phone_zones import phone_country
from crm.whereabouts import Whereabouts, whereabouts_of_phones


@dataclass(frozen=True)
class Draft:
    name: str = ""
    company: str = ""
    phones: tuple[str, ...] = ()
    """E.164."""
    need: str = ""
    sum_minor: int | None = None
    zone: str | None = None
    """IANA name, if it was said; see `whereabouts`."""
    zone_source: ZoneSource | None = None
    city: str | None = None

    @property
    def whereabouts(self) -> Whereabouts | None:
        """Where he is: as it was said, or as his numbers tell; None while it must be asked."""
        if self.zone:
            return Whereabouts(self.zone, self.zone_source or ZoneSource.CHOSEN, self.city)
        return whereabouts_of_phones(self.phones)

    def at(self, place: Whereabouts) -> "Draft":
        """The draft with where he is said."""
        return replace(self, zone=place.zone, zone_source=place.source, city=place.city)

    def country(self, default: str) -> str:
        """The country of his number, or the given one."""
        return next(filter(None, map(phone_country, self.phones)), default)

    def as_data(self) -> dict[str, Any]:
        """The draft as JSON, for the row of an open question."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def of_data(cls, data: dict[str, Any]) -> "Draft":
        source = data.get("zone_source")
        kept = {
            "phones": tuple(data.get("phones", ())),
            "zone_source": ZoneSource(source) if source else None,
        }
        return cls(**{**data, **kept})

    def corrected(self, line: "Draft") -> "Draft":
        """What a further line says. A whole one (name and number) replaces what it names; a part is added."""
        whole = bool(line.name and line.phones)
        phones = line.phones if whole else tuple(dict.fromkeys((*self.phones, *line.phones)))
        needs = [line.need] if whole and line.need else [self.need, line.need]
        draft = self.at(line.whereabouts) if line.zone and line.whereabouts else self
        return replace(
            draft,
            name=line.name or self.name,
            company=line.company or self.company,
            phones=phones,
            need=", ".join(filter(None, needs)),
            sum_minor=line.sum_minor if line.sum_minor is not None else self.sum_minor,
        )
