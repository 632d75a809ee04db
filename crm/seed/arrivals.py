"""How a client of the story comes: written down by a manager, or by a request of his own."""

import datetime as dt

from crm import requests
from crm.access import TelegramPerson, meet, user_of
from crm.deals import open_deal
from crm.hours import Window, next_opening
from crm.keys import search_key
from crm.models import Client, Company, Deal, Request, StepKind, StepOrigin
from crm.phones import add_phone
from crm.seed.phones import invented
from crm.seed.plot import Plot
from crm.seed.stage import Stage, Thread
from crm.seed.words import Person
from crm.steps import Step

WRITERS = 2001
"""Telegram ids of the clients who come by themselves, from here on."""
MINOR = 100


def begin(
    stage: Stage, key: str, plot: Plot, person: Person, number: int, calling: Window, at: dt.datetime
) -> Thread:
    """The client is there, with his first deal."""
    if plot.request is None:
        deal = _bring_in(stage, key, plot, person, number, calling, at)
        return Thread(key, plot, number, calling, iter(person.lines), deal, at)
    return _come_in(stage, key, plot, person, number, calling, at)


def _bring_in(
    stage: Stage, key: str, plot: Plot, person: Person, number: int, calling: Window, at: dt.datetime
) -> Deal:
    manager = stage.managers[plot.manager]
    client = Client(
        name=person.name,
        search_key=search_key(person.name),
        manager_id=manager.user_id,
        zone=plot.zone,
        source=plot.source,
        created_at=at,
    )
    if person.company:
        client.company = Company(name=person.company, search_key=search_key(person.company))
    stage.tx.add(client)
    add_phone(stage.tx, client, invented(plot.zone, number))
    if plot.first is None:
        first = next_opening(at, calling, manager.hours).at
    else:
        first = stage.days.planned(plot.first, key, calling, at)
    return open_deal(
        stage.tx,
        client,
        manager.user_id,
        step=Step(StepKind.CALL, first, "first_call", StepOrigin.PLAN),
        by=manager.user_id,
        now=at,
        need=person.need,
        sum_minor=plot.sum and plot.sum * MINOR,
    )


def _come_in(
    stage: Stage, key: str, plot: Plot, person: Person, number: int, calling: Window, at: dt.datetime
) -> Thread:
    tx = stage.tx
    known = TelegramPerson(WRITERS + number, person.name, None, stage.owner.language)
    writer = meet(tx, known, now=at)
    # Nobody holds this phone: nothing can be delivered to it.
    user_of(tx, writer.user_id).blocked_at = at
    requests.keep_source(tx, writer, plot.source or "")
    draft = requests.Draft(
        person.need, invented(plot.zone, number), True, plot.request or requests.Convenient.ANY
    )
    request = tx.get_one(Request, requests.leave(tx, writer, draft, now=at).number)
    deal = tx.get_one(Deal, request.deal_id)
    deal.client.zone = plot.zone
    return Thread(key, plot, number, calling, iter(person.lines), deal, at, writer, request.id)
