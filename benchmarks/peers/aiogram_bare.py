"""aiogram 3: one callback handler, as its documentation shows. No database.

BOT_API_URL=... BOT_TOKEN=... python -m benchmarks.peers.aiogram_bare [uvloop]

As in the first example of its documentation by `asyncio.run`; with `uvloop` by its own
`run_polling`, which takes that loop where it is installed.
"""

import asyncio
import logging
import os
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

dp = Dispatcher()


@dp.callback_query()
async def button(query: CallbackQuery) -> None:
    await query.answer()
    keyboard = InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(text="Option 1", callback_data="1"),
                InlineKeyboardButton(text="Option 2", callback_data="2"),
            ],
            [
                InlineKeyboardButton(text="Option 3", callback_data="3"),
                InlineKeyboardButton(text="Option 4", callback_data="4"),
            ],
            [
                InlineKeyboardButton(text="Option 5", callback_data="5"),
                InlineKeyboardButton(text="Option 6", callback_data="6"),
            ],
        ]
    )
    if isinstance(query.message, Message):
        await query.message.edit_text(f"Selected option: {query.data}", reply_markup=keyboard)


def new_bot() -> Bot:
    server = TelegramAPIServer.from_base(os.environ["BOT_API_URL"])
    return Bot(token=os.environ["BOT_TOKEN"], session=AiohttpSession(api=server))


async def main() -> None:
    await dp.start_polling(new_bot())


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, stream=sys.stdout)
    if "uvloop" in sys.argv:
        dp.run_polling(new_bot())
    else:
        asyncio.run(main())
