"""After a restore the owner is asked what becomes of the old messages, and everything else works."""

import datetime as dt
from pathlib import Path

import pytest

from crm.backup import backup, restore
from tests.chat import Chat, Shown
from tests.given import Given
from tests.town import OLEG, OWNER, Town

QUESTION = [
    "🗄 Данные восстановлены из копии",
    "Придержано 5 сообщений: их срок подошёл до восстановления, и часть из них могли уже получить.",
    "Если не отправлять, звонки останутся в «Сегодня» как просроченные, а заявки будут ждать ответа.",
]


async def put_back_a_day_later(town: Town, given: Given, folder: Path) -> None:
    """Five clients wait for a call when the backup is made; it is put back the next day."""
    await town.chat(OWNER).starts()
    await town.chat(OLEG).starts()
    oleg = await given.manager(OLEG)
    for n in range(5):
        await given.deal(oleg, client=f"Клиент {n}", at=town.now + dt.timedelta(hours=1))
    await town.stop_bot()
    url = town.settings.database_url
    backup(url, folder / "copy")
    await town.post("/clock", advance=24 * 3600)
    clock = (await town.get("/clock"))["now"]
    restore(folder / "copy", url, overwrite=True, now=dt.datetime.fromtimestamp(clock, dt.UTC))
    await town.start_bot()


async def question(chat: Chat) -> Shown:
    """The only one, among what else the owner is told at a start."""
    (asked,) = [message for message in await chat.received() if message.lines[0] == QUESTION[0]]
    return asked


@pytest.fixture
async def manager_saw(town: Town, given: Given, manager_chat: Chat, tmp_path: Path) -> list[Shown]:
    """What was in the manager's chat before the owner decided anything."""
    await put_back_a_day_later(town, given, tmp_path)
    return await manager_chat.received()


async def test_the_owner_is_asked_and_nobody_hears_of_the_past(
    town: Town, chat: Chat, manager_chat: Chat, manager_saw: list[Shown]
) -> None:
    asked = await question(chat)
    assert asked.lines == QUESTION
    assert asked.labels == ["Отправить", "Не отправлять"]

    await town.passes(minutes=30)

    assert await manager_chat.received() == manager_saw


async def test_send(chat: Chat, manager_chat: Chat, manager_saw: list[Shown]) -> None:
    answer = await chat.tap("Отправить")

    assert answer.lines == ["🗄 Данные восстановлены из копии", "Отправляем 5 сообщений"]
    assert answer.labels == []
    new = (await manager_chat.received())[len(manager_saw) :]
    assert len(new) == 1  # a list, since they are more than three
    assert [line for line in new[0].text.split("\n") if "Клиент" in line] != []


async def test_do_not_send_and_the_second_press(
    town: Town, chat: Chat, manager_chat: Chat, manager_saw: list[Shown]
) -> None:
    asked = await question(chat)
    answer = await chat.tap("Не отправлять")
    again = await chat.tap("Отправить", on=asked)
    await town.passes(minutes=30)

    assert answer.lines[1] == "5 сообщений не отправлены. Просроченное видно в «Сегодня»."
    assert again.lines[1] == "Это уже решено"
    assert await manager_chat.received() == manager_saw
    assert (await manager_chat.says("/today")).text.count("Клиент") == 5
