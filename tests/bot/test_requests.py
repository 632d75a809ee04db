"""A stranger leaves a request, somebody takes it, and the two write to each other, over real HTTP."""

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import Activity, ActivityKind, Request, User
from tests.chat import Chat, Shown
from tests.town import ANNA, BORIS, MARIA, OLEG, OWNER, Town, running


@pytest.fixture
async def oleg(town: Town) -> Chat:
    return await manager(town, OLEG, "Олег Титов")


@pytest.fixture
async def anna(town: Town) -> Chat:
    return town.chat(ANNA)


async def manager(town: Town, telegram_id: int, name: str) -> Chat:
    """A manager who has opened the bot, so that it can write to him."""
    await town.given.manager(telegram_id, name)
    await town.chat(telegram_id).starts()
    return town.chat(telegram_id)


async def leaves_request(chat: Chat, need: str = "Окна в детскую") -> Shown:
    await chat.starts()
    await chat.tap("Оставить заявку")
    await chat.says(need)
    await chat.shares_number()
    return await chat.taps("Вечером", "Согласен")


async def test_a_stranger_leaves_a_request_in_one_line_and_four_taps(oleg: Chat, anna: Chat) -> None:
    welcome = await anna.starts()
    assert welcome.labels == ["📝 Оставить заявку"]

    asked = await anna.tap("Оставить заявку")
    assert asked.lines == ["Что вам нужно? Напишите одной строкой."]

    asked = await anna.says("Окна в <b>детскую</b>")
    assert asked.lines == [
        "📝 Окна в <b>детскую</b>",
        "На какой номер позвонить? Нажмите кнопку внизу или напишите номер.",
    ]
    assert await anna.reply_keyboard() == ["☎️ Отправить номер", "Не отправлять"]

    asked = await anna.shares_number()
    assert asked.lines == ["Когда вам удобно поговорить?"]
    assert asked.labels == ["Сейчас", "Утром", "Днём", "Вечером", "В любое время"]
    assert await anna.reply_keyboard() == []
    assert (await anna.received())[-2].lines == ["☎️ +7 916 111-00-04"]

    asked = await anna.tap("Вечером")
    assert asked.lines == [
        "📝 Окна в <b>детскую</b>",
        "☎️ +7 916 111-00-04",
        "🕓 вечером",
        "Согласны, чтобы мы хранили эти данные и позвонили вам?",
    ]

    accepted = await anna.tap("Согласен")
    assert accepted.lines == [
        "✅ Заявка № 1 принята.",
        "Менеджер возьмёт её в течение 10 минут, и я напишу кто. Чтобы что-то добавить, пишите прямо сюда.",
    ]


async def test_the_manager_gets_the_card_and_takes_it(town: Town, oleg: Chat, anna: Chat) -> None:
    await leaves_request(anna)
    offer = await oleg.screen()
    assert offer.lines[0] == "🆕 Заявка № 1 · удобно вечером"
    assert offer.labels[:2] == ["🙋 Беру", "Передать"]

    taken = await oleg.tap("Беру")

    assert taken.lines[0] == "🙋 Заявка № 1 ваша · удобно вечером"
    assert "Передать" not in taken.labels
    assert (await anna.screen()).lines == ["Олег Титов берёт вашу заявку № 1 и позвонит вечером."]


async def test_a_double_tap_on_consent_leaves_one_request(town: Town, oleg: Chat, anna: Chat) -> None:
    await anna.starts()
    await anna.tap("Оставить заявку")
    await anna.says("Окна")
    await anna.shares_number()
    consent = await anna.tap("Сейчас")

    first = await anna.tap("Согласен", on=consent)
    second = await anna.tap("Согласен", on=consent)

    assert second == first
    assert len(await town.crm.read(lambda tx: tx.scalars(select(Request)).all())) == 1


async def test_the_source_of_his_link_is_kept(town: Town, oleg: Chat, anna: Chat) -> None:
    await anna.starts("avito_12")
    await anna.tap("Оставить заявку")
    await anna.says("Окна")
    await anna.shares_number()
    await anna.taps("Сейчас", "Согласен")

    assert await town.crm.read(lambda tx: tx.scalar(select(Request.source))) == "avito_12"


async def test_words_out_of_the_blue_become_the_need(oleg: Chat, anna: Chat) -> None:
    shown = await anna.says("Нужны окна на дачу")

    assert shown.lines[0] == "📝 Нужны окна на дачу"
    await anna.shares_number()
    accepted = await anna.taps("В любое время", "Согласен")
    assert accepted.lines[0] == "✅ Заявка № 1 принята."


async def test_every_wrong_answer_keeps_the_draft(town: Town, oleg: Chat, anna: Chat) -> None:
    await anna.starts()
    await anna.tap("Оставить заявку")

    assert (await anna._does("location", latitude=55.7, longitude=37.6)).lines == [
        "Здесь понимаю только текст. Напишите словами."
    ]
    assert (await anna.says("x" * 501)).lines == ["Слишком длинно: можно до 500 знаков"]
    await anna.says("Окна")
    assert (await anna.says("позвоните мне")).text.startswith("Это не похоже на номер телефона")
    assert (await anna.sends_contact("+79990000000", "Сосед")).text.startswith("Это чужой контакт")
    await town.stop_bot()
    await town.start_bot()
    await anna.says("8 (916) 222-33-44")
    assert (await anna.says("вечером")).lines[0] == "Здесь нужно нажать кнопку."
    consent = await anna.tap("Вечером")
    assert consent.lines[1] == "☎️ +7 916 222-33-44"
    assert (await anna.says("ок")).labels[0] == "Согласен"
    assert (await anna.tap("Согласен")).lines[0] == "✅ Заявка № 1 принята."


async def test_a_command_puts_the_draft_down_and_its_keyboard_too(oleg: Chat, anna: Chat) -> None:
    await anna.starts()
    await anna.tap("Оставить заявку")
    await anna.says("Окна")

    await anna.starts()

    assert await anna.reply_keyboard() == []
    assert (await anna.received())[-2].lines == ["Незаконченную заявку не отправляю."]
    assert (await anna.shares_number()).lines == ["Что вам нужно? Напишите одной строкой."]


async def test_the_known_number_stands_on_a_button(oleg: Chat, anna: Chat) -> None:
    await leaves_request(anna)

    await anna.starts()
    await anna.tap("Оставить заявку")
    await anna.says("И дверь")

    assert (await anna.reply_keyboard())[0] == "+7 916 111-00-04"
    assert (await anna.tap("+7 916 111-00-04")).lines == ["Когда вам удобно поговорить?"]


async def test_an_old_consent_does_not_send_another_draft(oleg: Chat, anna: Chat) -> None:
    await anna.says("Окна")
    await anna.shares_number()
    old = await anna.tap("Сейчас")
    await anna.tap("Не отправлять")
    await anna.says("Дверь")
    await anna.shares_number()
    await anna.tap("Вечером")

    await anna.tap("Согласен", on=old)

    assert anna.toast == "Эта заявка уже отправлена или отменена"


async def test_passed_on_by_all_it_comes_to_the_owner(town: Town, oleg: Chat, anna: Chat) -> None:
    await town.chat(OWNER).starts()
    maria = await manager(town, MARIA, "Мария Кац")
    await leaves_request(anna)
    offer = await oleg.screen()

    assert (await oleg.tap("Передать")).lines == ["Заявка № 1 передана: Мария Кац"]
    assert (await maria.screen()).lines[0] == "🆕 Заявка № 1 · удобно вечером"
    await oleg.tap("Беру", on=offer)
    assert oleg.toast == "Эту заявку уже взяли"
    await maria.tap("Передать")

    got = await town.chat(OWNER).screen()
    assert got.lines[0] == "⚠️ Заявка № 1: менеджеры её передали · удобно вечером"
    assert got.labels[:2] == ["🙋 Беру", "Назначить другого"]


async def test_unanswered_for_ten_minutes_the_owner_gives_it_to_another(
    town: Town, oleg: Chat, anna: Chat
) -> None:
    maria = await manager(town, MARIA, "Мария Кац")
    owner = town.chat(OWNER)
    await owner.starts()
    await leaves_request(anna)

    await town.passes(minutes=10)

    unanswered = await owner.screen()
    assert unanswered.lines[0] == ("⚠️ Заявка № 1: 10 мин без ответа, предлагали: Олег Титов · удобно вечером")
    choice = await owner.tap("Назначить другого")
    assert choice.labels == ["Мария Кац · 0 сделок", "‹ Назад"]
    assert (await owner.tap("Мария Кац · 0 сделок")).lines == ["Заявка № 1 передана: Мария Кац"]
    await maria.tap("Беру")
    await owner.tap("Беру", on=unanswered)
    assert owner.toast == "Эту заявку уже взяли"
    assert (await anna.screen()).lines == ["Мария Кац берёт вашу заявку № 1 и позвонит вечером."]


async def test_the_two_write_to_each_other(town: Town, oleg: Chat, anna: Chat) -> None:
    await leaves_request(anna)
    await oleg.tap("Беру")

    assert (await anna.says("Можно после семи?")).lines == ["✉️ Передано: Олег Титов"]
    heard = await oleg.screen()
    assert heard.lines == ["✉️ Анна пишет:", "Можно после семи?"]
    assert heard.labels == ["✍️ Ответить", "Карточка"]
    await oleg.tap("Ответить")
    assert (await oleg.says("Да, в 19:30")).lines == ["✉️ Отправлено: Анна"]
    assert (await anna.screen()).lines == ["✉️ Олег Титов пишет:", "Да, в 19:30"]
    await oleg.says("Наберу с городского", reply_to=heard)
    assert (await anna.screen()).lines == ["✉️ Олег Титов пишет:", "Наберу с городского"]

    kinds = await town.crm.read(lambda tx: list(tx.scalars(select(Activity.kind).order_by(Activity.id))))
    assert kinds[-3:] == [ActivityKind.CLIENT_WROTE, ActivityKind.STAFF_WROTE, ActivityKind.STAFF_WROTE]


async def test_the_manager_writes_first_from_the_card(oleg: Chat, anna: Chat) -> None:
    await leaves_request(anna)
    await oleg.taps("Беру", "Ещё", "Написать")

    await oleg.says("Добрый день. Какой размер окна?")

    assert (await anna.screen()).lines == ["✉️ Олег Титов пишет:", "Добрый день. Какой размер окна?"]


async def test_who_stopped_the_bot_cannot_be_written_to(town: Town, oleg: Chat, anna: Chat) -> None:
    await leaves_request(anna)
    await oleg.tap("Беру")
    await anna.says("Жду")
    await town.crm.write(_stopped, ANNA, town.now)

    await oleg.tap("Ответить")

    assert oleg.toast == "Клиенту не написать: его нет в Telegram или он остановил бота"


async def test_my_requests_say_where_each_stands(oleg: Chat, anna: Chat) -> None:
    await leaves_request(anna)
    mine = await anna.tap("Мои заявки")
    assert mine.lines == [
        "Ваши заявки",
        "№ 1 · пн 23 ноя · Окна в детскую",
        "🕓 принята, ищем менеджера",
    ]

    await oleg.tap("Беру")
    mine = await anna.tap("Мои заявки")
    assert mine.lines[-1] == "👤 у менеджера: Олег Титов"
    await anna.tap("Написать")
    assert (await anna.says("И балкон")).lines == ["✉️ Передано: Олег Титов"]


async def test_strangers_cannot_press_what_is_not_theirs(town: Town, oleg: Chat, anna: Chat) -> None:
    await leaves_request(anna)
    offer = await oleg.screen()
    boris = town.chat(BORIS)
    await boris.starts()

    await boris._does(
        "tap", message_id=(await boris.screen()).message_id, data=offer.data("Беру"), stale=True
    )

    assert boris.toast == "Эта кнопка больше не работает"
    assert await town.crm.read(lambda tx: tx.scalars(select(Request.taken_at)).one()) is None


async def test_in_english(sqlite_url: str) -> None:
    async with running(sqlite_url, language="en") as town:
        oleg, anna = await manager(town, OLEG, "Олег Титов"), town.chat(ANNA)
        await anna.starts()
        await anna.tap("Leave a request")
        await anna.says("Windows for the nursery")
        assert (await anna.reply_keyboard())[0] == "☎️ Share my number"
        await anna.shares_number()
        accepted = await anna.taps("Evening", "I agree")

        assert accepted.lines[0] == "✅ Request No. 1 accepted."
        await oleg.tap("Take")
        assert (await anna.screen()).lines == [
            "Олег Титов has taken your request No. 1 and will call in the evening."
        ]


def _stopped(tx: Session, telegram_id: int, now: dt.datetime) -> None:
    tx.scalars(select(User).where(User.telegram_id == telegram_id)).one().blocked_at = now
