"""Where a meeting is: asked once, answered in words or by a point, shown as a link to a map."""

import datetime as dt

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import ics
from bot.i18n import locale_of
from crm.access import Actor
from crm.calendar import entry_of
from crm.models import Activity, ActivityKind, User
from crm.places import point_of, point_place, read_place
from tests.chat import Chat, Shown
from tests.given import Given
from tests.town import NOON, OLEG, OWNER, Town

TOMORROW = "завтра 12:00"
ASKED = "📍 Где встречаетесь? Напишите адрес или пришлите геопозицию."


async def a_meeting(chat: Chat) -> Shown:
    await chat.tap("Встреча")
    return await chat.says(TOMORROW)


async def sends_a_point(chat: Chat, **venue: str) -> Shown:
    return await chat.sends_location(55.751244, 37.618423, **venue)


async def link_in(chat: Chat) -> str:
    """The address behind the first link of the newest message."""
    message = (await chat.phone())["messages"][-1]
    return next(str(entity["url"]) for entity in message["entities"] if entity["type"] == "text_link")


async def test_a_typed_address_is_on_the_card_and_the_reminder(town: Town, chat: Chat, given: Given) -> None:
    deal = await given.deal(client="Анна", at=NOON + dt.timedelta(hours=5))
    await chat.says("Анна")
    asked = await a_meeting(chat)

    kept = await chat.says("Ленина 5,\nвход со двора")

    assert asked.lines[-1] == ASKED
    assert asked.labels == ["Пропустить", "🗓 В календарь", "↩️ Отменить", "Исправить", "Карточка", "▶️ Дальше"]
    assert kept.lines[-1] == "📍 Ленина 5, вход со двора"
    assert kept.labels == ["🗓 В календарь", "↩️ Отменить", "Исправить", "Карточка", "▶️ Дальше"]
    assert await link_in(chat) == (
        "https://yandex.ru/maps/?text=%D0%9B%D0%B5%D0%BD%D0%B8%D0%BD%D0%B0%205%2C%20"
        "%D0%B2%D1%85%D0%BE%D0%B4%20%D1%81%D0%BE%20%D0%B4%D0%B2%D0%BE%D1%80%D0%B0"
    )
    assert (await given.fresh(deal)).step_place == "Ленина 5, вход со двора"
    await town.clock_reads(NOON + dt.timedelta(hours=23))  # the plan of the morning
    await town.passes(hours=1)
    assert "📍 Ленина 5, вход со двора" in (await chat.screen()).lines


async def test_a_point_of_the_map(chat: Chat, given: Given) -> None:
    deal = await given.deal(client="Анна", at=NOON + dt.timedelta(hours=5))
    await chat.says("Анна")
    await a_meeting(chat)

    kept = await sends_a_point(chat)

    assert kept.lines[-1] == "📍 Точка на карте"
    assert await link_in(chat) == "https://yandex.ru/maps/?text=55.75124%2C%2037.61842"
    assert (await given.fresh(deal)).step_place == "55.75124, 37.61842"


async def test_a_house_of_the_map_is_its_address_and_its_point(town: Town, chat: Chat, given: Given) -> None:
    deal = await given.deal(client="Анна", at=NOON + dt.timedelta(hours=5))
    await chat.says("Анна")
    await a_meeting(chat)

    kept = await sends_a_point(chat, title="Кафе «Пушкинъ»", address="Тверской бульвар, 26А")

    assert kept.lines[-1] == "📍 Кафе «Пушкинъ», Тверской бульвар, 26А"
    assert await link_in(chat) == "https://yandex.ru/maps/?text=55.75124%2C%2037.61842"
    assert await town.crm.read(edits_of, deal) == ["Кафе «Пушкинъ», Тверской бульвар, 26А"]
    entry = await town.crm.read(entry_of, await town.crm.read(owner_of), deal)
    (event,) = Calendar.from_ical(ics.file_of(entry, locale_of("ru"), "dozvon_bot")).walk("VEVENT")
    assert event["LOCATION"] == "Кафе «Пушкинъ», Тверской бульвар, 26А"
    assert event["GEO"].to_ical() == "55.75124;37.61842"


async def test_a_house_without_an_address_or_with_a_long_one(chat: Chat, given: Given) -> None:
    deal = await given.deal(client="Анна", at=NOON + dt.timedelta(hours=5))
    await chat.says("Анна")
    await a_meeting(chat)
    await sends_a_point(chat, title="Дом")
    bare = (await given.fresh(deal)).step_place
    await chat.says("Анна")
    await chat.taps("Ещё", "Адрес")

    await sends_a_point(chat, title="Дом", address="улица " * 200)

    kept = (await given.fresh(deal)).step_place
    assert bare == "Дом\n55.75124, 37.61842"
    assert kept is not None
    assert len(kept) <= 300
    assert kept.startswith("Дом, улица улица")
    assert point_of(kept) == (55.75124, 37.61842)


async def test_the_outcome_is_taken_back_with_its_address(town: Town, chat: Chat, given: Given) -> None:
    deal = await given.deal(client="Анна", at=NOON + dt.timedelta(hours=5))
    await chat.says("Анна")
    await a_meeting(chat)
    await chat.says("Ленина 5")

    await chat.tap("Отменить")

    after = await given.fresh(deal)
    assert chat.toast == "Отменено, всё как было"
    assert (after.step_place, after.step_at) == (None, NOON + dt.timedelta(hours=5))


async def test_skipped_it_asks_no_more(town: Town, chat: Chat, given: Given) -> None:
    deal = await given.deal(client="Анна", at=NOON + dt.timedelta(hours=5))
    await chat.says("Анна")
    await a_meeting(chat)

    shown = await chat.tap("Пропустить")
    await chat.says("Ленина 5")

    assert ASKED not in shown.lines
    assert shown.labels == ["🗓 В календарь", "↩️ Отменить", "Исправить", "Карточка", "▶️ Дальше"]
    assert (await given.fresh(deal)).step_place is None


async def test_words_typed_much_later_are_a_search(town: Town, chat: Chat, given: Given) -> None:
    deal = await given.deal(client="Анна", at=NOON + dt.timedelta(hours=5))
    await given.deal(client="Борис", phone="+79160000001", at=NOON + dt.timedelta(hours=9))
    await chat.says("Анна")
    await a_meeting(chat)
    await town.passes(minutes=16)

    found = await chat.says("Борис")

    assert "Борис" in found.lines
    assert (await given.fresh(deal)).step_place is None


async def test_in_the_feed_the_next_card_waits_for_the_answer(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(client="Анна", at=NOON - dt.timedelta(minutes=2))
    await given.deal(client="Борис", phone="+79160000001", at=NOON - dt.timedelta(minutes=1))
    await chat.says("/next")
    asked = await a_meeting(chat)

    following = await chat.says("Ленина 5")

    assert asked.lines[-1] == ASKED
    assert "Борис" in following.lines
    assert (await chat.received())[-2].lines[-1] == "📍 Ленина 5"


async def test_from_more_it_is_changed_and_taken_away(town: Town, chat: Chat, given: Given) -> None:
    deal = await given.deal(client="Анна", at=NOON + dt.timedelta(hours=5))
    await chat.says("Анна")
    await a_meeting(chat)
    await chat.taps("Пропустить", "Карточка", "Ещё", "Адрес")

    card = await chat.says("Мира 1")
    await chat.taps("Ещё", "Адрес")
    cleared = await chat.tap("Убрать")

    assert "📍 Мира 1" in card.lines
    assert not any("📍" in line for line in cleared.lines)
    assert (await given.fresh(deal)).step_place is None
    assert await town.crm.read(edits_of, deal) == ["Мира 1", None]


def owner_of(tx: Session) -> Actor:
    return Actor.of(tx.scalars(select(User).where(User.telegram_id == OWNER)).one())


def edits_of(tx: Session, deal_id: int) -> list[str | None]:
    query = select(Activity.text).where(Activity.deal_id == deal_id, Activity.kind == ActivityKind.EDITED)
    return list(tx.scalars(query.order_by(Activity.id)))


async def test_a_call_asks_for_no_address(chat: Chat, given: Given) -> None:
    await given.deal(client="Анна", at=NOON + dt.timedelta(hours=5))
    await chat.says("Анна")
    await chat.tap("Перезвонить")

    shown = await chat.says(TOMORROW)

    assert ASKED not in shown.lines
    assert "📍 Адрес" not in (await chat.taps("Карточка", "Ещё")).labels


async def test_an_address_that_is_a_book_is_refused_and_asked_for_still(chat: Chat, given: Given) -> None:
    deal = await given.deal(client="Анна", at=NOON + dt.timedelta(hours=5))
    await chat.says("Анна")
    await a_meeting(chat)

    refused = await chat.says("очень длинная улица " * 20)
    await chat.says("<b>Мира</b> & 1")

    assert refused.text == "Слишком длинно: можно до 300 знаков"
    assert (await given.fresh(deal)).step_place == "<b>Мира</b> & 1"
    assert (await chat.screen()).lines[-1] == "📍 <b>Мира</b> & 1"


async def test_after_a_restart_the_question_stands(town: Town, chat: Chat, given: Given) -> None:
    deal = await given.deal(client="Анна", at=NOON + dt.timedelta(hours=5))
    await chat.says("Анна")
    await a_meeting(chat)
    await town.stop_bot()
    await town.start_bot()

    await chat.says("Ленина 5")

    assert (await given.fresh(deal)).step_place == "Ленина 5"


async def test_a_foreign_skip_shows_nothing(town: Town, chat: Chat, manager_chat: Chat, given: Given) -> None:
    await manager_chat.starts()
    await given.manager(OLEG)
    await given.deal(client="Анна", at=NOON + dt.timedelta(hours=5))
    await chat.says("Анна")
    skip = (await a_meeting(chat)).data("Пропустить")
    menu = await manager_chat.screen()

    await town.post(f"/page/phones/{OLEG}/tap", message_id=menu.message_id, data=skip, stale=True)
    await town.settle()

    assert "Анна" not in "".join(shown.text for shown in await manager_chat.received())
    assert chat.person == OWNER


@pytest.mark.parametrize(
    "point", [(0.0, 0.0), (-33.8688, 151.2093), (55.751244, 37.618423), (-89.9, -179.99)]
)
def test_a_point_is_kept_and_known_again(point: tuple[float, float]) -> None:
    assert point_of(point_place(*point)) == pytest.approx(point, abs=1e-5)


@pytest.mark.parametrize("words", ["Ленина 5", "55.75, 37.61", "д. 55.75124, 37.61842"])
def test_words_are_no_point(words: str) -> None:
    assert point_of(read_place(words)) is None
