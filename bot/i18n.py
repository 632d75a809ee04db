"""Words, times, money and phone numbers in a person's language. HTML is escaped here."""

import datetime as dt
from functools import lru_cache
from typing import Any

import phonenumbers
from babel.numbers import get_currency_precision, get_decimal_symbol, get_group_symbol

from bot.html import escape
from bot.phrases import LANGUAGES, Phrases, counted
from crm.labels import Label
from crm.localtime import to_local

__all__ = ["LANGUAGES", "Locale", "Raw", "locale_of"]

DEFAULT_LANGUAGE = "en"
# What people write where Babel's short names are the bare code in one of the languages.
SYMBOLS = {"RUB": "₽", "USD": "$", "EUR": "€", "GBP": "£", "KZT": "₸", "UAH": "₴", "BYN": "Br", "KGS": "с"}
# Characters in typed words that would turn the rest of our own line around, or break it.
UNRULY: dict[int, str | None] = dict.fromkeys(
    [*range(0x20), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x7F], None
) | {ord("\n"): "\n"}


class Raw(str):
    """A value that is HTML of our own making already: it is not escaped again."""


class Locale:
    """One language. Get it by `locale_of`: building one reads all its files."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._phrases = Phrases(language)
        self._weekdays = self.plain("names-weekdays").split()
        self._short_weekdays = self.plain("names-short-weekdays").split()
        self._months = self.plain("names-months").split()
        self._whole_months = self.plain("names-whole-months").split()
        self._group = get_group_symbol(language)
        self._decimal = get_decimal_symbol(language)

    def has(self, key: str) -> bool:
        """Whether `locales/` has this message."""
        return key in self._phrases

    def text(self, key: str, **values: Any) -> str:
        """The message as HTML, with escaped values. Numbers choose plurals; ids go in as strings."""
        return self._phrases.format(key, {name: _escaped(value) for name, value in values.items()})

    def plain(self, key: str, **values: Any) -> str:
        """The message for places without HTML: buttons, toasts, command lists."""
        return self._phrases.format(key, {name: _fitting(value) for name, value in values.items()})

    def label(self, label: Label) -> str:
        """What a row of the pipeline is called, as HTML."""
        return escape(self.plain_label(label))

    def plain_label(self, label: Label) -> str:
        """What a row of the pipeline is called, for buttons and values of `text`."""
        own = label.texts.get(self.language) or next(iter(label.texts.values()), None)
        if own is not None:
            return own
        return self.plain(f"{label.family}-{label.key}")

    @property
    def weekdays(self) -> list[str]:
        """ "пн" to "вс"."""
        return self._weekdays

    # Times. All moments are aware; the results are plain text.

    def time(self, at: dt.datetime, zone: str) -> str:
        """ "15:10"."""
        return f"{to_local(at, zone):%H:%M}"

    def day(self, date: dt.date, today: dt.date | None = None) -> str:
        """ "чт 26 ноя", with the year if it is another than today's."""
        words = {
            "weekday": self._weekdays[date.weekday()],
            "day": str(date.day),
            "month": self._months[date.month - 1],
        }
        if today is None or today.year == date.year:
            return self.plain("format-day", **words)
        return self.plain("format-day-year", **words, year=str(date.year))

    def day_short(self, date: dt.date) -> str:
        """ "чт 26", for a narrow button beside its neighbours."""
        return self.plain("format-day-short", weekday=self._short_weekdays[date.weekday()], day=str(date.day))

    def weekday(self, date: dt.date) -> str:
        """ "чт"."""
        return self._weekdays[date.weekday()]

    def month(self, date: dt.date) -> str:
        """ "ноябрь"."""
        return self._whole_months[date.month - 1]

    def when(self, at: dt.datetime, zone: str, now: dt.datetime) -> str:
        """ "чт 26 ноя, 15:10"; "сегодня" and "завтра" are those of the zone."""
        date, today = to_local(at, zone).date(), to_local(now, zone).date()
        if date == today:
            return self.plain("format-today", time=self.time(at, zone))
        if date == today + dt.timedelta(days=1):
            return self.plain("format-tomorrow", time=self.time(at, zone))
        return self.exactly(at, zone, now)

    def exactly(self, at: dt.datetime, zone: str, now: dt.datetime) -> str:
        """Like `when`, always with the date."""
        date, today = to_local(at, zone).date(), to_local(now, zone).date()
        return self.plain("format-day-time", day=self.day(date, today), time=self.time(at, zone))

    def both(self, at: dt.datetime, client_zone: str, own_zone: str, now: dt.datetime) -> str:
        """ "чт 26 ноя, 15:10 там · 09:10 здесь": one time where both clocks agree.

        The day of the second is named where it differs. "Today" is said only while it is the
        same date at both ends.
        """
        there, here = to_local(at, client_zone), to_local(at, own_zone)
        if there.utcoffset() == here.utcoffset():
            return self.when(at, client_zone, now)
        same_today = to_local(now, client_zone).date() == to_local(now, own_zone).date()
        same_day = there.date() == here.date()
        name = self.when if same_today and same_day else self.exactly
        second = self.time(at, own_zone) if same_day else self.exactly(at, own_zone, now)
        return self.plain("format-both", there=name(at, client_zone, now), here=second)

    def both_times(self, at: dt.datetime, client_zone: str, own_zone: str) -> str:
        """ "15:10 там · 09:10 здесь", for the clocks of this moment."""
        there, here = self.time(at, client_zone), self.time(at, own_zone)
        return there if there == here else self.plain("format-both", there=there, here=here)

    def span(self, length: dt.timedelta) -> str:
        """ "30 мин", "3 ч", "1 ч 30 мин", "1 день", "2 дня 5 ч": the two largest units, whole minutes."""
        minutes = max(0, round(length.total_seconds() / 60))
        days, rest = divmod(minutes, 24 * 60)
        hours, minutes = divmod(rest, 60)
        if days:
            parts = [("span-days", days), ("span-hours", hours)]
        elif hours:
            parts = [("span-hours", hours), ("span-minutes", minutes)]
        else:
            return self.plain("span-minutes", count=minutes)
        return " ".join(self.plain(key, count=count) for key, count in parts if count)

    # Numbers

    def number(self, value: int) -> str:
        """ "84 000"."""
        return f"{value:,}".replace(",", self._group)

    def money(self, minor: int, currency: str) -> str:
        """ "84 000 ₽" of an amount in minor units; kopecks only where there are some."""
        digits = get_currency_precision(currency)
        whole, fraction = divmod(abs(minor), 10**digits)
        amount = self.number(whole)
        if fraction:
            amount += f"{self._decimal}{fraction:0{digits}}"
        if minor < 0:
            amount = "−" + amount
        return self.plain("format-money", amount=amount, symbol=SYMBOLS.get(currency, currency))

    def phone(self, e164: str) -> str:
        """ "+7 916 123-45-67" of "+79161234567"; anything else stays as it is."""
        return _international(e164)


@lru_cache(maxsize=8)
def locale_of(language: str) -> Locale:
    """The locale of a language code of ours; English where there is none."""
    return Locale(language if language in LANGUAGES else DEFAULT_LANGUAGE)


@lru_cache(maxsize=2000)
def _international(e164: str) -> str:
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _escaped(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Raw):
        value = escape(value)
    return _fitting(value)


def _fitting(value: Any) -> Any:
    if type(value) is int:
        return counted(value)
    return value if isinstance(value, int | float | Raw) else str(value).translate(UNRULY)
