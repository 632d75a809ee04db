"""One message: what the bot gets of it, and what the page shows of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

JsonObject = dict[str, Any]
# Content the page shows under the same name and in the same form.
_SHOWN_AS_IS = (
    "text", "entities", "caption", "caption_entities", "contact", "location", "users_shared",
)  # fmt: skip


@dataclass(eq=False, slots=True)
class Message:
    """`content` holds the Bot API's own fields (text, entities, photo, …) and is replaced, never changed."""

    id: int
    chat_id: int
    from_bot: bool
    sender: JsonObject
    chat: JsonObject
    date: int
    content: JsonObject
    edit_date: int | None = None
    reply_to: Message | None = None
    inline_keyboard: list[list[JsonObject]] | None = None
    forward_origin: JsonObject | None = None
    extra: JsonObject = field(default_factory=dict)  # has_protected_content, media_group_id, effect_id …
    silent: bool = False
    protected: bool = False
    reactions: list[str] = field(default_factory=list)

    def as_telegram(self, with_reply: bool = True) -> JsonObject:
        """The Bot API's Message; a reply carries the message it answers, one level deep."""
        data: JsonObject = {
            "message_id": self.id,
            "from": self.sender,
            "chat": self.chat,
            "date": self.date,
        }
        if self.edit_date is not None:
            data["edit_date"] = self.edit_date
        if self.forward_origin is not None:
            data["forward_origin"] = self.forward_origin
        if with_reply and self.reply_to is not None:
            data["reply_to_message"] = self.reply_to.as_telegram(with_reply=False)
        data.update(self.extra)
        data.update(self.content)
        if self.inline_keyboard is not None:
            data["reply_markup"] = {"inline_keyboard": self.inline_keyboard}
        return data

    def as_page(self) -> JsonObject:
        data: JsonObject = {
            "message_id": self.id,
            "from": "bot" if self.from_bot else "me",
            "date": self.date,
        }
        if self.edit_date is not None:
            data["edit_date"] = self.edit_date
        data.update({name: self.content[name] for name in _SHOWN_AS_IS if name in self.content})
        data.update(_media(self.content))
        if self.reply_to is not None:
            data["reply_to"] = {"message_id": self.reply_to.id, "text": self.reply_to.summary()}
        if self.inline_keyboard is not None:
            data["inline_keyboard"] = self.inline_keyboard
        if self.forward_origin is not None:
            data["forward_from"] = _origin_name(self.forward_origin)
        if "media_group_id" in self.extra:
            data["media_group_id"] = self.extra["media_group_id"]
        if self.silent:
            data["silent"] = True
        if self.reactions:
            data["reactions"] = self.reactions
        return data

    def summary(self) -> str:
        """The words of the message, for a quotation of it."""
        text: str = self.content.get("text") or self.content.get("caption") or ""
        return text or next((name for name in self.content if name != "entities"), "")

    def has_data(self, data: str) -> tuple[int, int] | None:
        """Row and column of the button that carries `data` now."""
        for row, buttons in enumerate(self.inline_keyboard or []):
            for column, button in enumerate(buttons):
                if button.get("callback_data") == data:
                    return row, column
        return None


def _media(content: JsonObject) -> JsonObject:
    for kind in ("document", "photo", "voice"):
        if kind in content:
            found = content[kind][-1] if kind == "photo" else content[kind]
            shown = {
                "name": found.get("file_name", f"{kind}.{'jpg' if kind == 'photo' else 'ogg'}"),
                "size": found.get("file_size", 0),
                "mime": found.get(
                    "mime_type", "image/jpeg" if kind == "photo" else "application/octet-stream"
                ),
                "url": f"/page/files/{found['file_unique_id']}",
            }
            sizes = {name: found[name] for name in ("width", "height", "duration") if name in found}
            return {kind: shown | sizes}
    return {}


def _origin_name(origin: JsonObject) -> str:
    if "sender_user_name" in origin:
        return str(origin["sender_user_name"])
    user = origin["sender_user"]
    return " ".join(name for name in (user["first_name"], user.get("last_name")) if name)
