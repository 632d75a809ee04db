"""No screen is a dead end: a question may be left, and what was not pressed at once is offered again."""

import pytest

from tests.bot.speech import LANGUAGES, Speech
from tests.town import OWNER, running


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_note_may_be_left_unwritten(sqlite_url: str, language: str) -> None:
    async with running(sqlite_url, language=language) as town:
        say, chat = Speech(language), town.chat(OWNER)
        await chat.says("/start")
        await chat.says("/new Анна +79161110004")
        await chat.tap(say.either("Сохранить", "Save"))
        await chat.taps(say.either("Ещё", "More"), say("note"))

        card = await chat.tap(say.either("Отмена", "Cancel"))

        assert "Анна" in card.lines
        assert (await chat.says("Анна")).labels == card.labels


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_paid_deal_offers_its_repeat_later_too(sqlite_url: str, language: str) -> None:
    async with running(sqlite_url, language=language) as town:
        say, chat = Speech(language), town.chat(OWNER)
        await chat.says("/start")
        await chat.says("/new Анна +79161110004 84к")
        await chat.tap(say.either("Сохранить", "Save"))
        asked = await chat.taps(say.either("Ещё", "More"), say("paid"))
        await chat.tap(asked.labels[0])
        await chat.taps(say.either("Карточка", "Card"), say.either("Ещё", "More"))

        picker = await chat.tap(say.either("Предложить снова", "Offer again"))

        assert picker.lines[0] == say.either(
            "🔁 Анна: когда предложить снова", "🔁 Анна: when to offer again"
        )


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_feed_without_deals_leads_to_a_new_client(sqlite_url: str, language: str) -> None:
    async with running(sqlite_url, language=language) as town:
        say, chat = Speech(language), town.chat(OWNER)
        await chat.says("/start")

        shown = await chat.says("/next")

        assert shown.labels[0] == say.either("➕ Новый клиент", "➕ New client")
