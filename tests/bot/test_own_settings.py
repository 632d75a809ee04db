"""Everybody sets his own language, zone and hours, by buttons and by words."""

import datetime as dt

import pytest
from sqlalchemy import select

from crm.models import Ladder, Outcome, Recurrence, RecurrenceKind, User
from tests.chat import Chat
from tests.given import Given
from tests.town import OLEG, OWNER, Town


async def test_the_language_changes_at_once_and_goes_back(chat: Chat) -> None:
    await chat.says("/settings")
    await chat.tap("Язык")

    english = await chat.tap("English")
    assert english.lines[:2] == ["⚙️ Settings", "Language: English"]
    assert chat.toast == "Saved"

    await chat.tap("Language")
    russian = await chat.tap("As in Telegram")
    assert russian.lines[:2] == ["⚙️ Настройки", "Язык: Русский, как в Telegram"]


async def test_a_client_has_the_language_alone(client_chat: Chat) -> None:
    asked = await client_chat.says("/language")
    assert asked.labels == ["Русский", "English", "• Как в Telegram"]

    shown = await client_chat.tap("English")

    assert shown.lines == ["Which language should I speak?"]
    assert "⚙️ Настройки" not in (await client_chat.says("/settings")).labels


async def test_a_zone_by_a_button_of_the_second_page(town: Town, chat: Chat) -> None:
    await chat.says("/settings")
    await chat.tap("Часовой пояс")
    await chat.tap("›")

    shown = await chat.tap("Новосибирск · 16:00")

    assert shown.lines[2] == "Часовой пояс: Новосибирск, сейчас 16:00"
    assert (await owner(town)).zone == "Asia/Novosibirsk"


async def test_a_zone_by_its_name_after_turning_the_page(town: Town, chat: Chat) -> None:
    await chat.says("/settings")
    await chat.tap("Часовой пояс")
    await chat.tap("›")

    wrong = await chat.says("на луне")
    assert wrong.text == "Не знаю такого часового пояса. Напишите город или название вроде Europe/Moscow."
    shown = await chat.says("владивосток")

    assert shown.lines[2] == "Часовой пояс: Владивосток, сейчас 19:00"


async def test_hours_by_a_button_and_by_words(town: Town, manager_chat: Chat, given: Given) -> None:
    await given.manager(OLEG)
    await manager_chat.says("Настройки")
    await manager_chat.tap("Рабочие часы")
    await manager_chat.tap("10–19")

    wrong = await manager_chat.says("с утра до вечера")
    assert wrong.text == "Напишите часы так: 9-18. Конец позже начала."
    shown = await manager_chat.says("8:30-17")

    assert shown.lines[1] == "Часы: 8:30–17:00"
    shown = await manager_chat.tap("‹ Назад")
    assert shown.lines[3] == "Рабочие часы: 8:30–17:00"
    assert shown.labels == ["Язык", "Часовой пояс", "Рабочие часы", "План дня", "Меню"]


@pytest.mark.parametrize(
    ("part", "choice", "kind", "at"),
    [
        ("План дня", "8:00", RecurrenceKind.PLAN, dt.datetime(2026, 11, 24, 5, 0, tzinfo=dt.UTC)),
        ("Сводка", "20:00", RecurrenceKind.DIGEST, dt.datetime(2026, 11, 23, 17, 0, tzinfo=dt.UTC)),
    ],
)
async def test_hours_of_daily_messages(
    town: Town, chat: Chat, part: str, choice: str, kind: RecurrenceKind, at: dt.datetime
) -> None:
    await chat.says("/settings")
    await chat.tap(part)
    await chat.tap(choice)

    boss = await owner(town)
    query = select(Recurrence.next_at).where(Recurrence.user_id == boss.id, Recurrence.kind == kind)
    assert await town.crm.read(lambda tx: tx.scalars(query).one()) == at


async def test_the_calm_ladder(town: Town, chat: Chat, given: Given) -> None:
    await chat.says("/settings")
    await chat.tap("Если не берёт")

    shown = await chat.tap("30 мин, 3 ч, 1 день")

    assert shown.lines[-1] == "Не берёт: снова через 30 мин, 3 ч, 1 день, потом архив"
    query = select(Ladder.key).join(Outcome, Outcome.ladder_id == Ladder.id).where(Outcome.key == "no_answer")
    assert await town.crm.read(lambda tx: tx.scalars(query).one()) == "no_answer_calm"


async def owner(town: Town) -> User:
    return await town.crm.read(lambda tx: tx.scalars(select(User).where(User.telegram_id == OWNER)).one())
