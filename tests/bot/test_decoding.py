"""What is kept of a stored update when it is decoded."""

import json
from typing import Any

import pytest
from telegram import Bot, InaccessibleMessage, Message

from bot.decoding import update_of
from bot.taps.deals import CardTap, FeedTap

BOT = Bot("1:token")
CHAT = {"id": 7, "type": "private", "first_name": "Анна"}
BUTTONS = {"inline_keyboard": [[{"text": "Анна", "callback_data": CardTap(1).pack()}]]}


def press(data: str | None, **query: Any) -> str:
    message = {"message_id": 5, "date": 1, "chat": CHAT, "text": "Карточка", "reply_markup": BUTTONS}
    person = CHAT | {"is_bot": False, "language_code": "ru", "last_name": "Ли", "username": "anna"}
    whole = {"id": "33", "from": person, "chat_instance": "1", "message": message, "data": data} | query
    return json.dumps({"update_id": 9, "callback_query": whole})


def test_a_press_knows_who_which_and_what() -> None:
    update = update_of(press("c:1"), BOT)
    query = update.callback_query

    assert (update.update_id, query and query.id, query and query.data) == (9, "33", "c:1")
    assert update.effective_user is not None
    assert (update.effective_user.id, update.effective_user.language_code) == (7, "ru")
    assert (update.effective_user.full_name, update.effective_user.username) == ("Анна Ли", "anna")
    assert update.effective_chat is not None
    assert (update.effective_chat.id, update.effective_chat.type) == (7, "private")
    assert query is not None
    assert isinstance(query.message, InaccessibleMessage)
    assert query.message.message_id == 5


def test_next_sees_the_buttons_beside_it_and_no_words() -> None:
    query = update_of(press(FeedTap().pack()), BOT).callback_query

    assert query is not None
    assert isinstance(query.message, Message)
    assert query.message.text is None
    assert query.message.reply_markup is not None
    assert query.message.reply_markup.inline_keyboard[0][0].callback_data == CardTap(1).pack()


def test_a_press_without_its_message_is_still_one() -> None:
    query = update_of(press("c:1", message=None), BOT).callback_query

    assert query is not None
    assert query.message is None


def test_words_lose_their_zero_characters() -> None:
    message = {"message_id": 5, "date": 1, "chat": CHAT, "from": CHAT | {"is_bot": False}, "text": "a\x00b"}
    update = update_of(json.dumps({"update_id": 9, "message": message}), BOT)

    assert update.message is not None
    assert update.message.text == "ab"


@pytest.mark.parametrize(
    "payload",
    [
        "[]",
        "{}",
        press("c:1", message=3),
        press("c:1", **{"from": None}),
        '{"update_id": 1, "callback_query": 3}',
    ],
)
def test_what_telegram_would_not_say_is_refused(payload: str) -> None:
    with pytest.raises((TypeError, KeyError, AttributeError)):
        update_of(payload, BOT)
