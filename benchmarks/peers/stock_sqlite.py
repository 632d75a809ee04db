"""Stock python-telegram-bot that keeps each press in SQLite: `inlinekeyboard.py` with the handler of Python's
own documentation of sqlite3 (a connection as a context manager commits).

BOT_API_URL=... BOT_TOKEN=... DATABASE=... python -m benchmarks.peers.stock_sqlite
"""

import logging
import os
import sqlite3

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

logging.basicConfig(format="%(asctime)s - %(name)s - %(levelname)s - %(message)s", level=logging.INFO)
logging.getLogger("httpx").setLevel(logging.WARNING)

connection = sqlite3.connect(os.environ["DATABASE"])
connection.execute("CREATE TABLE IF NOT EXISTS presses (query_id TEXT, data TEXT)")


async def button(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer()
    with connection:
        connection.execute("INSERT INTO presses VALUES (?, ?)", (query.id, query.data))
    await query.edit_message_text(text=f"Selected option: {query.data}")


def main() -> None:
    api = os.environ["BOT_API_URL"]
    application = Application.builder().token(os.environ["BOT_TOKEN"]).base_url(f"{api}/bot").build()
    application.add_handler(CallbackQueryHandler(button))
    application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main()
