"""From the stored JSON of an update to python-telegram-bot's objects."""

from typing import Any

import orjson
from telegram import Bot, CallbackQuery, Chat, InaccessibleMessage, Update, User

from bot.pieces import UNREADABLE
from bot.taps.deals import FeedTap

NAMED = ("last_name", "username", "language_code")


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
    """Of the pressed message only which one it is, of the person only who: to decode all of it takes long."""
    message, who = query.get("message"), query["from"]
    pressed = None
    if message:
        chat = message["chat"]
        pressed = InaccessibleMessage(Chat(chat["id"], chat["type"]), message["message_id"])
    person = User(who["id"], who["first_name"], who["is_bot"], *map(who.get, NAMED))
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
