"""In Telegram's place: hears all that the bot says, at no cost of the network."""

import re
from typing import Any

from benchmarks.torture_figures.house import SECRET
from bot.i18n import LANGUAGES, locale_of

# The word of every record, and the number of every client however it is written.
FOREIGN = re.compile(rf"{SECRET}|7[^0-9]*9[^0-9]*9[^0-9]*9[^0-9]*0[^0-9]*0[^0-9]*0", re.ASCII)
SORRY = {locale_of(language).plain("error-unexpected") for language in LANGUAGES}


class Sent:
    """What Telegram answers to a message."""

    message_id = 1


class Ears:
    """A bot whose calls arrive nowhere; `answered` counts the presses that were let go, by query."""

    id = 1

    def __init__(self) -> None:
        self.answered: dict[str, int] = {}
        self.leaks: list[str] = []
        self.apologies = 0

    async def answer_callback_query(self, query_id: str, text: str | None = None, **options: Any) -> bool:
        self.answered[query_id] = self.answered.get(query_id, 0) + 1
        self._hear(text, None)
        return True

    async def edit_message_text(self, text: str, **options: Any) -> Sent:
        self._hear(text, options.get("reply_markup"))
        return Sent()

    async def send_message(self, chat_id: int, text: str, **options: Any) -> Sent:
        self._hear(text, options.get("reply_markup"))
        return Sent()

    async def send_voice(self, chat_id: int, file: str | bytes, **options: Any) -> Sent:
        """A file by its id, or as it is made here: a step for a calendar."""
        self._hear(file if isinstance(file, str) else file.decode(), None)
        self._hear(options.get("caption"), None)
        return Sent()

    send_photo = send_document = send_voice

    async def get_my_commands(self, *options: Any) -> tuple[()]:
        return ()

    async def set_my_commands(self, *options: Any) -> bool:
        return True

    def _hear(self, text: str | None, markup: Any) -> None:
        words = [text or ""]
        if hasattr(markup, "inline_keyboard"):
            words += [key.text for row in markup.inline_keyboard for key in row]
        self.leaks += [word for word in words if FOREIGN.search(word)]
        self.apologies += text in SORRY
