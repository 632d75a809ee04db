"""Days that are not as the week says: public holidays of a country, and what somebody entered."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True)
class SaidDay:
    """A day off, or a working day, that somebody entered."""

    off: bool
    name: str | None = None


@dataclass(frozen=True)
class DaysOff:
    """Of one person: his country's holidays (None: they are worked), and the days that were entered."""

    country: str | None = None
    """ISO 3166, two letters."""
    entered: Mapping[dt.date, SaidDay] = field(default_factory=dict)

    def said(self, day: dt.date) -> SaidDay | None:
        return self.entered.get(day)

    def holiday(self, day: dt.date) -> bool | None:
        """True for a public holiday, False for a weekend day that is worked for one, None for neither."""
        if self.country is None:
            return None
        off, worked = _year(self.country, day.year)
        return True if day in off else False if day in worked else None


NO_DAYS = DaysOff()


def holiday_name(country: str, day: dt.date, language: str) -> str | None:
    """What the holiday is called, in "ru" or "en"; empty where the country's calendar does not know it."""
    return _names(country, day.year, language).get(day)


def holidays_from(country: str, day: dt.date, language: str) -> list[tuple[dt.date, str]]:
    """The holidays of this and the next year from that day on, by date, in "ru" or "en" where known."""
    names = _names(country, day.year, language) | _names(country, day.year + 1, language)
    return sorted((at, name) for at, name in names.items() if at >= day)


@lru_cache(maxsize=64)
def _year(country: str, year: int) -> tuple[frozenset[dt.date], frozenset[dt.date]]:
    """The holidays of a year, and the weekend days that are worked for one."""
    import holidays  # some megabytes and tenths of a second, for who plans

    try:
        found = holidays.country_holidays(country, years=year)
    except NotImplementedError:
        return frozenset(), frozenset()
    return frozenset(found), frozenset(found.weekend_workdays)


@lru_cache(maxsize=64)
def _names(country: str, year: int, language: str) -> dict[dt.date, str]:
    import holidays

    try:
        found = holidays.country_holidays(country, years=year)
    except NotImplementedError:
        return {}
    spoken = found.supported_languages
    if not spoken:  # a calendar that knows one language, mostly English
        return dict(found)
    # Asked for a language it has not, it answers in any other, by the computer's settings.
    known = next((code for code in spoken if code.split("_")[0] == language), None)
    if known is None:
        return dict.fromkeys(found, "")
    return dict(holidays.country_holidays(country, years=year, language=known))
