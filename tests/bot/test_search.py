"""Just typing finds clients."""

import datetime as dt

from tests.chat import Chat
from tests.given import Given
from tests.town import NOON, OLEG, Town

LATER = NOON + dt.timedelta(days=1)


async def test_one_sure_client_opens_at_once(chat: Chat, given: Given) -> None:
    await given.deal(at=LATER, client="Анна Петрова", company="Окна Плюс", phone="+79141234567")
    await given.deal(at=LATER, client="Сергей Жуков", phone="+79161112233")

    for typed in (
        "анна",
        "ПЕТРОВА",
        "Petrova Anna",
        "петроав",
        "4567",
        "8 914 123-45-67",
        "окна плюс",
        "okna",
    ):
        shown = await chat.says(typed)
        assert "Анна Петрова · Окна Плюс" in shown.lines, typed


async def test_several_are_offered_as_buttons(chat: Chat, given: Given) -> None:
    await given.deal(at=LATER, client="Анна Петрова", phone="+79141234567")
    await given.deal(at=LATER, client="Анна Ким", company="Ромашка", phone="+79161112233")

    shown = await chat.says("анна")
    assert shown.lines == ["Нашлось 2 клиента по словам «анна»"]
    assert shown.labels == ["Анна Ким · Ромашка", "Анна Петрова · 45-67"]

    card = await chat.tap("Анна Ким · Ромашка")
    assert "Анна Ким · Ромашка" in card.lines


async def test_many_are_leafed_through(chat: Chat, given: Given) -> None:
    for n in range(11):
        await given.deal(at=LATER, client=f"Анна {n:02}", phone=None)
    shown = await chat.says("анна")
    assert len(shown.labels) == 9

    shown = await chat.tap("›")
    assert shown.labels == ["Анна 08", "Анна 09", "Анна 10", "‹"]
    assert (await chat.tap("‹")).labels[0] == "Анна 00"


async def test_nothing_found_offers_a_new_client_of_these_words(chat: Chat) -> None:
    shown = await chat.says("Ольга Ким, двери")
    assert shown.lines == ["Никого не нашлось по словам «Ольга Ким, двери»."]

    draft = await chat.tap("Новый клиент")
    assert draft.lines[1:3] == ["👤 Ольга Ким", "📞 Телефона нет"]


async def test_a_line_with_an_unknown_number_is_a_draft_at_once(chat: Chat, given: Given) -> None:
    await given.deal(at=LATER, client="Анна Петрова", phone="+79141234567")

    draft = await chat.says("Ольга +79123456789 двери")
    assert draft.lines[:2] == ["Новый клиент", "👤 Ольга"]


async def test_a_line_with_a_known_number_is_its_client(chat: Chat, given: Given) -> None:
    await given.deal(at=LATER, client="Анна Петрова", phone="+79141234567")

    shown = await chat.says("Анна 8 914 123 45 67 двери")
    assert "Анна Петрова" in shown.lines


async def test_nobody_finds_a_colleagues_clients(town: Town, given: Given) -> None:
    await given.manager(OLEG)
    await given.deal(at=LATER, client="Анна Петрова", company="Окна Плюс", phone="+79141234567")
    chat = town.chat(OLEG)

    for typed in ("анна", "4567", "+79141234567", "окна"):
        assert (await chat.says(typed)).lines == [f"Никого не нашлось по словам «{typed}»."]


async def test_signs_alone_find_nobody(chat: Chat, given: Given) -> None:
    await given.deal(at=LATER, client="Анна")

    for typed in ("🙂", "%", "_", "<b>", "…" * 4000, "\u202e\u200f."):
        assert (await chat.says(typed)).labels == ["➕ Новый клиент"]
