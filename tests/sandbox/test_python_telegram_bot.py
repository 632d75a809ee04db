"""The unmodified python-telegram-bot speaks to the sandbox as it speaks to Telegram."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import telegram
from telegram import Bot, BotCommand, BotCommandScopeChat, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler

from sandbox import Sandbox
from tests.sandbox.conftest import IRINA, listening
from tests.sandbox.test_files import PNG
from tests.sandbox.wire import Wire

BUTTONS = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Yes", callback_data="yes"))


def bot_of(sandbox: Sandbox) -> Bot:
    return Bot(
        sandbox.token, base_url=f"{sandbox.base_url}/bot", base_file_url=f"{sandbox.base_url}/file/bot"
    )


@pytest.fixture
async def bot(wire: Wire) -> AsyncIterator[Bot]:
    async with bot_of(wire.sandbox) as bot:
        yield bot


async def test_it_sends_edits_and_reads_entities(bot: Bot) -> None:
    sent = await bot.send_message(IRINA, "<b>Анна</b> 🏟 /start", parse_mode="HTML", reply_markup=BUTTONS)
    edited = await bot.edit_message_text("Closed", IRINA, sent.message_id)

    assert bot.username == "sandbox_bot"
    assert sent.parse_entities() == {sent.entities[0]: "Анна", sent.entities[1]: "/start"}
    assert sent.reply_markup == BUTTONS
    assert isinstance(edited, telegram.Message)
    assert (edited.text, edited.edit_date) == ("Closed", sent.date)


async def test_it_gets_updates_with_nothing_left_over(bot: Bot, wire: Wire) -> None:
    sent = await bot.send_message(IRINA, "Card", reply_markup=BUTTONS)
    await wire.does(IRINA, "text", text="/start now", reply_to=sent.message_id)
    await wire.does(IRINA, "contact", own=True)
    await wire.does(IRINA, "tap", message_id=sent.message_id, data="yes")
    await wire.does(IRINA, "forward", text="Пётр", from_name="Ольга")
    await wire.does(IRINA, "block")

    updates = await bot.get_updates(allowed_updates=Update.ALL_TYPES)

    text, contact, tap, forward, block = updates
    assert text.message is not None
    assert text.message.parse_entities(["bot_command"]).popitem()[1] == "/start"
    assert contact.message is not None
    assert contact.message.contact is not None
    assert contact.message.contact.user_id == IRINA
    assert tap.callback_query is not None
    assert (tap.callback_query.data, tap.callback_query.message) == ("yes", sent)
    assert forward.message is not None
    assert isinstance(forward.message.forward_origin, telegram.MessageOriginHiddenUser)
    assert block.my_chat_member is not None
    assert block.my_chat_member.new_chat_member.status == "kicked"
    for update in updates:
        assert _leftovers(update) == {}


def _leftovers(value: telegram.TelegramObject) -> dict[str, Any]:
    """Fields the library does not know, at any depth."""
    found = dict(value.api_kwargs)
    for name in value.__slots__:
        inner = getattr(value, str(name), None)
        for item in inner if isinstance(inner, tuple) else (inner,):
            if isinstance(item, telegram.TelegramObject):
                found |= _leftovers(item)
    return found


async def test_it_uploads_and_downloads(bot: Bot) -> None:
    photo = await bot.send_photo(IRINA, PNG, caption="Chart")
    report = await bot.send_document(IRINA, b"a;b\n", filename="отчёт.csv")
    assert report.document is not None

    file = await bot.get_file(report.document.file_id)

    assert photo.photo[0].width == 320
    assert report.document.file_name == "отчёт.csv"
    assert bytes(await file.download_as_bytearray()) == b"a;b\n"


async def test_refusals_become_its_errors(bot: Bot, wire: Wire) -> None:
    with pytest.raises(telegram.error.BadRequest, match="Chat not found"):
        await bot.send_message(5, "x")
    await wire.does(IRINA, "block")
    with pytest.raises(telegram.error.Forbidden, match="blocked by the user"):
        await bot.send_message(IRINA, "x")
    with pytest.raises(telegram.error.InvalidToken):
        await Bot("1:wrong", base_url=f"{wire.sandbox.base_url}/bot").__aenter__()


async def test_commands_and_questions(bot: Bot) -> None:
    commands = [BotCommand("start", "Begin")]
    await bot.set_my_commands(commands, scope=BotCommandScopeChat(IRINA), language_code="ru")

    assert await bot.get_my_commands(BotCommandScopeChat(IRINA), "ru") == tuple(commands)
    assert (await bot.get_chat(IRINA)).active_usernames == ("irina",)
    assert (await bot.get_chat_member(IRINA, IRINA)).status == "member"
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_its_application_polls_and_answers(wire: Wire) -> None:
    async def start(update: Update, _: Any) -> None:
        assert update.effective_message is not None
        await update.effective_message.reply_text("Hello", reply_markup=BUTTONS)

    async def yes(update: Update, _: Any) -> None:
        assert update.callback_query is not None
        await update.callback_query.answer("Done")

    application = Application.builder().bot(bot_of(wire.sandbox)).build()
    application.add_handlers([CommandHandler("start", start), CallbackQueryHandler(yes)])
    async with application, listening(wire) as page:
        assert application.updater is not None
        await application.start()
        await application.updater.start_polling()
        await wire.does(IRINA, "start")
        await page.until("message")
        card = (await page.until("message"))["message"]
        await wire.does(IRINA, "tap", message_id=card["message_id"], data="yes")
        toast = await page.until("toast")
        await application.updater.stop()
        await application.stop()

    assert (card["text"], toast["text"]) == ("Hello", "Done")
