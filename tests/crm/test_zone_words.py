"""A time zone by what people type where the client is asked for: right, asked back, or refused."""

import datetime as dt

import pytest

from crm.errors import UnknownZone, UnsureZone
from crm.localtime import country_zones
from crm.zone_words import find_zone, read_zone

NOW = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
TYPED = {
    "Europe/Moscow": "Москва, МОСКВА, Moscow, Сочи, Sochi, Казань, Питер, СПб, Санкт-Петербург, мск+0",
    "Asia/Novosibirsk": "Новосибирск, novosibirsk, НСК, asia/novosibirsk",
    "Asia/Yekaterinburg": "Екатеринбург, Екб, Уфа, Челябинск, Chelyabinsk, Пермь, Тюмень",
    "Asia/Vladivostok": "Владивосток, Vladivastok, Владивосто, Хабаровск",
    "Asia/Sakhalin": "Южно-Сахалинск, Yuzhno Sakhalinsk, Sakhalin",
    "Asia/Kamchatka": "Петропавловск-Камчатский, Камчатка",
    "Europe/Kyiv": "Киев, Kyiv",
    "America/New_York": "Нью-Йорк, New York, new_york, Boston",
    "Asia/Kolkata": "Калькутта, Mumbai",
    "Europe/London": "Лондон, London, Ливерпуль, Europe/London",
}


@pytest.mark.parametrize("zone", TYPED)
def test_typed_names_are_understood(zone: str) -> None:
    for typed in TYPED[zone].split(", "):
        assert read_zone(typed, "RU", NOW) == zone, typed


@pytest.mark.parametrize(
    "typed", ["мск+3", "+3 к Москве", "+3 мск", "плюс 3 к москве", "Москва +3", "+3 часа от Москвы", "utc+6"]
)
def test_an_offset_is_no_city(typed: str) -> None:
    assert find_zone(typed, "RU", NOW) == ("Asia/Omsk", None)


def test_an_offset_is_a_zone_of_the_country() -> None:
    assert read_zone("мск+4", "RU", NOW) in country_zones("RU")
    assert read_zone("МСК +4", "RU", NOW) == read_zone("UTC+7", "RU", NOW)
    with pytest.raises(UnknownZone):
        read_zone("UTC-5", "RU", NOW)


@pytest.mark.parametrize(
    "typed", ["", " ", "абв", "Oms", "Томс", "🙂", "мск+99", "Europe", "EST", "<b>", "Нью", "x" * 5000]
)
def test_what_names_no_zone_is_refused(typed: str) -> None:
    with pytest.raises(UnknownZone):
        read_zone(typed, "RU", NOW)


@pytest.mark.parametrize(
    "typed",
    [
        "Тамара",
        "Мария",
        "потом",
        "Полина",
        "Карина",
        "Рита",
        "Вадим",
        "Роман",
        "Урал",
        "Дальний",
        "МО",
    ],
)
def test_a_word_that_is_but_like_a_city_is_never_taken_for_it(typed: str) -> None:
    with pytest.raises((UnsureZone, UnknownZone)):
        read_zone(typed, "RU", NOW)


@pytest.mark.parametrize(
    "typed", ["как у нас", "не знаю", "потом скажу", "США", "Якутия", "Георгия", "где-то на юге", "Россия"]
)
def test_what_has_several_clocks_or_none_is_refused(typed: str) -> None:
    with pytest.raises(UnknownZone):
        read_zone(typed, "RU", NOW)


AREAS = {
    "Europe/Moscow": "Подмосковье, Московская область, в Московской обл., Татарстан, Дагестан, из Чечни",
    "Asia/Yekaterinburg": "Башкирия, респ. Башкортостан, Свердловская обл, ХМАО, на Ямале, ЯНАО",
    "Asia/Vladivostok": "Приморье, в Приморье, Приморский край",
    "Asia/Novokuznetsk": "Кузбасс",
    "Europe/Samara": "Самарская область, в Удмуртии",
    "Asia/Almaty": "Казахстан, в Казахстане, Kazakhstan",
    "Europe/Berlin": "Германия, из Германии, Germany",
    "Asia/Tbilisi": "Грузия",
}


@pytest.mark.parametrize("zone", AREAS)
def test_a_region_or_a_country_of_one_clock_answers_too(zone: str) -> None:
    for typed in AREAS[zone].split(", "):
        assert read_zone(typed, "RU", NOW) == zone, typed
