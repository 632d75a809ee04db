"""Typed reading of JSON objects, with the words Telegram uses when a field is wrong."""

from __future__ import annotations

from typing import Any

from sandbox.errors import ParseError

JsonObject = dict[str, Any]


def required_string(value: JsonObject, name: str) -> str:
    if name not in value:
        raise ParseError(f'Can\'t find field "{name}"')
    return _string(value[name], name)


def optional_string(value: JsonObject, name: str, default: str = "") -> str:
    return _string(value[name], name) if name in value else default


def required_integer(value: JsonObject, name: str) -> int:
    if name not in value:
        raise ParseError(f'Can\'t find field "{name}"')
    return _integer(value[name], name)


def optional_integer(value: JsonObject, name: str, default: int = 0) -> int:
    return _integer(value[name], name) if name in value else default


def optional_boolean(value: JsonObject, name: str) -> bool:
    found = value.get(name, False)
    if not isinstance(found, bool):
        raise ParseError(f'Field "{name}" must be of type Boolean')
    return found


def optional_array(value: JsonObject, name: str) -> list[Any] | None:
    if name not in value:
        return None
    found = value[name]
    if not isinstance(found, list):
        raise ParseError(f'Field "{name}" must be of type Array')
    return found


def required_object(value: JsonObject, name: str) -> JsonObject:
    if name not in value:
        raise ParseError(f'Can\'t find field "{name}"')
    found = value[name]
    if not isinstance(found, dict):
        raise ParseError(f'Field "{name}" must be of type Object')
    return found


def _string(found: Any, name: str) -> str:
    if isinstance(found, str):
        return found
    if isinstance(found, (int, float)) and not isinstance(found, bool):
        return str(found)  # Telegram reads a bare number as its text
    raise ParseError(f'Field "{name}" must be of type String')


def _integer(found: Any, name: str) -> int:
    if isinstance(found, int) and not isinstance(found, bool):
        return found
    if isinstance(found, str):
        try:
            return int(found)
        except ValueError:
            raise ParseError(f'Field "{name}" must be a valid Number') from None
    raise ParseError(f'Field "{name}" must be of type Number')
