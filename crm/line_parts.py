"""What stands out in a typed line by its shape alone: numbers of phones and sums of money."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

import phonenumbers

from crm.errors import BadPhone, CrmError
from crm.money import read_sum
from crm.phones import read_phone

T = TypeVar("T")

LINE_LIMIT = 500
"""Characters looked at for fields: what comes later is prose."""
PHONES_AT_MOST = 5
STARTS_TRIED = 40
# A run of digit groups as numbers of phones are written; each group may be the last.
PHONE_RUN = re.compile(r"(?<![\w+/.,-])\+?[(]?[0-9][0-9 ()./‐‑–-]{4,30}[0-9]")
PHONE_LABEL = re.compile(
    r"(?:^|(?<=[\s,;]))(?:тел(?:ефон)?|моб(?:ильный)?|сот|phone|tel|mobile|mob|cell|whatsapp|вотсап)"
    r"\s*[.:]*\s*$",
    re.I,
)
# Digits after these words are neither a phone nor a sum.
OTHER_NUMBER = re.compile(
    r"(?:инн|кпп|огрн|огрнип|снилс|№|#|заказ\w*|договор\w*|сч[её]т\w*|квартир\w*|кв\.?|дом"
    r"|order|invoice|id|no\.?)\s*[:№#]?\s*$",
    re.I,
)

LABEL_REACH = 24
"""How far before a number its label may begin."""

SUM_START = re.compile(r"(?<![\w.,/+−$€£₽₸₴-])(?:[$€£₽₸₴]\s?)?[0-9]")
SUM_WORDS = 7
CURRENCY = re.compile(r"[$€£₽₸₴]|(?<![^\W\d_])(?:р\.|р$|руб|rub|usd|eur|евро|долл|тенге|тг|грн|сом)", re.I)
WORDED = re.compile(r"(?:тыс|тр|т\.р|кк|kk|mln|mio|thousand|million|billion|bn|мл|миллион|миллиард)", re.I)
ATTACHED_K = re.compile(r"(?P<number>[0-9]+(?:[.,][0-9]+)?)[kк]", re.I)
LOOSE_TAIL = re.compile(r"[^\W\d_]\.?\s+[0-9][0-9 ]*$")
GROUPED = re.compile(r"[0-9]{1,3}(?:[ .,'][0-9]{3})+(?:[.,][0-9]{1,2})?")
YEARS = range(1950_00, 2051_00)
BARE_ALONE_FROM, BARE_FROM = 1_000_00, 10_000_00
SMALL_K = 5
"""Below this many thousands "к" may mean rooms of a flat."""


@dataclass(frozen=True)
class Found(Generic[T]):
    value: T
    start: int
    end: int


def find_phones(text: str, country: str) -> list[Found[str]]:
    """Numbers of phones in E.164, with where they stand, their label ("тел.") included.

    Only the first LINE_LIMIT characters are looked at.
    """
    text = text[:LINE_LIMIT]
    found: list[Found[str]] = []
    for run in PHONE_RUN.finditer(text):
        before = text[max(0, run.start() - LABEL_REACH) : run.start()]
        if OTHER_NUMBER.search(before) or len(found) == PHONES_AT_MOST:
            continue
        found.extend(_phones_in(run, before, country))
    return found[:PHONES_AT_MOST]


def _phones_in(run: re.Match[str], before: str, country: str) -> Iterator[Found[str]]:
    """One number, or several separated by blanks only; what follows it ("84 000") is left."""
    at, text = run.start(), run[0]
    label = PHONE_LABEL.search(before)
    while text:
        ends = [match.end() for match in re.finditer(r"[0-9](?![0-9])", text)][::-1]
        sure = next((end for end in ends if _e164(text[:end], country, sure=True)), None)
        end = sure or next((end for end in ends if _e164(text[:end], country, sure=False)), None)
        if end is None:
            return
        yield Found(
            _e164(text[:end], country, sure=False) or "", at - len(label[0]) if label else at, at + end
        )
        rest = text[end:]
        label, text = None, rest.lstrip(" ./-")
        at += end + len(rest) - len(text)


def _e164(text: str, country: str, *, sure: bool) -> str | None:
    """The number, if it is a valid one or (unless `sure`) begins with a plus and may be one."""
    if sum(char.isdigit() for char in text) < 7:
        return None
    try:
        e164 = read_phone(text, country)
    except BadPhone:
        return None
    if phonenumbers.is_valid_number(phonenumbers.parse(e164)):
        return e164
    return e164 if text.startswith("+") and not sure else None


def find_sum(segments: list[str]) -> tuple[int, Found[int]] | None:
    """The one sum of the line, with its segment's index. Where two might be meant, there is none."""
    all_found = [(n, found, sure) for n, text in enumerate(segments) for found, sure in _sums(text)]
    sure = [(n, found) for n, found, is_sure in all_found if is_sure]
    if sure:
        return sure[0] if len(sure) == 1 else None
    bare = [(n, found) for n, found, _ in all_found if _stands_for_money(segments[n], found)]
    return bare[0] if len(bare) == 1 else None


def _sums(text: str) -> Iterator[tuple[Found[int], bool]]:
    """Readable sums, each as long as can be read, and whether a word or sign says that it is money."""
    behind = 0
    for tried, match in enumerate(SUM_START.finditer(text)):
        if tried == STARTS_TRIED:
            return
        start = match.start()
        if start < behind or OTHER_NUMBER.search(text[max(0, start - LABEL_REACH) : start]):
            continue
        words = [word.end() for word in re.finditer(r"\S+", text[start : start + 80])][:SUM_WORDS]
        for end in reversed(words):
            said = text[start : start + end]
            minor = _minor(said)
            if minor is not None and not LOOSE_TAIL.search(said):
                yield Found(minor, start, start + end), _says_money(said)
                behind = start + end
                break


def _minor(said: str) -> int | None:
    try:
        return read_sum(said)
    except CrmError:
        return None


def _says_money(said: str) -> bool:
    if CURRENCY.search(said) or WORDED.search(said):
        return True
    attached = ATTACHED_K.search(said)
    return attached is not None and float(attached["number"].replace(",", ".")) >= SMALL_K


def _stands_for_money(segment: str, found: Found[int]) -> bool:
    """Whether a number without any sign is the sum: alone between commas, or large at the end."""
    said, rest = segment[found.start : found.end], segment[found.end :].strip()
    if re.search(r"[^\W\d_]", said) or rest:
        return False
    if not segment[: found.start].strip():
        return found.value >= BARE_ALONE_FROM
    grouped = GROUPED.fullmatch(said) is not None and found.value >= BARE_ALONE_FROM
    return grouped or (found.value >= BARE_FROM and found.value not in YEARS)
