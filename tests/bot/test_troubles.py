"""What people read of messages that did not arrive, over real HTTP."""

import datetime as dt

import pytest

from tests.chat import Chat
from tests.given import Given
from tests.town import ANNA, NOON, OLEG, OWNER, Town

MINUTE = dt.timedelta(minutes=1)


async def request_of_anna(oleg: Chat, anna: Chat) -> None:
    """Anna leaves a request, Oleg takes it."""
    await anna.starts()
    await anna.tap("Оставить заявку")
    await anna.says("Окна на дачу")
    await anna.shares_number()
    await anna.taps("Вечером", "Согласен")
    await oleg.tap("Беру")


async def test_the_owner_learns_that_a_colleague_stopped_the_bot_and_he_finds_all_when_he_is_back(
    town: Town, chat: Chat, manager_chat: Chat, given: Given
) -> None:
    oleg = await given.manager(OLEG)
    await chat.starts()
    await manager_chat.starts()
    await given.deal(oleg, client="Борис", at=town.now + dt.timedelta(minutes=5))
    await town.post(f"/page/phones/{OLEG}/block")
    await town.settle()
    told = await chat.screen()
    await town.passes(minutes=5)
    before = len(await manager_chat.received())
    await town.post(f"/page/phones/{OLEG}/unblock")
    await town.settle()

    assert told.lines == [
        "🔕 Олег Титов: сообщения не доходят, бот остановлен.",
        "Новые заявки получают другие. Всё, что накопится, придёт, когда бот снова будет запущен.",
    ]
    came = (await manager_chat.received())[before:]
    assert ["Борис" in message.text for message in came] == [True]
    assert [message.text for message in await chat.received()].count(told.text) == 1


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("forbidden", "Forbidden: bot was blocked by the user"),
        ("forbidden", "Forbidden: user is deactivated"),
        ("forbidden", "Forbidden: bot can't initiate conversation with a user"),
        ("bad_request", "Bad Request: chat not found"),
        ("bad_request", "Bad Request: PEER_ID_INVALID"),
    ],
)
async def test_however_telegram_words_it_nobody_is_sent_anything_until_he_writes(
    town: Town, chat: Chat, given: Given, kind: str, words: str
) -> None:
    oleg = town.chat(OLEG)
    for phone in (chat, oleg):
        await phone.starts()
    for minute in (5, 6):
        await given.deal(await given.manager(OLEG), client=f"Анна {minute}", at=NOON + minute * MINUTE)
    seen, told = len(await oleg.received()), len(await chat.received())
    await town.post("/faults", kind=kind, method="sendMessage", chat=OLEG, description=words)
    for _ in range(4):
        await town.passes(minutes=4)
    silent = await oleg.received()
    of_oleg = [one.text for one in (await chat.received())[told:] if "Олег Титов" in one.text]
    await oleg.says("/start")

    assert len(silent) == seen
    assert len([text for text in of_oleg if "не доходят" in text]) == 1
    assert any("Анна 6" in one.text for one in (await oleg.received())[seen:])


async def test_a_manager_learns_that_his_words_may_not_have_arrived(
    town: Town, manager_chat: Chat, client_chat: Chat, given: Given
) -> None:
    await given.manager(OLEG)
    await manager_chat.starts()
    await request_of_anna(manager_chat, client_chat)
    await client_chat.says("Когда приедете?")
    await town.post("/faults", kind="reset_after", method="sendMessage", chat=ANNA)
    await manager_chat.tap("Ответить")
    await manager_chat.says("Завтра в десять")

    unsure = await manager_chat.screen()
    assert unsure.lines == [
        "❓ Неизвестно, дошло ли сообщение: Анна",
        "Завтра в десять",
        "Связь прервалась при отправке. Чтобы клиент не получил одно и то же дважды, бот не повторяет. "
        "Если это важно, напишите ещё раз или позвоните.",
    ]
    assert unsure.labels == ["Карточка"]
    received = [message.text for message in await client_chat.received()]
    assert sum("Завтра в десять" in text for text in received) == 1


async def test_a_manager_learns_that_his_client_stopped_the_bot(
    town: Town, manager_chat: Chat, client_chat: Chat, given: Given
) -> None:
    await given.manager(OLEG)
    await manager_chat.starts()
    await request_of_anna(manager_chat, client_chat)
    owner_read = len(await town.chat(OWNER).received())
    await town.post(f"/page/phones/{ANNA}/block")
    await town.settle()

    told = await manager_chat.screen()
    assert told.lines == [
        "🔕 Анна: сообщения не доходят, бот остановлен.",
        "Писать через бота пока нельзя. Остаётся позвонить.",
    ]
    assert "Анна" in (await manager_chat.tap("Карточка")).text
    assert len(await town.chat(OWNER).received()) == owner_read


async def test_a_refused_message_is_an_alert_with_its_number(
    town: Town, chat: Chat, manager_chat: Chat, given: Given
) -> None:
    oleg = await given.manager(OLEG)
    await chat.starts()
    await manager_chat.starts()
    await town.post(
        "/faults",
        kind="bad_request",
        method="sendMessage",
        chat=OLEG,
        description="Bad Request: BUTTON_DATA_INVALID",
    )
    await given.deal(oleg, client="Борис", at=town.now + dt.timedelta(minutes=5))
    await town.passes(minutes=5)

    assert (await chat.screen()).lines == [
        "⚠️ Одно сообщение не отправлено: его не удалось составить или Telegram его не принял.",
        "Остальные сообщения доходят.",
        "Подробности в журнале бота, номер 1.",
    ]
