"""What a language has to say of when to call: tables of patterns, lower case, "ё" as "е", "’" as "'"."""

from collections.abc import Mapping
from dataclasses import dataclass

from crm.models import WORKING_WEEK

NOON, LUNCH, AFTERNOON, EVENING = 12 * 60, 13 * 60, 14 * 60, 17 * 60
WEEKENDS, EVERY_DAY = 0b1100000, 0b1111111
WEEKDAYS_ONLY = WORKING_WEEK


@dataclass(frozen=True)
class Words:
    am: str
    """Behind an hour: in the morning."""
    pm: str
    clock: str
    """Behind an hour, saying no half of the day: "часов"."""
    hours: Mapping[str, int]
    """Hours in words, as they stand after "after", "before", "from" and "to"."""
    named: Mapping[str, int]
    """Times with a name, in minutes after midnight."""
    since: str
    """Before the first hour or day of a range."""
    to: str
    """Before the last."""
    join: str
    """Before the last hour after "between"; of days it would count them up."""
    after: str
    before: str
    weekdays: tuple[str, str, str, str, str, str, str]
    on: str
    """Before a weekday."""
    parts: tuple[tuple[str, int | None, int | None], ...]
    """Parts of the day, from when to when; None: the usual beginning or end."""
    days: tuple[tuple[str, int], ...]
    """Days as bits, Monday the lowest."""
    any_time: str
    negation: str
    """"Don't call", "except": of the hours or days behind it."""
    filling: str
    """What says nothing of when."""
