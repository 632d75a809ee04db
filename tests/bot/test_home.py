"""The menu by role, the help, and the morning plan."""

import datetime as dt

from tests.chat import Chat
from tests.given import Given
from tests.town import NOON, OLEG, Town


async def test_the_owners_menu(chat: Chat, manager_chat: Chat, given: Given) -> None:
    await manager_chat.starts()
    await given.deal(await given.manager(OLEG), at=NOON - dt.timedelta(hours=1))

    shown = await chat.starts()

    assert shown.lines == [
        "Здравствуйте, Ирина Соколова",
        "У вас нет открытых сделок",
        "В команде просрочено: 1",
    ]
    assert shown.labels == [
        "▶️ Дальше",
        "📅 Сегодня",
        "➕ Новый клиент",
        "⚙️ Настройки",
        "👥 Команда",
        "📊 Отчёты",
    ]


async def test_no_button_of_the_menu_leads_nowhere(chat: Chat, given: Given) -> None:
    await given.deal(client="Анна", at=NOON + dt.timedelta(hours=1))
    for label in (await chat.starts()).labels:
        menu = await chat.starts()

        shown = await chat.tap(label, on=menu)

        assert chat.toast is None
        assert shown.text != menu.text


async def test_the_managers_facts(town: Town, manager_chat: Chat, given: Given) -> None:
    await manager_chat.starts()
    oleg = await given.manager(OLEG, "Олег Титов")
    for minutes in (-60, 0, 30, 60):
        await given.deal(oleg, at=NOON + dt.timedelta(minutes=minutes))
    await town.settle()

    shown = await manager_chat.starts()

    assert shown.lines == ["Здравствуйте, Олег Титов", "Сейчас дел: 2 (просрочено 1) · сегодня ещё 2"]


async def test_menu_words_work_as_text(town: Town, manager_chat: Chat, given: Given) -> None:
    oleg = await given.manager(OLEG, "Олег Титов")
    await given.deal(oleg, client="Анна")
    await town.settle()

    assert "Анна" in (await manager_chat.says("Дальше")).lines
    assert (await manager_chat.says("Сегодня")).lines[0] == "📅 пн 23 ноя"
    assert (await manager_chat.says("Настройки")).lines[0] == "⚙️ Настройки"
    assert (await manager_chat.says("Меню")).lines[0] == "Здравствуйте, Олег Титов"
    assert (await manager_chat.says("Menu")).lines[0] == "Здравствуйте, Олег Титов"


async def test_a_stranger_gets_the_clients_side(client_chat: Chat) -> None:
    shown = await client_chat.starts("instagram")

    assert "Оставить заявку" in " ".join(shown.labels + await client_chat.reply_keyboard())
    assert "▶️ Дальше" not in shown.labels


async def test_help_by_role(chat: Chat, client_chat: Chat) -> None:
    assert (await chat.says("/help")).lines[-1].startswith("📊 «Отчёты»")
    assert "/start" in (await client_chat.says("/help")).text


async def test_the_morning_plan(town: Town, manager_chat: Chat, given: Given) -> None:
    oleg = await given.manager(OLEG, "Олег Титов")
    await manager_chat.starts()
    tomorrow = NOON + dt.timedelta(days=1)
    for hours in (0, 0, 3):
        await given.deal(oleg, client="Анна", at=tomorrow + dt.timedelta(hours=hours))

    await town.clock_reads(dt.datetime(2026, 11, 24, 6, 0, tzinfo=dt.UTC))

    plan = await manager_chat.screen()
    assert plan.lines == ["☀️ План на вт 24 ноя", "3 дела", "12:00 · 2", "15:00 · 1"]
    assert plan.labels == ["▶️ Начать", "📅 Сегодня", "Меню"]
    started = await manager_chat.tap("Начать")
    assert "завтра" not in started.text


async def test_a_calm_line_where_there_is_nothing_to_do(
    town: Town, chat: Chat, manager_chat: Chat, given: Given
) -> None:
    await given.manager(OLEG, "Олег Титов")
    await manager_chat.starts()
    await chat.starts()
    before = await chat.received()

    await town.clock_reads(dt.datetime(2026, 11, 24, 6, 0, tzinfo=dt.UTC))

    assert (await manager_chat.screen()).lines == ["☀️ План на вт 24 ноя", "Дел на сегодня нет."]
    morning = [m for m in (await chat.received())[len(before) :] if m.text.startswith("☀️")]
    assert morning == []
