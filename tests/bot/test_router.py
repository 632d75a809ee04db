from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from telegram import Contact, InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyKeyboardMarkup

from bot import asks
from bot.callbacks import Tap
from bot.context import Ctx
from bot.routes import ANYONE, CLIENT, OWNER, Routes
from bot.screen import Screen
from bot.show import show
from crm import team
from crm.errors import NotFound, StaleScreen, TextTooLong
from crm.models import User
from tests.bot.rig import IRINA, OLEG, Rig, running


@dataclass(frozen=True)
class PressTap(Tap):
    prefix = "press"
    deal_id: int


@dataclass(frozen=True)
class PageTap(Tap):
    prefix = "page"


@dataclass(frozen=True)
class OwnersTap(Tap):
    prefix = "own"


routes = Routes()
ALL = InlineKeyboardMarkup.from_column(
    [
        InlineKeyboardButton(tap.pack(), callback_data=tap.pack())
        for tap in (PressTap(1), PressTap(2), PressTap(3), PressTap(4), PressTap(5), PageTap(), OwnersTap())
    ]
)


@routes.command("start", ANYONE)
async def on_start(ctx: Ctx, payload: str) -> None:
    await show(ctx, Screen(f"start {payload}".strip(), ALL))


@routes.command("next", OWNER)
async def on_next(ctx: Ctx, rest: str) -> None:
    await show(ctx, Screen(f"next {rest}".strip(), ALL))


@routes.menu("button-today", ANYONE)
async def on_today(ctx: Ctx) -> None:
    await show(ctx, Screen("today", ReplyKeyboardMarkup([["a"]])))


@routes.tap(PressTap, ANYONE)
async def on_press(ctx: Ctx, tap: PressTap) -> None:
    match tap.deal_id:
        case 1:
            await ctx.write(asks.put, ctx.me.user_id, "sum", {"deal": 7}, now=ctx.now)
            await show(ctx, Screen("how much", ALL), toast="asked")
        case 2:
            raise StaleScreen(2)
        case 3:
            raise StaleScreen(404)
        case 4:
            raise ZeroDivisionError
        case _:
            await show(ctx, Screen("read only", ALL))


@routes.tap(PageTap, ANYONE, keeps_ask=True)
async def on_page(ctx: Ctx, tap: PageTap) -> None:
    await show(ctx, Screen("page", ALL), new=True)


@routes.tap(OwnersTap, OWNER)
async def on_owners(ctx: Ctx, tap: OwnersTap) -> None:
    await show(ctx, Screen("for the owner"))


@routes.ask("sum", ANYONE)
async def on_sum(ctx: Ctx, text: str, data: dict[str, Any]) -> None:
    if text == "long":
        raise TextTooLong(4000)
    await ctx.write(_nothing)
    await show(ctx, Screen(f"sum {text} of {data['deal']}"))


@routes.contact(ANYONE)
async def on_contact(ctx: Ctx, contact: Contact) -> None:
    await show(ctx, Screen(f"contact {contact.phone_number}"))


@routes.reply(ANYONE)
async def on_reply(ctx: Ctx, message: Message) -> bool:
    if message.text == "not for the card":
        return False
    await show(ctx, Screen(f"reply {message.text}"))
    return True


@routes.content(ANYONE)
async def on_content(ctx: Ctx, message: Message) -> bool:
    return False


@routes.text(OWNER)
async def on_owners_text(ctx: Ctx, text: str) -> None:
    await show(ctx, Screen(f"owner says {text}"))


@routes.text(CLIENT)
async def on_text(ctx: Ctx, text: str) -> None:
    await show(ctx, Screen(f"client says {text}"))


@routes.fresh_card
async def fresh_card(ctx: Ctx, deal_id: int) -> Screen:
    if deal_id == 404:
        raise NotFound
    return Screen(f"fresh {deal_id}", ALL)


def _nothing(tx: Session) -> None: ...


def _blocked(tx: Session) -> bool:
    return tx.scalars(select(User.blocked_at)).one() is not None


@pytest.fixture
async def rig(sqlite_url: str) -> AsyncIterator[Rig]:
    async with running(sqlite_url, routes) as rig:
        yield rig


def toasts(rig: Rig) -> list[str | None]:
    return [params.get("text") for params in rig.results("answerCallbackQuery")]


async def test_a_command_takes_the_words_after_it(rig: Rig) -> None:
    await rig.does(IRINA, "start", payload="from_ad")

    assert await rig.said(IRINA) == ["start from_ad"]


async def test_what_is_not_for_him_is_what_a_stranger_gets(rig: Rig) -> None:
    await rig.does(IRINA, "text", text="/next")
    await rig.does(IRINA, "text", text="/nothing_like_that")
    await rig.taps(IRINA, "own")

    assert await rig.said(IRINA) == ["start", "start"]
    assert toasts(rig) == ["Эта кнопка больше не работает"]


async def test_a_role_opens_what_is_for_it(rig: Rig) -> None:
    await rig.bot.crm.write(team.appoint_owner, IRINA, "Ирина", now=rig.bot.clock.now())
    await rig.does(IRINA, "text", text="/next@sandbox_bot week")
    await rig.does(IRINA, "text", text="hello")
    await rig.does(OLEG, "text", text="hello")

    assert await rig.said(IRINA) == ["next week", "owner says hello"]
    assert await rig.said(OLEG) == ["client says hello"]


async def test_menu_words_work_in_every_language(rig: Rig) -> None:
    await rig.does(IRINA, "text", text="📅 Today")
    await rig.does(OLEG, "text", text="📅 Сегодня")

    assert (await rig.said(IRINA), await rig.said(OLEG)) == (["today"], ["today"])


async def test_a_tap_edits_the_message_and_is_answered_once(rig: Rig) -> None:
    await rig.does(IRINA, "start")
    await rig.taps(IRINA, "press:1")
    await rig.taps(IRINA, "press:5")

    assert await rig.said(IRINA) == ["read only"]
    assert toasts(rig) == ["asked", None]
    assert (await rig.phone(IRINA))["busy"] == []


async def test_the_same_screen_again_is_no_error(rig: Rig) -> None:
    await rig.does(IRINA, "start")
    await rig.taps(IRINA, "press:5")
    await rig.taps(IRINA, "press:5")

    assert toasts(rig) == [None, None]


@pytest.mark.parametrize("data", ["press:1:2", "press:x", "nobody:1", "press:٣", ":", "press:" + "9" * 20])
async def test_a_forged_button_gets_a_polite_answer(rig: Rig, data: str) -> None:
    await rig.does(OLEG, "start")
    await rig.taps(OLEG, data, stale=True)

    assert await rig.said(OLEG) == ["start"]
    assert toasts(rig) == ["This button no longer works"]


async def test_an_old_screen_is_replaced_by_a_fresh_card(rig: Rig) -> None:
    await rig.does(IRINA, "start")
    await rig.taps(IRINA, "press:2")

    assert await rig.said(IRINA) == ["fresh 2"]
    assert toasts(rig) == ["Карточка уже изменилась, показываю свежую"]


async def test_where_there_is_no_card_any_more_the_words_are_said_alone(rig: Rig) -> None:
    await rig.does(IRINA, "start")
    await rig.taps(IRINA, "press:3")

    assert await rig.said(IRINA) == ["start"]
    assert len(toasts(rig)) == 1


async def test_a_fault_is_answered_calmly(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    await rig.does(IRINA, "start")
    await rig.taps(IRINA, "press:4")

    assert toasts(rig) == ["Не получилось: ошибка на нашей стороне. Попробуйте ещё раз через минуту."]
    assert await rig.said(IRINA) == ["start"]


async def test_typed_words_answer_the_question_once(rig: Rig) -> None:
    await rig.does(IRINA, "start")
    await rig.taps(IRINA, "press:1")
    await rig.does(IRINA, "text", text="500")
    await rig.does(IRINA, "text", text="500")

    assert await rig.said(IRINA) == ["how much", "sum 500 of 7", "client says 500"]


async def test_a_refused_answer_leaves_the_question_open(rig: Rig) -> None:
    await rig.does(IRINA, "start")
    await rig.taps(IRINA, "press:1")
    await rig.does(IRINA, "text", text="long")
    await rig.does(IRINA, "text", text="500")

    assert (await rig.said(IRINA))[1:] == [
        "Слишком длинно: можно до 4 000 знаков".replace(" 000", "\u00a0000"),
        "sum 500 of 7",
    ]


@pytest.mark.parametrize("interruption", ["/start", "📅 Сегодня"])
async def test_a_command_or_menu_word_closes_the_question(rig: Rig, interruption: str) -> None:
    await rig.does(IRINA, "start")
    await rig.taps(IRINA, "press:1")
    await rig.does(IRINA, "text", text=interruption)
    await rig.does(IRINA, "text", text="500")

    assert (await rig.said(IRINA))[-1] == "client says 500"


async def test_a_button_closes_the_question_even_if_it_writes_nothing(rig: Rig) -> None:
    await rig.does(IRINA, "start")
    await rig.taps(IRINA, "press:1")
    await rig.taps(IRINA, "press:5")
    await rig.does(IRINA, "text", text="500")

    assert (await rig.said(IRINA))[-1] == "client says 500"


async def test_a_button_inside_the_question_leaves_it_open(rig: Rig) -> None:
    await rig.does(IRINA, "start")
    await rig.taps(IRINA, "press:1")
    await rig.taps(IRINA, "page")
    await rig.does(IRINA, "text", text="500")

    assert await rig.said(IRINA) == ["how much", "page", "sum 500 of 7"]


async def test_a_question_waits_a_day(rig: Rig) -> None:
    await rig.does(IRINA, "start")
    await rig.taps(IRINA, "press:1")
    await rig.post("/clock", advance=24 * 3600 + 1)
    await rig.does(IRINA, "text", text="500")

    assert (await rig.said(IRINA))[-1] == "client says 500"


async def test_a_contact_a_reply_and_a_file_find_their_handlers(rig: Rig) -> None:
    await rig.does(IRINA, "start")
    card = (await rig.messages(IRINA))[-1]["message_id"]
    await rig.does(IRINA, "contact", phone_number="+79160000000", first_name="Пётр")
    await rig.does(IRINA, "text", text="note", reply_to=card)
    await rig.does(IRINA, "text", text="not for the card", reply_to=card)
    await rig.does(IRINA, "location", latitude=55.7, longitude=37.6)

    assert (await rig.said(IRINA))[1:] == [
        "contact +79160000000",
        "reply note",
        "client says not for the card",
        "Здесь понимаю только текст. Напишите словами.",
    ]


async def test_who_stops_the_bot_is_remembered_until_he_speaks_again(rig: Rig) -> None:
    await rig.does(IRINA, "start")
    await rig.does(IRINA, "block")
    assert await rig.bot.crm.read(_blocked)
    await rig.does(IRINA, "start")

    assert not await rig.bot.crm.read(_blocked)


async def test_commands_are_those_that_somebody_answers(rig: Rig) -> None:
    phone = await rig.phone(IRINA)

    assert [command["command"] for command in phone["commands"]] == ["start"]


async def test_a_second_start_sets_nothing_again(rig: Rig) -> None:
    await rig.stop_bot()
    rig.calls.clear()
    await rig.start_bot()

    assert {call["method"] for call in rig.calls if call["method"].startswith("setMy")} == set()
