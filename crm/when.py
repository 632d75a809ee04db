"""Reads when a person means: "завтра в 15", "in 2 hours", "чт после обеда", "о пів на третю".

`crm/words` reads; this is its door.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crm.hours import Window
from crm.localtime import to_local, to_utc
from crm.words.en import EN
from crm.words.facts import SAYING, Fact, Scene
from crm.words.language import Language
from crm.words.reading import read
from crm.words.rest import other
from crm.words.ru import RU
from crm.words.settle import UNNAMED_HOUR, Wall, settled
from crm.words.sifting import sifted
from crm.words.uk import UK
from crm.words.ways import only_past, ways

LANGUAGES: dict[str, Language] = {language.code: language for language in (RU, EN, UK)}
LONGEST = 256
"""Letters that are read, and no half of a word after them: of "15:30" the "15:3" would be another hour."""
LATIN = re.compile("[A-Za-z]")
CYRILLIC = re.compile("(?i)[а-яёіїєґ]")
UKRAINIAN = re.compile("(?i)[іїєґ]")
USUAL = (8 * 60, 20 * 60)
"""The hours, in minutes after midnight, in which a bare hour is meant where none are given."""


@dataclass(frozen=True)
class Moment:
    """`at` is aware UTC; `grain` is minute, hour, day, week or month; `said` is the text that was read."""

    at: dt.datetime
    grain: str
    said: str
    length: bool = False
    """Said as a length of time, "in 2 hours": no wall time of anybody's day."""


@dataclass(frozen=True)
class Reading:
    """What a text may mean: one moment, or two to choose from, the sooner first; none where all is past."""

    moments: tuple[Moment, ...]

    @property
    def past(self) -> bool:
        """The text names a moment, and it is over: "сегодня в 9" at ten, "вчера"."""
        return not self.moments

    @property
    def sure(self) -> Moment | None:
        return self.moments[0] if len(self.moments) == 1 else None


@dataclass(frozen=True)
class Asked:
    """A text and what is needed to read it. `zone` is the one whose wall clock is meant."""

    text: str
    words: Language
    now: dt.datetime
    zone: str
    hours: Window | None

    @property
    def today(self) -> dt.datetime:
        return to_local(self.now, self.zone).replace(tzinfo=None)


def parse_when(
    text: str, *, now: dt.datetime, zone: str, language: str, hours: Window | None = None
) -> Moment | None:
    """The moment that `text` names on the wall clock of `zone` (IANA), or None where it is not sure.

    `now` is aware UTC; `language` is "ru", "en" or "uk", the language of the person; what is written in
    other letters is read as the language of those. `hours` are those in which the client may be called, a
    `crm.hours.Window` of his zone: of two readings of a bare hour such as "в 3" the one inside them is
    taken; None stands for eight to twenty. They move nothing else: "завтра в 23" is at 23.
    Never a past moment, nor one told of the past; of two likely moments neither. Raises UnknownZone.
    Not for the event loop: a few texts go to dateparser.
    """
    reading = read_when(text, now=now, zone=zone, language=language, hours=hours)
    return reading.sure if reading else None


def read_when(
    text: str,
    *,
    now: dt.datetime,
    zone: str,
    language: str,
    hours: Window | None = None,
    own_zone: str | None = None,
) -> Reading | None:
    """Like `parse_when`, and tells a past moment and two likely ones from words that name none (None).

    `own_zone` is that of who types: "в 15 по моему времени" may be on his clock or on that of `zone`.
    """
    text = _cut(text)
    asked = Asked(text, _language_of(text, language), now, zone, hours)
    scene, found = read(asked.text, asked.words, asked.today)
    facts = sifted(found, scene)
    named = [fact.name for fact in facts or () if fact.kind == "zone"]
    if "?" in named:
        # Whose time that is only he knows who types.
        return _reading([_in_zone(asked, own) for own in (zone, own_zone)], now) if own_zone else None
    if named and named[0] and named[0] != zone:
        asked = replace(asked, zone=named[0])
        scene, found = read(asked.text, asked.words, asked.today)
        facts = sifted(found, scene)
    if facts is not None and (moment := _moment(asked, facts, scene)):
        return _reading([moment], now)
    for pair in ways(found, facts, scene):
        both = [_moment(asked, sifted(way, scene) or [], scene) for way in pair]
        if all(both):
            return _reading(both, now)
    return Reading(()) if only_past(found) else None


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else re.sub(r"\S+\Z", "", text[: LONGEST + 1])[:LONGEST]


def _in_zone(asked: Asked, zone: str) -> Moment | None:
    asked = replace(asked, zone=zone)
    scene, found = read(asked.text, asked.words, asked.today)
    return _moment(asked, sifted(found, scene) or [], scene)


def _reading(moments: Sequence[Moment | None], now: dt.datetime) -> Reading | None:
    """None where there is no moment at all."""
    found = {moment.at: moment for moment in moments if moment is not None}
    if not found:
        return None
    return Reading(tuple(found[at] for at in sorted(found) if at > now))


def _language_of(text: str, language: str) -> Language:
    """The language of the text: one may type "tomorrow" among Russian screens, or copy a client's words."""
    words = LANGUAGES.get(language, EN)
    if CYRILLIC.search(text):
        return words if words is not EN else UK if UKRAINIAN.search(text) else RU
    return EN if LATIN.search(text) else words


def _named_day(date: dt.date) -> Wall:
    return Wall(dt.datetime.combine(date, dt.time(UNNAMED_HOUR)), "day")


def _moment(asked: Asked, facts: Sequence[Fact], scene: Scene) -> Moment | None:
    saying = [fact for fact in facts if fact.kind in SAYING]
    if not saying:
        return _other(asked, scene)
    said = _said(asked.text, saying, scene)
    spans = [fact for fact in saying if fact.kind == "span"]
    if spans:
        if len(spans) > 1 or any(fact.kind != "span" and fact.name != "today" for fact in saying):
            return None
        return Moment(asked.now + dt.timedelta(minutes=spans[0].number), "minute", said, length=True)
    opens, closes = (asked.hours.opens, asked.hours.closes) if asked.hours else USUAL
    wall = settled(saying, scene, opens, closes)
    return _placed(wall, asked.zone, said) if wall else None


def _placed(wall: Wall, zone: str, said: str) -> Moment | None:
    try:
        return Moment(to_utc(wall.at, zone), wall.grain, said)
    except OverflowError:
        return None


def _said(text: str, facts: Sequence[Fact], scene: Scene) -> str:
    first = scene.pieces[min(fact.first for fact in facts)]
    last = scene.pieces[max(fact.last for fact in facts)]
    return text[first.start : last.end]


def _other(asked: Asked, scene: Scene) -> Moment | None:
    """What dateparser makes of a text in which each word could be of a date, a month among them."""
    codes = {piece.code for piece in scene.pieces}
    if "M" not in codes or codes & set("ke"):
        return None
    found = other(asked.text, scene.today, scene.language.code)
    if found is None:
        return None
    wall, named = found
    if not named:
        wall = _named_day(wall.date()).at
    return Moment(to_utc(wall, asked.zone), "minute" if named else "day", asked.text.strip())
