"""Stock python-telegram-bot: one CallbackQueryHandler, as in its example `inlinekeyboard.py`. No database.

BOT_API_URL=... BOT_TOKEN=... python -m benchmarks.peers.stock [concurrent]

With `concurrent` it is built by `concurrent_updates(True)`, which gives up the order of a chat.
"""

import logging
import os
import sys

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

logging.basicConfig(format="%(asctime)s - %(name)s - %(levelname)s - %(message)s", level=logging.INFO)
logging.getLogger("httpx").setLevel(logging.WARNING)


async def button(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer()
    keyboard = [
        [
            InlineKeyboardButton("Option 1", callback_data="1"),
            InlineKeyboardButton("Option 2", callback_data="2"),
        ],
        [
            InlineKeyboardButton("Option 3", callback_data="3"),
            InlineKeyboardButton("Option 4", callback_data="4"),
        ],
        [
            InlineKeyboardButton("Option 5", callback_data="5"),
            InlineKeyboardButton("Option 6", callback_data="6"),
        ],
    ]
    await query.edit_message_text(
        text=f"Selected option: {query.data}", reply_markup=InlineKeyboardMarkup(keyboard)
    )


def main() -> None:
    api = os.environ["BOT_API_URL"]
    builder = Application.builder().token(os.environ["BOT_TOKEN"]).base_url(f"{api}/bot")
    if "concurrent" in sys.argv:
        builder = builder.concurrent_updates(True)
    application = builder.build()
    application.add_handler(CallbackQueryHandler(button))
    application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main()
