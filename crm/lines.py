"""One typed line about a client, read into a draft: "Анна Петрова +7 914 123-45-67, окна 84к Владивосток".

Only what stands out for sure becomes a field; all other words are the need, in their order.
"""

import re
from collections.abc import Callable

from crm.drafts import Draft
from crm.errors import CrmError
from crm.keys import search_key
from crm.line_parts import find_phones, find_sum
from crm.money import read_sum
from crm.rules import NAME_LIMIT, TEXT_LIMIT
from crm.zone_names import CITY_WORDS, city_zone, is_name_too, named_by

LINE_LIMIT = 500
"""Characters looked at for fields: what comes later is prose."""

# Something was taken out here: names do not reach over it.
GAP = "\x1f"
# Commas of "84,000" separate nothing.
BREAKS = re.compile(r"\s*(?:[;|\n\t]|,(?![0-9])|(?<![0-9]),)\s*")
INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
NAME_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ‐-][^\W\d_]+)*|(?:[^\W\d_]\.)+", re.UNICODE)
PARTICLES = re.compile(r"van|von|de|da|der|den|di|al|el|bin|ibn|la|le|оглы|кызы|фон", re.I)
PATRONYMIC = re.compile(r"(?:вич|вна|чна|оглы|кызы)$", re.I)
NAME_WORDS = 3

FORMS_BEFORE = r"ООО|ОАО|ЗАО|ПАО|НАО|АО|ИП|ТОО|НКО|АНО|ФГУП|МУП|ГУП|СНТ|ТСЖ|ТСН|ЧП|ФОП|КФХ|ОДО|УП|ЧУП|МЧЖ"
PERSON_FORMS = {"ИП", "ЧП", "ФОП"}
FORMS_AFTER = (
    r"Ltd\.?|Limited|LLC|L\.L\.C\.|LLP|Inc\.?|Corp\.?|Co\.|PLC"
    r"|GmbH|AG|S\.A\.|SARL|SRL|S\.r\.l\.|B\.V\.|AB|Oy|Pty Ltd\.?"
)
QUOTED = r"[«“„\"](?P<quoted>[^«»“”„\"]{1,80})[»”“\"]"
FORM_QUOTED = re.compile(rf"(?<!\w)(?P<form>{FORMS_BEFORE})\s*{QUOTED}")
QUOTED_ALONE = re.compile(QUOTED)
FORM_BEFORE = re.compile(rf"(?<!\w)(?P<form>{FORMS_BEFORE})\s+(?P<rest>\w[^{GAP}]*)")
FORM_AFTER = re.compile(rf"(?P<before>[^{GAP}]*?\w)[ ]+(?P<form>{FORMS_AFTER})(?!\w)")

SAID = r"(?:г\.?|гор\.?|город|in|из|в)"
CITY_SAID = re.compile(rf"(?:^|\s){SAID}\s*$", re.I)
CITY_SAID_FIRST = re.compile(rf"^\s*{SAID}\s+", re.I)
SHORT_CITIES = {"ufa", "spb", "msk", "ekb", "nsk"}
SHORTEST_CITY = 4


def read_line(text: str, country: str) -> Draft:
    """The draft of a typed line; numbers without a plus are of `country` (ISO 3166).

    Never fails: what cannot be told apart is the need.
    """
    text = INVISIBLE.sub("", text[:TEXT_LIMIT].replace("\r", "\n"))
    end = len(text) if len(text) <= LINE_LIMIT else text.rfind(" ", 0, LINE_LIMIT) + 1
    prose = " ".join(text[end:].split())
    text, phones = _without_phones(text[:end], country)
    segments = [" ".join(part.split(" ")) for part in BREAKS.split(text)]
    segments = [part for part in (segment.strip(" ,.–—-:") for segment in segments) if part]
    line = _Line(segments, broken=bool(phones) or len(segments) > 1)
    sum_minor, zone, company = line.take_sum(), line.take_city(), line.take_company()
    name = line.take_name() or line.person
    return Draft(
        name=name[:NAME_LIMIT],
        company=(company or line.take_title_case())[:NAME_LIMIT],
        phones=tuple(phones),
        need=" ".join(filter(None, (line.rest(), prose))),
        sum_minor=sum_minor,
        zone=zone,
    )


def correct_by_line(draft: Draft, text: str, country: str) -> Draft:
    """The draft with what a further text says: one thing alone, or another whole line."""
    said = " ".join(text.split())
    zone = city_zone(said)
    if zone:
        return draft.corrected(Draft(zone=zone))
    sum_minor = _only(read_sum, said)
    if sum_minor is not None and len(said) < 20 and not find_phones(said, country):
        return draft.corrected(Draft(sum_minor=sum_minor))
    line = read_line(text, country)
    if draft.name and not line.phones and line.name:
        # Without a number it is no new line: what looks like a name is the beginning of a need.
        line = Draft(company=line.company, need=" ".join(INVISIBLE.sub("", text).split()), zone=line.zone)
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

    def take_city(self) -> str | None:
        """The zone of the one city that is named; the word stays where the zone does not tell it."""
        found = [
            (index, city)
            for index, text in enumerate(self.segments)
            for city in _cities_in(text, first=index == 0)
        ]
        zones = {zone for _, (zone, _, _) in found}
        if len(zones) != 1:
            return None
        for index, (zone, start, end) in reversed(found):
            said = self.segments[index][start:end]
            told = named_by(zone, CITY_SAID_FIRST.sub("", said))
            if told or index == 0:
                self._cut(index, start, end)
            if not told and index == 0:
                self.segments.append(said)
        return zones.pop()

    def take_company(self) -> str:
        """A company told by its legal form or by quotation marks after the name."""
        for index, text in enumerate(self.segments):
            for take in (self._form_quoted, self._quoted_alone, self._form_before, self._form_after):
                company = take(index, text)
                if company:
                    return " ".join(company.split())
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
        words = _name_words(piece, whole=whole)
        if words:
            end = start
            for word in words:
                end = text.index(word, end) + len(word)
            self._cut(index, start, end)
            return _as_names(words)
        if whole and len(piece.split()) <= NAME_WORDS and not re.search("[0-9]", piece) and search_key(piece):
            self._cut(index, start, start + len(piece))
            return piece.strip()
        return ""

    def take_title_case(self) -> str:
        """ "Окна Плюс" between commas: capitalised throughout, as no need is written."""
        for index, text in enumerate(self.segments):
            words = text.split()
            alone = GAP not in text and 2 <= len(words) <= 4 and len(self.segments) > 1
            if alone and all(NAME_WORD.fullmatch(word) and word[0].isupper() for word in words):
                if _cities_in(text, first=False):
                    continue
                self.segments[index] = ""
                return text
        return ""

    def rest(self) -> str:
        parts = (" ".join(text.replace(GAP, " ").split()).strip(" ,.–—-:") for text in self.segments)
        return ", ".join(part for part in parts if part)

    def _cut(self, index: int, start: int, end: int) -> None:
        text = self.segments[index]
        self.segments[index] = (text[:start] + GAP + text[end:]).strip(" ")

    # Shapes of a company

    def _form_quoted(self, index: int, text: str) -> str:
        match = FORM_QUOTED.search(text)
        if match is None:
            return ""
        self._cut(index, *match.span())
        return f"{match['form']} «{match['quoted'].strip()}»"

    def _quoted_alone(self, index: int, text: str) -> str:
        match = QUOTED_ALONE.search(text)
        if match is None:
            return ""
        before = text[: match.start()].split()
        after_name = index == 0 and 0 < len(before) <= NAME_WORDS and _capitalised(before)
        if text.strip(GAP + " ") != match[0] and not after_name:
            return ""
        self._cut(index, *match.span())
        return match["quoted"].strip()

    def _form_before(self, index: int, text: str) -> str:
        """ "ООО Ромашка Иван": the last words are the name, where the line has no other."""
        match = FORM_BEFORE.search(text)
        words = _leading(match["rest"].split()) if match else []
        if match is None or not words:
            return ""
        named = bool(text[: match.start()].strip(GAP + " ")) or index > 0
        if match["form"] in PERSON_FORMS:
            taken, self.person = words[:NAME_WORDS], "" if named else " ".join(words[:NAME_WORDS])
        elif named or len(words) == 1 or self._name_follows(index, match["rest"], words):
            taken = words
        else:
            taken = words[:1] if len(words) <= NAME_WORDS else words[:-2]
        end = match.start("rest")
        for word in taken:
            end = text.index(word, end) + len(word)
        self._cut(index, match.start(), end)
        return " ".join([match["form"], *(taken[:1] if self.person else taken)])

    def _name_follows(self, index: int, rest: str, words: list[str]) -> bool:
        following = self.segments[index + 1].split() if index + 1 < len(self.segments) else []
        return (
            len(rest.split()) == len(words) and 0 < len(following) <= NAME_WORDS and _capitalised(following)
        )

    def _form_after(self, index: int, text: str) -> str:
        """ "John Smith ACME Ltd": two words for the name, where three or more stand before the form."""
        match = FORM_AFTER.match(text)
        if match is None:
            return ""
        words = match["before"].split()
        small = (n for n, word in enumerate(reversed(words)) if word[0].islower())
        run = next(small, len(words))
        taken = words[len(words) - run :]
        if index == 0 and len(taken) == len(words) >= NAME_WORDS:
            taken = words[2:]
        if not taken or len(taken) > 5:
            return ""
        start = len(match["before"]) - len(match["before"].partition(words[0])[2]) - len(words[0])
        for word in words[: len(words) - len(taken)]:
            start = text.index(word, start) + len(word)
        self._cut(index, start, match.end())
        return " ".join([*taken, match["form"]])


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
    cyrillic = re.search("[а-яё]", name, re.I) is not None
    return at >= (1 if cyrillic else 2)


def _leading(words: list[str]) -> list[str]:
    """The capitalised words at the beginning."""
    count = next((n for n, word in enumerate(words) if not _capitalised([word])), len(words))
    return words[:count]


def _capitalised(words: list[str]) -> bool:
    return all(NAME_WORD.fullmatch(word) and not word[0].islower() for word in words)


def _name_words(piece: str, *, whole: bool) -> list[str]:
    """Up to three leading words of a name; typed in small letters, they must be all that stands there."""
    words = piece.split()
    if not words or not NAME_WORD.fullmatch(words[0]):
        return []
    if words[0][0].islower():
        few = len(words) <= NAME_WORDS and all(NAME_WORD.fullmatch(word) for word in words)
        return words if whole and few else words[:1]
    run: list[str] = []
    for word in words:
        if not (NAME_WORD.fullmatch(word) and (not word[0].islower() or PARTICLES.fullmatch(word))):
            break
        run.append(word)
    while run and PARTICLES.fullmatch(run[-1]) and run[-1].islower() and not PATRONYMIC.search(run[-1]):
        run.pop()
    particles = sum(word.islower() for word in run)
    third = len(run) == len(words) or any(PATRONYMIC.search(word) for word in run[:NAME_WORDS])
    return run[: (NAME_WORDS if third else 2) + particles]


def _as_names(words: list[str]) -> str:
    """Small letters become capitals; anything else stays as it was typed."""
    if all(word.islower() for word in words):
        words = [word[:1].upper() + word[1:] for word in words]
    return " ".join(words)
