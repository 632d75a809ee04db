"""The regions of Russia: their names, area codes and clocks. The sources stand in `crm/data/regions.tsv`."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "regions.tsv"


@dataclass(frozen=True)
class Region:
    code: str
    """GeoNames' code within Russia."""
    area_codes: tuple[str, ...]
    zones: tuple[str, ...]
    """IANA names, the capital's first. One for all regions but Yakutia."""
    russian: str
    english: str
    also: tuple[str, ...] = ()
    """What people call it besides."""

    def name(self, language: str) -> str:
        return self.russian if language == "ru" else self.english


@lru_cache(maxsize=1)
def regions() -> dict[str, Region]:
    """By their GeoNames codes."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    found = (
        Region(
            code,
            tuple(codes.split()),
            tuple(zones.split()),
            russian,
            english,
            tuple(filter(None, "".join(also).split(", "))),
        )
        for code, codes, zones, russian, english, *also in rows
    )
    return {region.code: region for region in found}


@lru_cache(maxsize=1)
def by_area_code() -> dict[str, Region]:
    """By area codes: three digits, more where a region has but a part of such a code."""
    return {code: region for region in regions().values() for code in region.area_codes}
