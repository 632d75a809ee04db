"""What Telegram finds in a text by itself: commands, mentions, hashtags, addresses, phone numbers."""

from __future__ import annotations

import re

from sandbox.entities import Entity, Units, sort_entities

TLD = (
    r"(?:com|org|net|info|biz|ru|su|me|io|dev|app|ai|co|eu|de|uk|us|fr|it|es|pl|ua|by|kz|uz|am|ge|az|kg|md|"
    r"tr|cn|in|jp|br|ca|nl|ch|at|cz|fi|se|no|dk|gg|tv|online|site|store|shop|pro|club|xyz|tech|agency|team|"
    r"cloud|space|world|company|email|рф|рус|москва|онлайн|сайт|бел|укр)"
)
_FOUND = re.compile(
    rf"""
      (?P<url>(?:https?|tg|ton)://[^\s<>"«»]+)
    | (?P<email>(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+
        @[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{{2,}})(?![\w@])
    | (?P<site>(?<![\w@./-])(?:[\w-]+\.)+{TLD}(?![\w.-]*\w)(?::\d{{1,5}})?(?:[/?#][^\s<>"«»]*)?)
    | (?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{{1,64}}(?:@[A-Za-z0-9_]{{3,32}})?(?![\w/<>]))
    | (?P<mention>(?<!\w)@[A-Za-z0-9_]{{2,32}}(?!\w))
    | (?P<hashtag>(?<![\w\#])\#(?=\w*[^\W\d])\w{{1,256}}(?!\w|\#))
    | (?P<cashtag>(?<![\w$])\$[A-Z]{{1,8}}(?!\w))
    | (?P<phone_number>(?<![\w+.,:/-])\+?\d[\d\- \xa0()]{{5,20}}\d(?![\w]))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HINT = re.compile(r"[/@#$.]|\d")
# Signs that end a sentence rather than an address.
_TAIL = ".,;:!?'\"»”…"
_SHIELD = frozenset({"code", "pre", "text_link", "text_mention", "bot_command", "url", "email", "mention"})


def with_detected(text: str, entities: list[Entity]) -> list[Entity]:
    """`entities` and those Telegram adds, in its order; nothing is added inside code or links."""
    if not _HINT.search(text):
        return entities
    units = Units(text)
    found = []
    for match in _FOUND.finditer(text):
        kind = match.lastgroup or ""
        piece = _trimmed(kind, match.group())
        if piece is None:
            continue
        begin = units.of_char(match.start())
        entity = Entity(
            "url" if kind == "site" else kind, begin, units.of_char(match.start() + len(piece)) - begin
        )
        if not any(
            other.type in _SHIELD and other.offset < entity.end and entity.offset < other.end
            for other in entities
        ):
            found.append(entity)
    return sort_entities(entities + found) if found else entities


def _trimmed(kind: str, piece: str) -> str | None:
    if kind in ("url", "site"):
        piece = piece.rstrip(_TAIL)
        while piece.endswith(")") and piece.count(")") > piece.count("("):
            piece = piece[:-1].rstrip(_TAIL)
        return piece
    if kind == "cashtag" and not piece.isupper():
        return None
    if kind == "phone_number":
        digits = sum(char.isdigit() for char in piece)
        # A bare row of digits is as often a sum or a date: a number has a plus, or Russia's 8 or 7.
        sure = piece.startswith("+") or (digits == 11 and piece[0] in "78")
        return piece if sure and 7 <= digits <= 15 else None
    return piece
