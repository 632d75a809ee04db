"""A new client: from a line or a contact to a draft, its corrections, and one deal."""

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from crm.models import Client, Deal, DealState, StepOrigin
from tests.chat import Chat
from tests.given import Given
from tests.town import NOON, OLEG, OWNER, Town, running

LATER = NOON + dt.timedelta(days=1)
LINE = "Анна Петрова +7 914 123-45-67 Окна Плюс, пластиковые окна 84к Владивосток"
DRAFT = [
    "Новый клиент",
    "👤 Анна Петрова",
    "🏢 Окна Плюс",
    "📞 +7 914 123-45-67",
    "🕓 Часовой пояс: Владивосток, сейчас 19:00",
    "💬 пластиковые окна",
    "💰 84\u00a0000\u00a0₽",
    "Поправить можно кнопкой или дописать словами.",
]


def last_deal(tx: Session) -> Deal:
    query = select(Deal).options(joinedload(Deal.client).joinedload(Client.company))
    deal = tx.scalars(query.order_by(Deal.id.desc()).limit(1)).one()
    assert deal.client.phones is not None
    return deal


def count(tx: Session) -> tuple[int, int]:
    clients = tx.scalar(select(func.count()).select_from(Client)) or 0
    return clients, tx.scalar(select(func.count()).select_from(Deal)) or 0


async def test_a_client_is_added_by_one_line(town: Town, chat: Chat) -> None:
    prompt = await chat.says("/new")
    assert prompt.lines[0] == "Новый клиент"

    draft = await chat.says(LINE)
    assert draft.lines == DRAFT
    assert draft.labels == [
        "✅ Сохранить", "✏️ Имя", "✏️ Телефон", "✏️ Компания", "✏️ Что нужно", "✏️ Сумма",
        "✏️ Часовой пояс", "Отмена",
    ]  # fmt: skip

    card = await chat.tap("Сохранить")
    assert "Анна Петрова · Окна Плюс" in card.lines
    assert chat.toast == "Сохранено"

    deal = await town.crm.read(last_deal)
    assert (deal.state, deal.sum_minor, deal.need) == (DealState.OPEN, 84_000_00, "пластиковые окна")
    assert (deal.step_at, deal.step_purpose, deal.step_origin) == (NOON, "first_call", StepOrigin.PLAN)
    assert (deal.client.zone, deal.client.search_key) == ("Asia/Vladivostok", "ana petrova")
    assert [phone.e164 for phone in deal.client.phones] == ["+79141234567"]
    assert deal.client.company is not None
    assert deal.client.company.name == "Окна Плюс"


async def test_each_field_is_corrected_and_the_draft_kept(town: Town, chat: Chat) -> None:
    await chat.says("Новый клиент")
    await chat.says(LINE)
    for field, typed in {
        "Имя": "Ольга Ким",
        "Телефон": "8 912 345-67-89, +44 20 7946 0958",
        "Компания": "ООО Ромашка",
        "Что нужно": "двери",
        "Сумма": "1,5 млн",
    }.items():
        await chat.tap(field)
        draft = await chat.says(typed)
    await chat.taps("Часовой пояс", "Все пояса")
    draft = await chat.tap("14:00 · Екатеринбург")

    assert draft.lines[1:-1] == [
        "👤 Ольга Ким",
        "🏢 ООО Ромашка",
        "📞 +7 912 345-67-89",
        "📞 +44 20 7946 0958",
        "🕓 Часовой пояс: Екатеринбург, сейчас 14:00",
        "💬 двери",
        "💰 1\u00a0500\u00a0000\u00a0₽",
    ]

    await chat.tap("Сохранить")
    deal = await town.crm.read(last_deal)
    assert (deal.client.name, deal.client.zone, deal.sum_minor) == (
        "Ольга Ким", "Asia/Yekaterinburg", 1_500_000_00
    )  # fmt: skip


async def test_wrong_words_get_a_sentence_and_the_draft_stays(chat: Chat) -> None:
    await chat.says("/new " + LINE)
    for field, typed, answer in (
        ("Телефон", "abc", "Это не похоже на номер телефона."),
        ("Сумма", "abc", "Не понимаю сумму."),
        ("Часовой пояс", "абвг", "Не знаю такого часового пояса."),
        ("Имя", "ё" * 200, "Слишком длинно: можно до 120 знаков"),
    ):
        await chat.tap(field)
        refused = await chat.says(typed)
        assert refused.text.startswith(answer)
        back = await chat.tap("Назад")
        assert back.lines == DRAFT


async def test_what_is_left_out_is_said_so(chat: Chat) -> None:
    draft = await chat.says("/new +79141234567")
    assert draft.lines[1:4] == [
        "👤 Имя не указано",
        "📞 +7 914 123-45-67",
        "❓ Часовой пояс не указан, пока: Москва, сейчас 12:00. Где клиент?",
    ]

    asked = await chat.tap("Сохранить")
    assert asked.text == "Как зовут клиента?"
    await chat.says("Анна")
    card = await chat.tap("Сохранить")
    assert "Анна" in card.lines


async def test_more_words_add_to_the_draft(chat: Chat) -> None:
    await chat.says("/new Анна +79141234567")
    for typed in ("окна в спальню", "90к", "Казань"):
        draft = await chat.says(typed)

    assert draft.lines[1:-1] == [
        "👤 Анна",
        "📞 +7 914 123-45-67",
        "🕓 Часовой пояс: Казань, сейчас 12:00",
        "💬 окна в спальню",
        "💰 90\u00a0000\u00a0₽",
    ]


async def test_a_second_save_saves_nothing(town: Town, chat: Chat) -> None:
    draft = await chat.says("/new " + LINE)
    await chat.tap("Сохранить")
    again = await chat.tap("Сохранить", on=draft)

    assert "Анна Петрова · Окна Плюс" in again.lines
    assert await town.crm.read(count) == (1, 1)


async def test_buttons_of_an_older_draft_change_nothing(town: Town, chat: Chat) -> None:
    old = await chat.says("/new Ольга +79123456789")
    await chat.says("/new " + LINE)

    for label in ("Сохранить", "Имя", "Часовой пояс"):
        await chat.tap(label, on=old)
        assert chat.toast == "Этот черновик уже закрыт. Новый клиент: /new"
    await chat.tap("Отмена", on=old)
    draft = await chat.says("95к")

    assert draft.lines[1] == "👤 Анна Петрова"
    assert await town.crm.read(count) == (0, 0)


async def test_cancel_saves_nothing(town: Town, chat: Chat) -> None:
    await chat.says("/new " + LINE)
    shown = await chat.tap("Отмена")

    assert shown.text == "Черновик удалён, ничего не сохранено."
    assert await town.crm.read(count) == (0, 0)


async def test_a_known_number_offers_its_card(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(at=LATER, client="Анна Старая", phone="+79141234567")
    draft = await chat.says("/new " + LINE)
    assert draft.lines[-1] == "⚠️ Номер +7 914 123-45-67 уже в базе: Анна Старая."

    card = await chat.tap("Открыть карточку")
    assert "Анна Старая" in card.lines
    assert await town.crm.read(count) == (1, 1)


async def test_a_known_number_is_saved_only_when_said_so(town: Town, chat: Chat, given: Given) -> None:
    draft = await chat.says("/new " + LINE)
    await given.deal(at=LATER, client="Анна Старая", phone="+79141234567")

    warned = await chat.tap("Сохранить", on=draft)
    assert warned.lines[-1] == "⚠️ Номер +7 914 123-45-67 уже в базе: Анна Старая."
    assert await town.crm.read(count) == (1, 1)

    await chat.tap("Да, сохранить")
    assert await town.crm.read(count) == (2, 2)


async def test_a_colleagues_client_is_not_told(town: Town, given: Given) -> None:
    await given.manager(OLEG)
    await given.deal(at=LATER, client="Анна Старая", phone="+79141234567")
    chat = town.chat(OLEG)

    draft = await chat.says("/new " + LINE)

    assert draft.lines[-1] == "⚠️ Номер +7 914 123-45-67 уже в базе у коллеги."
    assert "Открыть карточку" not in draft.labels
    assert "Старая" not in draft.text


async def test_a_managers_client_is_his(town: Town, given: Given) -> None:
    oleg = await given.manager(OLEG)
    chat = town.chat(OLEG)
    await chat.says("/new " + LINE)
    await chat.tap("Сохранить")

    deal = await town.crm.read(last_deal)
    assert (deal.manager_id, deal.client.manager_id) == (oleg, oleg)


async def test_a_contact_becomes_a_draft(chat: Chat) -> None:
    draft = await chat.sends_contact("+7 914 123-45-67", "Анна")

    assert draft.lines[1:3] == ["👤 Анна", "📞 +7 914 123-45-67"]


async def test_ones_own_contact_is_no_client(town: Town, chat: Chat) -> None:
    shown = await chat.shares_number()

    assert shown.text.startswith("Это ваш собственный номер.")
    assert await town.crm.read(count) == (0, 0)


async def test_a_contact_answers_the_question_for_a_number(chat: Chat) -> None:
    await chat.says("/new Ольга, двери")
    await chat.tap("Телефон")
    draft = await chat.sends_contact("+7 914 123-45-67", "Анна")

    assert draft.lines[1:3] == ["👤 Ольга", "📞 +7 914 123-45-67"]


async def test_a_contact_is_the_other_number_of_a_wrong_one(town: Town, chat: Chat, given: Given) -> None:
    deal = await given.deal(at=LATER, client="Анна")
    await chat.says("Анна")
    await chat.taps("Ещё", "Не тот номер")
    await chat.sends_contact("+7 914 123-45-67", "Кто-то")

    client = (await town.crm.read(last_deal)).client
    assert {phone.e164 for phone in client.phones if not phone.wrong} == {"+79141234567"}
    assert (await town.crm.read(count)) == (1, 1)
    assert (await given.fresh(deal)).state is DealState.OPEN


async def test_a_contact_is_one_more_number_on_a_card(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(at=LATER, client="Анна")
    await chat.says("Анна")
    await chat.taps("Ещё", "Телефон")
    card = await chat.sends_contact("+7 914 123-45-67", "Кто-то")

    assert "+7 914 123-45-67" in card.lines
    assert await town.crm.read(count) == (1, 1)


async def test_in_english(database_url: str) -> None:
    async with running(database_url, language="en") as town:
        chat = town.chat(OWNER)
        await chat.says("New client")
        draft = await chat.says("John Smith, ACME Ltd, +44 20 7946 0958, 12 windows, 5000")
        assert draft.lines == [
            "New client",
            "👤 John Smith",
            "🏢 ACME Ltd",
            "📞 +44 20 7946 0958",
            "🕓 Time zone: London, now 09:00",
            "💬 12 windows",
            "💰 ₽5,000",
            "Correct it with a button, or add words.",
        ]
        assert "John Smith · ACME Ltd" in (await chat.tap("Save")).lines
        assert "John Smith · ACME Ltd" in (await chat.says("jhon smith")).lines


async def test_the_first_call_waits_for_the_clients_morning(town: Town, chat: Chat) -> None:
    """At noon in Moscow it is 20:00 in Magadan; tomorrow both work from 9:00 in Moscow."""
    await chat.says("/new Анна +79141234567 Магадан")
    await chat.tap("Сохранить")
    deal = await town.crm.read(last_deal)

    assert deal.step_at == dt.datetime(2026, 11, 24, 6, 0, tzinfo=dt.UTC)


async def test_the_card_does_not_ring_right_after_it_was_shown(town: Town, chat: Chat) -> None:
    await chat.says("/new Анна +79141234567 Москва")
    await chat.tap("Сохранить")
    before = len(await chat.received())
    await town.passes(minutes=9)
    assert len(await chat.received()) == before
    await town.passes(minutes=1)
    assert len(await chat.received()) == before + 1


async def test_a_saved_client_is_corrected_from_his_card(town: Town, chat: Chat, given: Given) -> None:
    deal = await given.deal(at=LATER, client="Анна", zone=None)
    for field, typed in {
        "Имя": "Анна Ким",
        "Телефон": "+79123456789",
        "Компания": "Ромашка",
        "Что нужно": "двери",
        "Сумма": "84к",
        "Часовой пояс": "Екатеринбург",
    }.items():
        await chat.says("Анна")
        await chat.tap("Ещё")
        await chat.tap(field)
        card = await chat.says(typed)

    assert "Анна Ким · Ромашка" in card.lines
    assert "+7 912 345-67-89" in card.lines
    fresh = await given.fresh(deal)
    assert (fresh.sum_minor, fresh.need) == (84_000_00, "двери")
    assert (await town.crm.read(last_deal)).client.zone == "Asia/Yekaterinburg"


async def test_a_zone_is_chosen_by_a_button_on_the_card(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(at=LATER, client="Анна", zone=None)
    await chat.says("Анна")
    await chat.taps("Ещё", "Часовой пояс", "Все пояса", "›", "19:00 · Владивосток")

    assert chat.toast == "Исправлено"
    assert (await town.crm.read(last_deal)).client.zone == "Asia/Vladivostok"


async def test_hostile_words_are_shown_as_typed(chat: Chat) -> None:
    draft = await chat.says("/new <b>&Аня</b>, +79141234567, " + "окна " * 700)

    assert draft.lines[1] == "👤 <b>&Аня</b>"
    await chat.tap("Сохранить")
    assert "<b>&Аня</b>" in (await chat.screen()).lines


async def test_the_first_call_says_why_it_waits(town: Town, chat: Chat) -> None:
    await town.passes(hours=2)  # nine in the evening in Vladivostok
    await chat.says("/new " + LINE)
    card = await chat.tap("Сохранить")

    assert "завтра, 16:00 там · 09:00 здесь" in card.lines[0]
    moved = "14:00 · Сделка заведена. 🌙 Перенесено: в это время клиенту не звонят"
    assert card.lines[-1] == f"сегодня, {moved}"

    await chat.says("/new Пётр Лос +1 213 555 01 23")
    card = await chat.tap("Сохранить")
    assert card.lines[-1].endswith("с часами клиента не пересекаются: взяли часы клиента")


async def test_a_deal_brought_back_says_why_it_waits(town: Town, chat: Chat, given: Given) -> None:
    deal = await given.deal(client="Анна")
    await chat.says("Анна")
    await chat.taps("Ещё", "Отказ", "Дорого")
    await town.passes(hours=7)
    await chat.says("Анна")
    card = await chat.tap("Вернуть")

    assert "сегодня, 19:00 · Возвращено в работу. Перенесено: у менеджера нерабочее время" in card.lines
    fresh = await given.fresh(deal)
    assert fresh.step_at == NOON.replace(hour=6) + dt.timedelta(days=1)
