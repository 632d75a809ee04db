"""Every button that names a record, of whatever kind: another's record and none at all look the same."""

import dataclasses
import itertools
import types
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import Any, get_type_hints

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from benchmarks.torture_figures.forge import codes_of
from bot.callbacks import BadTap, Tap
from bot.handlers import all_routes
from bot.routes import ANYONE, CLIENT, STAFF, Who
from bot.routes import OWNER as FOR_OWNER
from crm.access import Actor, TelegramPerson, meet
from crm.models import Activity, Client, Deal, Outcome, Request, User
from crm.notes import add_note
from crm.outcomes import report
from crm.reports import Report
from crm.requests import Convenient, Draft, leave
from tests.bot.test_hostile_taps import LATER, OLD, picture, press
from tests.town import ANNA, BORIS, MARIA, NOON, OLEG, Town, running

pytestmark = pytest.mark.slow

SECRETS = ("Чужая", "Мария", "тайна")
MISSING = 99_999
RECORDS = ("deal_id", "activity_id", "request_id", "user_id", "person_id")
ROUTES = [route for routes in all_routes().taps.values() for route in routes if route.tap]


def taps_for(*who: Who) -> list[type[Tap]]:
    found = {route.tap for route in ROUTES if route.tap and route.who in who}
    return sorted(found, key=lambda tap: tap.prefix)


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    """Oleg has nothing; all that there is, is Maria's: a deal with an outcome and a file, and a request."""
    async with running(database_url) as town:
        await town.given.manager(OLEG)
        maria = await town.given.manager(MARIA, "Мария Кац")
        deal = await town.given.deal(maria, client="Чужая", at=LATER, need="тайна")
        await town.crm.write(_lived, deal)
        yield town


def _lived(tx: Session, deal_id: int) -> None:
    maria = Actor.of(tx.scalars(select(User).where(User.telegram_id == MARIA)).one())
    anna = meet(tx, TelegramPerson(ANNA, "Чужая Анна", None, "ru"), now=NOON)
    leave(tx, anna, Draft("тайна", "+79161234567", True, Convenient.NOW), now=NOON)
    tx.execute(update(Request).values(offered_to=maria.user_id))
    for owned in (Deal, Client):
        tx.execute(update(owned).values(manager_id=maria.user_id))
    add_note(tx, maria, deal_id, "тайна", file={"kind": "document", "file_id": "тайна"}, now=NOON)
    called = tx.scalars(select(Outcome.id).where(Outcome.key == "no_answer")).one()
    report(tx, maria, Report(deal_id, called, 1), now=NOON)


def _numbers(tx: Session) -> dict[str, list[int]]:
    maria = tx.scalars(select(User.id).where(User.telegram_id == MARIA)).one()
    lines = select(Activity.id).order_by(Activity.id)
    return {
        "deal_id": list(tx.scalars(select(Deal.id))),
        "activity_id": list(tx.scalars(lines)),
        "request_id": list(tx.scalars(select(Request.id))),
        "user_id": [maria],
        "person_id": [maria],
    }


def filled(tap: type[Tap], name: str, number: int) -> Iterator[str]:
    """The tap about this record, with each of the codes and some of the numbers that it understands."""
    hints = get_type_hints(tap)
    fields = [(field.name, hints[field.name]) for field in dataclasses.fields(tap)]
    codes = sorted({"", *codes_of(tap)}) if str in hints.values() else [""]
    for code, step in itertools.product(codes, (0, 1)):
        values = [
            number if field == name else _value(kind, code, 1 + step * place)
            for place, (field, kind) in enumerate(fields)
        ]
        data = ":".join([tap.prefix, *("" if value is None else str(value) for value in values)])
        with suppress(BadTap):
            tap.parse(data)
            yield data


def _value(kind: Any, code: str, number: int) -> Any:
    if kind is str:
        return code
    return None if isinstance(kind, types.UnionType) else number


@pytest.mark.parametrize(("person", "who"), [(OLEG, (STAFF, ANYONE)), (BORIS, (CLIENT, ANYONE))])
async def test_a_foreign_record_looks_like_none(town: Town, person: int, who: tuple[Who, ...]) -> None:
    chat = town.chat(person)
    menu = await chat.starts()
    numbers, before = await town.crm.read(_numbers), await town.crm.read(picture)
    tried = set()

    for tap in taps_for(*who):
        for name in (field.name for field in dataclasses.fields(tap) if field.name in RECORDS):
            for none in filled(tap, name, MISSING):
                answer = await press(chat, menu, none)
                for number in numbers[name]:
                    data = none.replace(str(MISSING), str(number))
                    assert await press(chat, menu, data) == answer, data
                tried.add(tap)

    assert await town.crm.read(picture) == before
    assert not [one for one in await chat.received() if any(word in one.text for word in SECRETS)]
    named = {
        tap for tap in taps_for(*who) if {field.name for field in dataclasses.fields(tap)} & set(RECORDS)
    }
    assert named - tried == set()


@pytest.mark.parametrize("person", [OLEG, BORIS])
async def test_the_owners_buttons_are_nobody_elses(town: Town, person: int) -> None:
    chat = town.chat(person)
    menu = await chat.starts()
    before = await town.crm.read(picture)

    for tap in taps_for(FOR_OWNER):
        pressed = list(filled(tap, "", 0))
        assert pressed
        for data in pressed:
            assert await press(chat, menu, data) == OLD, data

    assert await town.crm.read(picture) == before


async def test_the_link_of_a_foreign_card_looks_like_one_of_none(town: Town) -> None:
    chat, maria = town.chat(OLEG), town.chat(MARIA)
    await chat.starts()

    answers = {(await chat.starts(f"deal_{number}")).text for number in (1, 2, MISSING, 2**31 - 1)}

    assert answers == {"Не нахожу. Возможно, это уже не ваше."}
    assert "Чужая" in (await maria.starts("deal_1")).text
