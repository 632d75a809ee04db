"""What the bot says of itself: names, descriptions, commands and menu buttons, per language and scope."""

from __future__ import annotations

from typing import Any

JsonObject = dict[str, Any]
# (scope, chat id or None for all chats, language or "")
CommandKey = tuple[str, int | None, str]


class Profile:
    def __init__(self, name: str, username: str) -> None:
        self.username = username
        self.names: dict[str, str] = {"": name}
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}
        self.commands: dict[CommandKey, list[JsonObject]] = {}
        self.menu_buttons: dict[int | None, JsonObject] = {}

    def commands_for(self, chat_id: int, language: str) -> list[JsonObject]:
        """What "/" offers in a private chat: the chat's own list first, and each in the language first."""
        for scope, chat in (("chat", chat_id), ("all_private_chats", None), ("default", None)):
            for code in (language[:2].lower(), ""):  # "pt-br" is offered the lists of "pt"
                if found := self.commands.get((scope, chat, code)):
                    return found
        return []

    def menu_button_for(self, chat_id: int) -> JsonObject:
        own = self.menu_buttons.get(chat_id, {"type": "default"})
        if own["type"] != "default":
            return own
        return self.menu_buttons.get(None, {"type": "commands"})

    def view(self) -> JsonObject:
        return {
            "name": self.names[""],
            "username": self.username,
            "names": self.names,
            "description": self.descriptions,
            "short_description": self.short_descriptions,
        }
