"""A reminder that can wait, put off by two taps; put off too often, three ways out. Over real HTTP."""

import datetime as dt

import pytest

from tests.bot.speech import LANGUAGES, Speech
from tests.chat import Chat, Shown
from tests.given import Given
from tests.town import NOON, OLEG, OWNER, Town, running

WORDS = {
    "later": ("Отложить", "Later"),
    "quarter": ("+15 мин", "+15 min"),
    "hour": ("+1 ч", "+1 h"),
    "tomorrow": ("Завтра", "Tomorrow"),
    "ask": ("Спросить руководителя", "Ask the head"),
    "try": ("Последняя попытка", "Last try"),
    "card": ("Карточка", "Card"),
}
RINGS = ("🔔 Пора", "🔔 It is time")


class Waits:
    """A manager's phone on which reminders come and are put off."""

    def __init__(self, town: Town, chat: Chat, language: str) -> None:
        self.town, self.chat, self.say = town, chat, Speech(language)

    def word(self, key: str) -> str:
        return self.say.either(*WORDS[key])

    async def puts_off(self, length: str) -> Shown:
        reminder = await self.chat.screen()
        assert reminder.lines[0] == self.say.either(*RINGS), reminder.lines
        await self.chat.tap(self.word("later"), on=reminder)
        return await self.chat.tap(self.word(length))

    async def puts_off_thrice(self) -> Shown:
        for _ in range(2):
            await self.puts_off("quarter")
            await self.town.passes(minutes=15)
        return await self.puts_off("quarter")


@pytest.fixture
async def olegs(town: Town, given: Given) -> Waits:
    me = await given.manager(OLEG)
    await town.chat(OWNER).starts()
    await town.chat(OLEG).starts()
    await given.deal(me, client="Анна", at=NOON)
    await town.settle()
    return Waits(town, town.chat(OLEG), "ru")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_reminder_is_put_off_and_rings_again(sqlite_url: str, language: str) -> None:
    async with running(sqlite_url, language=language) as town:
        chat = town.chat(OWNER)
        waits = Waits(town, chat, language)
        await chat.starts()
        await town.given.deal(client="Анна", at=NOON)
        await town.settle()

        shown = await waits.puts_off("quarter")

        assert shown.lines == [
            waits.say.either("⏰ Анна: отложено", "⏰ Анна: put off"),
            waits.say.either("Дальше: 📞 Первый звонок, сегодня, 12:15", "Next: 📞 First call, today, 12:15"),
        ]
        await town.passes(minutes=15)
        assert (await waits.puts_off("hour")).lines[1].endswith("13:15")
        await town.passes(minutes=60)
        assert (await waits.puts_off("tomorrow")).lines[1].endswith("13:15")


async def test_what_would_wake_the_client_goes_to_his_morning_and_says_why(
    town: Town, chat: Chat, given: Given
) -> None:
    await chat.starts()
    await given.deal(client="Анна", zone="Asia/Vladivostok", at=NOON + dt.timedelta(minutes=45))
    await town.passes(minutes=45)

    shown = await Waits(town, chat, "ru").puts_off("hour")

    assert shown.lines[1:] == [
        "Дальше: 📞 Первый звонок, завтра, 16:00 там · 09:00 здесь",
        "🌙 Перенесено: в это время клиенту не звонят",
    ]


async def test_a_double_tap_moves_it_once(town: Town, olegs: Waits) -> None:
    await olegs.chat.tap("Отложить")
    choice = await olegs.chat.screen()
    await olegs.chat.tap("+15 мин", on=choice)

    again = await olegs.chat.tap("+15 мин", on=choice)

    assert olegs.chat.toast == "Уже записано"
    assert again.lines[1] == "Дальше: 📞 Первый звонок, сегодня, 12:15"


async def test_the_way_back_is_the_reminders_card(olegs: Waits) -> None:
    await olegs.chat.tap("Отложить")

    card = await olegs.chat.tap("‹ Назад")

    assert "⏰ Отложить" in card.labels


async def test_after_the_third_move_other_ways_are_offered(town: Town, olegs: Waits) -> None:
    shown = await olegs.puts_off_thrice()

    assert shown.lines[-1] == "↪️ Перенесено 3 раза"
    assert shown.labels == [
        "🏁 Последняя попытка",
        "❓ Спросить руководителя",
        "✖️ Отказ",
        "Исправить",
        "Карточка",
        "▶️ Дальше",
    ]
    await town.passes(minutes=15)
    reminder = await olegs.chat.screen()
    assert reminder.lines[:3] == [
        "🔔 Пора",
        "📞 Первый звонок: сегодня, 12:45",
        "↪️ Перенесено 3 раза",
    ]
    assert reminder.labels[3:6] == ["🏁 Последняя попытка", "❓ Спросить руководителя", "✖️ Отказ"]
    asked = await olegs.chat.tap("Отказ")
    assert asked.lines == ["✖️ Анна: Отказ", "Почему? Выберите или напишите своими словами."]


async def test_of_many_moves_the_card_names_the_last(town: Town, olegs: Waits) -> None:
    await olegs.puts_off_thrice()

    card = await olegs.chat.tap("Карточка")

    assert [line.endswith("Шаг перенесён") for line in card.lines[-2:]] == [True, False]
    history = await olegs.chat.taps("Ещё", "История")
    assert len([line for line in history.lines if line.endswith("Шаг перенесён")]) == 3


async def test_the_head_gets_the_card_with_the_question_once(town: Town, olegs: Waits) -> None:
    shown = await olegs.puts_off_thrice()
    await olegs.chat.tap("Спросить руководителя")

    told = await olegs.chat.says("Дать <скидку>?")

    assert told.lines == ["❓ Карточка отправлена: Ирина Соколова"]
    card = await town.chat(OWNER).screen()
    assert card.lines[:3] == [
        "❓ Олег Титов спрашивает:",
        "Дать <скидку>?",
        "Ответьте на это сообщение: Олег Титов получит ваш ответ.",
    ]
    assert "↪️ Перенесено 3 раза" in card.lines
    assert "Назначить другого" in " ".join(card.labels)
    seen = len(await town.chat(OWNER).received())
    await olegs.chat.tap("Спросить руководителя", on=shown)
    assert olegs.chat.toast == "Руководитель уже получил эту карточку"
    assert len(await town.chat(OWNER).received()) == seen


async def test_the_heads_reply_comes_back_to_the_manager(town: Town, olegs: Waits) -> None:
    await olegs.puts_off_thrice()
    await olegs.chat.tap("Спросить руководителя")
    await olegs.chat.says("Дать скидку?")

    await town.chat(OWNER).says("Да, 10 %", reply_to=await town.chat(OWNER).screen())

    answer = await olegs.chat.screen()
    assert answer.lines[:2] == ["💬 Ирина Соколова отвечает:", "Да, 10 %"]
    assert "Анна" in answer.lines


async def test_the_card_may_go_without_a_question(town: Town, olegs: Waits) -> None:
    await olegs.puts_off_thrice()
    await olegs.chat.tap("Спросить руководителя")
    await olegs.chat.tap("Отправить без вопроса")

    assert (await town.chat(OWNER).screen()).lines[0] == "❓ Олег Титов просит посмотреть сделку"


async def test_the_question_stands_again_after_a_restart(town: Town, olegs: Waits) -> None:
    await olegs.puts_off_thrice()
    await olegs.chat.tap("Спросить руководителя")
    await town.stop_bot()
    await town.start_bot()

    await olegs.chat.says("Дать скидку?")

    assert (await town.chat(OWNER).screen()).lines[1] == "Дать скидку?"


async def test_a_last_try_without_an_answer_is_the_end(town: Town, given: Given, olegs: Waits) -> None:
    await olegs.puts_off_thrice()

    card = await olegs.chat.tap("Последняя попытка")

    assert card.lines[:2] == [
        "📞 Последняя попытка: сегодня, 12:30",
        "Если не ответит, сделка уйдёт в архив",
    ]
    assert "🏁 Последняя попытка" not in card.labels
    done = await olegs.chat.tap("Не берёт")
    assert done.lines == ["📵 Анна: Не берёт", "Последняя попытка, ответа нет. Сделка в архиве."]
    await olegs.chat.tap("Вернуть")
    assert "↪️" not in (await olegs.chat.screen()).text
