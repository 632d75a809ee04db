"""The company's usual cities, what told a client's zone, and the places of buttons."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.cities import city_at
from crm.client_zones import client_zone, put_whereabouts, usual_cities, usual_whereabouts, whereabouts_of
from crm.clients import add_client
from crm.drafts import Draft
from crm.errors import NoCityNear, UnknownZone, UnsureZone
from crm.models import Client, Deal, ZoneSource
from crm.requests import Convenient, leave
from crm.requests import Draft as RequestDraft
from crm.whereabouts import Whereabouts, read_whereabouts, whereabouts_near
from crm.zone_names import number_of
from crm.zones import find_city
from tests.crm.base import NOON, Firm
from tests.crm.team import NOW, manager

MOSCOW = "Europe/Moscow"
MOBILE, LANDLINE, AMERICAN = "+79141234567", "+74232123456", "+12125550123"


def cities(tx: Session) -> list[str]:
    return [choice.city for choice in usual_cities(tx, "RU", "ru", NOW)]


def client(tx: Session, place: Whereabouts | None) -> None:
    one = Client(name="Анна", search_key="ana", created_at=NOW)
    if place:
        put_whereabouts(one, place)
    tx.add(one)
    tx.flush()


def test_usual_cities_are_where_most_clients_are(tx: Session) -> None:
    offered = cities(tx)
    assert offered == ["Москва", "Екатеринбург", "Новосибирск", "Самара", "Красноярск", "Владивосток"]

    kazan, tver = (Whereabouts(MOSCOW, ZoneSource.CITY, city) for city in ("Казань", "Тверь"))
    for place in (kazan, tver, kazan, Whereabouts("Asia/Tomsk", ZoneSource.PHONE), None):
        client(tx, place)
    for _ in range(5):
        client(tx, Whereabouts("America/New_York", ZoneSource.LIKELY))

    assert cities(tx) == ["Казань", *sorted(["Тверь", "Томск"], key=cities(tx).index), *offered[:3]]


def test_a_usual_city_is_offered_once_in_the_readers_language(tx: Session) -> None:
    for city in ("Москва", "Moscow", "Москва", "Казань"):
        client(tx, Whereabouts(MOSCOW, ZoneSource.CITY, city))

    english = usual_cities(tx, "RU", "en", NOW)

    assert [choice.city for choice in english[:3]] == ["Moscow", "Казань", "Yekaterinburg"]
    zone, number = number_of(MOSCOW), english[0].number
    assert usual_whereabouts(tx, zone, number, "en") == Whereabouts(MOSCOW, ZoneSource.CITY, "Moscow")


def test_other_countries_offer_their_own_cities(tx: Session) -> None:
    client(tx, Whereabouts(MOSCOW, ZoneSource.CITY, "Казань"))
    client(tx, Whereabouts("America/Chicago", ZoneSource.CITY, "Dallas"))

    assert [choice.zone for choice in usual_cities(tx, "KZ", "ru", NOW)] == ["Asia/Almaty"]
    american = [choice.city for choice in usual_cities(tx, "US", "en", NOW)]
    assert american == ["Dallas", "New York", "Chicago", "Denver", "Phoenix", "Los Angeles"]
    assert usual_cities(tx, "XX", "ru", NOW) == ()


def test_a_usual_citys_button_gives_the_city(tx: Session) -> None:
    client(tx, Whereabouts(MOSCOW, ZoneSource.CITY, "Казань"))
    kazan = usual_cities(tx, "RU", "ru", NOW)[0]
    zone = number_of(kazan.zone)

    assert usual_whereabouts(tx, zone, kazan.number, "ru") == Whereabouts(MOSCOW, ZoneSource.CITY, "Казань")
    assert usual_whereabouts(tx, zone, number_of("Europe/Moscow/Москва"), "ru").city == "Москва"
    assert usual_whereabouts(tx, zone, 1, "ru") == Whereabouts(MOSCOW, ZoneSource.CHOSEN)
    with pytest.raises(UnknownZone):
        usual_whereabouts(tx, 1, kazan.number, "ru")


def test_every_way_to_a_client_keeps_what_told_his_zone(tx: Session) -> None:
    oleg = manager(tx)
    for draft, place in (
        (Draft("Анна", phones=(MOBILE,)), None),
        (Draft("Анна", phones=(LANDLINE,)), Whereabouts("Asia/Vladivostok", ZoneSource.PHONE)),
        (Draft("Анна", phones=(AMERICAN,)), Whereabouts("America/New_York", ZoneSource.LIKELY)),
        (
            Draft("Анна", phones=(MOBILE,)).at(Whereabouts(MOSCOW, ZoneSource.LOCATION, "Казань")),
            Whereabouts(MOSCOW, ZoneSource.LOCATION, "Казань"),
        ),
    ):
        deal = tx.get_one(Deal, add_client(tx, oleg, draft, now=NOW))
        assert whereabouts_of(deal.client) == place
        assert client_zone(tx, oleg, deal.id, now=NOW).whereabouts == place


@pytest.mark.parametrize(
    ("phone", "place"),
    [(MOBILE, None), (LANDLINE, Whereabouts("Asia/Vladivostok", ZoneSource.PHONE))],
)
def test_a_request_keeps_what_its_number_tells(firm: Firm, phone: str, place: Whereabouts | None) -> None:
    with firm.tx() as tx:
        leave(tx, firm.anna, RequestDraft("окна", phone, False, Convenient.ANY), now=NOON)

    with firm.tx() as tx:
        assert whereabouts_of(tx.scalars(select(Client)).one()) == place


def test_a_zone_saved_before_sources_were_kept_is_taken_as_sure(tx: Session) -> None:
    oleg = manager(tx)
    deal = tx.get_one(Deal, add_client(tx, oleg, Draft("Анна", zone="Asia/Tomsk"), now=NOW))
    deal.client.zone_source = None
    tx.flush()

    shown = client_zone(tx, oleg, deal.id, now=NOW)

    assert (shown.whereabouts, shown.told) == (Whereabouts("Asia/Tomsk", ZoneSource.CHOSEN), False)


def test_typed_places() -> None:
    def read(text: str) -> Whereabouts:
        return read_whereabouts(text, "RU", "ru", NOW)

    assert read("из Екб") == Whereabouts("Asia/Yekaterinburg", ZoneSource.CITY, "Екатеринбург")
    assert read("в Екатеренбурге") == Whereabouts("Asia/Yekaterinburg", ZoneSource.CITY, "Екатеринбург")
    assert read("Asia/Tomsk") == Whereabouts("Asia/Tomsk", ZoneSource.CHOSEN)
    assert read("мск+7").source is ZoneSource.CHOSEN
    with pytest.raises(UnsureZone):
        read("Благовещенск")


def test_shared_places() -> None:
    near = whereabouts_near(43.12, 131.89, "en")
    assert near == Whereabouts("Asia/Vladivostok", ZoneSource.LOCATION, "Vladivostok")
    with pytest.raises(UnsureZone) as unsure:
        whereabouts_near(54.48, 53.47, "ru")
    assert [city.zone for city in unsure.value.cities] == ["Asia/Yekaterinburg", MOSCOW]
    with pytest.raises(NoCityNear):
        whereabouts_near(-48.9, -123.4, "ru")


def test_a_city_comes_back_by_its_point() -> None:
    for name in ("Омск", "Киров, Калужская", "Ushuaia", "Благовещенск, Башкортостан", "Auckland"):
        city = find_city(name)[0]
        assert city_at(city.point).zone == city.zone
        assert city_at(city.point).english == city.english
    for point in (0, 2**53):
        with pytest.raises(UnknownZone):
            city_at(point)
