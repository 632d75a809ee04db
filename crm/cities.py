"""The extract of cities: Russia's settlements, the former Union's and the world's larger cities.

Made by `tools/cities.py` from GeoNames (`crm/data/NOTICE.md`). It is read at the first question about a
city and stays as it lies in the file, sorted: a look-up is a search by halves, and no row becomes an object
before it is asked for.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from crm.errors import UnknownZone
from crm.keys import search_key

DATA = Path(__file__).parent / "data"
EARTH_KM, KM_OF_A_DEGREE = 6371.0, 111.0
POINTS_AROUND = 100_000
SAME_POINT_KM = 0.5  # coordinates have two decimals
LIKE_AT_MOST = 4000
"""Names looked at for each piece of a misspelled one."""


@dataclass(frozen=True)
class City:
    """A settlement with a clock. Names that GeoNames does not tell in Russian stand in English."""

    english: str
    russian: str
    country: str
    """ISO 3166."""
    region: str
    """GeoNames' code of the region, of Russia and the United States only."""
    zone: str
    """IANA name."""
    population: int
    latitude: float
    longitude: float
    renamed: bool = False
    """Found by a name of another time or tongue."""
    guessed: bool = False
    """A slip was forgiven, the name is an old one, or the place is too small or too far to be sure of."""

    @property
    def point(self) -> int:
        """A number that stands for the place in a button."""
        return round((self.latitude + 90) * 100) * POINTS_AROUND + round((self.longitude + 180) * 100)

    def name(self, language: str) -> str:
        return self.russian if language == "ru" else self.english

    def as_guess(self) -> "City":
        return replace(self, guessed=True)


def squeezed(name: str) -> str:
    """The key of a city's name: `search_key` without its spaces."""
    return search_key(name).replace(" ", "")


def named(key: str) -> list[City]:
    """The cities that bear exactly this name (`squeezed`)."""
    return _extract().named(key.encode())


def like(key: str, slips: int) -> list[City]:
    """The cities whose name is not this key but the nearest to it, at most so many slips of a finger away."""
    return _extract().like(key.encode(), slips)


def nearby(latitude: float, longitude: float, within_km: float) -> list[tuple[float, City]]:
    """Cities at most so far from a point (degrees), the nearest first, with their kilometres."""
    return _extract().nearby(latitude, longitude, within_km)


def city_at(point: int) -> City:
    """The city whose `point` it is. Raises UnknownZone."""
    latitude, longitude = divmod(point, POINTS_AROUND)
    found = nearby(latitude / 100 - 90, longitude / 100 - 180, SAME_POINT_KM)
    if not found:
        raise UnknownZone
    return found[0][1]


class _Extract:
    def __init__(self) -> None:
        zones, self._cities, self._names = (DATA / "cities.tsv").read_bytes().split(b"\n\n")
        self._zones = zones.decode().split("\n")
        self._starts = array(
            "I", accumulate((len(line) + 1 for line in self._cities.split(b"\n")), initial=0)
        )

    def city(self, number: int) -> City:
        line = self._cities[self._starts[number] : self._starts[number + 1] - 1].decode()
        english, russian, country, region, zone, population, latitude, longitude = line.split("\t")
        return City(
            english,
            russian or english,
            country,
            region,
            self._zones[int(zone)],
            int(population),
            float(latitude),
            float(longitude),
        )

    def named(self, key: bytes) -> list[City]:
        at = bisect_left(range(len(self._names)), key, key=lambda at: self._key(self._start(at)))
        start = self._start(at)
        if self._key(start) != key:
            return []
        line = self._names[start : self._end(b"\n", start)]
        numbers = line.partition(b"\t")[2].split()
        return [
            replace(self.city(int(number.lstrip(b"~"))), renamed=number[:1] == b"~") for number in numbers
        ]

    def like(self, key: bytes, slips: int) -> list[City]:
        from rapidfuzz.distance import OSA  # some megabytes, for who misspells a city

        near: dict[int, set[bytes]] = {}
        for name in self._alike(key, slips):
            distance = OSA.distance(key, name, score_cutoff=slips)
            if distance <= slips:
                near.setdefault(distance, set()).add(name)
        found = {city for name in near[min(near)] for city in self.named(name)} if near else set()
        return sorted(found, key=lambda city: (-city.population, city.english, city.latitude))

    def nearby(self, latitude: float, longitude: float, within_km: float) -> list[tuple[float, City]]:
        degrees = within_km / KM_OF_A_DEGREE
        first = bisect_left(range(len(self._starts) - 1), latitude - degrees, key=self._latitude)
        found = []
        for number in range(first, len(self._starts) - 1):
            if self._latitude(number) > latitude + degrees:
                break
            city = self.city(number)
            distance = _km(latitude, longitude, city.latitude, city.longitude)
            if distance <= within_km:
                found.append((distance, city))
        return sorted(found, key=lambda near: near[0])

    def _alike(self, key: bytes, slips: int) -> set[bytes]:
        """Names that share a piece with the key: of one more pieces than slips, one is whole."""
        size = len(key) // (slips + 1)
        alike = set()
        for piece in range(slips + 1):
            offset = piece * size
            end = offset + size if piece < slips else len(key)
            for start in self._holding(key[offset:end], offset, slips):
                name = self._key(start)
                if name != key and abs(len(name) - len(key)) <= slips:
                    alike.add(name)
        return alike

    def _holding(self, piece: bytes, offset: int, slips: int) -> Iterator[int]:
        """Where names begin that hold the piece about this far from their beginning."""
        at, seen = self._names.find(piece), 0
        while at >= 0 and seen < LIKE_AT_MOST:
            start = self._start(at)
            if abs(at - start - offset) <= slips:
                yield start
                seen += 1
            at = self._names.find(piece, at + 1)

    def _start(self, at: int) -> int:
        return self._names.rfind(b"\n", 0, at) + 1

    def _end(self, mark: bytes, start: int) -> int:
        end = self._names.find(mark, start)
        return end if end >= 0 else len(self._names)

    def _key(self, start: int) -> bytes:
        return self._names[start : self._end(b"\t", start)]

    def _latitude(self, number: int) -> float:
        line = self._cities[self._starts[number] : self._starts[number + 1] - 1]
        return float(line.rsplit(b"\t", 2)[1])


@lru_cache(maxsize=1)
def _extract() -> _Extract:
    return _Extract()


def _km(south: float, west: float, north: float, east: float) -> float:
    """The great circle between two points (degrees)."""
    south, west, north, east = map(radians, (south, west, north, east))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))
