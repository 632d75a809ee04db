"""Telegram's HTML: escaping what people typed, and cutting a text without breaking it."""

import html
import re

TEXT_LIMIT = 4096
ELLIPSIS = "…"
PIECE = re.compile(r"(?P<open><(?P<name>[a-z][a-z0-9-]*)[^>]*>)|(?P<close></[^>]*>)|&[a-z0-9#]{1,8};|.", re.S)


def escape(text: str) -> str:
    """`text` with nothing left that Telegram would read as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def units(text: str) -> int:
    """Length in UTF-16 units: never shorter than Telegram's own count."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, limit: int) -> str:
    """Plain `text` of at most `limit` UTF-16 units, with an ellipsis where something was left out."""
    if units(text) <= limit:
        return text
    room = limit - 1
    end = 0
    for character in text:
        room -= units(character)
        if room < 0:
            break
        end += 1
    return text[:end].rstrip() + ELLIPSIS


def one_line(text: str, limit: int) -> str:
    """Plain `text` without its line breaks, cut like `cut`."""
    return cut(" ".join(text.split()), limit)


def cut_html(text: str, limit: int = TEXT_LIMIT) -> str:
    """HTML whose visible part has at most `limit` units: no tag or entity is broken, open ones are closed."""
    if len(text) * 2 <= limit or units(text) <= limit:
        return text
    if sum(_visible(piece) for piece in PIECE.finditer(text)) <= limit:
        return text
    kept: list[str] = []
    opened: list[str] = []
    room = limit - 1
    for piece in PIECE.finditer(text):
        room -= _visible(piece)
        if room < 0:
            break
        if piece["open"]:
            opened.append(piece["name"])
        elif piece["close"] and opened:
            opened.pop()
        kept.append(piece[0])
    closing = "".join(f"</{name}>" for name in reversed(opened))
    return "".join(kept).rstrip() + ELLIPSIS + closing


def _visible(piece: re.Match[str]) -> int:
    if piece["open"] or piece["close"]:
        return 0
    return 1 if len(piece[0]) > 1 else units(piece[0])


def plain_of(text: str) -> str:
    """What a person would read of HTML: without its tags, for where Telegram does not take them."""
    return html.unescape(PIECE.sub(lambda piece: "" if piece["open"] or piece["close"] else piece[0], text))
