"""Where a client is: shown as sure, guessed or unknown; asked by a tap, in words or by a shared location."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.client_zones import whereabouts_of
from crm.models import Client, Deal, OutboxMessage, StepOrigin, Workspace, ZoneSource
from crm.whereabouts import Whereabouts
from tests.chat import Chat
from tests.given import Given
from tests.town import NOON, OWNER, Town, running

DAY = dt.timedelta(days=1)
LATER = NOON + DAY
MOBILE = "+79141234567"
THERE = "Asia/Vladivostok"
QUESTION = "Где клиент? Выберите город или напишите свой. Можно прислать геопозицию."
ON_THE_BORDER = (54.48, 53.47)
"""Bashkortostan beside Tatarstan: two hours apart."""


def place(tx: Session) -> Whereabouts | None:
    return whereabouts_of(tx.scalars(select(Client).order_by(Client.id.desc()).limit(1)).one())


async def test_sure_guessed_and_unknown_look_different(chat: Chat, given: Given) -> None:
    for name, source, city, shown in (
        ("Сергей", "phone", None, "🕓 19:00 там · 12:00 здесь"),
        ("Виктория", "city", "Артём", "🕓 19:00 там · 12:00 здесь · Артём"),
        ("Дмитрий", "likely", None, "🕓 ≈ 19:00 там · 12:00 здесь (предположительно: Владивосток)"),
        ("Юлия", None, None, "❓ 12:00 (пояс не указан, пока: Москва)"),
    ):
        zone = THERE if source else None
        await given.deal(at=LATER, client=name, zone=zone, zone_source=source, city=city)
        card = await chat.says(name)

        assert [line for line in card.lines if line[0] in "🕓❓"] == [shown]
        assert ("❓ Где клиент?" in card.labels) == (zone is None)


async def test_an_unknown_zone_is_asked_on_the_card(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(at=LATER, client="Пётр", zone="Europe/Moscow", city="Казань", zone_source="city")
    await given.deal(at=LATER, client="Анна", zone=None)
    card = await chat.says("Анна")
    assert "❓ Где клиент?" in card.labels

    asked = await chat.tap("Где клиент?", on=card)
    assert asked.lines == ["🕓 Анна: часовой пояс", "❓ Не указан, пока: Москва, 12:00", QUESTION]
    assert asked.labels == [
        "Казань", "Москва", "Екатеринбург", "Новосибирск", "Самара", "Красноярск", "🌍 Все пояса", "‹ Назад",
    ]  # fmt: skip

    card = await chat.tap("Казань")
    assert chat.toast == "Исправлено"
    assert "🕓 12:00 · Казань" in card.lines
    assert "❓ Где клиент?" not in card.labels
    assert await town.crm.read(place) == Whereabouts("Europe/Moscow", ZoneSource.CITY, "Казань")


async def test_what_told_the_zone_is_shown_on_tap(chat: Chat, given: Given) -> None:
    for name, source, city, shown in (
        ("Сергей", "phone", None, ["Владивосток: 19:00 там · 12:00 здесь", "Откуда: по номеру телефона"]),
        ("Виктория", "city", "Артём", ["Артём: 19:00 там · 12:00 здесь", "Откуда: назван город"]),
        ("Дмитрий", "location", "Артём", ["Артём: 19:00 там · 12:00 здесь", "Откуда: по точке на карте"]),
        ("Юлия", "chosen", None, ["Владивосток: 19:00 там · 12:00 здесь", "Откуда: выбран из списка"]),
        (
            "Роман",
            "likely",
            None,
            ["≈ Владивосток: 19:00 там · 12:00 здесь", "Предположительно, по номеру телефона"],
        ),
        ("Тимофей", None, None, ["Владивосток: 19:00 там · 12:00 здесь", "Откуда: не записано"]),
    ):
        await given.deal(at=LATER, client=name, zone=THERE, zone_source=source, city=city)
        await chat.says(name)
        asked = await chat.taps("Ещё", "Часовой пояс")

        assert asked.lines == [f"🕓 {name}: часовой пояс", *shown, QUESTION]
        assert ("✅ Верно" in asked.labels) == (source == "likely")
        back = await chat.tap("Назад")
        assert name in back.lines


async def test_a_guess_is_confirmed_by_a_tap(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(at=LATER, client="Анна", zone=THERE, zone_source="likely")
    await chat.says("Анна")
    card = await chat.taps("Ещё", "Часовой пояс", "Верно")

    assert "🕓 19:00 там · 12:00 здесь" in card.lines
    assert await town.crm.read(place) == Whereabouts(THERE, ZoneSource.CHOSEN)


async def test_the_card_stays_what_it_was(chat: Chat, given: Given) -> None:
    """One of a reminder goes on being one: what is pressed on it answers the reminder."""
    await given.deal(client="Анна", zone=None)
    card = await chat.says("/next")
    await chat.tap("Где клиент?", on=card)
    answered = await chat.tap("Самара")

    assert answered.message_id == card.message_id
    assert answered.data("Не берёт") == card.data("Не берёт")


async def test_a_typed_city_keeps_its_name(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(at=LATER, client="Анна", zone=None)
    await chat.says("Анна")
    await chat.tap("Где клиент?")

    refused = await chat.says("абвг")
    assert refused.text.startswith("Не знаю такого часового пояса.")
    assert refused.labels == ["Отмена"]
    card = await chat.says("Нижний Тагил")

    assert "🕓 14:00 там · 12:00 здесь · Нижний Тагил" in card.lines
    assert await town.crm.read(place) == Whereabouts("Asia/Yekaterinburg", ZoneSource.CITY, "Нижний Тагил")


async def test_one_of_two_towns_keeps_its_name(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(at=LATER, client="Анна", zone=None)
    await chat.says("Анна")
    await chat.tap("Где клиент?")
    asked = await chat.says("Благовещенск")
    assert asked.text == "Какой из них? Время там разное."
    await chat.tap("Благовещенск, Башкортостан · 14:00")

    assert await town.crm.read(place) == Whereabouts("Asia/Yekaterinburg", ZoneSource.CITY, "Благовещенск")


async def test_a_shared_location_answers(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(at=LATER, client="Анна", zone=None)
    await chat.says("Анна")
    await chat.tap("Где клиент?")
    card = await chat.sends_location(43.35, 132.19)

    assert "🕓 19:00 там · 12:00 здесь · Артём" in card.lines
    assert await town.crm.read(place) == Whereabouts(THERE, ZoneSource.LOCATION, "Артём")


async def test_a_house_of_the_map_answers_like_its_point(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(at=LATER, client="Анна", zone=None)
    await chat.says("Анна")
    await chat.tap("Где клиент?")
    await chat.sends_location(43.35, 132.19, title="Склад", address="Кирова, 1")

    assert await town.crm.read(place) == Whereabouts(THERE, ZoneSource.LOCATION, "Артём")


async def test_a_location_near_another_clock_is_asked(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(at=LATER, client="Анна", zone=None)
    await chat.says("Анна")
    await chat.tap("Где клиент?")
    asked = await chat.sends_location(*ON_THE_BORDER)

    assert asked.text == "Какой из них? Время там разное."
    assert [label[-5:] for label in asked.labels[:-1]] == ["14:00", "12:00"]
    assert await town.crm.read(place) is None
    await chat.tap(asked.labels[1])
    found = await town.crm.read(place)
    assert found is not None
    assert (found.zone, found.source) == ("Europe/Moscow", ZoneSource.CITY)


async def test_a_location_far_from_any_city_is_refused(chat: Chat, given: Given) -> None:
    await given.deal(at=LATER, client="Анна", zone=None)
    await chat.says("Анна")
    await chat.tap("Где клиент?")

    refused = await chat.sends_location(-48.9, -123.4)
    assert refused.text == "Рядом с этой точкой нет города, который я знаю. Напишите город."
    card = await chat.says("Казань")
    assert "🕓 12:00 · Казань" in card.lines


async def test_a_location_nobody_asked_for_is_no_answer(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(at=LATER, client="Анна", zone=None)
    await chat.says("Анна")

    assert (await chat.sends_location(43.12, 131.89)).text.startswith("Здесь понимаю только текст.")
    assert await town.crm.read(place) is None


# A new client


async def test_a_mobile_is_asked_in_the_draft_and_never_holds_up_saving(town: Town, chat: Chat) -> None:
    draft = await chat.says(f"/new Анна {MOBILE}, окна")
    assert draft.labels[:6] == [
        "✅ Сохранить", "Москва", "Екатеринбург", "Новосибирск", "Самара", "✏️ Имя",
    ]  # fmt: skip
    card = await chat.tap("Сохранить")

    assert "❓ 12:00 (пояс не указан, пока: Москва)" in card.lines
    assert "❓ Где клиент?" in card.labels
    assert await town.crm.read(place) is None


async def test_one_tap_on_a_city_answers_in_the_draft(town: Town, chat: Chat) -> None:
    await chat.says(f"/new Анна {MOBILE}, окна")
    draft = await chat.tap("Самара")
    assert "🕓 Часовой пояс: Самара, сейчас 13:00" in draft.lines
    assert draft.labels[:2] == ["✅ Сохранить", "✏️ Имя"]
    await chat.tap("Сохранить")

    assert await town.crm.read(place) == Whereabouts("Europe/Samara", ZoneSource.CITY, "Самара")


async def test_words_answer_in_the_draft_too(chat: Chat) -> None:
    await chat.says(f"/new Анна {MOBILE}, окна")
    asked = await chat.says("в Благовещенске")
    assert asked.text == "Какой из них? Время там разное."
    draft = await chat.says("из Казани")

    assert "🕓 Часовой пояс: Казань, сейчас 12:00" in draft.lines
    assert "💬 окна" in draft.lines


async def test_a_shared_location_answers_in_the_draft(town: Town, chat: Chat) -> None:
    await chat.says(f"/new Анна {MOBILE}, окна")
    draft = await chat.sends_location(43.35, 132.19)
    assert "🕓 Часовой пояс: Артём, сейчас 19:00" in draft.lines
    asked = await chat.sends_location(*ON_THE_BORDER)
    await chat.tap(asked.labels[0])
    await chat.tap("Сохранить")

    found = await town.crm.read(place)
    assert found is not None
    assert (found.zone, found.source) == ("Asia/Yekaterinburg", ZoneSource.CITY)


async def test_a_guess_is_a_guess_in_the_draft_too(chat: Chat) -> None:
    draft = await chat.says("/new Ben +1 212 555 0123, roof")

    assert "≈ Часовой пояс предположительно: Нью-Йорк, сейчас 04:00" in draft.lines
    assert draft.labels[:2] == ["✅ Сохранить", "✏️ Имя"]


async def test_an_older_drafts_city_changes_nothing(chat: Chat) -> None:
    old = await chat.says(f"/new Анна {MOBILE}, окна")
    await chat.says("/new Ольга +79123456789, двери")
    await chat.tap("Самара", on=old)

    assert chat.toast == "Этот черновик уже закрыт. Новый клиент: /new"


# What it does to the next step


async def test_what_was_promised_is_asked_after_the_zone_is_corrected(
    town: Town, chat: Chat, given: Given
) -> None:
    deal = await given.deal(client="Анна", zone="Europe/Moscow", origin=StepOrigin.PROMISE)
    await chat.says("Анна")
    await chat.tap("Перезвонить")
    await chat.says("завтра в 15:00")
    before = await given.fresh(deal)
    await chat.says("Анна")
    await chat.taps("Ещё", "Часовой пояс")
    asked = await chat.says("Владивосток")

    assert asked.lines == [
        "🕓 Анна: часовой пояс исправлен",
        "📞 Обещали перезвонить. Когда на самом деле?",
        "По часам клиента: завтра, 15:00 там · 08:00 здесь",
        "Как было: завтра, 22:00 там · 15:00 здесь",
    ]
    assert asked.labels == ["15:00 по часам клиента", "22:00, как было"]
    assert (await given.fresh(deal)).step_at == before.step_at

    card = await chat.tap("15:00 по часам клиента")
    assert "завтра, 15:00 там · 08:00 здесь" in card.lines[0]
    fresh = await given.fresh(deal)
    assert (fresh.step_at, fresh.step_wall) == (
        dt.datetime(2026, 11, 24, 5, tzinfo=dt.UTC),
        "2026-11-24T15:00",
    )
    await chat.tap("15:00 по часам клиента", on=asked)
    assert (await given.fresh(deal)).version == fresh.version


async def test_new_rules_of_the_zone_database_are_told_to_the_manager(
    town: Town, chat: Chat, given: Given
) -> None:
    deal = await given.deal(client="Анна", zone=THERE)
    await chat.says("Анна")
    await chat.tap("Перезвонить")
    await chat.says("завтра в 17:00")
    await town.crm.write(_moved_rules, deal)
    await town.stop_bot()
    await town.start_bot()
    await town.settle()

    told = next(one for one in reversed(await chat.received()) if "изменилось время" in one.text)
    assert told.lines == [
        "🕓 В одном из поясов изменилось время, 1 шаг сдвинулся. У клиента час прежний.",
        "Анна: завтра, 17:00 там · 10:00 здесь, раньше 09:00 здесь",
    ]
    card = await chat.tap("Анна", on=told)
    assert "завтра, 17:00 там · 10:00 здесь" in card.lines[0]
    assert await town.crm.read(_told) == 1


def _moved_rules(tx: Session, deal_id: int) -> None:
    """As if the hour had been chosen when the clocks there went otherwise."""
    deal = tx.get_one(Deal, deal_id)
    assert deal.step_at is not None
    deal.step_at -= dt.timedelta(hours=1)
    tx.scalars(select(Workspace)).one().tz_release = "2020a"


def _told(tx: Session) -> int:
    return len(tx.scalars(select(OutboxMessage.id).where(OutboxMessage.kind == "replanned")).all())


async def test_in_english(database_url: str) -> None:
    async with running(database_url, language="en") as town:
        chat = town.chat(OWNER)
        draft = await chat.says("/new John Smith +79141234567, windows")
        assert "❓ Time zone not set, for now: Moscow, 12:00. Where is the client?" in draft.lines
        card = await chat.tap("Save")
        assert "❓ 12:00 (time zone not set, for now: Moscow)" in card.lines
        asked = await chat.tap("Where is the client?")
        assert asked.lines[0] == "🕓 John Smith: time zone"
        card = await chat.tap("Vladivostok")
        assert "🕓 19:00 there · 12:00 here · Vladivostok" in card.lines
