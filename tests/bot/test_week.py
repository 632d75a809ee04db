"""The week: load per day, meetings by name, each day with its list."""

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import DayOff, Deal, StepKind, StepOrigin, User
from crm.steps import Step, plan
from tests.bot.speech import LANGUAGES, Speech
from tests.chat import Chat
from tests.given import Given
from tests.town import NOON, OWNER, Town, running

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


async def a_meeting(town: Town, at: dt.datetime, client: str) -> int:
    deal_id = await town.given.deal(client=client, at=at)
    await town.crm.write(_meet, deal_id, at)
    return deal_id


def _meet(tx: Session, deal_id: int, at: dt.datetime) -> None:
    step = Step(StepKind.MEETING, at, "meeting", StepOrigin.PROMISE)
    plan(tx, tx.get_one(Deal, deal_id), step)


async def test_a_week_with_its_load(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(client="Вера", at=NOON - DAY)
    await given.deal(client="Борис", at=NOON + HOUR)
    await a_meeting(town, NOON + 2 * DAY, "Анна")
    await given.deal(client="Глеб", at=NOON + 2 * DAY + HOUR)
    await given.deal(client="Дина", at=NOON + 7 * DAY)
    await town.settle()

    shown = await chat.says("/week")

    assert shown.lines == [
        "📆 пн 23 ноя – вс 29 ноя",
        "⚠️ Просрочено: 1",
        "сегодня, пн 23 ноя: 1 дело",
        "вт 24 ноя: дел нет",
        "ср 25 ноя: 2 дела",
        "12:00 · 🤝 Анна",
        "чт 26 ноя: дел нет",
        "пт 27 ноя: дел нет",
        "сб 28 ноя: выходной",
        "вс 29 ноя: выходной",
    ]
    assert shown.labels == ["пн · 1", "ср · 2", "Позже ›", "📅 Сегодня", "Меню"]


async def test_a_day_opens_its_list_and_that_its_cards(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(client="Вера", at=NOON - DAY)
    await a_meeting(town, NOON + 2 * DAY, "Анна")
    await town.settle()
    await chat.says("/week")

    listed = await chat.tap("ср · 1")
    card = await chat.tap("12:00 · Анна")

    assert listed.lines == ["📅 ср 25 ноя", "Дел на день: 1", "12:00 · 🤝 Анна, Встреча"]
    assert listed.labels == ["12:00 · Анна", "📆 Неделя", "Меню"]
    assert "Анна" in card.lines


async def test_the_next_week_and_back(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(client="Вера", at=NOON - DAY)
    await given.deal(client="Дина", at=NOON + 7 * DAY)
    await town.settle()
    await chat.says("/week")

    later = await chat.tap("Позже ›")

    assert later.lines[:2] == ["📆 пн 30 ноя – вс 6 дек", "пн 30 ноя: 1 дело"]
    assert later.labels == ["пн · 1", "‹ Раньше", "Позже ›", "📅 Сегодня", "Меню"]
    assert (await chat.tap("‹ Раньше")).lines[0] == "📆 пн 23 ноя – вс 29 ноя"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_day_of_sixty_steps_fits_its_screens(sqlite_url: str, language: str) -> None:
    async with running(sqlite_url, language=language) as town:
        chat, say = town.chat(OWNER), Speech(language)
        await chat.starts()
        for number in range(60):
            await a_meeting(town, NOON + DAY + number * dt.timedelta(minutes=5), f"Анна {number:02}")
        await town.settle()

        week = await chat.says("/week")
        first = await chat.tap(say.either("вт · 60", "Tue · 60"))
        for _ in range(7):
            last = await chat.tap("›")

        assert say.either("вт 24 ноя: 60 дел", "Tue 24 Nov: 60 steps") in week.lines
        assert say.either("и ещё встреч: 57", "and 57 more meetings") in week.lines
        assert [line.count("Анна") for line in first.lines[2:]] == [1] * 8
        assert last.labels[:4] == [f"16:{40 + 5 * number} · Анна {56 + number}" for number in range(4)]
        assert "›" not in last.labels


async def test_a_day_that_has_come_by_now_is_today(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(client="Анна", at=NOON + 2 * DAY)
    await town.settle()
    week = await chat.says("/week")
    await town.passes(days=3)

    shown = await chat.tap("ср · 1", on=week)

    assert shown.lines[:2] == ["📅 чт 26 ноя", "Просрочено: 1, ещё на сегодня: 0"]


async def test_from_today_to_the_week(chat: Chat, given: Given) -> None:
    await chat.says("/today")

    assert (await chat.tap("Неделя")).lines[0] == "📆 пн 23 ноя – вс 29 ноя"


async def test_holidays_and_own_days_off_are_named(town: Town, chat: Chat) -> None:
    await town.clock_reads(dt.datetime(2026, 11, 3, 9, 0, tzinfo=dt.UTC))
    await town.crm.write(_leave, dt.date(2026, 11, 5), "Отпуск")

    lines = (await chat.says("/week")).lines

    assert lines[2:4] == ["ср 4 ноя: День народного единства", "чт 5 ноя: Отпуск"]


def _leave(tx: Session, day: dt.date, name: str) -> None:
    owner = tx.scalars(select(User.id).where(User.telegram_id == OWNER)).one()
    tx.add(DayOff(user_id=owner, day=day, off=True, name=name))
