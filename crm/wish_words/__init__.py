"""The words in which people say when to call, all languages at once: nobody says first which he writes."""

import re

from crm.wish_words.en import EN
from crm.wish_words.language import EVERY_DAY as EVERY_DAY
from crm.wish_words.ru import RU
from crm.wish_words.uk import UK

LANGUAGES = (RU, EN, UK)


def _any(*patterns: str) -> str:
    return "|".join(patterns)


AM, PM = (_any(*(getattr(words, half) for words in LANGUAGES)) for half in ("am", "pm"))
HOURS = {word: hour for words in LANGUAGES for word, hour in words.hours.items()}
NAMED_AT = {name: minute for words in LANGUAGES for name, minute in words.named.items()}

_HALF = rf"({AM}|{PM}|{_any(*(words.clock for words in LANGUAGES))})(?!\w)"
_HOUR = rf"(\d{{1,2}}|(?:{_any(*HOURS)})(?!\w))"
_CLOCK = rf"{_HOUR}(?:[:.](\d\d))?(?:\s*{_HALF})?(?![\d:])"
TIME = rf"(?:{_CLOCK}|({_any(*NAMED_AT)})(?!\w))"
"""Of four groups: hour, minutes, half of the day, name."""

SINCE = rf"(?:(?:{_any(*(words.since for words in LANGUAGES))})\s+)?"
_TO, _JOIN = (_any(*(getattr(words, name) for words in LANGUAGES)) for name in ("to", "join"))
TO_DAY, TO_HOUR = rf"\s*(?:-|{_TO})\s*", rf"\s*(?:-|{_TO}|{_JOIN})\s*"
AFTER = rf"(?:{_any(*(words.after for words in LANGUAGES))})\s+"
BEFORE = rf"(?:{_any(*(words.before for words in LANGUAGES))})\s+"
ON = rf"(?:(?:{_any(*(words.on for words in LANGUAGES))})\s+)?"
WEEKDAYS = tuple(_any(*names) for names in zip(*(words.weekdays for words in LANGUAGES), strict=True))
WEEKDAY = _any(*(f"(?:{names})" for names in WEEKDAYS))
PARTS = tuple(part for words in LANGUAGES for part in words.parts)
DAYS = tuple(days for words in LANGUAGES for days in words.days)
ANY_TIME = _any(*(words.any_time for words in LANGUAGES))
NOT = _any(*(words.negation for words in LANGUAGES))
FILLING = _any(*(words.filling for words in LANGUAGES))


def weekday_of(word: str) -> int:
    """Monday is 0; of a word that WEEKDAY matches."""
    return next(day for day, names in enumerate(WEEKDAYS) if re.fullmatch(names, word.lower()))
