"""The tables of phrases in tests/crm/phrases: what is typed, and the wall time that is meant."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crm.hours import Window
from crm.localtime import to_local, to_utc
from crm.when import Moment, parse_when

FOLDER = Path(__file__).parent / "phrases"


@dataclass(frozen=True)
class Phrase:
    """`meant` is a naive wall time of the client and `grain` how exact it is, both None for no moment."""

    language: str
    text: str
    now: dt.datetime
    hours: Window
    meant: dt.datetime | None
    grain: str | None

    def read(self) -> Moment | None:
        return parse_when(
            self.text, now=self.now, zone=self.hours.zone, language=self.language, hours=self.hours
        )

    def told(self) -> str:
        """What is read, as the table would write it."""
        return _told(self.read(), self.hours.zone)

    @property
    def wanted(self) -> str:
        return f"{self.meant:%d.%m.%Y %H:%M} {self.grain}" if self.meant else "-"


def _told(moment: Moment | None, zone: str) -> str:
    return f"{to_local(moment.at, zone):%d.%m.%Y %H:%M} {moment.grain}" if moment else "-"


def phrases(name: str) -> Iterator[Phrase]:
    """The phrases of a table; its name begins with its language."""
    now, hours = dt.datetime(2026, 1, 1), Window("UTC", 0, 0)  # noqa: DTZ001 - wall time
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            _, date, time, zone, open_hours = line.split()
            now = dt.datetime.fromisoformat(f"{date} {time}")
            opens, closes = map(int, open_hours.split("-"))
            hours = Window(zone, opens * 60, closes * 60)
        elif line and not line.startswith("#"):
            text, _, meant = line.rpartition(" = ")
            yield _phrase(name[:2], text, now, hours, meant)


def _phrase(language: str, text: str, now: dt.datetime, hours: Window, meant: str) -> Phrase:
    at = to_utc(now, hours.zone)
    if meant == "-":
        return Phrase(language, text, at, hours, None, None)
    date, time, grain = meant.split()
    day, month, *year = map(int, date.split("."))
    hour, minute = map(int, time.split(":"))
    wall = dt.datetime(year[0] if year else now.year, month, day, hour, minute)  # noqa: DTZ001 - wall time
    if not year and wall.date() < now.date():
        wall = wall.replace(year=now.year + 1)
    return Phrase(language, text, at, hours, wall, grain)
