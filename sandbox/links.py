"""Which addresses Telegram takes for a link, and in what form it gives them back."""

from __future__ import annotations

import re

from sandbox.errors import ParseError

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_INNER = ("tg", "ton", "tonsite")
_HOST = re.compile(r"[^\s/?#@:\[\]<>\"']+|\[[0-9a-fA-F:.]+\]")


def checked_link(address: str) -> str:
    """The address as Telegram writes it: with its scheme, the host in small letters, at least "/" behind.

    Raises ParseError with Telegram's reason.
    """
    if address.lower().startswith("tg:") and not address.lower().startswith("tg://"):
        address = "tg://" + address[3:]
    found = _SCHEME.match(address)
    scheme = found.group(1).lower() if found else "http"
    rest = address[found.end() :] if found else address
    if scheme in _INNER:
        if not rest:
            raise ParseError("Wrong tg URL")
        return f"{scheme}://{rest}"
    if scheme not in ("http", "https"):
        raise ParseError("Unsupported URL protocol")
    return f"{scheme}://{_web_address(rest)}"


def link_or_none(address: str) -> str | None:
    try:
        return checked_link(address)
    except ParseError:
        return None


def user_of_link(address: str) -> int | None:
    """The person of a `tg://user?id=…` link."""
    found = re.fullmatch(r"tg:(?://)?user\?id=(\d+)", address.strip(), re.IGNORECASE)
    return int(found.group(1)) if found else None


def https_only(address: str) -> None:
    """Raises ParseError unless a Web App may live there."""
    if not address.lower().startswith("https://"):
        raise ParseError("Only HTTPS links are allowed")
    checked_link(address)


def _web_address(rest: str) -> str:
    cut = re.search(r"[/?#]", rest)
    place, tail = (rest[: cut.start()], rest[cut.start() :]) if cut else (rest, "")
    user, at, host_port = place.rpartition("@")
    host, colon, port = host_port, "", ""
    if not host_port.startswith("["):
        host, colon, port = host_port.partition(":")
    if not host:
        raise ParseError("URL host is empty")
    if colon and not (port.isdigit() and 0 < int(port) < 65536):
        raise ParseError("Wrong port number specified in the URL")
    if not _HOST.fullmatch(host) or re.search(r"\s", tail):
        raise ParseError("Wrong HTTP URL")
    if "." not in host.strip(".") and not host.startswith("["):
        raise ParseError("Wrong HTTP URL")
    return f"{user}{at}{host.lower()}{colon}{port}{tail if tail.startswith('/') else '/' + tail}"
