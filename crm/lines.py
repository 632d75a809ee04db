"""One typed line about a client, read into a draft: "Анна Петрова +7 914 123-45-67, окна 84к Владивосток".

Only what stands out for sure becomes a field; all other words are the need, in their order.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from crm.drafts import Draft
from crm.errors import CrmError
from crm.keys import search_key
from crm.line_names import GAP, NAME_WORD, NAME_WORDS, as_name, company_in, name_words
from crm.line_parts import LINE_LIMIT, find_phones, find_sum
from crm.models import ZoneSource
from crm.money import read_sum
from crm.rules import NAME_LIMIT
from crm.whereabouts import Whereabouts, whereabouts_in
from crm.zone_words import CITY_WORDS, answered_city, city_zone, is_name_too, named_by, named_city

# Commas of "84,000" separate nothing.
BREAKS = re.compile(r"\s*(?:[;|\n\t]|,(?![0-9])|(?<![0-9]),)\s*")
INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
EDGES = " ,.–—-:"
TITLE_WORDS = range(2, 5)

SAID = r"(?:г\.?|гор\.?|город|in|из|в)"
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
CITY_SAID = re.compile(rf"(?:^|\s){SAID}\s*$", re.I)
CITY_SAID_FIRST = re.compile(rf"^\s*{SAID}\s+", re.I)
SHORT_CITIES = {"ufa", "spb", "msk", "ekb", "nsk"}
SHORTEST_CITY = 4


def read_line(text: str, country: str) -> Draft:
    """The draft of a typed line; numbers without a plus are of `country` (ISO 3166).

    Never fails: what cannot be told apart is the need.
    """
    text = INVISIBLE.sub("", text.replace("\r", "\n"))
    end = len(text) if len(text) <= LINE_LIMIT else text.rfind(" ", 0, LINE_LIMIT) + 1
    prose = " ".join(text[end:].split())
    text, phones = _without_phones(text[:end], country)
    segments = [" ".join(part.split(" ")) for part in BREAKS.split(text)]
    segments = [part for part in (segment.strip(EDGES) for segment in segments) if part]
    line = _Line(segments, broken=bool(phones) or len(segments) > 1)
    sum_minor, place, company = line.take_sum(), line.take_city(), line.take_company()
    name = line.take_name() or line.person
    draft = Draft(
        name=name[:NAME_LIMIT],
        company=(company or line.take_title_case())[:NAME_LIMIT],
        phones=tuple(phones),
        need=" ".join(filter(None, (line.rest(), prose))),
        sum_minor=sum_minor,
    )
    return draft.at(place) if place else draft


def correct_by_line(draft: Draft, text: str, country: str) -> Draft:
    """The draft with what a further text says: one thing alone, or another whole line.

    Raises UnsureZone where it answers where the client is by the name of several towns.
    """
    said = " ".join(text.split())
    zone = city_zone(said)
    if zone:
        return draft.at(_place(zone, said))
    city = answered_city(said, country) if CITY_SAID_FIRST.match(said) and draft.whereabouts is None else None
    if city:
        # "Where is the client?" stands on the screen, and "в Казани" answers it.
        return draft.at(whereabouts_in(city, "ru" if CYRILLIC.search(said) else "en"))
    sum_minor = _only(read_sum, said)
    if sum_minor is not None and len(said) < 20 and not find_phones(said, country):
        return draft.corrected(Draft(sum_minor=sum_minor))
    line = read_line(text, country)
    if draft.name and not line.phones and line.name:
        # Without a number it is no new line: what looks like a name is the beginning of a need.
        said = " ".join(INVISIBLE.sub("", text).split())
        line = replace(line, name="", sum_minor=None, need=said)
    return draft.corrected(line)


def _only(read: Callable[[str], int], said: str) -> int | None:
    try:
        return read(said)
    except CrmError:
        return None


def _without_phones(text: str, country: str) -> tuple[str, list[str]]:
    """The text with every number of a phone replaced by a line break."""
    phones: list[str] = []
    kept, behind = [], 0
    for found in find_phones(text, country):
        kept.append(text[behind : found.start])
        behind = found.end
        if found.value not in phones:
            phones.append(found.value)
    return "\n".join([*kept, text[behind:]]), phones


class _Line:
    """The parts of a line between commas, from which one field after the other is taken."""

    def __init__(self, segments: list[str], *, broken: bool) -> None:
        self.segments = segments
        self.broken = broken
        """Whether a comma or a number ends the first part, rather than the line."""
        self.person = ""
        """The name of a sole trader, said in the company's."""

    def take_sum(self) -> int | None:
        found = find_sum(self.segments)
        if found is None:
            return None
        index, money = found
        self._cut(index, money.start, money.end)
        return money.value

    def take_city(self) -> Whereabouts | None:
        """The place of the one city that is named; the word stays where the zone does not tell it."""
        found = [
            (index, city)
            for index, text in enumerate(self.segments)
            for city in _cities_in(text, first=index == 0)
        ]
        zones = {zone for _, (zone, _, _) in found}
        if len(zones) != 1:
            return None
        place = _place(zones.pop(), *(self.segments[index][start:end] for index, (_, start, end) in found))
        for index, (zone, start, end) in reversed(found):
            said = self.segments[index][start:end]
            told = named_by(zone, CITY_SAID_FIRST.sub("", said))
            if told or index == 0:
                self._cut(index, start, end)
            if not told and index == 0 and place.city is None:
                self.segments.append(said)
        return place

    def take_company(self) -> str:
        """A company told by its form; of a sole trader, his name too."""
        for index, text in enumerate(self.segments):
            following = self.segments[index + 1] if index + 1 < len(self.segments) else ""
            company = company_in(text, named=index > 0, following=following)
            if company:
                self.person = company.person
                self._cut(index, company.start, company.end)
                return " ".join(company.name.split())
        return ""

    def take_name(self) -> str:
        """The leading words of the first part."""
        index = next((n for n, text in enumerate(self.segments) if text.strip(GAP + " ")), None)
        if index is None:
            return ""
        text = self.segments[index]
        start = len(text) - len(text.lstrip(GAP + " "))
        piece = text[start:].partition(GAP)[0]
        whole = self.broken or GAP in text
        words = name_words(piece, whole=whole)
        if words:
            end = start
            for word in words:
                end = text.index(word, end) + len(word)
            self._cut(index, start, end)
            return as_name(words)
        if whole and len(piece.split()) <= NAME_WORDS and not re.search("[0-9]", piece) and search_key(piece):
            self._cut(index, start, start + len(piece))
            return piece.strip()
        return ""

    def take_title_case(self) -> str:
        """ "Окна Плюс" between commas: capitalised throughout, as no need is written."""
        for index, text in enumerate(self.segments):
            words = text.split()
            alone = GAP not in text and len(words) in TITLE_WORDS and len(self.segments) > 1
            if alone and all(NAME_WORD.fullmatch(word) and word[0].isupper() for word in words):
                if _cities_in(text, first=False):
                    continue
                self.segments[index] = ""
                return text
        return ""

    def rest(self) -> str:
        parts = (" ".join(text.replace(GAP, " ").split()).strip(EDGES) for text in self.segments)
        return ", ".join(part for part in parts if part)

    def _cut(self, index: int, start: int, end: int) -> None:
        text = self.segments[index]
        self.segments[index] = (text[:start] + GAP + text[end:]).strip(" ")


def _place(zone: str, *names: str) -> Whereabouts:
    """The zone with the city's name in the script it was written in, where it is one city."""
    cities = {named_city(CITY_SAID_FIRST.sub("", name).strip(".,()")) for name in names}
    city = cities.pop() if len(cities) == 1 else None
    if city is None:
        return Whereabouts(zone, ZoneSource.CITY)
    return Whereabouts(zone, ZoneSource.CITY, city.russian if CYRILLIC.search(names[0]) else city.english)


def _cities_in(text: str, *, first: bool) -> list[tuple[str, int, int]]:
    """Cities named in a part of the line: zone, and where the words stand.

    In the `first` part, where the name is, a city is believed only behind it.
    """
    words = list(re.finditer(rf"[^\s{GAP}]+", text))
    found, at = [], 0
    while at < len(words):
        for length in range(min(CITY_WORDS, len(words) - at), 0, -1):
            start, end = words[at].start(), words[at + length - 1].end()
            said = CITY_SAID.search(text, max(0, start - 10), start)
            zone = _city(text[start:end])
            if zone and (said or _believable(text, words, at, length, first)):
                found.append((zone, said.start() if said else start, end))
                at += length - 1
                break
        at += 1
    return found


def _city(words: str) -> str | None:
    key = search_key(words)
    if GAP in words or (len(key) < SHORTEST_CITY and key not in SHORT_CITIES):
        return None
    return city_zone(words.strip(".,()"))


def _believable(text: str, words: list[re.Match[str]], at: int, length: int, first: bool) -> bool:
    name = text[words[at].start() : words[at + length - 1].end()]
    if is_name_too(name):
        return False
    if not first or (length == len(words) and len(name) > SHORTEST_CITY):
        return True
    cyrillic = CYRILLIC.search(name) is not None
    return at >= (1 if cyrillic else 2)
