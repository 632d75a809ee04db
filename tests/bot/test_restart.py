"""The bot stops and starts at awkward moments: nothing is lost, nothing is doubled."""

import datetime as dt

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.models import Activity, Deal, DealState, InboxState, InboxUpdate, OutboxMessage, OutboxState
from tests.town import ANNA, NOON, OLEG, OWNER, Town, running

pytestmark = pytest.mark.slow


LATER = NOON + dt.timedelta(hours=3)


async def test_an_open_question_outlives_the_bot(database_url: str) -> None:
    """A sum, then the moment: both are asked before and answered after a restart, by words and by button."""
    async with running(database_url) as town:
        chat = town.chat(OWNER)
        deal = await town.given.deal(client="Анна", at=LATER)
        await chat.says("Анна")
        await chat.taps("Ещё", "Счёт выставлен")
        await restarts(town)
        picker = await chat.says("84к")
        await restarts(town)
        recorded = await chat.tap("Завтра 10:00", on=picker)
        assert recorded.lines[0] == "🧾 Анна: Счёт выставлен, 84\u00a0000\u00a0₽"
        await restarts(town)
        await chat.tap("Отменить", on=recorded)
        fresh = await town.given.fresh(deal)
        assert (fresh.sum_minor, fresh.step_at) == (None, LATER)


async def test_words_of_ones_own_outlive_the_bot(sqlite_url: str) -> None:
    async with running(sqlite_url) as town:
        chat = town.chat(OWNER)
        deal = await town.given.deal(client="Анна", at=LATER)
        await chat.says("Анна")
        await chat.taps("Ещё", "Отказ")
        await restarts(town)
        await chat.says("Купили у брата")
        assert (await town.given.fresh(deal)).state is DealState.LOST


async def test_a_draft_outlives_the_bot(sqlite_url: str) -> None:
    async with running(sqlite_url) as town:
        chat, anna = town.chat(OWNER), town.chat(ANNA)
        draft = await chat.says("/new Пётр +7 916 123-45-67")
        await anna.starts()
        await anna.tap("Оставить заявку")
        await restarts(town)
        await anna.says("Окна")
        await restarts(town)
        await chat.tap("Сохранить", on=draft)
        await anna.shares_number()
        await anna.tap("Вечером")
        await restarts(town)
        await anna.tap("Согласен")
        assert await town.crm.read(count_of, Deal) == 2


async def test_what_was_pressed_and_typed_while_the_bot_was_down(database_url: str) -> None:
    """Three impatient taps on one button and a line: done once, in order, all answered."""
    async with running(database_url) as town:
        chat = town.chat(OWNER)
        deal = await town.given.deal(client="Анна", at=LATER)
        card = await chat.says("Анна")
        await town.stop_bot()
        for _ in range(3):
            tap = {"message_id": card.message_id, "data": card.data("Не берёт"), "stale": True}
            await town.post(f"/page/phones/{OWNER}/tap", **tap)
        await town.post(f"/page/phones/{OWNER}/text", text="/today")
        await town.start_bot()

        assert (await chat.phone())["busy"] == []
        assert (await town.given.fresh(deal)).attempts == 1
        assert (await chat.screen()).lines[0].startswith("📅")
        seen, calls = len(await chat.received()), len(town.calls)
        await restarts(town)
        assert len(await chat.received()) == seen
        again = [call["method"] for call in town.calls[calls:]]
        assert "editMessageText" not in again
        states = await town.crm.read(lambda tx: set(tx.scalars(select(InboxUpdate.state))))
        assert states == {InboxState.DONE}


async def test_reminders_that_fell_due_while_the_bot_was_down_come_once(database_url: str) -> None:
    async with running(database_url) as town:
        chat = town.chat(OWNER)
        await chat.starts()
        for minutes, name in ((10, "Анна"), (20, "Борис")):
            await town.given.deal(client=name, at=NOON + dt.timedelta(minutes=minutes))
        seen = len(await chat.received())
        await town.stop_bot()
        await town.post("/clock", advance=45 * 60)
        await town.start_bot()

        rung = (await chat.received())[seen:]
        assert [message.lines[0] for message in rung] == [away("12:00", "12:45"), "🔔 Пора", "🔔 Пора"]
        assert ["Анна" in rung[1].lines, "Борис" in rung[2].lines] == [True, True]
        await restarts(town)
        assert len(await chat.received()) == seen + 3


async def test_a_request_whose_time_ran_out_while_the_bot_was_down(sqlite_url: str) -> None:
    async with running(sqlite_url) as town:
        await town.given.manager(OLEG)
        owner, oleg, anna = town.chat(OWNER), town.chat(OLEG), town.chat(ANNA)
        for chat in (owner, oleg, anna):
            await chat.starts()
        await anna.tap("Оставить заявку")
        await anna.says("Окна")
        await anna.shares_number()
        await anna.tap("Вечером")
        await anna.tap("Согласен")
        offer = await oleg.screen()
        seen = len(await owner.received())
        await town.stop_bot()
        await town.post("/clock", advance=20 * 60)
        await town.start_bot()
        await restarts(town)

        told = (await owner.received())[seen:]
        assert [message.lines[0] for message in told] == [
            away("12:00", "12:20"),
            "⚠️ Заявка № 1: 20 мин без ответа, предлагали: Олег Титов · удобно вечером",
        ]
        taken = await oleg.tap("Беру", on=offer)
        assert taken.lines[0].startswith("🙋 Заявка № 1 ваша")


async def test_a_digest_of_days_that_were_slept_through_comes_once(sqlite_url: str) -> None:
    async with running(sqlite_url) as town:
        chat = town.chat(OWNER)
        await chat.starts()
        seen = len(await chat.received())
        await town.stop_bot()
        await town.post("/clock", advance=3 * 24 * 3600 + 8 * 3600)
        await town.start_bot()

        first_lines = [message.lines[0] for message in (await chat.received())[seen:]]
        assert first_lines == [
            away("пн 23 ноя, 12:00", "сегодня, 20:00"),
            "✅ 0 сделок без шага, 0 недоставленных напоминаний",
        ]


async def test_nothing_is_owed_or_half_done_after_a_busy_day_of_restarts(sqlite_url: str) -> None:
    async with running(sqlite_url) as town:
        chat = town.chat(OWNER)
        await chat.starts()
        deal = await town.given.deal(client="Анна")
        for minutes in (5, 30, 180):
            await restarts(town)
            await chat.tap("Не берёт", on=await chat.screen())
            await town.stop_bot()
            await town.post("/clock", advance=minutes * 60)
            await town.start_bot()
            assert (await chat.screen()).lines[0] == "🔔 Пора"
        assert (await town.given.fresh(deal)).attempts == 3
        outcomes = select(func.count()).select_from(Activity).where(Activity.outcome_id.is_not(None))
        assert await town.crm.read(lambda tx: tx.scalar(outcomes)) == 3
        assert await town.crm.read(lambda tx: set(tx.scalars(select(OutboxMessage.state)))) == {
            OutboxState.SENT
        }


def away(since: str, until: str) -> str:
    return f"🔌 Бот был без связи: {since} – {until}"


async def restarts(town: Town) -> None:
    await town.stop_bot()
    await town.start_bot()


def count_of(tx: Session, model: type[Deal]) -> int | None:
    return tx.scalar(select(func.count()).select_from(model))
