"""A step as a calendar's file: what is in it, how it comes, and the link back to its card."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from icalendar import Calendar

from bot import ics
from bot.i18n import locale_of
from crm.calendar import Entry
from crm.models import StepKind, StepOrigin
from crm.steps import Step
from tests.chat import Chat
from tests.given import Given
from tests.town import NOON, OLEG, Town

AT = dt.datetime(2026, 11, 27, 5, 0, tzinfo=dt.UTC)  # 15:00 in Vladivostok
CHANGED = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
ENTRY = Entry(
    deal_id=17,
    version=4,
    number=31,
    changed_at=CHANGED,
    step=Step(StepKind.MEETING, AT, "meeting", StepOrigin.PROMISE, place="Ленина, 5; вход со двора"),
    client_name="Анна Петрова",
    company="Окна, двери",
    phones=("+79146543210",),
    zone="Asia/Vladivostok",
    zone_known=True,
    city=None,
    need="Балкон,\nшесть метров",
)
CALL = replace(ENTRY, step=Step(StepKind.CALL, AT, "call_back", StepOrigin.PROMISE), phones=(), company=None)


def read_back(file: bytes) -> list[Any]:
    return list(Calendar.from_ical(file).walk("VEVENT"))


def event_of(entry: Entry, language: str = "ru") -> Any:
    (event,) = read_back(ics.file_of(entry, locale_of(language), "dozvon_bot"))
    return event


def test_a_meeting_holds_all_that_one_needs_on_the_way() -> None:
    event = event_of(ENTRY)

    assert event["SUMMARY"] == "🤝 Встреча: Анна Петрова"
    assert event["LOCATION"] == "Ленина, 5; вход со двора"
    assert event["URL"] == "https://t.me/dozvon_bot?start=deal_17"
    assert event["DESCRIPTION"].split("\n") == [
        "Компания: Окна, двери",
        "+7 914 654-32-10",
        "У клиента 15:00, Владивосток",
        "Что нужно: Балкон,",
        "шесть метров",
        "Карточка: https://t.me/dozvon_bot?start=deal_17",
    ]
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (AT, AT + dt.timedelta(hours=1))
    assert event.decoded("DTSTAMP") == CHANGED
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("TRIGGER") == dt.timedelta(minutes=-30)


def test_a_call_in_english_keeps_nobody_from_other_work() -> None:
    event = event_of(CALL, "en")

    assert event["SUMMARY"] == "📞 Promised to call back: Анна Петрова"
    assert "LOCATION" not in event
    assert event["TRANSP"] == "TRANSPARENT"
    assert event.decoded("DTEND") - event.decoded("DTSTART") == dt.timedelta(minutes=15)


def test_a_clock_is_named_by_the_clients_city_and_not_where_it_is_a_guess() -> None:
    near, unknown = replace(ENTRY, city="Находка"), replace(ENTRY, zone_known=False)

    assert "У клиента 15:00, Находка" in event_of(near)["DESCRIPTION"]
    assert "У клиента" not in event_of(unknown)["DESCRIPTION"]


def test_a_moved_step_is_the_same_entry_and_the_next_another() -> None:
    moved = replace(ENTRY, step=replace(ENTRY.step, at=AT + dt.timedelta(days=1)), version=5)

    assert event_of(moved)["UID"] == event_of(ENTRY)["UID"] == "17-31@dozvon_bot"
    assert event_of(moved)["SEQUENCE"] > event_of(ENTRY)["SEQUENCE"]
    assert event_of(replace(ENTRY, number=32))["UID"] != event_of(ENTRY)["UID"]


HOSTILE = "a\r\nBEGIN:VEVENT\nSUMMARY:x\x00\x07;,\\\\n\u202e" + "ё" * 300


def test_what_people_type_stays_in_its_place() -> None:
    step = replace(ENTRY.step, place=HOSTILE, purpose=HOSTILE)
    file = ics.file_of(
        replace(ENTRY, client_name=HOSTILE, company=HOSTILE, need=HOSTILE, step=step),
        locale_of("ru"),
        "dozvon_bot",
    )

    (event,) = read_back(file)
    assert event["LOCATION"] == "a\nBEGIN:VEVENT\nSUMMARY:x;,\\\\n" + "ё" * 300
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert b"\x00" not in file


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_kind_of_step_has_its_words(language: str) -> None:
    for kind in StepKind:
        event = event_of(replace(ENTRY, step=replace(ENTRY.step, kind=kind)), language)

        assert event["SUMMARY"].endswith(": Анна Петрова")


# In the chat


async def sent(town: Town, chat: Chat) -> tuple[str, str, bytes]:
    """The caption, the name and the bytes of the last file that came."""
    message = (await chat.phone())["messages"][-1]
    document = message["document"]
    async with town.http.get(town.sandbox.base_url + document["url"]) as answer:
        assert (answer.status, document["mime"]) == (200, "text/calendar")
        return message["caption"], document["name"], await answer.read()


async def test_a_promised_call_goes_to_the_calendar(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(client="Анна", zone="Asia/Yekaterinburg")
    await town.settle()
    await chat.says("/next")
    await chat.tap("Перезвонить")
    await chat.says("завтра 12:00")

    await chat.tap("В календарь")

    caption, name, file = await sent(town, chat)
    (event,) = read_back(file)
    assert caption == "📞 Обещали перезвонить: Анна\nзавтра, 12:00 там · 10:00 здесь"
    assert name == "call-2026-11-24.ics"
    assert event.decoded("DTSTART") == dt.datetime(2026, 11, 24, 7, 0, tzinfo=dt.UTC)


async def test_from_more_too_and_back_by_the_link(town: Town, chat: Chat, given: Given) -> None:
    deal = await given.deal(client="Анна", at=NOON + dt.timedelta(hours=2))
    await town.settle()
    await chat.says("Анна")
    await chat.taps("Ещё", "В календарь")

    _, _, file = await sent(town, chat)
    link = str(read_back(file)[0]["URL"])
    assert link.endswith(f"?start=deal_{deal}")
    assert "Анна" in (await chat.starts(link.partition("start=")[2])).lines


async def test_a_link_opens_no_foreign_card(town: Town, manager_chat: Chat, given: Given) -> None:
    await manager_chat.starts()
    await given.manager(OLEG)
    deal = await given.deal(client="Анна", at=NOON + dt.timedelta(hours=2))

    for payload in (f"deal_{deal}", "deal_999", "deal_" + "9" * 20, "deal_x"):
        assert "Анна" not in (await manager_chat.starts(payload)).text


async def test_what_was_closed_meanwhile_goes_nowhere(town: Town, chat: Chat, given: Given) -> None:
    await given.deal(client="Анна", stage="invoice_sent", sum_minor=100, at=NOON)
    await town.settle()
    await chat.says("Анна")
    more = await chat.tap("Ещё")
    await chat.taps("Оплачено")
    await chat.tap("1 ₽")
    before = len(await chat.received())

    await chat.tap("В календарь", on=more)

    assert chat.toast == "Сделка уже закрыта"
    assert len(await chat.received()) == before
