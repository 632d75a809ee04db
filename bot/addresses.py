"""Which addresses a setting may hold: each check returns the address, or raises ValueError."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from pydantic import SecretStr

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
PUBLIC = re.compile(
    r"https?://(?P<host>(?:[a-z0-9-]+\.)*[a-z0-9-]+|\[[0-9a-f:]+\])(?::[1-9][0-9]{0,4})?(?:/[A-Za-z0-9._~-]+)*",
    re.ASCII,
)
"""What every program takes for one address, and no proxy writes in another way."""


def database_address(url: str) -> str:
    parts = urlsplit(url)
    parts.port  # noqa: B018  (raises ValueError for a port that is none)
    if parts.scheme == "sqlite":
        known = url.startswith("sqlite:///") and len(parts.path) > 1 and ":memory:" not in url
    else:
        known = parts.scheme == "postgresql" and url.startswith("postgresql://")
    return passed(url, known)


def web_address(url: str) -> str:
    parts = urlsplit(url)
    parts.port  # noqa: B018  (raises ValueError for a port that is none)
    known = parts.scheme in {"http", "https"} and parts.hostname
    return passed(url.rstrip("/"), bool(known and not parts.query and not parts.fragment))


def bot_api_address(url: str) -> str:
    return passed(web_address(url), "/bot" not in urlsplit(url).path)


def loopback_address(url: str) -> str:
    host = urlsplit(url).hostname or ""
    return passed(web_address(url), host == "localhost" or ip_address(host).is_loopback)


def listening_address(host: str) -> str:
    return str(ip_address(host))


def listening_place(place: str) -> str:
    host, _, port = place.rpartition(":")
    ip_address(host.removeprefix("[").removesuffix("]"))
    return passed(place, port.isdecimal() and 0 < int(port) < 65536)


def webhook_address(url: str) -> str:
    secret_address(SecretStr(url))
    return web_address(url)


def public_address(url: str) -> str:
    """An address that goes into links: nobody's password, no query, no letter of another alphabet."""
    scheme, divider, rest = webhook_address(url).partition("://")
    host, slash, path = rest.partition("/")
    plain = f"{scheme.lower()}{divider}{host.lower()}{slash}{path}"
    folders = path.split("/")
    return passed(plain, PUBLIC.fullmatch(plain) is not None and not {".", ".."} & {*folders})


def secret_address(url: SecretStr) -> SecretStr:
    """Encrypted on the way, unless it stays on this computer."""
    parts = urlsplit(url.get_secret_value().strip())
    parts.port  # noqa: B018  (raises ValueError for a port that is none)
    host = parts.hostname or ""
    known = bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK))
    return SecretStr(passed(url.get_secret_value().strip(), known))


def passed(value: str, known: bool) -> str:
    """The value; or ValueError, whose sentence is the field's description."""
    if not known:
        raise ValueError
    return value
