"""Killed in the middle of an update: the next life of the process does it once, and with its screen."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import app as app_module
from bot import asks
from bot.callbacks import Tap
from bot.context import Ctx
from bot.routes import ANYONE, Routes
from bot.screen import Screen
from bot.show import show
from crm import outbox
from crm.models import OutboxMessage
from tests.bot.rig import IRINA, Rig, running


@dataclass(frozen=True)
class ReportTap(Tap):
    prefix = "rep"
    deal_id: int


BUTTON = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data=ReportTap(7).pack())]])


class Handlers:
    """Handlers that can be made to stop before or after their effect, as if killed there."""

    def __init__(self) -> None:
        self.routes = Routes()
        self.reached = asyncio.Event()
        self.hang_before = self.hang_after = False
        self.routes.command("start", ANYONE)(self.start)
        self.routes.tap(ReportTap, ANYONE)(self.report)
        self.routes.fresh_card(self.card)
        self.routes.command("report", ANYONE)(self.ask)
        self.routes.ask("sum", ANYONE)(self.sum)
        self.routes.ask("day", ANYONE)(self.day)
        self.routes.redraw("day", ANYONE)(self.which_day)
        self.routes.text(ANYONE)(self.search)

    async def start(self, ctx: Ctx, payload: str) -> None:
        await show(ctx, Screen("start", BUTTON))

    async def report(self, ctx: Ctx, tap: ReportTap) -> None:
        await self.maybe_hang(self.hang_before)
        await ctx.write(outbox.owe, ctx.me.user_id, "effect", {}, now=ctx.now)
        await self.maybe_hang(self.hang_after)
        await show(ctx, Screen("reported", BUTTON))

    async def card(self, ctx: Ctx, deal_id: int) -> Screen:
        return Screen(f"card {deal_id}", BUTTON)

    async def ask(self, ctx: Ctx, rest: str) -> None:
        await ctx.write(asks.put, ctx.me.user_id, "sum", {}, now=ctx.now)
        await show(ctx, Screen("which sum?"))

    async def sum(self, ctx: Ctx, text: str, data: dict[str, str]) -> None:
        """One sum is a report, another asks further."""
        if text == "84":
            await ctx.write(outbox.owe, ctx.me.user_id, "effect", {}, now=ctx.now)
        else:
            await ctx.write(asks.put, ctx.me.user_id, "day", {"sum": text}, now=ctx.now)
        await self.maybe_hang(self.hang_after)
        await show(ctx, Screen("reported"))

    async def day(self, ctx: Ctx, text: str, data: dict[str, str]) -> None:
        await show(ctx, Screen("no such day"))

    async def which_day(self, ctx: Ctx, data: dict[str, str]) -> None:
        await show(ctx, Screen(f"which day for {data['sum']}?"))

    async def search(self, ctx: Ctx, text: str) -> None:
        await show(ctx, Screen("nothing found"))

    async def maybe_hang(self, hang: bool) -> None:
        if hang:
            self.reached.set()
            await asyncio.Event().wait()


def effects(tx: Session) -> int:
    return tx.scalars(select(func.count()).select_from(OutboxMessage)).one()


@pytest.fixture
async def handlers() -> Handlers:
    return Handlers()


@pytest.fixture
async def rig(sqlite_url: str, handlers: Handlers, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Rig]:
    monkeypatch.setattr(app_module, "GRACE", 0.01)
    async with running(sqlite_url, handlers.routes) as rig:
        await rig.does(IRINA, "start")
        yield rig


async def press_and_die(rig: Rig, handlers: Handlers) -> None:
    message = (await rig.messages(IRINA))[-1]["message_id"]
    await rig.post(f"/page/phones/{IRINA}/tap", message_id=message, data="rep:7")
    async with asyncio.timeout(10):
        await handlers.reached.wait()
    await rig.stop_bot()
    handlers.hang_before = handlers.hang_after = False


async def test_a_press_without_its_effect_is_done_after_the_restart(rig: Rig, handlers: Handlers) -> None:
    handlers.hang_before = True
    await press_and_die(rig, handlers)
    await rig.start_bot()

    assert await rig.said(IRINA) == ["reported"]
    assert await rig.bot.crm.read(effects) == 1


async def test_a_press_with_its_effect_is_only_redrawn_after_the_restart(
    rig: Rig, handlers: Handlers
) -> None:
    handlers.hang_after = True
    await press_and_die(rig, handlers)
    await rig.start_bot()

    assert await rig.said(IRINA) == ["card 7"]
    assert await rig.bot.crm.read(effects) == 1


async def say_and_die(rig: Rig, handlers: Handlers, words: str) -> None:
    await rig.does(IRINA, "text", text="/report")
    handlers.hang_after = True
    await rig.post(f"/page/phones/{IRINA}/text", text=words)
    async with asyncio.timeout(10):
        await handlers.reached.wait()
    await rig.stop_bot()
    handlers.hang_after = False


async def test_words_that_had_their_effect_are_not_taken_for_others(rig: Rig, handlers: Handlers) -> None:
    """Their question is closed by then: they would be searched for."""
    await say_and_die(rig, handlers, "84")
    await rig.start_bot()

    assert await rig.said(IRINA) == ["start", "which sum?", "Это уже записано"]
    assert await rig.bot.crm.read(effects) == 1


async def test_words_that_led_to_a_question_show_it_after_the_restart(rig: Rig, handlers: Handlers) -> None:
    """The words answered the question before: they are no answer to this one."""
    await say_and_die(rig, handlers, "90")
    await rig.start_bot()

    assert await rig.said(IRINA) == ["start", "which sum?", "which day for 90?"]


async def test_what_people_did_while_the_bot_was_away_is_answered(rig: Rig) -> None:
    await rig.stop_bot()
    await rig.post(f"/page/phones/{IRINA}/start", payload="")
    await rig.start_bot()

    assert await rig.said(IRINA) == ["start", "start"]
