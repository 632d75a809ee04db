"""How a client of the story comes: written down by a manager, or by a request of his own."""

import datetime as dt

from crm import requests, steps
from crm.access import TelegramPerson, client_of, meet, user_of
from crm.clients import add_client
from crm.drafts import Draft
from crm.hours import Window
from crm.models import Deal, Request, ZoneSource
from crm.seed.phones import invented
from crm.seed.plot import Plot
from crm.seed.scene import Scene, Thread
from crm.seed.words import Person
from crm.whereabouts import Whereabouts
from crm.zone_names import zone_city

WRITERS = 2001
"""Telegram ids of the clients who come by themselves, from here on."""
MINOR = 100


def begin(
    scene: Scene, key: str, plot: Plot, person: Person, number: int, calling: Window, at: dt.datetime
) -> Thread:
    """The client is there, with his first deal; `number` is his in the story."""
    thread = _come_in if plot.request else _bring_in
    return thread(scene, key, plot, person, number, calling, at)


def _bring_in(
    scene: Scene, key: str, plot: Plot, person: Person, number: int, calling: Window, at: dt.datetime
) -> Thread:
    tx, manager = scene.tx, scene.managers[plot.manager]
    draft = Draft(
        name=person.name,
        company=person.company or "",
        phones=(invented(plot.zone, number),),
        need=person.need,
        sum_minor=plot.sum and plot.sum * MINOR,
    )
    if plot.zone:
        draft = draft.at(Whereabouts(plot.zone, ZoneSource.CITY, zone_city(plot.zone, scene.owner.language)))
    deal = tx.get_one(Deal, add_client(tx, manager, draft, now=at))
    client_of(tx, manager, deal.client_id).source = plot.source
    if plot.first is not None:
        first = scene.days.planned(plot.first, key, calling, at)
        steps.move_step(tx, manager, deal.id, first, seen=deal.version, now=at)
    return Thread(key, plot, number, calling, iter(person.lines), deal, at)


def _come_in(
    scene: Scene, key: str, plot: Plot, person: Person, number: int, calling: Window, at: dt.datetime
) -> Thread:
    tx = scene.tx
    known = TelegramPerson(WRITERS + number, person.name, None, scene.owner.language)
    writer = meet(tx, known, now=at)
    # Nobody holds this phone: nothing can be delivered to it.
    user_of(tx, writer.user_id).blocked_at = at
    requests.keep_source(tx, writer, plot.source or "")
    draft = requests.Draft(
        person.need, invented(plot.zone, number), True, plot.request or requests.Convenient.ANY
    )
    request = tx.get_one(Request, requests.leave(tx, writer, draft, now=at).number)
    deal = tx.get_one(Deal, request.deal_id)
    return Thread(key, plot, number, calling, iter(person.lines), deal, at, writer, request.id)
