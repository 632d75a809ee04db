"""What a handler wants to be seen: a text and its buttons."""

from dataclasses import dataclass

from telegram import ForceReply, InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply


@dataclass(frozen=True)
class Screen:
    """One message. `text` is Telegram's HTML, everything typed by people already escaped."""

    text: str
    keyboard: Keyboard | None = None

    @property
    def inline(self) -> InlineKeyboardMarkup | None:
        """The keyboard, if it is one that an edited message can carry."""
        return self.keyboard if isinstance(self.keyboard, InlineKeyboardMarkup) else None
