"""Cities by what people type: how many are found right, asked, or not at all, and none silently wrong."""

from collections import Counter

import pytest

from crm.zones import City, city_near, find_city, place_name, same_clock
from tests.crm.cities_known import CIS, LARGEST, OTHERS, names, world


def verdict(name: str, zone: str) -> str:
    """How a city of a known zone is found; asked means several clocks, its own among them."""
    right = [same_clock(city.zone, zone) for city in find_city(name)]
    if not right:
        return "unknown"
    return "right" if all(right) else "asked" if any(right) else "wrong"


def counted(table: list[tuple[str, str]]) -> Counter[str]:
    return Counter(verdict(name, zone) for name, zone in table)


def test_the_largest_cities_of_russia() -> None:
    found = counted(names(LARGEST))

    assert found.total() == 200
    assert found["right"] + found["asked"] == 200
    assert found["right"] >= 180


@pytest.mark.parametrize(
    ("table", "at_least", "count"),
    [(names(OTHERS), 0.97, 250), (names(CIS), 0.86, 100), (world(), 0.95, 200)],
    ids=["other Russian", "the former Union", "the world in both languages"],
)
def test_other_cities(table: list[tuple[str, str]], at_least: float, count: int) -> None:
    found = counted(table)

    assert found.total() >= count
    assert found["wrong"] == 0
    assert found["right"] + found["asked"] >= at_least * found.total()
    assert found["right"] >= 0.85 * found.total()


DOUBLES = {
    "Кировск": ("Europe/Moscow", "Europe/Minsk"),
    "Киров": ("Europe/Kirov", "Europe/Moscow"),
    "Октябрьский": ("Asia/Yekaterinburg", "Europe/Moscow", "Asia/Vladivostok"),
    "Советск": ("Europe/Kaliningrad", "Europe/Moscow"),
    "Благовещенск": ("Asia/Yakutsk", "Asia/Yekaterinburg"),
    "Железногорск": ("Europe/Moscow", "Asia/Krasnoyarsk"),
    "Троицк": ("Asia/Yekaterinburg", "Europe/Moscow"),
    "Заречный": ("Europe/Moscow", "Asia/Yekaterinburg"),
    "Мирный": ("Asia/Yakutsk", "Europe/Moscow"),
    "Берёзовский": ("Asia/Yekaterinburg", "Asia/Novokuznetsk"),
    "Озёрск": ("Asia/Yekaterinburg", "Europe/Kaliningrad"),
    "Радужный": ("Asia/Yekaterinburg", "Europe/Moscow"),
    "Краснознаменск": ("Europe/Moscow", "Europe/Kaliningrad"),
    "Гурьевск": ("Asia/Novokuznetsk", "Europe/Kaliningrad"),
    "Зеленогорск": ("Asia/Krasnoyarsk", "Europe/Moscow"),
    "Фокино": ("Asia/Vladivostok", "Europe/Moscow"),
    "Чехов": ("Europe/Moscow", "Asia/Sakhalin"),
    "Снежногорск": ("Europe/Moscow", "Asia/Krasnoyarsk"),
    "Спасск": ("Asia/Vladivostok", "Europe/Moscow"),
    "Куйбышев": ("Europe/Samara", "Asia/Novosibirsk"),
    "Петропавловск": ("Asia/Almaty", "Asia/Kamchatka"),
    "Брест": ("Europe/Minsk", "Europe/Paris"),
    "Владик": ("Asia/Vladivostok", "Europe/Moscow"),
    "Михайловск": ("Europe/Moscow", "Asia/Yekaterinburg"),
    "Белогорск": ("Asia/Yakutsk", "Asia/Novokuznetsk"),
    "Александровск": ("Asia/Yekaterinburg", "Asia/Sakhalin"),
    "Знаменск": ("Europe/Astrakhan", "Europe/Kaliningrad"),
    "Краснокаменск": ("Asia/Chita", "Asia/Krasnoyarsk"),
    "Темиртау": ("Asia/Novokuznetsk", "Asia/Almaty"),
    "Донецк": ("Europe/Moscow", "Europe/Kyiv"),
    "Cambridge": ("Europe/London", "America/Toronto"),
    "Springfield": ("America/Chicago", "America/New_York"),
    "Vancouver": ("America/Vancouver", "America/Los_Angeles"),
    "Portland": ("America/Los_Angeles", "America/New_York"),
    "Birmingham": ("Europe/London", "America/Chicago"),
    "Victoria": ("America/Vancouver", "Asia/Hong_Kong"),
    "Valencia": ("Europe/Madrid", "America/Caracas"),
    "San Jose": ("America/Los_Angeles", "America/Costa_Rica"),
}


@pytest.mark.parametrize("name", DOUBLES)
def test_a_double_name_gives_every_clock(name: str) -> None:
    zones = {city.zone for city in find_city(name)}

    assert all(any(same_clock(zone, found) for found in zones) for zone in DOUBLES[name])


SAID = {
    "Казань": "в Казани, из Казани, г. Казань, г.Казань, Kazan, kazan', казань, КАЗАНЬ, rfpfym",
    "Санкт-Петербург": "Питер, из Питера, спб, С.Петербург, Ленинград, Санкт-Петербурге, SPb",
    "Екатеринбург": "Екб, ёбург, Екатеринбурге, Екатеренбург, в Екатерибурге, Ekaterinburg, Yekaterinburg",
    "Москва": "Мск, москве, из Москвы, с Москвы, по Москве, в москву, Масква, Moscow, Moskva, vjcrdf",
    "Новосибирск": "Нск, новосиб, Новосибирска, Новосибрск, Novosibirsk",
    "Нижний Новгород": "Н.Новгород, н. новгород, в Нижнем Новгороде, Нижний новгрод, Нижний, Горький",
    "Ростов-на-Дону": "Ростове-на-Дону, ростов на дону, Ростов-на-дону, Ростов н/Д, Rostov-on-Don",
    "Набережные Челны": "Наб.Челны, Набережных Челнах, из Набережных Челнов, Челны",
    "Чебоксары": "в Чебоксарах, из Чебоксар, Чебоксарами",
    "Мытищи": "из Мытищ, в Мытищах",
    "Елец": "в Ельце, из Ельца",
    "Великие Луки": "в Великих Луках, Великих Лук",
    "Минеральные Воды": "Минводы, в Минеральных Водах",
    "Грозный": "в Грозном, под Грозным",
    "Тольятти": "Тольяти, Толятти, Toliatti, Togliatti",
    "Алматы": "Алма-Ата, в Алма-Ате, Almaty",
    "Астана": "Нур-Султан, Целиноград, Астане",
    "Бишкек": "Фрунзе, в Бишкеке",
    "Екатеринбург ": "Свердловск",
}


@pytest.mark.parametrize("name", SAID)
def test_what_people_say(name: str) -> None:
    for said in SAID[name].split(", "):
        found = find_city(said)

        assert found, said
        assert found[0].russian == name.strip(), said


FAR_DISTRICTS = {
    "Asia/Khandyga": "Хандыга, Усть-Мая, Джебарики-Хая",
    "Asia/Ust-Nera": "Усть-Нера, Оймякон",
    "Asia/Vladivostok": "Верхоянск, Батагай, Депутатский",
    "Asia/Srednekolymsk": "Среднеколымск, Черский, Чокурдах",
}


@pytest.mark.parametrize("zone", FAR_DISTRICTS)
def test_the_far_districts_of_yakutia_have_their_own_clocks(zone: str) -> None:
    for name in FAR_DISTRICTS[zone].split(", "):
        assert verdict(name, zone) == "right", name


def test_namesakes_abroad_are_spelled_as_we_do() -> None:
    assert {city.russian for city in find_city("Manchester")} == {"Манчестер"}


def test_the_country_makes_its_own_cities_likelier() -> None:
    assert [city.country for city in find_city("Birmingham", "GB")] == ["GB"]
    assert find_city("Moscow", "RU")[0].zone == "Europe/Moscow"
    assert {city.country for city in find_city("Moscow", "US")} == {"US", "RU"}
    assert {city.country for city in find_city("Paris", "US")} == {"US", "FR"}


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Киров, Калужская область", "Europe/Moscow"),
        ("Железногорск (Красноярский край)", "Asia/Krasnoyarsk"),
        ("Portland, ME", "America/New_York"),
        ("Брест, Беларусь", "Europe/Minsk"),
        ("Birmingham, United Kingdom", "Europe/London"),
    ],
)
def test_the_region_said_behind_decides(said: str, zone: str) -> None:
    assert {city.zone for city in find_city(said)} == {zone}


@pytest.mark.parametrize(
    "said", ["", " ", "абв", "Oms", "Томс", "🙂", "Europe", "<b>", "x" * 5000, "позвонить завтра"]
)
def test_what_names_no_city_finds_none(said: str) -> None:
    assert find_city(said) == []


def test_the_wrong_keyboard_layout_may_hold_a_comma() -> None:
    assert [city.zone for city in find_city("trfnthby,ehu")] == ["Asia/Yekaterinburg"]


def test_a_slip_and_a_hamlet_are_guesses() -> None:
    assert [city.guessed for city in find_city("Екатеренбург")] == [True]
    assert [city.guessed for city in find_city("Екатеринбург")] == [False]
    assert all(city.guessed for city in find_city("Новосёлово"))


def test_namesakes_are_told_apart_by_their_places() -> None:
    places = [place_name(city, "ru") for city in find_city("Благовещенск")]

    assert places == ["Амурская обл.", "Башкортостан"]
    assert [place_name(city, "en") for city in find_city("Birmingham")] == ["United Kingdom", "AL"]


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone", "other"),
    [
        (55.75, 37.62, "Europe/Moscow", None),
        (43.12, 131.89, "Asia/Vladivostok", None),
        (52.03, 113.5, "Asia/Chita", None),
        (67.4, 32.5, "Europe/Moscow", None),
        # Bashkortostan beside Tatarstan, and beside Udmurtia; Volgograd's north beside Saratov.
        (54.48, 53.47, "Asia/Yekaterinburg", "Europe/Moscow"),
        (56.11, 54.35, "Asia/Yekaterinburg", "Europe/Samara"),
        (50.8, 45.0, "Europe/Volgograd", "Europe/Saratov"),
    ],
)
def test_a_place_gives_its_nearest_city(
    latitude: float, longitude: float, zone: str, other: str | None
) -> None:
    near = city_near(latitude, longitude)

    assert near is not None
    assert (near.city.zone, near.other and near.other.zone) == (zone, other)
    assert near.km < 50


def test_the_middle_of_an_ocean_is_near_nothing() -> None:
    assert city_near(-48.9, -123.4) is None


def test_a_city_is_a_value() -> None:
    city = find_city("Омск")[0]

    assert isinstance(city, City)
    assert (city.name("ru"), city.name("en"), city.country, city.zone) == ("Омск", "Omsk", "RU", "Asia/Omsk")
