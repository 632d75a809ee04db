"""The company's week and one's own: every button and the typed words, in both languages."""

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import User, Workspace
from tests.bot.speech import LANGUAGES, Speech
from tests.chat import Chat
from tests.given import Given
from tests.town import NOON, OLEG, OWNER, Town, running


def house(tx: Session) -> Workspace:
    found = tx.scalars(select(Workspace)).one()
    tx.expunge(found)
    return found


def person(tx: Session, telegram_id: int) -> User:
    found = tx.scalars(select(User).where(User.telegram_id == telegram_id)).one()
    tx.expunge(found)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_owner_sets_the_companys_week(sqlite_url: str, language: str) -> None:
    async with running(sqlite_url, language=language) as town:
        say, chat = Speech(language), town.chat(OWNER)
        await chat.says("/settings")
        shown = await chat.tap(say.either("Часы компании", "Company hours"))
        assert shown.lines == [
            say.either("🏢 Часы компании", "🏢 Company hours"),
            say.either("Дни: пн–пт", "Days: Mon–Fri"),
            say.either("Часы новичков: 9:00–18:00", "Hours of newcomers: 9:00–18:00"),
            say.either("Обед: нет", "Lunch: none"),
            say.either("Звонки: 9:00–20:00 у клиента", "Calls: 9:00–20:00, client’s time"),
            say.either("Праздники: отдыхаем", "Public holidays: off"),
            say.either("Ближайший: чт 31 дек", "The next one: Thu 31 Dec"),
            say.either("Полный час: от 3 дел", "Full hour: from 3 steps"),
        ]

        await chat.tap(say.either("Дни недели", "Weekdays"))
        days = await chat.tap(say.either("сб", "Sat"))
        assert say.either("✅ сб", "✅ Sat") in days.labels
        await chat.taps(
            say.either("‹ Назад", "‹ Back"), say.either("Часы новичков", "For newcomers"), "10–19"
        )
        await chat.taps(say.either("Обед", "Lunch"), "13:00–14:00")
        await chat.taps(say.either("Звонки клиентам", "Calls to clients"), "9–21")
        await chat.taps(say.either("Полный час", "Full hour"), "4")
        shown = await chat.tap(say.either("Работать в праздники", "Work on public holidays"))

        assert chat.toast == say.either("Сохранено", "Saved")
        assert shown.lines[1:] == [
            say.either("Дни: пн–сб", "Days: Mon–Sat"),
            say.either("Часы новичков: 10:00–19:00", "Hours of newcomers: 10:00–19:00"),
            say.either("Обед: 13:00–14:00", "Lunch: 13:00–14:00"),
            say.either("Звонки: 9:00–21:00 у клиента", "Calls: 9:00–21:00, client’s time"),
            say.either("Праздники: работаем", "Public holidays: worked"),
            say.either("Полный час: от 4 дел", "Full hour: from 4 steps"),
        ]
        kept_again = await chat.tap(say.either("Отдыхать в праздники", "Rest on public holidays"))
        assert kept_again.lines[5] == say.either("Праздники: отдыхаем", "Public holidays: off")
        kept = await town.crm.read(house)
        assert (kept.work_days, kept.work_from, kept.lunch_from, kept.full_hour) == (0b0111111, 600, 780, 4)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_companys_hours_typed(sqlite_url: str, language: str) -> None:
    async with running(sqlite_url, language=language) as town:
        say, chat = Speech(language), town.chat(OWNER)
        await chat.says("/settings")
        await chat.taps(say.either("Часы компании", "Company hours"), say.either("Обед", "Lunch"))

        wrong = await chat.says("14-13")
        assert wrong.text.startswith(say.either("Напишите часы так: 9-18", "Write the hours like 9-18"))
        await chat.says("12:30-13:15")
        await chat.tap(say.either("Звонки клиентам", "Calls to clients"))
        await chat.says(say.either("с 10 до 21", "10am to 9pm"))
        await chat.tap(say.either("Часы новичков", "For newcomers"))
        await chat.says("8-17")

        kept = await town.crm.read(house)
        assert (kept.lunch_from, kept.lunch_to) == (750, 795)
        assert (kept.calling_from, kept.calling_to) == (600, 1260)
        assert (kept.work_from, kept.work_to) == (480, 1020)
        await chat.taps(say.either("Обед", "Lunch"), say.either("Без обеда", "No lunch"))
        assert (await town.crm.read(house)).lunch_from is None


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_managers_own_week(sqlite_url: str, language: str) -> None:
    async with running(sqlite_url, language=language) as town:
        say, chat = Speech(language), town.chat(OLEG)
        await town.given.manager(OLEG, language=language)
        await chat.says("/settings")
        shown = await chat.tap(say.either("Рабочие часы", "Working hours"))
        assert shown.lines[:4] == [
            say.either("🕘 Рабочие часы", "🕘 Working hours"),
            say.either("Часы: 9:00–18:00", "Hours: 9:00–18:00"),
            say.either("Дни: пн–пт, как в компании", "Days: Mon–Fri, as the company"),
            say.either("Обед: нет, как в компании", "Lunch: none, as the company"),
        ]

        await chat.taps("10–19", say.either("Дни недели", "Weekdays"), say.either("пн", "Mon"))
        await chat.taps(say.either("‹ Назад", "‹ Back"), say.either("Обед", "Lunch"))
        shown = await chat.says("13-14")

        assert shown.lines[1:4] == [
            say.either("Часы: 10:00–19:00", "Hours: 10:00–19:00"),
            say.either("Дни: вт–пт", "Days: Tue–Fri"),
            say.either("Обед: 13:00–14:00", "Lunch: 13:00–14:00"),
        ]
        oleg = await town.crm.read(person, OLEG)
        assert (oleg.work_from, oleg.work_days, oleg.lunch_from) == (600, 0b0011110, 780)

        as_company = say.either("Как в компании", "As the company")
        await chat.taps(say.either("Дни недели", "Weekdays"), as_company, say.either("‹ Назад", "‹ Back"))
        await chat.taps(say.either("Обед", "Lunch"), say.either("Без обеда", "No lunch"))
        none = await chat.screen()
        assert none.lines[3] == say.either("Обед: нет", "Lunch: none")
        shown = await chat.taps(say.either("Обед", "Lunch"), as_company)
        assert shown.lines[2:4] == [
            say.either("Дни: пн–пт, как в компании", "Days: Mon–Fri, as the company"),
            say.either("Обед: нет, как в компании", "Lunch: none, as the company"),
        ]


async def test_the_last_working_day_stays(manager_chat: Chat, given: Given) -> None:
    await given.manager(OLEG, work_days=0b0000100)
    await manager_chat.says("/settings")
    await manager_chat.taps("Рабочие часы", "Дни недели")

    shown = await manager_chat.tap("ср")

    assert manager_chat.toast == "Хотя бы один день должен остаться рабочим"
    assert [label for label in shown.labels if label.startswith("✅")] == ["✅ ср"]


async def test_a_switch_pressed_twice_says_the_same(town: Town, chat: Chat) -> None:
    await chat.says("/settings")
    before = await chat.taps("Часы компании", "Дни недели")

    await chat.tap("сб", on=before)
    await chat.tap("сб", on=before)

    assert (await town.crm.read(house)).work_days == 0b0111111


async def test_a_manager_has_no_company_hours(manager_chat: Chat, chat: Chat, given: Given) -> None:
    await given.manager(OLEG)
    assert "Часы компании" not in (await manager_chat.says("/settings")).labels
    await chat.says("/settings")
    owners = await chat.taps("Часы компании", "Дни недели")

    await manager_chat.town.post(
        f"/page/phones/{OLEG}/tap",
        message_id=(await manager_chat.screen()).message_id,
        data=owners.data("сб"),
        stale=True,
    )
    await manager_chat.town.settle()

    assert manager_chat.toast == "Это может сделать только владелец"
    assert (await manager_chat.town.crm.read(house)).work_days == 0b0011111


async def test_a_lunch_moves_the_retry_that_lies_in_it_and_says_how_many(
    town: Town, manager_chat: Chat, given: Given
) -> None:
    oleg = await given.manager(OLEG)
    deal = await given.deal(oleg, client="Анна")
    await manager_chat.says("Анна")
    await town.clock_reads(NOON + dt.timedelta(minutes=50))  # 12:50 in Moscow
    await manager_chat.taps("Не берёт")  # again at 12:55
    await manager_chat.says("/settings")
    await manager_chat.taps("Рабочие часы", "Обед")

    await manager_chat.tap("12:30–13:30")

    assert manager_chat.toast == "Сохранено, перенесён 1 звонок"
    assert (await given.fresh(deal)).step_at == NOON + dt.timedelta(minutes=90)


async def test_shorter_hours_move_a_retry_and_say_so(town: Town, manager_chat: Chat, given: Given) -> None:
    oleg = await given.manager(OLEG)
    deal = await given.deal(oleg, client="Анна", attempts=2)
    await manager_chat.says("Анна")
    await manager_chat.tap("Не берёт")  # again at 15:00
    await manager_chat.says("/settings")
    await manager_chat.tap("Рабочие часы")

    shown = await manager_chat.says("9-14")

    assert shown.lines[:3] == ["Сохранено, перенесён 1 звонок", "🕘 Рабочие часы", "Часы: 9:00–14:00"]
    assert (await given.fresh(deal)).step_at == NOON + dt.timedelta(hours=21)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_retry_past_ones_lunch_says_why(sqlite_url: str, language: str) -> None:
    async with running(sqlite_url, language=language) as town:
        say, chat = Speech(language), town.chat(OLEG)
        oleg = await town.given.manager(OLEG, language=language, lunch_from=725, lunch_to=780)
        await town.given.deal(oleg, client="Анна")
        await chat.says("Анна")

        shown = await chat.tap(say("no_answer"))

        assert say.either("Перенесено: у вас обед", "Moved: you have lunch then") in shown.lines
        assert any("13:00" in line for line in shown.lines)


MOVED = [
    # Friday, and the evening before a public holiday: the fourth call is due a day later.
    ("ru", dt.datetime(2026, 11, 27, 9, 0, tzinfo=dt.UTC), "Перенесено: у клиента выходной (сб 28 ноя)"),
    ("en", dt.datetime(2026, 11, 27, 9, 0, tzinfo=dt.UTC), "Moved: the client has a day off (Sat 28 Nov)"),
    (
        "ru",
        dt.datetime(2026, 11, 3, 9, 0, tzinfo=dt.UTC),
        "Перенесено: у клиента праздник (ср 4 ноя, День народного единства)",
    ),
    (
        "en",
        dt.datetime(2026, 11, 3, 9, 0, tzinfo=dt.UTC),
        "Moved: the client has a holiday (Wed 4 Nov, Unity Day)",
    ),
]


@pytest.mark.parametrize(("language", "at", "words"), MOVED)
async def test_a_retry_on_a_day_off_says_whose_and_which(
    sqlite_url: str, language: str, at: dt.datetime, words: str
) -> None:
    async with running(sqlite_url, language=language, at=at) as town:
        say, chat = Speech(language), town.chat(OLEG)
        oleg = await town.given.manager(OLEG, language=language)
        await town.given.deal(oleg, client="Анна", attempts=3)
        await chat.says("Анна")

        shown = await chat.tap(say("no_answer"))

        assert words in shown.lines


async def test_a_manager_is_told_what_the_companys_day_off_moved(town: Town, given: Given) -> None:
    oleg = await given.manager(OLEG)
    olegs = town.chat(OLEG)
    await olegs.starts()
    await given.deal(oleg, client="Анна")
    await olegs.says("Анна")
    await town.passes(hours=5, minutes=59)
    await olegs.tap("Не берёт")  # at six the day is over: tomorrow at nine

    owner = town.chat(OWNER)
    await owner.says("/settings")
    await owner.taps("Часы компании", "Выходные", "24")
    assert owner.toast == "Сохранено, перенесён 1 звонок"

    told = next(one for one in reversed(await olegs.received()) if "перенесён" in one.text)
    assert told.lines == [
        "🕓 Часы или выходные изменились: перенесён 1 ваш звонок.",
        "Перенесено: у вас выходной (вт 24 ноя)",
        "Анна: ср 25 ноя, 09:00 вместо завтра, 09:00",
    ]
    card = await olegs.tap("Анна", on=told)
    assert "ср 25 ноя, 09:00" in card.lines[0]
