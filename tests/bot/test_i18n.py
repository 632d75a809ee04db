import datetime as dt
import time

import pytest

from bot.errors import words_of
from bot.i18n import LANGUAGES, Locale, Raw, locale_of
from crm import errors
from crm.access import language_of_profile
from crm.labels import Label

MOSCOW, VLADIVOSTOK, KALININGRAD = "Europe/Moscow", "Asia/Vladivostok", "Europe/Kaliningrad"
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)  # Monday noon in Moscow


@pytest.fixture
def ru() -> Locale:
    return locale_of("ru")


@pytest.fixture
def en() -> Locale:
    return locale_of("en")


def test_typed_values_are_escaped_and_ours_are_not(ru: Locale) -> None:
    assert ru.text("format-both", there="<b>&", here=Raw("<b>x</b>")) == "&lt;b&gt;&amp; там · <b>x</b> здесь"
    assert ru.plain("format-both", there="<b>&", here="x") == "<b>& там · x здесь"


def test_typed_words_do_not_turn_our_own_around(ru: Locale) -> None:
    typed = "\u202eАня\u202c\x00\n\u2067!"
    assert ru.text("format-both", there=typed, here="12:00") == "Аня\n! там · 12:00 здесь"
    assert ru.plain("format-both", there=typed, here="12:00") == "Аня\n! там · 12:00 здесь"


def test_a_value_of_any_length_passes_whole(ru: Locale) -> None:
    assert ru.text("format-both", there="<" * 4096, here="") == "&lt;" * 4096 + " там ·  здесь"


def test_a_missing_value_is_noticed(ru: Locale) -> None:
    with pytest.warns(UserWarning, match="format-both"):
        ru.text("format-both", there="x")


@pytest.mark.parametrize(
    ("code", "language"),
    [("ru", "ru"), ("uk", "ru"), ("kk", "ru"), ("be-BY", "ru"), ("en-GB", "en"), ("de", "en"), (None, "en")],
)
def test_the_profile_chooses_the_language(code: str | None, language: str) -> None:
    assert locale_of(language_of_profile(code)).language == language


def test_a_companys_own_label_is_taken_in_the_readers_language_or_any(ru: Locale, en: Locale) -> None:
    own = Label("outcome", None, {"ru": "Демо <показано>"})

    assert ru.plain_label(own) == en.plain_label(own) == "Демо <показано>"
    assert ru.label(own) == "Демо &lt;показано&gt;"


def test_a_shipped_label_is_a_key(ru: Locale, en: Locale) -> None:
    assert (ru.label(Label("outcome", "busy")), en.label(Label("outcome", "busy"))) == ("Занято", "Busy")


@pytest.mark.parametrize(
    ("hours", "zone", "russian", "english"),
    [
        (3, MOSCOW, "сегодня, 15:00", "today, 15:00"),
        (24, MOSCOW, "завтра, 12:00", "tomorrow, 12:00"),
        (6, VLADIVOSTOK, "завтра, 01:00", "tomorrow, 01:00"),
        (75, MOSCOW, "чт 26 ноя, 15:00", "Thu 26 Nov, 15:00"),
        (-24, MOSCOW, "вс 22 ноя, 12:00", "Sun 22 Nov, 12:00"),
        (24 * 60, MOSCOW, "пт 22 янв 2027, 12:00", "Fri 22 Jan 2027, 12:00"),
    ],
)
def test_moments_are_named_in_their_zone(
    ru: Locale, en: Locale, hours: int, zone: str, russian: str, english: str
) -> None:
    at = NOW + dt.timedelta(hours=hours)

    assert (ru.when(at, zone, NOW), en.when(at, zone, NOW)) == (russian, english)


@pytest.mark.parametrize(
    ("at", "client", "shown"),
    [
        ("2026-11-26 12:10", MOSCOW, "чт 26 ноя, 15:10"),
        ("2026-11-26 12:10", VLADIVOSTOK, "чт 26 ноя, 22:10 там · 15:10 здесь"),
        ("2026-11-26 12:10", "Europe/Minsk", "чт 26 ноя, 15:10"),
        ("2026-11-26 22:10", VLADIVOSTOK, "пт 27 ноя, 08:10 там · 01:10 здесь"),
        ("2026-11-26 20:10", VLADIVOSTOK, "пт 27 ноя, 06:10 там · чт 26 ноя, 23:10 здесь"),
        ("2026-11-23 10:00", VLADIVOSTOK, "сегодня, 20:00 там · 13:00 здесь"),
        ("2026-11-23 16:00", VLADIVOSTOK, "вт 24 ноя, 02:00 там · пн 23 ноя, 19:00 здесь"),
    ],
)
def test_two_clocks_are_shown_where_they_differ(ru: Locale, at: str, client: str, shown: str) -> None:
    moment = dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC)

    assert ru.both(moment, client, MOSCOW, NOW) == shown


def test_today_is_not_said_while_it_is_not_the_same_date_at_both_ends(ru: Locale) -> None:
    late = dt.datetime(2026, 11, 23, 19, 0, tzinfo=dt.UTC)  # 22:00 in Moscow, Tuesday in Vladivostok

    assert ru.both(late + dt.timedelta(hours=5), VLADIVOSTOK, MOSCOW, late) == (
        "вт 24 ноя, 10:00 там · 03:00 здесь"
    )


def test_the_clocks_of_a_moment(ru: Locale) -> None:
    assert ru.both_times(NOW, VLADIVOSTOK, MOSCOW) == "19:00 там · 12:00 здесь"
    assert ru.both_times(NOW, MOSCOW, MOSCOW) == "12:00"


@pytest.mark.parametrize(
    ("minutes", "russian", "english"),
    [
        (0, "0 мин", "0 min"),
        (5, "5 мин", "5 min"),
        (60, "1 ч", "1 h"),
        (90, "1 ч 30 мин", "1 h 30 min"),
        (24 * 60, "1 день", "1 day"),
        (53 * 60, "2 дня 5 ч", "2 days 5 h"),
        (24 * 60 * 5 + 3, "5 дней", "5 days"),
        (24 * 60 * 21, "21 день", "21 days"),
    ],
)
def test_spans(ru: Locale, en: Locale, minutes: int, russian: str, english: str) -> None:
    length = dt.timedelta(minutes=minutes)

    assert (ru.span(length), en.span(length)) == (russian, english)


@pytest.mark.parametrize(
    ("minor", "currency", "russian", "english"),
    [
        (8_400_000, "RUB", "84 000 ₽", "₽84,000"),
        (8_400_050, "RUB", "84 000,50 ₽", "₽84,000.50"),
        (99, "USD", "0,99 $", "$0.99"),
        (-100, "EUR", "−1 €", "€−1"),
        (5000, "JPY", "5 000 JPY", "JPY5,000"),
    ],
)
def test_money(ru: Locale, en: Locale, minor: int, currency: str, russian: str, english: str) -> None:
    assert ru.money(minor, currency).replace("\u00a0", " ") == russian
    assert en.money(minor, currency) == english


@pytest.mark.parametrize(
    ("number", "shown"),
    [("+79161234567", "+7 916 123-45-67"), ("+14155552671", "+1 415-555-2671"), ("?", "?")],
)
def test_phones_are_international(ru: Locale, number: str, shown: str) -> None:
    assert ru.phone(number) == shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "error",
    [
        errors.NotFound(),
        errors.StaleScreen(1),
        errors.OutcomeNotOffered(1),
        errors.TextTooLong(4000),
        errors.TooFarMoment(dt.timedelta(days=730)),
    ],
)
def test_a_refusal_has_words(error: errors.CrmError, language: str) -> None:
    words = words_of(error, locale_of(language))

    assert words != locale_of(language).plain("error-unexpected")
    assert "$" not in words


def test_an_unknown_refusal_takes_the_words_of_its_base(ru: Locale) -> None:
    class BrandNew(errors.StaleScreen):
        """Made up."""

    assert words_of(BrandNew(1), ru) == ru.plain("error-stale-screen")


def test_a_card_of_twelve_texts_takes_less_than_a_millisecond(ru: Locale) -> None:
    def card() -> None:
        for _ in range(12):
            ru.text("format-both", there="Анна", here="15:10")

    card()
    began = time.perf_counter()
    for _ in range(100):
        card()

    assert (time.perf_counter() - began) / 100 < 0.001
