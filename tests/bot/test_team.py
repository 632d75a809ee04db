"""An owner invites a manager by a link, and lets him go with a hand-over."""

import datetime as dt
import re

from tests.bot.test_hostile_taps import picture
from tests.chat import Chat
from tests.given import Given
from tests.town import ANNA, MARIA, NOON, OLEG, Town

LATER = NOON + dt.timedelta(hours=2)


async def test_an_invited_person_becomes_a_manager(town: Town, chat: Chat, manager_chat: Chat) -> None:
    payload = await invited(chat)
    assert chat.toast == "Перешлите это сообщение новому менеджеру"

    shown = await manager_chat.starts(payload)

    assert shown.lines[0] == "Здравствуйте, Олег Титов. Теперь вы менеджер."
    assert shown.labels == ["▶️ Дальше", "📅 Сегодня", "➕ Новый клиент", "⚙️ Настройки"]
    again = await manager_chat.starts(payload)
    assert again.lines[0] == "Здравствуйте, Олег Титов"


async def test_the_link_serves_one_person_within_48_hours(
    town: Town, chat: Chat, manager_chat: Chat, client_chat: Chat
) -> None:
    used, late = await invited(chat), await invited(chat)
    await manager_chat.starts(used)

    refused = await client_chat.starts(used)
    await town.passes(hours=48)
    too_late = await town.chat(MARIA).starts(late)

    sentence = "Ссылка не действует: она одноразовая и живёт 48 часов. Попросите новую."
    assert (refused.text, too_late.text) == (sentence, sentence)


async def test_an_owner_who_tries_the_link_stays_owner(chat: Chat, manager_chat: Chat) -> None:
    payload = await invited(chat)

    shown = await chat.starts(payload)

    assert shown.labels[-2:] == ["👥 Команда", "📊 Отчёты"]
    assert (await manager_chat.starts(payload)).lines[0].endswith("Теперь вы менеджер.")


async def test_a_manager_leaves_and_his_deals_go_over(
    town: Town, chat: Chat, manager_chat: Chat, given: Given
) -> None:
    oleg = await given.manager(OLEG, "Олег Титов")
    maria = await given.manager(MARIA, "Мария Кац")
    await town.chat(MARIA).starts()
    deal = await given.deal(oleg, at=LATER)
    await given.deal(oleg, at=LATER)

    await open_team(chat)
    await chat.tap("Олег Титов")
    asked = await chat.tap("Закрыть доступ")
    assert asked.lines == ["Кому передать 2 открытые сделки? Их ведёт Олег Титов."]
    assert asked.labels == ["Ирина Соколова · 0", "Мария Кац · 0", "‹ Назад"]
    shown = await chat.tap("Мария Кац · 0")

    assert chat.toast == "Доступ закрыт, переданы 2 сделки"
    assert shown.lines == [
        "👥 Команда",
        "👑 Ирина Соколова: сделок нет",
        "👤 Мария Кац: 2 сделки",
        "🔒 Олег Титов: доступ закрыт",
    ]
    assert (await given.fresh(deal)).manager_id == maria
    told = await town.chat(MARIA).screen()
    assert told.lines == ["К вам перешли 2 сделки. Раньше их вёл коллега: Олег Титов."]
    assert "👥 Команда" not in (await manager_chat.starts()).labels
    assert "▶️ Дальше" not in (await manager_chat.screen()).labels


async def test_who_has_left_presses_his_old_buttons(
    town: Town, chat: Chat, manager_chat: Chat, given: Given
) -> None:
    """What they say to him is what they say to a stranger, and nothing of it happens."""
    oleg = await given.manager(OLEG, "Олег Титов")
    deal = await given.deal(oleg, client="Вера", at=LATER)
    await manager_chat.starts()
    card = await manager_chat.says("Вера")
    more = await manager_chat.tap("Ещё")
    settings = await manager_chat.says("/settings")
    hours = await manager_chat.tap("Рабочие часы")
    await open_team(chat)
    await chat.taps("Олег Титов", "Закрыть доступ", "Ирина Соколова · 0")
    before, seen = await town.crm.read(picture), await manager_chat.messages()

    for shown in (card, more, settings, hours):
        for label in filter(shown.data, shown.labels):
            await manager_chat.tap(label, on=shown)
            assert manager_chat.toast == "Эта кнопка больше не работает", label

    assert await town.crm.read(picture) == before
    assert await manager_chat.messages() == seen
    assert (await given.fresh(deal)).attempts == 0


async def test_a_manager_comes_back(chat: Chat, manager_chat: Chat, given: Given) -> None:
    await given.manager(OLEG, "Олег Титов")
    await open_team(chat)
    await chat.tap("Олег Титов")
    await chat.tap("Закрыть доступ")
    await chat.tap("Ирина Соколова · 0")
    await chat.tap("Олег Титов")

    shown = await chat.tap("Вернуть доступ")

    assert shown.lines[-1] == "👤 Олег Титов: сделок нет"
    assert "▶️ Дальше" in (await manager_chat.starts()).labels


async def test_a_manager_and_a_stranger_do_not_reach_the_team(
    town: Town, chat: Chat, manager_chat: Chat, given: Given
) -> None:
    await given.manager(OLEG, "Олег Титов")

    for phone in (manager_chat, town.chat(ANNA)):
        for words in ("/team", "/digest", "Команда", "Отчёты"):
            shown = await phone.says(words)
            assert "Пригласить" not in shown.labels
            assert "За вчера" not in shown.labels


async def open_team(chat: Chat) -> None:
    await chat.starts()
    await chat.tap("Команда")


async def invited(chat: Chat) -> str:
    """The payload of a new link."""
    await open_team(chat)
    shown = await chat.tap("Пригласить")
    found = re.search(r"\?start=(inv_[A-Za-z0-9_-]+)", shown.text)
    assert found, shown.text
    return found[1]


async def test_whoever_tries_link_after_link_has_to_pause(town: Town, chat: Chat, manager_chat: Chat) -> None:
    good = await invited(chat)
    for n in range(5):
        refused = await manager_chat.starts(f"inv_wrong{n}")
        assert refused.text.startswith("Ссылка не действует")

    paused = await manager_chat.starts(good)
    await town.passes(minutes=60)
    joined = await manager_chat.starts(good)

    assert paused.text == "Слишком много недействующих ссылок подряд. Попробуйте через 60 минут."
    assert joined.lines[0].endswith("Теперь вы менеджер.")
