"""Message entities: their order, merging and trimming. Offsets and lengths are UTF-16 units."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Any

# Telegram's order among entities of one extent.
PRIORITY = {
    "blockquote": 0, "expandable_blockquote": 0, "pre": 11, "code": 20, "text_link": 49, "text_mention": 49,
    "bold": 90, "italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94, "custom_emoji": 99,
}  # fmt: skip
MERGED = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
CODE = frozenset({"code", "pre"})
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
MAX_ENTITIES = 100
# Telegram drops these from texts; tabs and line feeds stay, the others become spaces.
_DROPPED = re.compile("[\r\u202a-\u202e\u2028\u2029\u033f\u030a\u0333]")
_SPACED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
# A text of nothing but these is no text.
_BLANK = re.compile("[\\s\0\u1680\u180e\u2000-\u200f\u202f\u205f-\u2064\u2800\u3000\ufeff\ufffc]*")


@dataclass(frozen=True)
class Entity:
    type: str
    offset: int
    length: int
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def end(self) -> int:
        return self.offset + self.length

    def order(self) -> tuple[int, int, int]:
        return self.offset, -self.length, PRIORITY.get(self.type, 50)


def sort_entities(entities: list[Entity]) -> list[Entity]:
    return sorted(entities, key=Entity.order)


class Units:
    """Positions of a text in UTF-16 units and in Python characters, each from the other."""

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [at for at, char in enumerate(text) if char > "\uffff"]
        self._starts = [at + index for index, at in enumerate(self._wide)]
        self.total = len(text) + len(self._wide)

    def of_char(self, at: int) -> int:
        return at + bisect_right(self._wide, at - 1) if self._wide else at

    def to_char(self, offset: int) -> int:
        return offset - bisect_right(self._starts, offset - 1) if self._wide else offset


def clean(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """The text as Telegram stores it: unwanted signs out, trimmed, the entities moved along and merged."""
    if _DROPPED.search(text):
        text, entities = _without(text, entities)
    text = _SPACED.sub(" ", text)
    lead = len(text) - len(text.lstrip(" \t\n"))
    trimmed = text.strip(" \t\n")
    if _BLANK.fullmatch(trimmed):
        return "", []
    units = Units(trimmed)
    kept = []
    for entity in entities:
        begin = max(entity.offset - lead, 0)
        end = min(entity.end - lead, units.total)
        if end > begin:
            kept.append(replace(entity, offset=begin, length=end - begin))
    return trimmed, _fixed(kept)[:MAX_ENTITIES]


def _without(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    before, gone = Units(text), [found.start() for found in _DROPPED.finditer(text)]
    shorter = _DROPPED.sub("", text)
    after = Units(shorter)

    def moved(offset: int) -> int:
        char = before.to_char(offset)
        return after.of_char(char - bisect_right(gone, char - 1))

    placed = ((entity, moved(entity.offset), moved(entity.end)) for entity in entities)
    return shorter, [replace(entity, offset=begin, length=end - begin) for entity, begin, end in placed]


def _fixed(entities: list[Entity]) -> list[Entity]:
    """Nothing inside code, one entity of a kind over its whole run."""
    code = _blocks_of_code(entities)
    kept: list[Entity] = []
    for entity in sort_entities([piece for whole in entities for piece in _outside(whole, code)]):
        before = next((i for i in range(len(kept) - 1, -1, -1) if kept[i].type == entity.type), None)
        if entity.type in MERGED and before is not None and kept[before].end >= entity.offset:
            longest = max(kept[before].end, entity.end)
            kept[before] = replace(kept[before], length=longest - kept[before].offset)
        else:
            kept.append(entity)
    return sort_entities(kept)


def _blocks_of_code(entities: list[Entity]) -> list[Entity]:
    """The outer ones: code in code is that code."""
    blocks: list[Entity] = []
    for entity in sort_entities([entity for entity in entities if entity.type in CODE]):
        if not blocks or entity.offset >= blocks[-1].end:
            blocks.append(entity)
    return blocks


def _outside(entity: Entity, code: list[Entity]) -> list[Entity]:
    """What of an entity is left outside code: the pieces of a style, all or nothing of the others."""
    if entity.type in QUOTES or any(entity is block for block in code):
        return [entity]
    crossed = [block for block in code if entity.offset < block.end and block.offset < entity.end]
    if not crossed or entity.type not in MERGED:
        return [] if crossed else [entity]
    starts = [entity.offset, *(block.end for block in crossed)]
    ends = [*(block.offset for block in crossed), entity.end]
    return [
        replace(entity, offset=start, length=end - start)
        for start, end in zip(starts, ends, strict=True)
        if end > start
    ]


def as_json(entities: list[Entity]) -> list[dict[str, Any]]:
    """As the Bot API writes them."""
    return [
        {"type": entity.type, "offset": entity.offset, "length": entity.length}
        | {key: value for key, value in entity.extra.items() if key != "code_language"}
        for entity in entities
    ]
