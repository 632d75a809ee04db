"""A next contact in one's own words: understood, questioned, chosen of two, mended."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import update

from crm.models import Client
from tests.chat import Chat, Shown
from tests.given import Given
from tests.town import NOON, OWNER, Town, running

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
EAST = "Asia/Yekaterinburg"  # two hours ahead of Moscow


async def asked(chat: Chat, given: Given, outcome: str = "Перезвонить", **fields: Any) -> int:
    """An open question of when; returns the deal."""
    name = fields.setdefault("client", "Анна")
    deal = await given.deal(**fields)
    await chat.says(name)
    await chat.tap(outcome)
    return deal


async def step_of(given: Given, deal: int) -> tuple[dt.datetime | None, str | None]:
    fresh = await given.fresh(deal)
    return fresh.step_at, fresh.step_wall


async def test_what_was_understood_is_shown_by_both_clocks_and_can_be_mended(
    chat: Chat, given: Given
) -> None:
    deal = await asked(chat, given, zone=EAST)

    shown = await chat.says("завтра в 15, спросить Ивана")

    assert shown.lines[-1] == "Дальше: 📞 Обещали перезвонить, завтра, 15:00 там · 13:00 здесь"
    assert await step_of(given, deal) == (NOON + DAY + HOUR, "2026-11-24T15:00")

    picker = await chat.tap("Исправить")
    assert picker.lines[0] == "📅 Анна: перенести шаг"
    assert picker.lines[-1].startswith("Часы на завтра, вт 24 ноя")
    mended = await chat.says("в среду в 16")
    assert mended.lines == [
        "📅 Анна: исправлено",
        "Дальше: 📞 Обещали перезвонить, ср 25 ноя, 16:00 там · 14:00 здесь",
    ]
    assert await step_of(given, deal) == (NOON + 2 * DAY + 2 * HOUR, "2026-11-25T16:00")
    assert (await given.fresh(deal)).step_moves == 0

    await chat.taps("Исправить", "Отмена")
    assert await step_of(given, deal) == (NOON + 2 * DAY + 2 * HOUR, "2026-11-25T16:00")

    assert mended.labels == ["↩️ Отменить", "Исправить", "Карточка", "▶️ Дальше"]
    await chat.tap("Отменить", on=mended)
    assert chat.toast == "Отменено, всё как было"
    assert (await step_of(given, deal))[0] == NOON


async def test_a_length_of_time_is_no_time_of_the_clients_day(chat: Chat, given: Given) -> None:
    deal = await asked(chat, given)

    await chat.says("через 2 часа")

    assert await step_of(given, deal) == (NOON + 2 * HOUR, None)


async def test_of_two_likely_moments_one_is_chosen_by_a_tap(chat: Chat, given: Given) -> None:
    deal = await asked(chat, given, zone=EAST)

    shown = await chat.says("в среду или в четверг в 15")

    assert shown.lines[-1] == "Можно понять по-разному. Какое время записать?"
    assert shown.labels == [
        "ср 25 ноя, 15:00 там · 13:00 здесь",
        "чт 26 ноя, 15:00 там · 13:00 здесь",
        "Исправить",
    ]
    saved = await chat.tap("чт 26 ноя, 15:00 там · 13:00 здесь")
    assert await step_of(given, deal) == (NOON + 3 * DAY + HOUR, "2026-11-26T15:00")
    assert saved.lines[-1] == "Дальше: 📞 Обещали перезвонить, чт 26 ноя, 15:00 там · 13:00 здесь"
    assert "Исправить" in saved.labels


async def test_other_words_may_be_typed_instead_of_a_choice(chat: Chat, given: Given) -> None:
    deal = await asked(chat, given)
    await chat.says("в среду или в четверг")

    await chat.says("в четверг в 11")

    assert await step_of(given, deal) == (NOON + 3 * DAY - HOUR, "2026-11-26T11:00")


async def test_words_without_a_moment_lead_back_to_the_picker(chat: Chat, given: Given) -> None:
    deal = await asked(chat, given)

    shown = await chat.says("<b>посмотрим</b>")

    assert shown.lines == ["Не понимаю, когда. Напишите, например: «завтра 15:00» или «чт 11»."]
    assert shown.labels == ["📅 Выбрать время", "Отмена"]
    await chat.taps("Выбрать время", "Завтра 10:00")
    assert await step_of(given, deal) == (NOON + DAY - 2 * HOUR, "2026-11-24T10:00")


async def test_of_two_moments_a_night_a_day_off_and_a_full_hour_have_their_signs(
    chat: Chat, given: Given
) -> None:
    await asked(chat, given)
    for _ in range(3):
        await given.deal(client="Борис", at=NOON + DAY - HOUR)

    assert (await chat.says("завтра в 23 или в субботу в 12")).labels[:2] == [
        "🌙 завтра, 23:00",
        "🏖 сб 28 ноя, 12:00",
    ]
    assert (await chat.says("завтра в 11 или в среду в 11")).labels[:2] == [
        "🔴 завтра, 11:00",
        "ср 25 ноя, 11:00",
    ]


async def test_my_time_is_asked_where_the_clocks_differ(chat: Chat, given: Given) -> None:
    deal = await asked(chat, given, zone=EAST)

    shown = await chat.says("завтра в 15 по моему времени")

    assert shown.labels[:2] == ["завтра, 15:00 там · 13:00 здесь", "завтра, 17:00 там · 15:00 здесь"]
    await chat.tap("завтра, 17:00 там · 15:00 здесь")
    assert await step_of(given, deal) == (NOON + DAY + 3 * HOUR, "2026-11-24T17:00")


@pytest.mark.parametrize("text", ["сегодня в 9", "вчера", "вчера в 15", "01.01.2020"])
async def test_a_past_moment_is_said_to_be_past_and_the_question_stays(
    chat: Chat, given: Given, text: str
) -> None:
    deal = await asked(chat, given)

    shown = await chat.says(text)

    assert shown.lines[0] == "Это время уже прошло. Выберите другое."
    picker = await chat.tap("Выбрать время")
    assert picker.lines[0] == "🔁 Анна: Перезвонить"
    await chat.says("завтра в 11")
    assert await step_of(given, deal) == (NOON + DAY - HOUR, "2026-11-24T11:00")


@pytest.mark.parametrize(
    ("zone", "text", "why"),
    [
        ("Europe/Moscow", "завтра в 22:00", "🌙 В это время клиенту обычно не звонят. Сохранить?"),
        ("Asia/Vladivostok", "завтра в 11", "🌙 Это нерабочее время. Сохранить?"),
        ("Europe/Moscow", "в субботу в 12", "У клиента выходной. Сохранить?"),
        ("Europe/Moscow", "16.11", "Это почти через год или позже. Сохранить?"),
    ],
)
async def test_a_closed_hour_is_saved_only_after_a_question(
    chat: Chat, given: Given, zone: str, text: str, why: str
) -> None:
    deal = await asked(chat, given, zone=zone, at=NOON)

    shown = await chat.says(text)

    assert shown.lines[-1] == why
    assert (await given.fresh(deal)).step_at == NOON
    await chat.tap("Да, сохранить")
    assert (await given.fresh(deal)).step_at != NOON


async def test_an_hour_of_an_old_picker_that_has_become_night_is_asked_about(
    town: Town, chat: Chat, given: Given
) -> None:
    deal = await asked(chat, given, at=NOON)
    picker = await chat.screen()
    await moves_to_vladivostok(town)

    question = await chat.tap("17:00", on=picker)

    assert question.lines[-2:] == [
        "вт 24 ноя, 00:00 там · пн 23 ноя, 17:00 здесь",
        "🌙 В это время клиенту обычно не звонят. Сохранить?",
    ]
    assert (await given.fresh(deal)).step_at == NOON
    fixed = await chat.tap("Исправить", on=question)
    assert "16:00" in fixed.labels
    await chat.tap("Да, сохранить", on=question)
    assert await step_of(given, deal) == (NOON + 5 * HOUR, "2026-11-24T00:00")


async def test_a_step_is_moved_into_a_night_only_after_a_question(
    town: Town, chat: Chat, given: Given
) -> None:
    deal = await given.deal(client="Анна", at=NOON)
    await chat.says("Анна")
    picker = await chat.taps("Ещё", "Перенести шаг")
    await moves_to_vladivostok(town)

    question = await chat.tap("17:00", on=picker)
    assert question.lines[-1] == "🌙 В это время клиенту обычно не звонят. Сохранить?"
    await chat.tap("Да, сохранить", on=question)

    assert await step_of(given, deal) == (NOON + 5 * HOUR, "2026-11-24T00:00")


async def test_a_past_hour_of_a_picker_that_moves_a_step_shows_the_hours_of_now(
    town: Town, chat: Chat, given: Given
) -> None:
    deal = await given.deal(client="Анна", at=NOON - HOUR)
    await chat.says("Анна")
    picker = await chat.taps("Ещё", "Перенести шаг")
    await town.passes(hours=6)

    shown = await chat.tap("17:00", on=picker)

    assert chat.toast == "Это время уже прошло. Выберите другое."
    assert "пн 23" not in shown.labels
    await chat.tap("Завтра 10:00", on=shown)
    assert await step_of(given, deal) == (NOON + DAY - 2 * HOUR, "2026-11-24T10:00")


async def moves_to_vladivostok(town: Town) -> None:
    await town.crm.write(lambda tx: tx.execute(update(Client).values(zone="Asia/Vladivostok")))


async def test_words_are_understood_in_english(database_url: str) -> None:
    async with running(database_url, language="en") as town:
        chat = town.chat(OWNER)
        deal = await asked(chat, town.given, "Call back", client="Ann", zone=EAST)

        recorded = await chat.says("Friday at half past two")
        assert recorded.lines[-1] == "Next: 📞 Promised to call back, Fri 27 Nov, 14:30 there · 12:30 here"

        await chat.tap("Fix")
        asks = await chat.says("tue or wed at 4pm")
        assert asks.lines[-1] == "This can mean two times. Which one?"
        assert asks.labels[0] == "tomorrow, 16:00 there · 14:00 here"
        await chat.tap(asks.labels[1])
        assert await step_of(town.given, deal) == (NOON + 2 * DAY + 2 * HOUR, "2026-11-25T16:00")


async def test_a_won_deal_is_repeated_at_a_typed_moment(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(client="Анна", sum_minor=100_00)
    await chat.says("Анна")
    await chat.taps("Ещё", "Оплачено", "100 ₽", "Другая дата")

    shown = await chat.says("24.05.2027 в 11")

    assert shown.lines == [
        "🔁 Анна: новая сделка",
        "Дальше: 📞 Предложить снова, пн 24 мая 2027, 11:00",
    ]
    await _mends(chat, shown)


async def _mends(chat: Chat, shown: Shown) -> None:
    assert "Исправить" in shown.labels
    assert (await chat.tap("Исправить")).lines[0] == "📅 Анна: перенести шаг"


async def test_a_step_moved_by_a_tap_shows_both_clocks_and_fix(chat: Chat, given: Given) -> None:
    deal = await given.deal(client="Анна", zone=EAST, at=NOON + HOUR)
    await chat.says("Анна")
    picker = await chat.taps("Ещё", "Перенести шаг", "вт 24")

    shown = await chat.tap("11:00", on=picker)

    assert shown.lines[0] == "📅 Анна: шаг перенесён"
    assert shown.lines[1].endswith("завтра, 11:00 там · 09:00 здесь")
    assert shown.labels == ["Исправить", "Карточка", "▶️ Дальше"]
    assert (await chat.tap("Исправить")).lines[-1].startswith("Часы на завтра, вт 24 ноя")
    moves = (await given.fresh(deal)).step_moves
    again = await chat.tap("11:00", on=picker)
    assert again.lines == shown.lines
    assert chat.toast == "Уже записано"
    assert (await given.fresh(deal)).step_moves == moves == 1
    await _mends(chat, again)


async def test_of_two_likely_moments_for_a_step_the_chosen_one_has_fix(chat: Chat, given: Given) -> None:
    deal = await given.deal(client="Анна", at=NOON + HOUR)
    await chat.says("Анна")
    await chat.taps("Ещё", "Перенести шаг")
    await chat.says("в среду или в четверг в 15")

    shown = await chat.tap("чт 26 ноя, 15:00")

    assert shown.lines[0] == "📅 Анна: шаг перенесён"
    assert (await step_of(given, deal))[1] == "2026-11-26T15:00"
    await _mends(chat, shown)


async def test_in_the_feed_the_next_card_follows_a_moved_step(chat: Chat, given: Given) -> None:
    await given.deal(client="Борис", at=NOON - HOUR)
    await given.deal(client="Анна", at=NOON - HOUR / 2)
    await chat.says("/next")
    await chat.taps("Ещё", "Перенести шаг")

    await chat.tap("Завтра 10:00")

    result, card = (await chat.received())[-2:]
    assert result.lines[0] == "📅 Анна: шаг перенесён"
    assert "Борис" in card.lines
