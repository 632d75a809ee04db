"""Time zones by what people type, and their cities in both languages."""

import datetime as dt

import pytest

from crm.errors import UnknownZone
from crm.localtime import all_zones, countries, country_zones
from crm.zone_names import choices, number_of, read_zone, zone_by_number, zone_city

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


def test_every_zone_has_a_city_in_both_languages() -> None:
    for zone in (zone for country in countries() for zone in country_zones(country)):
        assert zone_city(zone, "en")
        assert zone_city(zone, "ru")
    assert zone_city("Asia/Yekaterinburg", "ru") == "Екатеринбург"
    assert zone_city("Europe/Kyiv", "ru") == "Киев"
    assert zone_city("America/Argentina/Buenos_Aires", "en") == "Buenos Aires"


def test_a_countrys_zones_go_from_west_to_east() -> None:
    russian = choices("RU", "ru", NOW)

    assert [choice.zone for choice in (russian[0], russian[-1])] == ["Europe/Kaliningrad", "Asia/Kamchatka"]
    assert len(russian) == len(country_zones("RU"))
    assert f"{russian[0].local:%H:%M}" == "14:00"
    assert choices("XX", "ru", NOW) == []


def test_numbers_of_zones_come_back() -> None:
    assert [zone_by_number(number_of(zone)) for zone in all_zones()] == list(all_zones())
    with pytest.raises(UnknownZone):
        zone_by_number(0)
