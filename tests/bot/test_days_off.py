"""Days off: pressed in a month, typed with a name, of the company, of oneself and of a colleague."""

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import DayOff, StepOrigin
from tests.bot.speech import LANGUAGES, Speech
from tests.chat import Chat
from tests.given import Given
from tests.town import MARIA, NOON, OLEG, Town, running


def said(tx: Session) -> list[tuple[int | None, str, bool, str | None]]:
    rows = tx.scalars(select(DayOff).order_by(DayOff.day, DayOff.user_id))
    return [(row.user_id, row.day.isoformat(), row.off, row.name) for row in rows]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_manager_presses_his_days_off(sqlite_url: str, language: str) -> None:
    async with running(sqlite_url, language=language) as town:
        say, chat = Speech(language), town.chat(OLEG)
        oleg = await town.given.manager(OLEG, language=language)
        await chat.says("/settings")
        month = await chat.taps(
            say.either("Рабочие часы", "Working hours"), say.either("Мои выходные", "My days off")
        )
        assert month.lines[0] == say.either("🏖 Мои выходные", "🏖 My days off")
        assert month.lines[-1] == say.either("ноябрь 2026", "November 2026")
        assert month.labels[7:14] == ["23", "24", "25", "26", "27", "²⁸", "²⁹"]

        await chat.taps("25", "²⁸")
        shown = await chat.screen()

        assert shown.lines[1:3] == [
            say.either("• ср 25 ноя: выходной", "• Wed 25 Nov: day off"),
            say.either("• сб 28 ноя: рабочий день", "• Sat 28 Nov: working day"),
        ]
        assert shown.labels[7:14] == ["23", "24", "25", "26", "27", "28", "²⁹"]
        assert await town.crm.read(said) == [
            (oleg, "2026-11-25", True, None),
            (oleg, "2026-11-28", False, None),
        ]

        await chat.taps("25", "28")
        assert await town.crm.read(said) == []
        back = await chat.tap(say.either("‹ Назад", "‹ Back"))
        assert back.lines[0] == say.either("🕘 Рабочие часы", "🕘 Working hours")


TYPED = [
    ("ru", "28.12-08.01 отпуск", "28 дек", "8 янв 2027", "отпуск"),
    ("ru", "отпуск 1-14 декабря", "1 дек", "14 дек", "отпуск"),
    ("ru", "відпустка з 28 грудня по 8 січня", "28 дек", "8 янв 2027", "відпустка"),
    ("en", "24 Dec leave", "Thu 24 Dec", "", "leave"),
]


@pytest.mark.parametrize(("language", "text", "first", "last", "name"), TYPED)
async def test_days_are_typed_with_a_name(
    sqlite_url: str, language: str, text: str, first: str, last: str, name: str
) -> None:
    async with running(sqlite_url, language=language) as town:
        say, chat = Speech(language), town.chat(OLEG)
        await town.given.manager(OLEG, language=language)
        await chat.says("/settings")
        await chat.taps(
            say.either("Рабочие часы", "Working hours"), say.either("Мои выходные", "My days off")
        )

        unread = await chat.says(say.either("как получится", "whenever it suits"))
        assert unread.text.startswith(say.either("Не понимаю, какие дни", "I can’t tell which days"))
        shown = await chat.says(text)

        assert first in shown.lines[1]
        assert last in shown.lines[1]
        assert shown.lines[1].endswith(f": {name}")


async def test_the_owner_says_days_of_the_company_and_of_a_manager(
    town: Town, chat: Chat, given: Given
) -> None:
    oleg = await given.manager(OLEG)
    await chat.says("/settings")
    await chat.taps("Часы компании", "Выходные", "27")
    assert (await chat.screen()).lines[:2] == ["🏖 Выходные компании", "• пт 27 ноя: выходной"]
    assert (await chat.tap("‹ Назад")).lines[0] == "🏢 Часы компании"

    await chat.says("/team")
    shown = await chat.taps("Олег Титов", "Выходные")
    assert shown.lines[0] == "🏖 Олег Титов: выходные"
    assert shown.labels[7:14] == ["23", "24", "25", "26", "²⁷", "²⁸", "²⁹"]
    await chat.tap("26")

    assert await town.crm.read(said) == [
        (oleg, "2026-11-26", True, None),
        (None, "2026-11-27", True, None),
    ]


async def test_a_manager_reaches_nobody_elses_days(
    town: Town, chat: Chat, manager_chat: Chat, given: Given
) -> None:
    await given.manager(OLEG)
    maria = await given.manager(MARIA, "Мария Кац")
    menu = await manager_chat.starts()

    for data in (f"yd:{maria}:20782:off", "yd::20782:off", f"ym:{maria}:0"):
        await town.post(f"/page/phones/{OLEG}/tap", message_id=menu.message_id, data=data, stale=True)
        await town.settle()
        assert manager_chat.toast == "Это может сделать только владелец", data

    assert await town.crm.read(said) == []


async def test_the_months_are_turned_a_year_ahead(chat: Chat) -> None:
    await chat.says("/settings")
    shown = await chat.taps("Часы компании", "Выходные")
    assert "‹" not in shown.labels

    for _ in range(12):
        shown = await chat.tap("›")

    assert shown.lines[-1] == "ноябрь 2027"
    assert "›" not in shown.labels
    assert "⁴" in shown.labels  # a public holiday
    assert (await chat.tap("‹")).lines[-1] == "октябрь 2027"


async def test_a_day_off_moves_a_retry_and_an_old_button_of_a_past_day_is_refused(
    town: Town, chat: Chat, given: Given
) -> None:
    deal = await given.deal(client="Анна", attempts=3)
    await chat.says("Анна")
    await chat.tap("Не берёт")  # again tomorrow
    await chat.says("/settings")
    month = await chat.taps("Рабочие часы", "Мои выходные")

    await chat.tap("24")

    assert chat.toast == "Сохранено, перенесён 1 звонок"
    step_at = (await given.fresh(deal)).step_at
    assert step_at is not None
    assert step_at.date() == dt.date(2026, 11, 25)
    shown = await chat.says("25.11 дача")
    assert shown.lines[0] == "Сохранено, перенесён 1 звонок"
    await town.passes(days=3)
    await chat.tap("25", on=month)
    assert chat.toast == "Это время уже прошло. Выберите другое."


async def test_what_was_chosen_for_a_day_off_stays_and_is_counted(town: Town, given: Given) -> None:
    oleg, chat = await given.manager(OLEG), town.chat(OLEG)
    wednesday = NOON + dt.timedelta(days=2)
    await given.deal(oleg, client="Анна", at=wednesday, origin=StepOrigin.PROMISE)
    await given.deal(oleg, client="Борис", at=wednesday, purpose="follow_up")
    retry = await given.deal(oleg, client="Вера", at=wednesday, origin=StepOrigin.RETRY)
    await chat.says("/settings")
    await chat.taps("Рабочие часы", "Мои выходные", "25")
    assert chat.toast == "Сохранено, перенесён 1 звонок. В выходные осталось 2 назначенных дела"
    assert (await given.fresh(retry)).step_at == wednesday.replace(hour=6) + dt.timedelta(days=1)

    shown = await chat.says("24.11-25.11 отпуск")
    assert shown.lines[0] == "Сохранено. В выходные осталось 2 назначенных дела"
    await chat.tap("25")
    assert chat.toast == "Сохранено"
