"""Where a client is: shown with what told it, asked by the company's usual cities, corrected."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.access import Actor, client_of, deal_of, workspace_of
from crm.drafts import Draft
from crm.localtime import country_zones, to_local, zone_of
from crm.models import Activity, ActivityKind, Client, ZoneSource
from crm.phone_zones import clocks_of
from crm.replan import Promised, follow_zone
from crm.whereabouts import Whereabouts
from crm.zone_names import ZoneChoice, number_of, zone_by_number, zone_city
from crm.zone_words import named_by

USUAL_SHOWN = 6
CLIENTS_COUNTED = 1000
"""The latest clients, whose cities are the usual ones."""
LATEST = (
    select(Client.zone, Client.city, Client.zone_source).order_by(Client.id.desc()).limit(CLIENTS_COUNTED)
)
# Offered until the clients themselves tell; of other countries a city for each clock is.
FIRST_OFFERED = {
    "RU": (
        "Europe/Moscow",
        "Asia/Yekaterinburg",
        "Asia/Novosibirsk",
        "Europe/Samara",
        "Asia/Krasnoyarsk",
        "Asia/Vladivostok",
    )
}


@dataclass(frozen=True)
class ClientZone:
    """What is known of where a deal's client is, and what to offer instead."""

    deal_id: int
    client_name: str
    whereabouts: Whereabouts | None
    """None while unknown."""
    told: bool
    """Whether what told the zone was kept: not of those saved before sources were."""
    zone: str
    """His, or the workspace's while it is unknown."""
    country: str
    """ISO 3166; whose zones to offer."""
    usual: tuple[ZoneChoice, ...]
    now: dt.datetime


def client_zone(tx: Session, actor: Actor, deal_id: int, *, now: dt.datetime) -> ClientZone:
    """Raises NotFound."""
    client = deal_of(tx, actor, deal_id).client
    workspace = workspace_of(tx)
    phones = tuple(phone.e164 for phone in client.phones if not phone.wrong)
    country = Draft(phones=phones).country(workspace.country)
    return ClientZone(
        deal_id=deal_id,
        client_name=client.name,
        whereabouts=whereabouts_of(client),
        told=client.zone_source is not None,
        zone=client.zone or workspace.zone,
        country=country,
        usual=usual_cities(tx, country, actor.language, now),
        now=now,
    )


def whereabouts_of(client: Client) -> Whereabouts | None:
    """Where he is; None while unknown."""
    if client.zone is None:
        return None
    return Whereabouts(client.zone, client.zone_source or ZoneSource.CHOSEN, client.city)


def put_whereabouts(client: Client, place: Whereabouts) -> None:
    """Nobody sets these columns elsewhere. Raises UnknownZone."""
    zone_of(place.zone)
    client.zone, client.zone_source, client.city = place.zone, place.source, place.city


def change_whereabouts(
    tx: Session, actor: Actor, client_id: int, place: Whereabouts, *, now: dt.datetime
) -> tuple[Promised, ...]:
    """Where the client is, as somebody said it. His next steps follow; what he was promised is to be asked.

    Raises NotFound, UnknownZone.
    """
    client = client_of(tx, actor, client_id)
    was = client.zone
    put_whereabouts(client, place)
    tx.add(
        Activity(
            client_id=client.id,
            user_id=actor.user_id,
            kind=ActivityKind.EDITED,
            at=now,
            text=place.city or zone_city(place.zone, actor.language),
            before={"field": "zone", "was": was},
        )
    )
    tx.flush()
    return follow_zone(tx, actor, client, now=now) if was != place.zone else ()


def usual_cities(tx: Session, country: str, language: str, now: dt.datetime) -> tuple[ZoneChoice, ...]:
    """Where most of the latest clients in a country are, the likeliest first, then its chief cities."""
    known: Counter[tuple[str, str]] = Counter()
    for zone, city, source in tx.execute(LATEST):
        if zone in country_zones(country) and source is not ZoneSource.LIKELY:
            known[zone, city or zone_city(zone, language)] += 1
    offered = FIRST_OFFERED.get(country) or clocks_of(country)
    # A colleague may have written the same city in his language.
    likeliest = [place for place, _ in known.most_common(2 * USUAL_SHOWN)]
    places = [(zone, zone_city(zone, language) if named_by(zone, city) else city) for zone, city in likeliest]
    places += [(zone, zone_city(zone, language)) for zone in offered]
    return tuple(_choice(*place, now) for place in list(dict.fromkeys(places))[:USUAL_SHOWN])


def usual_whereabouts(tx: Session, zone_number: int, city_number: int, language: str) -> Whereabouts:
    """The place of a usual city's button. Raises UnknownZone.

    Should that city be none of the latest meanwhile, its zone still stands.
    """
    zone = zone_by_number(zone_number)
    cities = dict.fromkeys(city for there, city, _ in tx.execute(LATEST) if there == zone and city)
    for city in (zone_city(zone, language), *cities):
        if _number(zone, city) == city_number:
            return Whereabouts(zone, ZoneSource.CITY, city)
    return Whereabouts(zone, ZoneSource.CHOSEN)


def _choice(zone: str, city: str, now: dt.datetime) -> ZoneChoice:
    return ZoneChoice(_number(zone, city), zone, city, to_local(now, zone))


def _number(zone: str, city: str) -> int:
    return number_of(f"{zone}/{city}")
