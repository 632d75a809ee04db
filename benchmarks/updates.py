"""Presses as Telegram sends them: a message with six buttons, and one of them touched."""

import itertools
from typing import Any

from benchmarks.standin import BOT, chat

JsonObject = dict[str, Any]
LABELS = ("📵 Не берёт", "🔢 Занято", "🚫 Недоступен", "💬 Поговорили", "↩️ Перезвонить", "⋯ Ещё")
TEXT = (
    "📞 Первый звонок: сегодня, 15:10\n\nАнна Ковалёва\n+7 916 123-45-67\n🕓 16:42 там · 14:42 здесь\n\n"
    "●○○○ Новая\nОкна в детскую, две створки"
)
ENTITIES = [
    {"type": "bold", "offset": 34, "length": 13},
    {"type": "phone_number", "offset": 48, "length": 16},
]
_numbers = itertools.count(500_000_001)


def press(person: int, data: str) -> JsonObject:
    """This person touches a button that carries `data`."""
    number = next(_numbers)
    buttons = [{"text": label, "callback_data": data} for label in LABELS]
    message = {
        "message_id": number - 500_000_000,
        "from": BOT,
        "chat": chat(person),
        "date": 1_795_000_000,
        "text": TEXT,
        "entities": ENTITIES,
        "reply_markup": {"inline_keyboard": [buttons[row : row + 2] for row in (0, 2, 4)]},
    }
    return {
        "update_id": number,
        "callback_query": {
            "id": str(number),
            "from": chat(person) | {"is_bot": False, "language_code": "ru"},
            "message": message,
            "chat_instance": "-4200000000000000001",
            "data": data,
        },
    }
