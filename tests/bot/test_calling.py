"""When a client may be called: by buttons and in his words, shown on the card, kept by retries."""

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from crm.access import workspace_of
from tests.bot.speech import LANGUAGES, Speech
from tests.chat import Chat
from tests.given import Given
from tests.town import MARIA, NOON, OLEG, Town, running


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_button_of_a_clients_hours(sqlite_url: str, language: str) -> None:
    async with running(sqlite_url, language=language) as town:
        say, chat = Speech(language), town.chat(OLEG)
        oleg = await town.given.manager(OLEG, language=language)
        await town.given.deal(oleg, client="Анна")
        await chat.says("Анна")
        shown = await chat.taps(say("more"), say.either("Когда звонить", "When to call"))
        assert shown.lines[:2] == [
            say.either("🕓 Анна: когда звонить", "🕓 Анна: when to call"),
            say.either("Обычные часы: пн–пт, 9:00–20:00", "Usual hours: Mon–Fri, 9:00–20:00"),
        ]

        for label, hours in (
            (say.either("Утром · 9–12", "Morning · 9–12"), "9:00–12:00"),
            (say.either("Днём · 12–17", "Afternoon · 12–17"), "12:00–17:00"),
            (say.either("Вечером · 17–20", "Evening · 17–20"), "17:00–20:00"),
            (say.either("После 18", "After 18:00"), "18:00–20:00"),
        ):
            shown = await chat.tap(label)
            asked = say.either("По просьбе: пн–пт, ", "As asked: Mon–Fri, ")
            assert shown.lines[1] == asked + hours
        for label, days in (
            (say.either("Пн–вс", "Mon–Sun"), say.either("каждый день", "every day")),
            (say.either("Сб, вс", "Sat, Sun"), say.either("сб, вс", "Sat, Sun")),
        ):
            shown = await chat.tap(label)
            asked = say.either("По просьбе: ", "As asked: ")
            assert shown.lines[1] == f"{asked}{days}, 18:00–20:00"

        card = await chat.tap(say("card"))
        wish = say.either("🔔 Звонить: сб, вс, 18:00–20:00", "🔔 Call: Sat, Sun, 18:00–20:00")
        assert wish in card.lines
        assert any(line.startswith("🔕 ") for line in card.lines)

        await chat.taps(say("more"), say.either("Когда звонить", "When to call"))
        shown = await chat.tap(say.either("Обычные часы", "Usual hours"))
        assert shown.lines[1] == say.either(
            "Обычные часы: пн–пт, 9:00–20:00", "Usual hours: Mon–Fri, 9:00–20:00"
        )
        assert wish not in (await chat.tap(say("card"))).lines


async def test_where_the_company_works_on_saturdays_its_clients_are_called_then(
    town: Town, chat: Chat, given: Given
) -> None:
    await town.crm.write(_works_on_saturdays)
    await given.deal(client="Анна")
    await chat.says("Анна")
    shown = await chat.taps("Ещё", "Когда звонить")
    assert shown.lines[1] == "Обычные часы: пн–сб, 9:00–20:00"

    shown = await chat.tap("Пн–пт")
    assert shown.lines[1] == "По просьбе: пн–пт, 9:00–20:00"
    shown = await chat.tap("Утром · 9–12")
    assert shown.lines[1] == "По просьбе: пн–пт, 9:00–12:00"


def _works_on_saturdays(tx: Session) -> None:
    workspace_of(tx).work_days = 0b0111111


TYPED = [
    ("ru", "после 18", "пн–пт, 18:00–20:00"),
    ("ru", "с 10 до 16", "пн–пт, 10:00–16:00"),
    ("ru", "только по выходным", "сб, вс, 9:00–20:00"),
    ("en", "after 6pm", "Mon–Fri, 18:00–20:00"),
    ("en", "from 10 to 16", "Mon–Fri, 10:00–16:00"),
    ("en", "weekends only", "Sat, Sun, 9:00–20:00"),
]


@pytest.mark.parametrize(("language", "text", "hours"), TYPED)
async def test_a_wish_in_words(sqlite_url: str, language: str, text: str, hours: str) -> None:
    async with running(sqlite_url, language=language) as town:
        say, chat = Speech(language), town.chat(OLEG)
        oleg = await town.given.manager(OLEG, language=language)
        await town.given.deal(oleg, client="Анна")
        await chat.says("Анна")
        await chat.taps(say("more"), say.either("Когда звонить", "When to call"))

        unread = await chat.says(say.either("он милый", "he is nice"))
        assert say("cancel") in unread.labels
        shown = await chat.says(text)

        assert shown.lines[1] == say.either("По просьбе: ", "As asked: ") + hours
        assert shown.lines[2] == say.either(f"«{text}»", f"“{text}”")
        other = await chat.says(say.either("в любое время", "any time"))
        assert other.lines[2] == say.either("«в любое время»", "“any time”")
        await chat.says(text)
        assert say.either(f"🔔 Звонить: {text}", f"🔔 Call: {text}") in (await chat.tap(say("card"))).lines


async def test_a_retry_waits_for_the_evening_he_asked_for(chat: Chat, given: Given) -> None:
    deal = await given.deal(client="Анна")
    await chat.says("Анна")
    await chat.taps("Ещё", "Когда звонить", "Вечером · 17–20", "Карточка")

    shown = await chat.tap("Не берёт")

    # Five in the afternoon is still inside the working hours of nine to six.
    assert "🌙 Перенесено: в это время клиенту не звонят" in shown.lines
    assert (await given.fresh(deal)).step_at == NOON + dt.timedelta(hours=5)


async def test_a_foreign_client_is_not_reached(town: Town, manager_chat: Chat, given: Given) -> None:
    await given.manager(OLEG)
    maria = await given.manager(MARIA, "Мария Кац")
    deal = await given.deal(maria, client="Чужая")
    menu = await manager_chat.starts()

    for data in (f"yq:{deal}", f"yp:{deal}:540:720:"):
        await town.post(f"/page/phones/{OLEG}/tap", message_id=menu.message_id, data=data, stale=True)
        await town.settle()
        assert manager_chat.toast == "Не нахожу. Возможно, это уже не ваше."
