"""The few lines of a contact's vCard that matter for a new client."""

import re
from dataclasses import dataclass

MAX_LINES = 200
LINE = re.compile(r"(?:[\w-]+\.)?(?P<name>[A-Za-z-]+)(?:;[^:]*)?:(?P<value>.*)")
FOLDED = re.compile(r"\r?\n[ \t]")
ESCAPED = re.compile(r"\\([\\;,nN])")
CITY_PART = 3


@dataclass(frozen=True)
class VCard:
    phones: tuple[str, ...] = ()
    """As written."""
    company: str = ""
    city: str = ""
    notes: tuple[str, ...] = ()
    """Notes and e-mail addresses: what has no field of its own."""


def read_vcard(text: str) -> VCard:
    """Whatever can be read; a broken card gives less, never an error."""
    found: dict[str, list[str]] = {}
    for line in FOLDED.sub("", text[:20_000]).splitlines()[:MAX_LINES]:
        match = LINE.fullmatch(line.strip())
        if match:
            found.setdefault(match["name"].upper(), []).append(match["value"])
    parts = next((re.split(r"(?<!\\);", value) for value in found.get("ADR", [])), [])
    organisation = next(iter(found.get("ORG", [])), "")
    return VCard(
        phones=tuple(value.removeprefix("tel:") for value in found.get("TEL", [])),
        company=_plain(re.split(r"(?<!\\);", organisation)[0]),
        city=_plain(parts[CITY_PART]) if len(parts) > CITY_PART else "",
        notes=tuple(filter(None, map(_plain, found.get("NOTE", []) + found.get("EMAIL", [])))),
    )


def _plain(value: str) -> str:
    unescaped = ESCAPED.sub(lambda match: " " if match[1] in "nN" else match[1], value)
    return " ".join(unescaped.split())
