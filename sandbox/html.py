"""parse_mode=HTML as Telegram reads it: the same tags, the same errors, offsets of errors in UTF-8 bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sandbox.dateformat import date_time
from sandbox.entities import Entity, sort_entities
from sandbox.errors import ParseError
from sandbox.links import link_or_none, user_of_link

STYLES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler",
}  # fmt: skip
TAGS = frozenset(STYLES) | {"a", "pre", "code", "blockquote", "tg-emoji", "tg-time"}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_PLAIN = re.compile(r"[^&<]+")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,8})|#([0-9]{1,9})|([a-zA-Z]+));?")
_SPACE = " \t\r\n\0\v"


@dataclass
class OpenTag:
    name: str
    attributes: dict[str, str]
    offset: int  # UTF-16 units
    begin: int  # in the text made so far


def utf16_length(text: str) -> int:
    return len(text) + sum(1 for char in text if char > "\uffff") if not text.isascii() else len(text)


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Text and entities, not yet trimmed or merged. Raises ParseError in Telegram's words."""
    return _Parser(source).run()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.pos = 0
        self.text = ""
        self.offset = 0
        self.open: list[OpenTag] = []
        self.entities: list[Entity] = []

    def run(self) -> tuple[str, list[Entity]]:
        while self.pos < len(self.source):
            if plain := _PLAIN.match(self.source, self.pos):
                self._append(plain.group())
                self.pos = plain.end()
            elif self.source[self.pos] == "&":
                self._append(self._reference())
            elif self.source.startswith("/", self.pos + 1):
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise ParseError(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        if re.search("[\ud800-\udfff]", self.text):
            raise ParseError(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        return self.text, sort_entities(self.entities)

    def _append(self, piece: str) -> None:
        self.text += piece
        self.offset += utf16_length(piece)

    def _reference(self) -> str:
        """The character of a reference at `pos`, or the bare & when it names none."""
        found = _REFERENCE.match(self.source, self.pos)
        if found:
            hexadecimal, decimal, name = found.groups()
            code = int(hexadecimal, 16) if hexadecimal else int(decimal) if decimal else 0
            char = NAMED.get(name) if name else chr(code) if 0 < code < 0x10FFFF else None
            if char:
                self.pos = found.end()
                return char
        self.pos += 1
        return "&"

    def _at(self, pos: int) -> str:
        return f"at byte offset {len(self.source[:pos].encode('utf-8', 'surrogatepass'))}"

    def _peek(self) -> str:
        return self.source[self.pos] if self.pos < len(self.source) else ""

    def _skip(self, *, spaces: bool = False, until: str = "") -> str:
        """Pass spaces, or everything up to a space or one of `until`; returns what was passed."""
        begin = self.pos
        while (char := self._peek()) and (char in _SPACE if spaces else char not in _SPACE + until):
            self.pos += 1
        return self.source[begin : self.pos]

    # --- start tags -----------------------------------------------------------------

    def _start_tag(self) -> None:
        begin = self.pos
        self.pos += 1
        name = _lower(self._skip(until=">"))
        if not self._peek():
            raise ParseError(f"Unclosed start tag {self._at(begin)}")
        if name not in TAGS:
            raise ParseError(f'Unsupported start tag "{name}" {self._at(begin)}')
        attributes = self._attributes(name, begin)
        self.pos += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise ParseError(f'Tag "span" must have class "tg-spoiler" {self._at(begin)}')
        self.open.append(OpenTag(name, attributes, self.offset, len(self.text)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self._skip(spaces=True)
            if self._peek() == ">":
                return found
            name = _lower(self._skip(until="=>"))
            if not name and self._peek() == "=":
                raise ParseError(f'Empty attribute name in the tag "{tag}" {self._at(begin)}')
            self._skip(spaces=True)
            if self._peek() == "=":
                self.pos += 1
                self._skip(spaces=True)
                if not self._peek():
                    raise ParseError(f'Unclosed start tag "{tag}" {self._at(begin)}')
                found[name] = self._value()
            else:
                found[name] = ""
            if not self._peek():
                raise ParseError(f"Unclosed start tag {self._at(begin)}")

    def _value(self) -> str:
        quote = self._peek()
        if quote not in "'\"":
            begin = self.pos
            while (char := self._peek()) and ((char.isascii() and char.isalnum()) or char in ".-"):
                self.pos += 1
            if (char := self._peek()) and char not in _SPACE + ">":
                raise ParseError(f"Unexpected end of name token {self._at(begin)}")
            return _lower(self.source[begin : self.pos])
        self.pos += 1
        value = ""
        while (char := self._peek()) and char != quote:
            if char == "&":
                value += self._reference()
            else:
                value += char
                self.pos += 1
        self.pos += 1
        return value

    # --- end tags ---------------------------------------------------------------------

    def _end_tag(self) -> None:
        begin = self.pos
        if not self.open:
            raise ParseError(f"Unexpected end tag {self._at(begin)}")
        self.pos += 2
        name = _lower(self._skip(until=">"))
        self._skip(spaces=True)
        if self._peek() != ">":
            raise ParseError(f"Unclosed end tag {self._at(begin)}")
        self.pos += 1
        tag = self.open.pop()
        if name and name != tag.name:
            raise ParseError(
                f'Unmatched end tag {self._at(begin)}, expected "</{tag.name}>", found "</{name}>"'
            )
        if self.offset > tag.offset:
            self._close(tag)

    def _close(self, tag: OpenTag) -> None:
        length = self.offset - tag.offset
        if tag.name in STYLES:
            self.entities.append(Entity(STYLES[tag.name], tag.offset, length))
        elif tag.name == "a":
            self._close_link(tag, length)
        elif tag.name in ("pre", "code"):
            self._close_code(tag, length)
        elif tag.name == "blockquote":
            kind = "expandable_blockquote" if "expandable" in tag.attributes else "blockquote"
            self.entities.append(Entity(kind, tag.offset, length))
        elif tag.name == "tg-emoji":
            emoji = tag.attributes.get("emoji-id", "")
            if not (emoji.isdigit() and 0 < int(emoji) < 2**63):
                raise ParseError("Invalid custom emoji identifier specified")
            self.entities.append(Entity("custom_emoji", tag.offset, length, {"custom_emoji_id": emoji}))
        else:
            self.entities.append(Entity("date_time", tag.offset, length, date_time(tag.attributes)))

    def _close_link(self, tag: OpenTag, length: int) -> None:
        address = tag.attributes.get("href") or self.text[tag.begin :]
        if (user := user_of_link(address)) is not None:
            self.entities.append(Entity("text_mention", tag.offset, length, {"user_id": user}))
        elif (url := link_or_none(address)) is not None:
            self.entities.append(Entity("text_link", tag.offset, length, {"url": url}))

    def _close_code(self, tag: OpenTag, length: int) -> None:
        """<pre> and <code class="language-x"> of one extent, whichever is outside, become one pre."""
        inner = self.entities[-1] if self.entities else None
        language = tag.attributes.get("class", "").removeprefix("language-")
        if not tag.attributes.get("class", "").startswith("language-") or tag.name == "pre":
            language = ""
        if inner is not None and (inner.offset, inner.length) == (tag.offset, length):
            if tag.name == "pre" and inner.type == "code" and (found := inner.extra.get("code_language")):
                self.entities[-1] = Entity("pre", tag.offset, length, {"language": found})
                return
            if tag.name == "code" and inner.type == "pre" and language:
                self.entities[-1] = Entity("pre", tag.offset, length, {"language": language})
                return
        extra = {"code_language": language} if language else {}
        self.entities.append(Entity(tag.name, tag.offset, length, extra))


def _lower(name: str) -> str:
    """Small letters, the Latin ones only: that is all Telegram knows here."""
    return "".join(char.lower() if char.isascii() else char for char in name)
