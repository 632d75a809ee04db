"""One call of the bot, and the parameters many methods share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sandbox.api.params import Params
from sandbox.errors import ParseError, bad_request
from sandbox.formatting import formatted
from sandbox.jsonfields import optional_boolean, required_integer
from sandbox.keyboards import NOTHING, Markup, parse_markup
from sandbox.links import link_or_none
from sandbox.messages import Message
from sandbox.people import Phone
from sandbox.world import World

JsonObject = dict[str, Any]
MAX_TEXT, MAX_CAPTION = 4096, 1024


@dataclass(frozen=True)
class Call:
    world: World
    params: Params

    def chat(self) -> Phone:
        """The chat of `chat_id`, which the bot may write to."""
        return self.world.writable(self.params.text("chat_id"))

    def known_chat(self) -> Phone:
        """The chat of `chat_id`; what is there already may be changed even where the bot is blocked."""
        return self.world.chat(self.params.text("chat_id"))

    def markup(self) -> Markup:
        value = self.params.decoded("reply_markup", "reply keyboard markup")
        return NOTHING if value is None else parse_markup(value)

    def text_content(self) -> JsonObject:
        """`text` with its entities and link preview. Raises ApiError."""
        text = self.params.text("text")
        if not text:
            raise bad_request("message text is empty")
        preview = self._link_preview()
        cleaned, entities = self.formatted("text", "entities")
        if not cleaned:
            raise bad_request("text must be non-empty")
        if len(cleaned) > MAX_TEXT:
            raise bad_request("message is too long")
        content: JsonObject = {"text": cleaned}
        if entities:
            content["entities"] = entities
        if preview:
            content["link_preview_options"] = preview
        return content

    def caption_content(self) -> JsonObject:
        """`caption` with its entities, {} when there is none. Raises ApiError."""
        if not self.params.text("caption"):
            return {}
        cleaned, entities = self.formatted("caption", "caption_entities")
        if len(cleaned) > MAX_CAPTION:
            raise bad_request("message caption is too long")
        if not cleaned:
            return {}
        content: JsonObject = {"caption": cleaned}
        if entities:
            content["caption_entities"] = entities
        if self.params.boolean("show_caption_above_media"):
            content["show_caption_above_media"] = True
        return content

    def formatted(self, name: str, entities: str) -> tuple[str, list[JsonObject]]:
        given = self.params.decoded(entities, "entities")
        return formatted(self.params.text(name), self.params.text("parse_mode"), given, self.world.user)

    def _link_preview(self) -> JsonObject:
        value = self.params.decoded("link_preview_options", "link preview options")
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise bad_request("object expected as link preview options")
        flags = ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text")
        try:
            options: JsonObject = {name: True for name in flags if optional_boolean(value, name)}
        except ParseError as error:
            raise bad_request(str(error)) from error
        if url := value.get("url"):
            if link_or_none(str(url)) is None:
                raise bad_request("WEBPAGE_URL_INVALID")
            options["url"] = url
        return options

    def reply_to(self, phone: Phone) -> Message | None:
        """The message of `reply_parameters`. Raises ApiError when it isn't in the chat."""
        value = self.params.decoded("reply_parameters", "reply parameters")
        if value is None:
            return None
        if not isinstance(value, dict):
            raise bad_request("object expected as reply parameters")
        try:
            message_id = required_integer(value, "message_id")
            may_miss = optional_boolean(value, "allow_sending_without_reply")
        except ParseError as error:
            raise bad_request(str(error)) from error
        found = phone.messages.get(message_id)
        if found is None and not may_miss:
            raise bad_request("message to be replied not found")
        return found


Method = Callable[[Call], Any | Awaitable[Any]]
