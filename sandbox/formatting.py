"""From what a call gives (text, parse_mode or entities) to the text and entities of a message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.dateformat import DATE_FORMAT, canonical_format
from sandbox.detect import with_detected
from sandbox.entities import Entity, Units, as_json, clean
from sandbox.errors import ParseError, bad_request
from sandbox.html import parse_html
from sandbox.jsonfields import (
    JsonObject,
    optional_string,
    required_integer,
    required_object,
    required_string,
)
from sandbox.links import checked_link

PLAIN = frozenset({
    "bold", "italic", "underline", "strikethrough", "spoiler", "code", "blockquote", "expandable_blockquote",
})  # fmt: skip
# Telegram finds these itself and takes no one's word for them.
FOUND = frozenset({
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number",
})  # fmt: skip
FindUser = Callable[[int], JsonObject | None]


def formatted(text: str, parse_mode: str, entities: Any, user: FindUser) -> tuple[str, list[JsonObject]]:
    """The text as it will stand in the message and its entities as JSON.

    `entities` is the decoded parameter or None, `user` finds a person for mentions by id. The text comes
    back empty when nothing visible is left of it. Raises ApiError.
    """
    if parse_mode:
        raw, parsed = _parsed(text, parse_mode)
    else:
        raw, parsed = text, [] if entities is None else _given(text, entities)
    cleaned, kept = clean(raw, _with_users(parsed, user))
    return cleaned, as_json(with_detected(cleaned, kept))


def typed(text: str) -> JsonObject:
    """The content of a message a person typed."""
    cleaned, _ = clean(text, [])
    entities = as_json(with_detected(cleaned, []))
    return {"text": cleaned, "entities": entities} if entities else {"text": cleaned}


def _parsed(text: str, parse_mode: str) -> tuple[str, list[Entity]]:
    mode = parse_mode.lower()
    if mode in ("markdown", "markdownv2"):
        raise bad_request(f"parse_mode {parse_mode} is not supported by the sandbox, use HTML or entities")
    if mode != "html":
        raise bad_request("unsupported parse_mode")
    try:
        return parse_html(text)
    except ParseError as error:
        raise bad_request(f"can't parse entities: {error}") from error


def _given(text: str, entities: Any) -> list[Entity]:
    if not isinstance(entities, list):
        raise bad_request("expected an Array of MessageEntity")
    units = Units(text)
    found = []
    for item in entities:
        try:
            entity = _entity(item)
        except ParseError as error:
            raise bad_request(f"can't parse MessageEntity: {error}") from error
        _check_place(entity, units.total)
        if entity.type not in FOUND and entity.length:
            found.append(entity)
    return found


def _check_place(entity: Entity, total: int) -> None:
    if entity.offset < 0 or entity.offset > 1_000_000:
        raise bad_request(f"receive an entity with incorrect offset {entity.offset}")
    if entity.length < 0 or entity.length > 1_000_000:
        raise bad_request(f"receive an entity with incorrect length {entity.length}")
    if entity.offset > total:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {entity.offset}")
    if entity.end > total:
        raise bad_request(
            f"entity beginning at UTF-16 offset {entity.offset} ends after the end of the text "
            f"at UTF-16 offset {entity.end}"
        )


def _entity(item: Any) -> Entity:
    if not isinstance(item, dict):
        raise ParseError("MessageEntity must be an Object")
    offset, length = required_integer(item, "offset"), required_integer(item, "length")
    kind = required_string(item, "type")
    return Entity(kind, offset, length, _extra(kind, item))


def _extra(kind: str, item: JsonObject) -> JsonObject:
    if kind in PLAIN or kind in FOUND:
        return {}
    if kind == "pre":
        language = optional_string(item, "language")
        return {"language": language} if language else {}
    if kind == "text_link":
        url = required_string(item, "url")
        try:
            return {"url": checked_link(url)}
        except ParseError as error:
            raise bad_request(f"entity URL '{url}' is invalid: {error}") from error
    if kind == "text_mention":
        return {"user_id": required_integer(required_object(item, "user"), "id")}
    if kind == "custom_emoji":
        emoji = required_string(item, "custom_emoji_id")
        if not (emoji.isdigit() and 0 < int(emoji) < 2**63):
            raise ParseError('Field "custom_emoji_id" must be a valid Number')
        return {"custom_emoji_id": emoji}
    if kind == "date_time":
        letters = optional_string(item, "date_time_format")
        if not DATE_FORMAT.fullmatch(letters):
            raise ParseError("Invalid date format used")
        return {
            "unix_time": required_integer(item, "unix_time"),
            "date_time_format": canonical_format(letters),
        }
    raise ParseError("Unsupported type specified")


def _with_users(entities: list[Entity], user: FindUser) -> list[Entity]:
    """Mentions by id carry the person; of someone unknown to the bot only the plain text is left."""
    found = []
    for entity in entities:
        if entity.type != "text_mention":
            found.append(entity)
        elif person := user(entity.extra["user_id"]):
            found.append(Entity("text_mention", entity.offset, entity.length, {"user": person}))
    return found
