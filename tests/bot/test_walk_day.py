"""A company's day, in both languages: requests, a new client, the ladder, the feed, reminders, the digest."""

import datetime as dt
import re

import pytest

from crm.models import DealState, StepKind, StepOrigin
from tests.bot.speech import LANGUAGES, Speech, card_of
from tests.chat import Chat, Shown
from tests.town import ANNA, MARIA, NOON, OLEG, OWNER, Town, running

pytestmark = pytest.mark.slow

LATER = NOON + dt.timedelta(hours=3)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_strangers_request_reaches_the_invited_manager(sqlite_url: str, language: str) -> None:
    async with running(sqlite_url, language=language) as town:
        say = Speech(language)
        owner, oleg, anna = town.chat(OWNER), town.chat(OLEG), town.chat(ANNA)
        await invited(owner, oleg, say)

        await leaves_request(anna, say)
        offer = await oleg.screen()
        assert offer.labels[:2] == ["🙋 " + say("take"), say("pass_on")]
        card = await oleg.tap(say("take"))

        assert "+7 916 111-00-04" in card.lines
        told = (await anna.screen()).text
        assert told.startswith("Олег Титов ")
        assert told.endswith(say.either("и позвонит вечером.", "and will call in the evening."))
        assert (await oleg.tap(say("no_answer"))).lines[0] == "📵 Анна: " + say("no_answer")
        await town.passes(minutes=30)
        assert len(await owner.received()) == OWNER_SAW


OWNER_SAW = 2
"""The team and the invitation: nothing of a request that was taken in time."""


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_request_that_nobody_takes_reaches_the_owner(sqlite_url: str, language: str) -> None:
    async with running(sqlite_url, language=language) as town:
        say = Speech(language)
        owner, oleg, maria, anna = (town.chat(one) for one in (OWNER, OLEG, MARIA, ANNA))
        for manager in (oleg, maria):
            await invited(owner, manager, say)
        await leaves_request(anna, say)
        before = len(await owner.received())

        await town.passes(minutes=9, seconds=59)
        assert len(await owner.received()) == before
        await town.passes(seconds=1)

        unanswered = await owner.screen()
        assert unanswered.lines[0].startswith(
            say.either(
                "⚠️ Заявка № 1: 10 мин без ответа, предлагали: Олег Титов · ",
                "⚠️ Request No. 1: 10 min without an answer, offered to Олег Титов · ",
            )
        )
        choice = await owner.tap(say("reassign"))
        await owner.tap(next(label for label in choice.labels if label.startswith("Мария Кац")))
        await maria.tap(say("take"))
        await town.passes(hours=1)
        assert len(await owner.received()) == before + 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_owners_digest_opens_its_deals(sqlite_url: str, language: str) -> None:
    async with running(sqlite_url, language=language) as town:
        say, chat = Speech(language), town.chat(OWNER)
        await chat.starts()
        for name in ("Пётр", "Семён"):
            await town.given.deal(client=name, at=LATER + dt.timedelta(days=1))
        await card_of(chat, "Пётр")
        await chat.taps(say("more"), say("paid"))
        await chat.says("84000")
        await card_of(chat, "Семён")
        await chat.taps(say("more"), say("refused"), say("expensive"))
        await town.clock_reads(dt.datetime(2026, 11, 23, 15, 59, 59, tzinfo=dt.UTC))
        before = len(await chat.received())

        await town.passes(seconds=1)

        digest = await chat.screen()
        assert len(await chat.received()) == before + 1
        assert digest.lines[0] == say.either(
            "✅ 0 сделок без шага, 0 недоставленных напоминаний",
            "✅ 0 deals without a step, 0 failed reminders",
        )
        assert (
            say.either("💰 Оплачена 1 сделка: 84\u00a0000\u00a0₽", "💰 1 deal paid: ₽84,000") in digest.lines
        )
        behind = await chat.tap(say.either("Отказы", "Refusals"))
        assert behind.labels[0] == "Семён"
        card = await chat.tap("Семён")
        assert card.lines[0] == say.either("✖️ Сделка закрыта отказом", "✖️ The deal was refused")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_new_client_by_one_line_is_saved_and_called(sqlite_url: str, language: str) -> None:
    async with running(sqlite_url, language=language) as town:
        say, chat = Speech(language), town.chat(OWNER)
        await chat.starts()
        await chat.tap(say("new_client"))
        line = say.either(
            "Анна Петрова +7 914 123-45-67 Окна Плюс, окна 84к Владивосток",
            "John Smith, ACME Ltd, +44 20 7946 0958, 12 windows, 5000",
        )
        await chat.says(line)
        card = await chat.tap(say("save"))
        name = say.either("Анна Петрова · Окна Плюс", "John Smith · ACME Ltd")
        assert name in card.lines
        assert len(card.labels) <= 8
        assert (await chat.tap(say("no_answer"))).lines[0].endswith(say("no_answer"))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_whole_ladder_to_the_archive_and_back(sqlite_url: str, language: str) -> None:
    """The reminder of each try is the card, and one tap on it reports the next."""
    async with running(sqlite_url, language=language) as town:
        say, chat = Speech(language), town.chat(OWNER)
        await chat.starts()
        deal = await town.given.deal(client="Анна")
        await town.settle()
        rings = say.either("🔔 Пора", "🔔 It is time")
        waits = [("5 мин", "5 min"), ("30 мин", "30 min"), ("3 ч", "3 h"), ("1 день", "1 day")]
        for attempt, (wait, minutes) in enumerate(zip(waits, (5, 30, 180, 1440), strict=True), 1):
            said = await reported(chat, say("no_answer"))
            assert said.lines[1].startswith(
                say.either(
                    f"Попытка {attempt} из 5, следующая через {wait[0]}, ",
                    f"Attempt {attempt} of 5, next in {wait[1]}, ",
                )
            )
            await town.passes(minutes=minutes, seconds=-1)
            assert (await chat.screen()).lines[0] != rings
            await town.passes(seconds=1)
            assert (await chat.screen()).lines[0] == rings
        last = await reported(chat, say("no_answer"))
        assert last.lines[1] == say.either(
            "Попытка 5 из 5, ответа нет. Сделка в архиве.",
            "Attempt 5 of 5, no answer. The deal is in the archive.",
        )
        assert (await town.given.fresh(deal)).state is DealState.ARCHIVED

        back = await chat.tap(say("bring_back"))
        assert back.labels[0] == "📵 " + say("no_answer")
        fresh = await town.given.fresh(deal)
        assert (fresh.state, fresh.attempts, fresh.step_at) == (DealState.OPEN, 0, town.now)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_second_preset_of_the_ladder(sqlite_url: str, language: str) -> None:
    async with running(sqlite_url, language=language) as town:
        say, chat = Speech(language), town.chat(OWNER)
        await chat.starts()
        await chat.tap(say("settings"))
        await chat.tap(say.either("Если не берёт", "If no answer"))
        presets = (await chat.screen()).labels
        shown = await chat.tap(next(label for label in presets if "30" in label and "5" not in label))
        assert any(say.either("30 мин", "30 min") in line for line in shown.lines), shown.lines

        deal = await town.given.deal(client="Анна", at=LATER)
        await card_of(chat, "Анна")
        for minutes in (30, 180, 1440):
            await chat.tap(say("no_answer"))
            assert (await town.given.fresh(deal)).step_at == town.now + dt.timedelta(minutes=minutes)
            await town.passes(minutes=minutes)
        await chat.tap(say("no_answer"))
        assert (await town.given.fresh(deal)).state is DealState.ARCHIVED


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_invoice_to_a_client_eight_hours_away(sqlite_url: str, language: str) -> None:
    """Moscow at noon is 20:00 in Magadan: the day over there is done, and tomorrow's hours are few."""
    async with running(sqlite_url, language=language) as town:
        say, chat = Speech(language), town.chat(OWNER)
        deal = await town.given.deal(client="Анна", zone="Asia/Magadan", at=LATER)
        await card_of(chat, "Анна")
        await chat.taps(say("more"), say("invoice_sent"))
        picker = await chat.says("84000")
        assert picker.lines[2].endswith(
            say.either("🌙 20:00 там · 12:00 здесь", "🌙 20:00 there · 12:00 here")
        )
        hours = [label for label in picker.labels if re.fullmatch("[0-9]{2}:[0-9]{2}", label)]
        assert hours == ["17:00", "18:00", "19:00"]
        recorded = await chat.tap("18:00")

        fresh = await town.given.fresh(deal)
        assert fresh.step_kind is StepKind.CHECK_PAYMENT
        assert fresh.step_at == dt.datetime(2026, 11, 24, 7, 0, tzinfo=dt.UTC)
        assert recorded.lines[-1] == say.either(
            "Дальше: 🧾 Проверить оплату, завтра, 18:00 там · 10:00 здесь",
            "Next: 🧾 Check the payment, tomorrow, 18:00 there · 10:00 here",
        )
        await town.clock_reads(dt.datetime(2026, 11, 24, 6, 59, 59, tzinfo=dt.UTC))
        await town.passes(seconds=1)
        assert (await chat.screen()).lines[0] == say.either("🔔 Пора", "🔔 It is time")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_feed_through_ten_clients(sqlite_url: str, language: str) -> None:
    """Promises first, then requests, overdue plans and retries; each card comes by itself, one tap each."""
    async with running(sqlite_url, language=language) as town:
        say, chat = Speech(language), town.chat(OWNER)
        await chat.starts()
        origins = [StepOrigin.RETRY, StepOrigin.PLAN, StepOrigin.REQUEST, StepOrigin.PROMISE]
        for number in range(10):
            await town.given.deal(
                client=f"Клиент {number}",
                origin=origins[number % 4],
                at=NOON - dt.timedelta(hours=2, minutes=number),
            )
        await town.settle()
        await chat.says(say("next"))
        worked = []
        for _ in range(10):
            card = await chat.screen()
            worked.append(int(re.search(r"Клиент (\d)", card.text)[1]))  # type: ignore[index]
            await reported(chat, say("no_answer"))
        # Within a kind, the longest overdue first.
        assert worked == [7, 3, 6, 2, 9, 5, 1, 8, 4, 0]
        done = await chat.screen()
        assert done.lines[0].startswith(say.either("Сейчас звонить некому.", "Nobody to call right now."))
        ahead = await chat.tap(say("ahead"))
        assert "Клиент 0" in ahead.lines


@pytest.mark.parametrize("language", LANGUAGES)
async def test_reminders_at_their_minute_again_and_then_the_owner(sqlite_url: str, language: str) -> None:
    async with running(sqlite_url, language=language) as town:
        say = Speech(language)
        owner, oleg = town.chat(OWNER), town.chat(OLEG)
        await invited(owner, oleg, say)
        me = await town.given.manager(OLEG, "Олег Титов", language)
        await town.given.deal(me, client="Анна", at=NOON + dt.timedelta(minutes=20))
        seen, owner_seen = len(await oleg.received()), len(await owner.received())

        await town.passes(minutes=19, seconds=59)
        assert len(await oleg.received()) == seen
        await town.passes(seconds=1)
        first = await oleg.screen()
        assert first.lines[:3] == [
            say.either("🔔 Пора", "🔔 It is time"),
            say.either("📞 Первый звонок: сегодня, 12:20", "📞 First call: today, 12:20"),
            "Анна",
        ]
        assert first.labels[0] == "📵 " + say("no_answer")
        await town.passes(minutes=10)
        assert (await oleg.screen()).lines[0] == say.either(
            "⚠️ Напоминаем ещё раз: пора", "⚠️ A second reminder: it is time"
        )
        assert len(await oleg.received()) == seen + 2
        assert len(await owner.received()) == owner_seen
        await town.passes(minutes=10)
        told = await owner.screen()
        assert told.lines[0] == say.either(
            "⚠️ Олег Титов не отвечает на два напоминания", "⚠️ Олег Титов has not answered two reminders"
        )
        await town.passes(minutes=40)
        assert len(await oleg.received()) == seen + 2
        assert len(await owner.received()) == owner_seen + 1

        maria = town.chat(MARIA)
        await invited(owner, maria, say)
        choice = await owner.tap(say("reassign"), on=told)
        await owner.tap(next(label for label in choice.labels if label.startswith("Мария Кац")), on=choice)
        assert owner.toast == say.either("Сделка передана: Мария Кац", "Мария Кац has the deal now")
        card = await maria.screen()
        assert card.lines[0] == say.either("🔔 Пора", "🔔 It is time")
        assert "Анна" in card.lines
        await oleg.tap(say("no_answer"), on=first)
        assert oleg.toast == say.either(
            "Не нахожу. Возможно, это уже не ваше.", "I can’t find it. It may no longer be yours."
        )


async def test_a_press_on_the_reminder_quiets_it(sqlite_url: str) -> None:
    async with running(sqlite_url) as town:
        chat = town.chat(OWNER)
        await chat.starts()
        await town.given.deal(client="Анна")
        await town.settle()
        await chat.tap("Поговорили")
        before = len(await chat.received())
        await town.passes(minutes=30)
        assert len(await chat.received()) == before


@pytest.mark.parametrize("language", LANGUAGES)
async def test_many_reminders_of_one_minute_are_one_list(sqlite_url: str, language: str) -> None:
    """Ignored, it comes again with a warning, and then as one list to the owner."""
    async with running(sqlite_url, language=language) as town:
        say, owner, oleg = Speech(language), town.chat(OWNER), town.chat(OLEG)
        await five_due_at_once(town, language)
        seen, owner_seen = len(await oleg.received()), len(await owner.received())
        await town.passes(minutes=20)
        await town.passes(minutes=10)
        await town.passes(minutes=10)
        assert [message.lines[0] for message in (await oleg.received())[seen:]] == [
            say.either("🔔 Пора: 5 клиентов", "🔔 It is time: 5 clients"),
            say.either("⚠️ Напоминаем ещё раз: 5 клиентов", "⚠️ A second reminder: 5 clients"),
        ]
        told = (await owner.received())[owner_seen:]
        assert [message.lines[0] for message in told] == [
            say.either(
                "⚠️ Олег Титов не отвечает на напоминания: 5 клиентов",
                "⚠️ Олег Титов has not answered reminders: 5 clients",
            )
        ]
        card = await owner.tap(told[0].labels[0], on=told[0])
        assert card.labels[0] == say("reassign")


async def test_a_press_on_the_list_quiets_all_of_it(sqlite_url: str) -> None:
    async with running(sqlite_url) as town:
        oleg = town.chat(OLEG)
        await five_due_at_once(town, "ru")
        await town.passes(minutes=20)
        await oleg.tap("Дальше")
        seen = len(await oleg.received())
        await town.passes(minutes=40)
        assert len(await oleg.received()) == seen


async def five_due_at_once(town: Town, language: str) -> None:
    me = await town.given.manager(OLEG, "Олег Титов", language)
    for person in (OWNER, OLEG):
        await town.chat(person).starts()
    for number in range(5):
        await town.given.deal(me, client=f"Клиент {number}", at=NOON + dt.timedelta(minutes=20))


async def reported(chat: Chat, label: str) -> Shown:
    """One tap on the newest card; what was written down stands in its place."""
    return await chat.tap(label, on=await chat.screen())


async def invited(owner: Chat, guest: Chat, say: Speech) -> None:
    """The owner presses [Invite], and the guest opens the link of that message."""
    await owner.starts()
    await owner.tap(say("team"))
    invitation = await owner.tap(say("invite"))
    link = re.search(r"https://t\.me/\w+\?start=(\S+)", invitation.text)
    assert link is not None, invitation.text
    await guest.starts(link[1])
    assert say("settings") in " ".join((await guest.screen()).labels)


async def leaves_request(anna: Chat, say: Speech) -> None:
    """One line, and five taps: Start, the button, the number, when, consent."""
    await anna.starts()
    await anna.tap(say("leave"))
    await anna.says(say.either("Окна в детскую", "Windows for the nursery"))
    await anna.shares_number()
    accepted = await anna.taps(say("evening"), say("agree"))
    assert accepted.lines[0] == say.either("✅ Заявка № 1 принята.", "✅ Request No. 1 accepted.")
