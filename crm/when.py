"""Reads when a person means: "завтра в 15", "in 2 hours", "чт после обеда", "о пів на третю".

`crm/words` reads; this is its door.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from crm.hours import Window
from crm.localtime import to_local, to_utc
from crm.words.en import EN
from crm.words.facts import Fact, Scene
from crm.words.language import Language
from crm.words.reading import read
from crm.words.rest import other
from crm.words.ru import RU
from crm.words.settle import UNNAMED_HOUR, Wall, settled
from crm.words.sifting import SAYING, sifted
from crm.words.uk import UK

LANGUAGES: dict[str, Language] = {language.code: language for language in (RU, EN, UK)}
LONGEST = 512
"""Letters that are read."""
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


def parse_when(
    text: str, *, now: dt.datetime, zone: str, language: str, hours: Window | None = None
) -> Moment | None:
    """The moment that `text` names on the wall clock of `zone` (IANA), or None where it is not sure.

    `now` is aware UTC; `language` is "ru", "en" or "uk", the language of the person; what is written in
    other letters is read as the language of those. A bare hour such as "в 3" is read inside `hours`.
    What is said to be today, or dated, and is past is returned as it is: the use case refuses it by
    name. Not for the event loop: a few texts go to dateparser.
    """
    text = text[:LONGEST]
    words = _language_of(text, language)
    today = to_local(now, zone).replace(tzinfo=None)
    scene, found = read(text, words, today)
    facts = sifted(found, scene)
    if facts is None:
        return None
    if len(found) == len(scene.pieces) == 1 and found[0].kind == "past" and found[0].date:
        return _placed(_named_day(found[0].date), zone, text.strip())
    named = [fact.name for fact in facts if fact.kind == "zone"]
    if "?" in named:
        return None  # whose time that is only he knows who types
    if named and named[0] and named[0] != zone:
        zone = named[0]
        today = to_local(now, zone).replace(tzinfo=None)
        scene, found = read(text, words, today)
        facts = sifted(found, scene) or []
    return _moment(text, facts, scene, now, zone, hours)


def _language_of(text: str, language: str) -> Language:
    """The language of the text: one may type "tomorrow" among Russian screens, or copy a client's words."""
    words = LANGUAGES.get(language, EN)
    if CYRILLIC.search(text):
        return words if words is not EN else UK if UKRAINIAN.search(text) else RU
    return EN if LATIN.search(text) else words


def _named_day(date: dt.date) -> Wall:
    return Wall(dt.datetime.combine(date, dt.time(UNNAMED_HOUR)), "day")


def _moment(
    text: str, facts: list[Fact], scene: Scene, now: dt.datetime, zone: str, hours: Window | None
) -> Moment | None:
    saying = [fact for fact in facts if fact.kind in SAYING]
    if not saying:
        return _other(text, scene, zone)
    said = _said(text, saying, scene)
    spans = [fact for fact in saying if fact.kind == "span"]
    if spans:
        if len(spans) > 1 or any(fact.kind != "span" and fact.name != "today" for fact in saying):
            return None
        return Moment(now + dt.timedelta(minutes=spans[0].number), "minute", said)
    opens, closes = (hours.opens, hours.closes) if hours else USUAL
    wall = settled(saying, scene, opens, closes)
    return _placed(wall, zone, said) if wall else None


def _placed(wall: Wall, zone: str, said: str) -> Moment | None:
    try:
        return Moment(to_utc(wall.at, zone), wall.grain, said)
    except OverflowError:
        return None


def _said(text: str, facts: Sequence[Fact], scene: Scene) -> str:
    first = scene.pieces[min(fact.first for fact in facts)]
    last = scene.pieces[max(fact.last for fact in facts)]
    return text[first.start : last.end]


def _other(text: str, scene: Scene, zone: str) -> Moment | None:
    """What dateparser makes of a text in which each word could be of a date, a month among them."""
    codes = {piece.code for piece in scene.pieces}
    if "M" not in codes or codes & set("ke"):
        return None
    found = other(text, scene.today, scene.language.code)
    if found is None:
        return None
    wall, named = found
    if not named:
        wall = _named_day(wall.date()).at
    return Moment(to_utc(wall, zone), "minute" if named else "day", text.strip())
