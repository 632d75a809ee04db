"""The card: opening it, its history, notes and files, bringing back a closed deal."""

import datetime as dt

from sqlalchemy.orm import Session
from telegram import Message

from bot import asks
from bot.callbacks import BadTap
from bot.context import Ctx
from bot.keyboards.deals import back_to_card
from bot.routes import Routes
from bot.screen import Screen
from bot.screens.deals import deal_card, heirs_screen, history_screen, more_screen, note_wanted_screen
from bot.show import send, show
from bot.taps.deals import (
    MODES,
    PLAIN,
    REMINDER,
    BringBackTap,
    CardTap,
    FileTap,
    GiveTap,
    HeirsTap,
    HistoryTap,
    MoreTap,
    NoteTap,
    PickTap,
    ReportTap,
)
from crm import cards, deals, handing, notes, reminders
from crm.access import Actor, deal_of

routes = Routes()


@routes.tap(CardTap)
async def on_card(ctx: Ctx, tap: CardTap) -> None:
    if tap.mode == REMINDER:
        await ctx.write(reminders.acknowledge, ctx.me, tap.deal_id)
    await show_card(ctx, tap.deal_id, mode=mode_of(tap.mode))


@routes.tap(MoreTap)
async def on_more(ctx: Ctx, tap: MoreTap) -> None:
    card = await ctx.write(_pressed_card, ctx.me, tap.deal_id, now=ctx.now)
    await show(ctx, more_screen(card, ctx.locale, ctx.me.zone, mode_of(tap.mode)))


@routes.tap(HeirsTap)
async def on_heirs(ctx: Ctx, tap: HeirsTap) -> None:
    heirs = await ctx.read(handing.heirs, ctx.me, tap.deal_id, now=ctx.now)
    card = await ctx.read(cards.deal_card, ctx.me, tap.deal_id, now=ctx.now)
    await show(ctx, heirs_screen(card, heirs, ctx.locale))


@routes.tap(GiveTap)
async def on_give(ctx: Ctx, tap: GiveTap) -> None:
    name = await ctx.write(handing.give, ctx.me, tap.deal_id, tap.manager_id, now=ctx.now)
    await show_card(ctx, tap.deal_id, toast=ctx.locale.plain("given-deal", name=name))


@routes.tap(HistoryTap)
async def on_history(ctx: Ctx, tap: HistoryTap) -> None:
    history = await ctx.read(cards.history, ctx.me, tap.deal_id, now=ctx.now, page=tap.page)
    await show(ctx, history_screen(history, ctx.locale))


@routes.tap(FileTap)
async def on_file(ctx: Ctx, tap: FileTap) -> None:
    file = await ctx.read(notes.file_of, ctx.me, tap.activity_id)
    match file["kind"]:
        case "voice":
            await ctx.bot.send_voice(ctx.chat_id, file["file_id"])
        case "photo":
            await ctx.bot.send_photo(ctx.chat_id, file["file_id"])
        case _:
            await ctx.bot.send_document(ctx.chat_id, file["file_id"])


@routes.tap(BringBackTap)
async def on_bring_back(ctx: Ctx, tap: BringBackTap) -> None:
    await ctx.write(deals.bring_back, ctx.me, tap.deal_id, seen=tap.seen, now=ctx.now)
    await show_card(ctx, tap.deal_id, toast=ctx.locale.plain("brought-back"))


@routes.tap(NoteTap)
async def on_note_wanted(ctx: Ctx, tap: NoteTap) -> None:
    await ctx.write(_ask_note, ctx.me, tap.deal_id, now=ctx.now)
    await show(ctx, note_wanted_screen(tap.deal_id, ctx.locale), new=True)


@routes.ask("note")
async def on_note(ctx: Ctx, text: str, data: dict[str, int]) -> None:
    await _keep(ctx, data["deal"], text, None)


@routes.content()
async def on_content(ctx: Ctx, message: Message) -> bool:
    """A voice, photo or file where a note was asked for."""
    file = _file_of(message)
    if file is None or ctx.ask is None or ctx.ask.kind != "note":
        return False
    await _keep(ctx, ctx.ask.data["deal"], message.caption or "", file)
    return True


@routes.reply()
async def on_reply(ctx: Ctx, message: Message) -> bool:
    """Any words or file in reply to a card join its history."""
    deal_id = deal_under(message.reply_to_message)
    file = _file_of(message)
    words = message.text or message.caption or ""
    if deal_id is None or not (words or file):
        return False
    await _keep(ctx, deal_id, words, file)
    return True


@routes.fresh_card
async def fresh_card(ctx: Ctx, deal_id: int) -> Screen:
    card = await ctx.read(cards.deal_card, ctx.me, deal_id, now=ctx.now)
    return deal_card(card, ctx.locale, ctx.me.zone)


async def show_card(
    ctx: Ctx, deal_id: int, *, mode: str = PLAIN, toast: str | None = None, new: bool = False
) -> None:
    """Draw the deal's card as it is now. Raises NotFound."""
    card = await ctx.read(cards.deal_card, ctx.me, deal_id, now=ctx.now)
    await show(ctx, deal_card(card, ctx.locale, ctx.me.zone, mode=mode), toast=toast, new=new)


def mode_of(text: str) -> str:
    """Where the pressed card stands; anything unknown is a card on its own."""
    return text if text in MODES else PLAIN


def deal_under(message: Message | None) -> int | None:
    """The deal whose card this message of the bot shows, read off its buttons."""
    if message is None or message.reply_markup is None:
        return None
    for row in message.reply_markup.inline_keyboard:
        for button in row:
            data = button.callback_data
            for tap in (CardTap, ReportTap, PickTap, MoreTap):
                if isinstance(data, str) and data.startswith(tap.prefix + ":"):
                    try:
                        return tap.parse(data).deal_id
                    except BadTap:
                        continue
    return None


def _pressed_card(tx: Session, actor: Actor, deal_id: int, *, now: dt.datetime) -> cards.DealCard:
    """The card, and the reminder it may stand in is answered by the press."""
    reminders.acknowledge(tx, actor, deal_id)
    return cards.deal_card(tx, actor, deal_id, now=now)


def _ask_note(tx: Session, actor: Actor, deal_id: int, *, now: dt.datetime) -> None:
    """Raises NotFound."""
    asks.put(tx, actor.user_id, "note", {"deal": deal_of(tx, actor, deal_id).id}, now=now)


async def _keep(ctx: Ctx, deal_id: int, words: str, file: dict[str, str] | None) -> None:
    await ctx.write(notes.add_note, ctx.me, deal_id, words, file=file, now=ctx.now)
    card = await ctx.read(cards.deal_card, ctx.me, deal_id, now=ctx.now)
    text = ctx.locale.text("note-saved", name=card.client_name)
    await send(ctx, Screen(text, back_to_card(deal_id, ctx.locale)))


def _file_of(message: Message) -> dict[str, str] | None:
    if message.voice:
        return {"kind": "voice", "file_id": message.voice.file_id}
    if message.photo:
        return {"kind": "photo", "file_id": message.photo[-1].file_id}
    if message.document:
        return {"kind": "document", "file_id": message.document.file_id}
    return None
