"""A manager reports calls by pressing outcomes, over real HTTP."""

import datetime as dt

from crm.models import DealState, StepKind, StepOrigin
from tests.chat import Chat
from tests.given import Given
from tests.town import NOON, Town


async def test_a_call_without_an_answer_is_reported_by_one_tap(chat: Chat, given: Given) -> None:
    deal = await given.deal(client="Анна")
    await chat.says("Анна")

    shown = await chat.tap("Не берёт")

    assert shown.lines == [
        "📵 Анна: Не берёт",
        "Попытка 1 из 5, следующая через 5 мин, сегодня, 12:05",
    ]
    fresh = await given.fresh(deal)
    assert (fresh.attempts, fresh.step_at) == (1, NOON + dt.timedelta(minutes=5))


async def test_the_whole_ladder_ends_in_the_archive_and_the_deal_comes_back(
    town: Town, chat: Chat, given: Given
) -> None:
    deal = await given.deal(client="Анна")
    await chat.says("Анна")
    for minutes in (5, 30, 180):
        await chat.tap("Не берёт")
        await town.passes(minutes=minutes)
        assert (await chat.screen()).lines[0].startswith("🔔 Пора")
    await chat.tap("Не берёт")
    await town.passes(days=1)
    last = await chat.tap("Не берёт")

    assert last.lines[1] == "Попытка 5 из 5, ответа нет. Сделка в архиве."
    assert (await given.fresh(deal)).state is DealState.ARCHIVED

    await chat.tap("Вернуть")

    fresh = await given.fresh(deal)
    assert (fresh.state, fresh.attempts) == (DealState.OPEN, 0)


async def test_invoice_sent_asks_the_sum_and_the_moment_in_the_clients_zone(chat: Chat, given: Given) -> None:
    deal = await given.deal(client="Анна", zone="Asia/Vladivostok", at=NOON)
    await chat.says("Анна")
    await chat.tap("Ещё")
    asked = await chat.tap("Счёт выставлен")
    assert asked.lines == ["🧾 Анна: Счёт выставлен", "На какую сумму? Напишите, например: 84 000 или 84к."]

    picker = await chat.says("84к")
    assert picker.lines[2] == "Время клиента: 19:00 там · 12:00 здесь"

    assert picker.labels[0] == "Завтра 16:00"
    shown = await chat.tap("17:00")

    fresh = await given.fresh(deal)
    assert fresh.sum_minor == 8_400_000
    assert fresh.step_kind is StepKind.CHECK_PAYMENT
    assert fresh.step_at == dt.datetime(2026, 11, 24, 7, 0, tzinfo=dt.UTC)
    assert shown.lines == [
        "🧾 Анна: Счёт выставлен, 84\u00a0000\u00a0₽",
        "Этап: Счёт выставлен",
        "Дальше: 🧾 Проверить оплату, завтра, 17:00 там · 10:00 здесь",
    ]


async def test_undo_brings_all_back(chat: Chat, given: Given) -> None:
    deal = await given.deal(client="Анна", attempts=2, origin=StepOrigin.PROMISE)
    before = await given.fresh(deal)
    await chat.says("Анна")
    await chat.tap("Поговорили")
    await chat.tap("Завтра 10:00")
    assert (await given.fresh(deal)).attempts == 0

    await chat.tap("Отменить")

    after = await given.fresh(deal)
    kept = (
        "stage_id",
        "state",
        "attempts",
        "step_kind",
        "step_at",
        "step_purpose",
        "step_origin",
        "sum_minor",
    )
    assert {name: getattr(after, name) for name in kept} == {name: getattr(before, name) for name in kept}
    assert chat.toast == "Отменено, всё как было"


async def test_second_tap_on_the_same_button_changes_nothing(chat: Chat, given: Given) -> None:
    deal = await given.deal(client="Анна")
    card = await chat.says("Анна")
    await chat.tap("Не берёт")

    await chat.tap("Не берёт", on=card)

    assert chat.toast == "Уже записано"
    assert (await given.fresh(deal)).attempts == 1


async def test_a_button_of_an_old_card_shows_the_fresh_one(chat: Chat, given: Given) -> None:
    deal = await given.deal(client="Анна")
    card = await chat.says("Анна")
    await chat.tap("Не берёт")

    shown = await chat.tap("Занято", on=card)

    assert chat.toast == "Карточка уже изменилась, показываю свежую"
    assert shown.labels[0] == "📵 Не берёт"
    assert (await given.fresh(deal)).attempts == 1


async def test_words_that_answer_nothing_leave_a_way_out(chat: Chat, given: Given) -> None:
    for name in ("Анна", "Борис"):
        await given.deal(client=name, at=NOON + dt.timedelta(hours=1))
    await chat.says("Анна")
    await chat.tap("Перезвонить")

    refused = await chat.says("Борис")
    assert refused.lines[0].startswith("Не понимаю,")
    assert refused.labels == ["📅 Выбрать время", "Отмена"]
    card = await chat.tap("Отмена", on=refused)
    assert "Анна" in card.text

    assert "Борис" in (await chat.says("Борис")).text
