"""The owner's digest comes at his hour, and every line of it opens its deals."""

from tests.chat import Chat
from tests.given import Given
from tests.town import OLEG, Town


async def test_the_digest_comes_at_the_owners_hour(
    town: Town, chat: Chat, manager_chat: Chat, given: Given
) -> None:
    await worked(manager_chat, given)
    await chat.starts()

    await town.passes(hours=7)

    shown = await chat.screen()
    assert shown.lines[:2] == [
        "✅ 0 сделок без шага, 0 недоставленных напоминаний",
        "📊 вс 22 ноя, 19:00 — пн 23 ноя, 19:00",
    ]
    assert shown.lines[2:5] == ["🆕 0 заявок, 2 новые сделки", "📞 2 звонка, без ответа 1", "💬 1 разговор"]
    assert shown.lines[-1].startswith("Олег Титов: 2 звонка, 1 разговор")


async def test_nothing_falls_between_two_digests(
    town: Town, chat: Chat, manager_chat: Chat, given: Given
) -> None:
    for phone in (chat, manager_chat):
        await phone.starts()
    await town.passes(hours=7)
    deal = await given.deal(await given.manager(OLEG))
    assert deal

    await town.passes(days=1)

    assert (await chat.screen()).lines[1:3] == [
        "📊 пн 23 ноя, 19:00 — вт 24 ноя, 19:00",
        "🆕 0 заявок, 1 новая сделка",
    ]


async def test_every_line_opens_its_deals_and_leads_back(
    town: Town, chat: Chat, manager_chat: Chat, given: Given
) -> None:
    await worked(manager_chat, given)
    await chat.starts()
    digest = await chat.tap("Отчёты")
    assert digest.lines[1] == "📊 пн 23 ноя, к 12:00"
    lines = [label for label in digest.labels if label not in ("За сегодня", "За вчера", "Меню")]
    assert lines == ["Новые", "Звонки", "Разговоры", "По этапам", "Менеджеры"]

    for line in lines[:-1]:
        behind = await chat.tap(line)
        assert "‹ Назад" in behind.labels
        assert (await chat.tap("‹ Назад")).lines == digest.lines
    await chat.tap("Менеджеры")
    his = await chat.tap("Олег Титов")
    assert his.lines[:3] == ["👤 Олег Титов", "📊 пн 23 ноя, к 12:00", "2 сделки"]

    card = await chat.tap("Борис")

    assert "Борис" in card.lines


async def test_back_leads_to_the_same_day_after_midnight(
    town: Town, chat: Chat, manager_chat: Chat, given: Given
) -> None:
    await worked(manager_chat, given)
    await chat.starts()
    await chat.tap("Отчёты")
    behind = await chat.tap("Звонки")
    await town.passes(hours=13)

    shown = await chat.tap("‹ Назад", on=behind)

    assert (
        next(m for m in await chat.received() if m.message_id == behind.message_id).lines[1] == "📊 пн 23 ноя"
    )
    assert shown.labels


async def test_what_was_taken_back_is_not_in_it(
    town: Town, chat: Chat, manager_chat: Chat, given: Given
) -> None:
    await worked(manager_chat, given)
    await manager_chat.tap("Отменить")

    shown = await chat.says("/digest")

    assert shown.lines[3] == "📞 1 звонок, без ответа 1"


async def test_yesterday_and_the_menu_words(chat: Chat) -> None:
    await chat.says("Отчёты")

    shown = await chat.tap("За вчера")

    assert shown.lines[1] == "📊 вс 22 ноя"
    assert (await chat.tap("Меню")).lines[0] == "Здравствуйте, Ирина Соколова"


async def worked(manager_chat: Chat, given: Given) -> None:
    """Олег called two clients: one did not answer, with the other he talked."""
    oleg = await given.manager(OLEG, "Олег Титов")
    await given.deal(oleg, client="Анна")
    await given.deal(oleg, client="Борис")
    await manager_chat.says("/next")
    await manager_chat.tap("Не берёт")
    await manager_chat.tap("Поговорили")
    await manager_chat.tap("Завтра 10:00")
