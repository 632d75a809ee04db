"""A client's zone by a typed city: found whatever its spelling, asked where towns of one name differ."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import Client
from tests.chat import Chat
from tests.given import Given
from tests.town import NOON, Town

LATER = NOON + dt.timedelta(days=1)
NAMESAKES = ["Благовещенск, Амурская обл. · 18:00", "Благовещенск, Башкортостан · 14:00"]


def zone(tx: Session) -> str | None:
    return tx.scalars(select(Client.zone).order_by(Client.id.desc()).limit(1)).one()


async def test_a_typed_city_sets_the_clients_zone(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(at=LATER, client="Анна", zone=None)
    for typed, meant in {
        "из Питера": "Europe/Moscow",
        "в Екатеренбурге": "Asia/Yekaterinburg",
        "Нск": "Asia/Novosibirsk",
        "fkvf-fnf": "Asia/Almaty",
    }.items():
        await chat.says("Анна")
        await chat.taps("Ещё", "Часовой пояс")
        await chat.says(typed)

        assert await town.crm.read(zone) == meant


async def test_towns_of_one_name_are_asked_on_the_card(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(at=LATER, client="Анна", zone=None)
    await chat.says("Анна")
    await chat.taps("Ещё", "Часовой пояс")

    asked = await chat.says("Благовещенск")
    assert [label for label in asked.labels if "Благовещенск" in label] == NAMESAKES
    await chat.tap(NAMESAKES[1])

    assert await town.crm.read(zone) == "Asia/Yekaterinburg"


async def test_towns_of_one_name_are_asked_in_the_draft(town: Town, chat: Chat) -> None:
    await chat.says("/new Анна Петрова +7 914 123-45-67, окна")
    await chat.tap("Часовой пояс")

    asked = await chat.says("в Благовещенске")
    assert [label for label in asked.labels if "Благовещенск" in label] == NAMESAKES
    await chat.tap(NAMESAKES[0])
    await chat.tap("Сохранить")

    assert await town.crm.read(zone) == "Asia/Yakutsk"


async def test_ones_own_city_is_told_with_its_region(town: Town, chat: Chat) -> None:
    await chat.says("/settings")
    await chat.tap("Часовой пояс")

    asked = await chat.says("Благовещенск")
    assert asked.text.startswith("Не уверен, какой это город")
    shown = await chat.says("Благовещенск, Башкортостан")

    assert "Екатеринбург" in shown.lines[2]
