"""Time zones by their cities in both languages, and by the numbers of their buttons."""

import datetime as dt

import pytest

from crm.errors import UnknownZone
from crm.localtime import all_zones, countries, country_zones
from crm.zone_names import choices, number_of, zone_by_number, zone_city

NOW = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)


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
