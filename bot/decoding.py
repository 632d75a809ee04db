"""From the stored JSON of an update to python-telegram-bot's objects."""

from typing import Any

import orjson
from telegram import Bot, CallbackQuery, Chat, InaccessibleMessage, Update, User

from bot.pieces import UNREADABLE
from bot.taps.deals import FeedTap


def update_of(payload: str, bot: Bot) -> Update:
    """The update, without zero characters, which PostgreSQL keeps in no text.

    Raises whatever the library or we stumble over where it is not built as Telegram builds it.
    """
    update = orjson.loads(payload)
    if "\\u0000" in payload:
        update = _without_zeros(update)
    if UNREADABLE in update:
        raise ValueError("its JSON cannot be read")
    query = update.get("callback_query")
    if query is None:
        return Update.de_json(update, bot)
    if str(query.get("data")).startswith(f"{FeedTap.prefix}:"):
        return Update.de_json(_without_words(update), bot)
    return Update(update["update_id"], callback_query=_press(query, bot))


def _press(query: dict[str, Any], bot: Bot) -> CallbackQuery:
    """Of the pressed message only which one it is: to decode all that stands on it takes long."""
    message = query.get("message")
    pressed = (
        InaccessibleMessage(Chat.de_json(message["chat"], bot), message["message_id"]) if message else None
    )
    person = User.de_json(query["from"], bot)
    press = CallbackQuery(
        query["id"], person, query["chat_instance"], message=pressed, data=query.get("data")
    )
    press.set_bot(bot)
    return press


def _without_words(update: dict[str, Any]) -> dict[str, Any]:
    """[Next] reads the buttons beside it, and nothing else: on a list of reminders they name the deals."""
    message = update["callback_query"].get("message")
    for part in ("entities", "text") if message else ():
        message.pop(part, None)
    return update


def _without_zeros(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, dict):
        return {name: _without_zeros(part) for name, part in value.items()}
    return [_without_zeros(part) for part in value] if isinstance(value, list) else value
