"""The extract of cities: complete, in order, light; and how the command that builds it chooses names."""

import json
import subprocess
import sys

import pytest

from crm.cities import DATA, named, squeezed
from crm.city_cases import nominatives
from crm.localtime import all_zones
from crm.regions import by_area_code, regions
from tools.cities import likeliest, place_of, rows

ZONES, CITIES, NAMES = (
    part.splitlines() for part in (DATA / "cities.tsv").read_text(encoding="utf-8").split("\n\n")
)
LOOK = """
import json, resource, time
import crm.city_search, rapidfuzz.distance
from crm import cities
def memory():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()
before, started = memory(), time.process_time()
cities.named("kazan")
print(json.dumps([time.process_time() - started, memory() - before]))
"""


def test_the_extract_is_in_order_and_of_its_size() -> None:
    assert (DATA / "cities.tsv").stat().st_size < 3_000_000
    assert len(CITIES) > 30_000
    assert set(ZONES) <= set(all_zones())
    latitudes = [float(line.split("\t")[6]) for line in CITIES]
    assert latitudes == sorted(latitudes)
    keys = [line.split("\t")[0] for line in NAMES]
    assert keys == sorted(set(keys))
    assert all(squeezed(key) or key for key in keys)


def test_reading_it_costs_little() -> None:
    """The best of three: other programs share the machine."""
    looks = [json.loads(subprocess.check_output([sys.executable, "-c", LOOK])) for _ in range(3)]

    assert min(seconds for seconds, _ in looks) < 0.05
    assert min(size for _, size in looks) < 15_000_000


def test_every_name_written_by_hand_is_found() -> None:
    missing = [
        name
        for english, country, russian, *others in rows("names.tsv")
        for name in (english, russian, *"".join(others).split(","))
        if name.strip() and not any(city.country == country for city in named(squeezed(name)))
    ]

    assert missing == []


def test_the_notice_tells_source_and_licence() -> None:
    notice = (DATA / "NOTICE.md").read_text(encoding="utf-8")

    assert "GeoNames" in notice
    assert "creativecommons.org/licenses/by/4.0" in notice


def test_regions_have_their_codes_and_zones() -> None:
    assert len(regions()) == 88
    assert set(by_area_code()) >= {"495", "812", "383", "423", "845", "846", "341", "401"}
    assert all(zone in all_zones() for region in regions().values() for zone in region.zones)
    codes = {line.split("\t")[3] for line in CITIES if line.split("\t")[2] == "RU"}
    assert codes <= regions().keys()


@pytest.mark.parametrize(
    ("english", "names", "russian"),
    [
        ("Kazan", ["Казан", "Казань", "Қазан", "Къазан"], "Казань"),
        ("Omsk", ["Омськ", "Омьскъ", "Омск"], "Омск"),
        ("Novocheboksarsk", ["Новочебоксарськ", "Новочебоксарск"], "Новочебоксарск"),
        ("Orël", ["Орел", "Орёл", "Орјол"], "Орёл"),
        ("Engels", ["Енгельс", "Энгельс"], "Энгельс"),
        ("Nowhere", [], ""),
    ],
)
def test_the_russian_name_is_chosen_among_all(english: str, names: list[str], russian: str) -> None:
    assert likeliest([name for name in names if "Қ" not in name and "ј" not in name], english) == russian


def test_a_record_becomes_a_city_with_its_keys() -> None:
    place = place_of(
        {
            "name": "Spassk-Dal’niy",
            "countrycode": "RU",
            "population": 45000,
            "timezone": "Asia/Vladivostok",
            "admin1code": "59",
            "latitude": 44.59,
            "longitude": 132.82,
            "alternatenames": ["Спасск-Дальний", "Спаськ-Дальній", "斯帕斯克達利尼"],
        }
    )

    assert (place.english, place.russian, place.region) == ("Spassk-Dalniy", "Спасск-Дальний", "59")
    assert place.spellings() == {"spaskdalni": True, "spask": True}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Казани", "казань"),
        ("Нижнем Новгороде", "нижний новгород"),
        ("Чебоксар", "чебоксары"),
        ("Череповца", "череповец"),
        ("Торжке", "торжок"),
        ("Минеральных Вод", "минеральные воды"),
        ("Великими Луками", "великие луки"),
        ("Красной Поляне", "красная поляна"),
    ],
)
def test_names_come_back_from_their_cases(said: str, meant: str) -> None:
    assert meant in list(nominatives(said))


def test_many_words_are_no_city_in_a_case() -> None:
    assert list(nominatives("перезвонить ему завтра после обеда")) == []
    assert len(list(nominatives("новой новой новой"))) < 60
