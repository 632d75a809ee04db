"""The picker over HTTP: any hour of the next fortnight in three taps, quarters in four, other pages."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.callbacks import Tap
from bot.taps.deals import PickTap, ReportTap, ViewTap, day_of
from crm.hours import Window
from crm.models import DayOff, User, Workspace
from tests.bot.speech import Speech
from tests.chat import Chat, Shown
from tests.given import Given
from tests.town import NOON, OWNER, Town, running

MOSCOW, VLADIVOSTOK = "Europe/Moscow", "Asia/Vladivostok"
DATED = ("talked", "call_back", "meeting", "offer_sent", "invoice_sent")
LATER = NOON + dt.timedelta(hours=1)


def found(shown: Shown, kind: type[Tap]) -> list[Tap]:
    """The buttons of exactly this kind."""
    codes = (button.get("callback_data", "") for row in shown.buttons for button in row)
    return [kind.parse(code) for code in codes if code.partition(":")[0] == kind.prefix]


def moments(shown: Shown) -> set[dt.datetime]:
    return {tap.moment for tap in found(shown, ReportTap) if isinstance(tap, ReportTap) and tap.moment}


def days(shown: Shown) -> list[PickTap]:
    """The strip: of an outcome with kinds, the days and not the kinds."""
    return [tap for tap in found(shown, PickTap) if isinstance(tap, PickTap) and tap.kind is None]


async def press(chat: Chat, shown: Shown, tap: Tap) -> Shown:
    """Press this button, which must be on the message; the message as it then is, or a new one."""
    assert tap.pack() in [button.get("callback_data") for row in shown.buttons for button in row]
    return await chat._presses(shown, tap.pack())


async def asked(town: Town, outcome: str, language: str = "ru", **fields: Any) -> tuple[Chat, Shown, int]:
    """One tap: the picker that this outcome opens."""
    chat, say = town.chat(OWNER), Speech(language)
    deal = await town.given.deal(client="Анна", at=LATER, sum_minor=100, **fields)
    await chat.says("Анна")
    await chat.tap(say("more"))
    return chat, await chat.tap(say(outcome)), deal


@pytest.mark.parametrize(
    ("outcome", "language"), [*((outcome, "ru") for outcome in DATED), ("meeting", "en")]
)
async def test_any_hour_of_the_fortnight_takes_three_taps(
    sqlite_url: str, outcome: str, language: str
) -> None:
    async with running(sqlite_url, language=language) as town:
        chat, shown, deal = await asked(town, outcome, language, zone=VLADIVOSTOK)
        client, manager = Window(VLADIVOSTOK, 540, 1200), Window(MOSCOW, 540, 1080)
        hours = (NOON + dt.timedelta(hours=ahead) for ahead in range(1, 14 * 24 + 1))
        meant = {at for at in hours if client.holds(at) and manager.holds(at)}

        reached = set(moments(shown))
        for day in days(shown):
            shown = await press(chat, shown, day)
            reached |= moments(shown)

        assert meant <= reached
        last = max(meant)
        shown = await press(chat, shown, next(tap for tap in days(shown) if tap.date == last.date()))
        tap = next(tap for tap in found(shown, ReportTap) if getattr(tap, "moment", None) == last)
        await press(chat, shown, tap)
        assert (await town.given.fresh(deal)).step_at == last


async def test_a_quarter_takes_one_tap_more(town: Town) -> None:
    chat, picker, deal = await asked(town, "talked")
    day = await chat.tap("чт 26", on=picker)

    minutes = await chat.tap("Минуты", on=day)
    await chat.tap("14:45", on=minutes)

    assert (await town.given.fresh(deal)).step_at == dt.datetime(2026, 11, 26, 11, 45, tzinfo=dt.UTC)


async def test_a_day_far_ahead_comes_from_the_calendar_with_its_load(town: Town, given: Given) -> None:
    for _ in range(3):
        await given.deal(client="Борис", at=dt.datetime(2027, 2, 18, 8, 10, tzinfo=dt.UTC))
    chat, picker, deal = await asked(town, "talked")

    month = await chat.tap("Календарь", on=picker)
    assert month.lines[-1] == "Какой день? декабрь 2026"
    assert "сб 5" not in month.labels
    for _ in range(2):
        month = await chat.tap(month.labels[-2], on=month)
    assert month.lines[-1] == "Какой день? февраль 2027"
    day = await chat.tap("чт 18", on=month)
    assert "🗓 чт 18 фев 2027" in day.labels
    assert _style(day, "11:00 · 3") == "danger"
    assert await chat.tap("Минуты", on=day)
    await chat.tap("12:00", on=day)

    assert (await town.given.fresh(deal)).step_at == dt.datetime(2027, 2, 18, 9, 0, tzinfo=dt.UTC)


async def test_the_calendar_goes_back_no_further_than_today_and_forward_to_the_last_day(town: Town) -> None:
    chat, picker, _ = await asked(town, "talked")
    december = await chat.tap("Календарь", on=picker)

    november = await chat.tap("‹ ноябрь", on=december)

    assert november.labels == [*(f"{day}" for day in _november()), "декабрь ›", "‹ Часы"]
    fifth_year = _on_day(found(november, ViewTap)[0], dt.date(2031, 11, 21), "m")
    last = await chat._presses(november, fifth_year, stale=True)
    assert last.lines[-1] == "Какой день? ноябрь 2031"
    assert [label for label in last.labels if "›" in label] == []
    assert (await chat.tap("‹ Часы", on=last)).labels[0] == "Через час · 13:00"


def _november() -> list[str]:
    return ["пн 23", "вт 24", "ср 25", "чт 26", "пт 27", "пн 30"]


def _on_day(tap: Tap, date: dt.date, view: str) -> str:
    assert isinstance(tap, ViewTap)
    return replace(tap, day=day_of(date), view=view).pack()


async def test_who_is_away_for_months_is_told_so_and_finds_his_days_in_the_calendar(town: Town) -> None:
    away = [NOON.date() + dt.timedelta(days=number) for number in range(100)]
    owner = await town.crm.read(lambda tx: tx.scalars(select(User.id).where(User.telegram_id == OWNER)).one())
    await town.crm.write(lambda tx: tx.add_all(DayOff(user_id=owner, day=day, off=True) for day in away))
    chat, picker, deal = await asked(town, "talked")
    assert picker.lines[-1].startswith("Открытых часов поблизости нет.")
    assert picker.labels == ["🗓 Календарь", "Отмена"]

    month = await chat.tap("Календарь", on=picker)
    assert month.lines[-1] == "Открытых дней в нём нет."
    for name in ("декабрь", "январь", "февраль", "март"):
        month = await chat.tap(f"{name} ›", on=month)
    day = await chat.tap("ср 3", on=month)
    await chat.tap("11:00", on=day)

    assert (await town.given.fresh(deal)).step_at == dt.datetime(2027, 3, 3, 8, 0, tzinfo=dt.UTC)


async def test_hours_are_the_clients_or_ones_own(town: Town) -> None:
    chat, picker, deal = await asked(town, "talked", zone=VLADIVOSTOK)
    assert picker.lines[2] == "Время клиента: 19:00 там · 12:00 здесь"
    tuesday = picker
    assert _style(tuesday, "вт 24") == "primary"
    assert _hours(tuesday) == ["16:00", "17:00", "18:00", "19:00"]

    own = await chat.tap("Моё время", on=tuesday)

    assert own.lines[2] == "Время ваше: 19:00 там · 12:00 здесь"
    assert _hours(own) == ["09:00", "10:00", "11:00", "12:00"]
    minutes = await chat.tap("Минуты", on=own)
    assert "09:15" in minutes.labels
    assert _hours(await chat.tap("Время клиента", on=minutes))[:2] == ["16:00", "16:15"]
    await chat.tap("09:15", on=minutes)
    assert (await town.given.fresh(deal)).step_at == dt.datetime(2026, 11, 24, 6, 15, tzinfo=dt.UTC)


async def test_in_one_zone_there_is_no_clock_to_switch(town: Town) -> None:
    _, picker, _ = await asked(town, "talked")

    assert picker.lines[2] == "Время клиента: 12:00"
    assert "Моё время" not in picker.labels


async def test_an_unknown_clock_is_said_to_be_the_companys(town: Town) -> None:
    _, at_home, _ = await asked(town, "talked", zone=None)
    assert at_home.lines[2] == "Пояс клиента не указан, время ваше: 12:00"
    await town.crm.write(lambda tx: tx.execute(update(User).values(zone="Asia/Yekaterinburg")))

    chat = town.chat(OWNER)
    picker = await chat.tap("Отмена", on=at_home)
    picker = await chat.taps("Ещё", "Поговорили")

    assert picker.lines[2] == "Пояс клиента не указан, время компании: 12:00 там · 14:00 здесь"
    own = await chat.tap("Моё время", on=picker)
    assert own.lines[2] == "Пояс клиента не указан, время ваше: 12:00 там · 14:00 здесь"
    assert "Время компании" in own.labels


async def test_where_it_is_tomorrow_already_days_have_dates(town: Town) -> None:
    await town.clock_reads(dt.datetime(2026, 11, 23, 19, 0, tzinfo=dt.UTC))  # five in the morning there
    _, picker, _ = await asked(town, "talked", zone=VLADIVOSTOK)

    assert picker.lines[-1].startswith("Часы на вт 24 ноя")
    assert picker.labels[:2] == ["вт 24 ноя, 17:00", "ср 25 ноя, 16:00"]


async def test_clocks_that_part_in_winter_can_be_switched_on_a_winters_day(town: Town) -> None:
    await town.clock_reads(dt.datetime(2027, 7, 5, 9, 0, tzinfo=dt.UTC))
    chat, picker, _ = await asked(town, "talked", zone="Europe/Athens")  # in summer as in Moscow
    assert "Моё время" not in picker.labels
    month = await chat.tap("Календарь", on=picker)
    for _ in range(4):
        month = await chat.tap(month.labels[-2], on=month)
    assert month.lines[-1] == "Какой день? ноябрь 2027"

    day = await chat.tap("пн 15", on=month)

    assert "09:00" in day.labels
    own = await chat.tap("Моё время", on=day)
    assert "09:00" not in own.labels


async def test_at_night_there_a_moon_says_so(town: Town) -> None:
    await town.clock_reads(dt.datetime(2026, 11, 23, 14, 0, tzinfo=dt.UTC))
    _, picker, _ = await asked(town, "talked", zone=VLADIVOSTOK)

    assert picker.lines[2] == "Время клиента: 🌙 00:00 там · 17:00 здесь"


async def test_where_the_hours_never_meet_the_clients_are_offered_and_it_is_said(town: Town) -> None:
    chat, picker, _ = await asked(town, "talked", zone="America/Los_Angeles")
    day = await chat.tap("ср 25", on=picker)

    assert day.lines[-1] == "Вне рабочих часов: общих в этот день нет."
    assert _hours(day)[0] == "09:00"


async def test_the_company_says_how_many_steps_fill_an_hour(town: Town, given: Given) -> None:
    await given.deal(client="Борис", at=dt.datetime(2026, 11, 24, 8, 10, tzinfo=dt.UTC))
    chat, picker, _ = await asked(town, "talked")
    day = await chat.tap("вт 24", on=picker)
    assert _style(day, "11:00 · 1") is None
    assert day.lines[-1] == "Часы на завтра, вт 24 ноя. После точки число дел."

    await town.crm.write(lambda tx: tx.execute(update(Workspace).values(full_hour=1)))

    again = await chat.tap("ср 25", on=day)
    assert _style(await chat.tap("вт 24", on=again), "11:00 · 1") == "danger"


async def test_words_that_name_a_full_hour_are_asked_about_first(town: Town, given: Given) -> None:
    for _ in range(3):
        await given.deal(client="Борис", at=dt.datetime(2026, 11, 26, 8, 10, tzinfo=dt.UTC))
    chat, _, deal = await asked(town, "talked")

    question = await chat.says("чт 11:30")
    assert question.lines[-1] == "🔴 В этот час уже 3 дела. Сохранить?"
    day = await chat.tap("Исправить", on=question)
    assert day.lines[-1].startswith("Часы на чт 26 ноя")
    await chat.tap("Да, сохранить", on=question)

    assert (await given.fresh(deal)).step_at == dt.datetime(2026, 11, 26, 8, 30, tzinfo=dt.UTC)


async def test_the_kind_of_a_step_survives_days_and_pages(town: Town) -> None:
    chat, picker, deal = await asked(town, "meeting")
    visit = await chat.tap("Выезд", on=picker)
    day = await chat.tap("чт 26", on=visit)
    minutes = await chat.tap("Минуты", on=day)

    await chat.tap("10:30", on=minutes)

    fresh = await town.given.fresh(deal)
    assert (fresh.step_kind, fresh.step_at) == ("visit", dt.datetime(2026, 11, 26, 7, 30, tzinfo=dt.UTC))


@pytest.mark.parametrize("page", ["Минуты", "Календарь"])
async def test_words_answer_on_every_page(town: Town, page: str) -> None:
    chat, picker, deal = await asked(town, "talked")
    await chat.tap(page, on=picker)

    await chat.says("чт 11:30")

    assert (await town.given.fresh(deal)).step_at == dt.datetime(2026, 11, 26, 8, 30, tzinfo=dt.UTC)


async def test_a_picker_that_stood_since_yesterday_shows_the_days_of_now(town: Town) -> None:
    chat, picker, _ = await asked(town, "talked")
    await town.passes(days=1)

    shown = await chat.tap("ср 25", on=picker)
    shown = await chat._presses(shown, _on_day(found(picker, ViewTap)[0], NOON.date(), "h"), stale=True)

    assert shown.lines[-1].startswith("Часы на сегодня, вт 24 ноя")
    assert "пн 23" not in shown.labels


async def test_a_step_is_moved_and_does_not_count_itself(town: Town, given: Given) -> None:
    deal = await given.deal(client="Анна", at=dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC))
    chat = town.chat(OWNER)
    await chat.says("Анна")
    await chat.tap("Ещё")
    day = await chat.tap("вт 24", on=await chat.tap("Перенести шаг"))
    assert "11:00" in day.labels

    await chat.tap("12:00", on=day)

    assert (await given.fresh(deal)).step_at == dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)


def _hours(shown: Shown) -> list[str]:
    """The labels of the grid: presets name a day as well."""
    return [label for label in shown.labels if len(label) == 5 and label[2] == ":"]


def _style(shown: Shown, label: str) -> str | None:
    return next(button.get("style") for row in shown.buttons for button in row if button["text"] == label)
